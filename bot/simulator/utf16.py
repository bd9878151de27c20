"""Lengths as Telegram counts them, and the cleaning of strings that come from a bot."""

from __future__ import annotations

from bot.simulator.errors import bad_request


def units(text: str) -> int:
    """Return a text's length in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def offsets(text: str) -> list[int]:
    """Return, for each index of the text and for its end, the offset in UTF-16 units."""
    if text.isascii():
        return list(range(len(text) + 1))
    found, at = [0], 0
    for character in text:
        at += 2 if character > "\uffff" else 1
        found.append(at)
    return found


def byte_offset(text: str, index: int) -> int:
    """Return the offset in bytes of UTF-8 that belongs to an index of the text."""
    return len(text[:index].encode("utf-8", "surrogatepass"))


def check_utf8(text: str) -> None:
    """Refuse a text with half of a surrogate pair, which JSON can hold and UTF-8 cannot."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise bad_request("strings must be encoded in UTF-8") from None


def clipped(text: str, limit: int) -> str:
    """Return the beginning of a text, of at most so many UTF-16 units; no character is halved."""
    whole = text.encode("utf-16-le", "surrogatepass")[: limit * 2]
    return whole.decode("utf-16-le", "ignore")


def is_space(character: str) -> bool:
    """Say whether the reference server takes a character (or the end, "") for a blank."""
    return character in {" ", "\t", "\r", "\n", "\v", "\0", ""}


def lower_ascii(text: str) -> str:
    """Return a text with its Latin letters in lower case, the only ones the server folds."""
    return "".join(c.lower() if c.isascii() else c for c in text)
