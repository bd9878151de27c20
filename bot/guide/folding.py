"""What people type, in one form: any letters, any apostrophe, any of the usual spellings.

Uzbek in Latin and in Cyrillic letters, Russian in either, and English fold to plain small Latin
letters. Letters that people mix up become one (q and k, x and h, y and i, double letters). The
form is for comparing only; nobody reads it.
"""

from __future__ import annotations

import re
import unicodedata

from bot.script import APOSTROPHES

_CYRILLIC = {
    **dict(zip("абвгдезийклмнопрстуфхыэ", "abvgdeziyklmnoprstufhie", strict=True)),
    **dict(zip("ўқғҳәіңөұүһїєґ", "okghainouuhieg", strict=True)),
    "ё": "yo",
    "ж": "j",
    "ц": "s",
    "ч": "ch",
    "ш": "sh",
    "щ": "sh",
    "ю": "yu",
    "я": "ya",
    "ъ": "",
    "ь": "",
}
_REFORMED = {"ş": "sh", "ș": "sh", "ç": "ch", "ı": "i", "ß": "s", "ø": "o", "ł": "l", "đ": "d"}


def _plain_letter(code: int) -> str:
    return unicodedata.normalize("NFKD", chr(code))[0].lower()


_LETTERS = str.maketrans(
    {
        **{
            chr(code): _plain_letter(code)
            for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
        },
        **{chr(code): "" for code in range(0x300, 0x370)},
        **dict.fromkeys(f"{APOSTROPHES}\u02b9\u2032\uff07", ""),
        **_CYRILLIC,
        **_REFORMED,
    }
)
# Russian and Uzbek as typed in Latin letters, English spelling, and chat habits (w for sh).
_SPELLINGS = {
    "shch": "sh",
    "sch": "sh",
    "tch": "ch",
    "zh": "j",
    "dj": "j",
    "kh": "h",
    "gh": "g",
    "ph": "f",
    "ts": "s",
    "tz": "s",
    "ck": "k",
    "w": "sh",
    "q": "k",
    "x": "h",
    "y": "i",
    "ye": "e",
    "yo": "e",
}
_SPELLING = re.compile("|".join(sorted(_SPELLINGS, key=len, reverse=True)) + r"|c(?=[eiy])|c(?!h)")
_DOUBLED = re.compile(r"([^\W\d_])\1+")
_SHORT = 3
"""Letters of a short name such as IIN, where a double letter is no slip."""
_CHAT_DIGITS = (
    (re.compile(r"(?<![\d-])4(?=[^\W\d_]{2})"), "ch"),
    (re.compile(r"(?<![\d-])6(?=[^\W\d_]{2})"), "sh"),
)
_TOKEN = re.compile(
    r"(?<![\w-])[^\W\d_]{1,3}-?\d+(?:-\d+)*(?![\w])"  # e-9, E-7-4, c117
    rf"|[^\W_](?:[^\W_]|[\u0300-\u036f]|[{APOSTROPHES}](?=[^\W_]))*"
)
_ENGLISH = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
_RUSSIAN = "йцукенгшщзхъфывапролджэячсмитьбюё"
_TO_RUSSIAN = str.maketrans(_ENGLISH, _RUSSIAN)
_TO_ENGLISH = str.maketrans(_RUSSIAN, _ENGLISH)
_HAS_CYRILLIC = re.compile(r"[\u0400-\u04ff]")


def _respelt(match: re.Match[str]) -> str:
    found = match[0]
    if found in _SPELLINGS:
        return _SPELLINGS[found]
    is_soft = match.string[match.end() : match.end() + 1] in {"e", "i", "y"}
    return "s" if is_soft else "k"


def fold(word: str) -> str:
    """Return a word in the form in which words are compared: what is folded stays folded."""
    for pattern, letters in _CHAT_DIGITS:
        word = pattern.sub(letters, word)
    folded = unicodedata.normalize("NFKC", word).lower().translate(_LETTERS).replace("-", "")
    before = ""
    while folded != before:
        before = folded
        folded = _SPELLING.sub(_respelt, folded)
        if len(folded) > _SHORT:
            folded = _DOUBLED.sub(r"\1", folded)
    return folded


def tokens(text: str) -> list[str]:
    """Return the words of a text as they are written; signs and pictures are left out."""
    found: list[str] = _TOKEN.findall(unicodedata.normalize("NFKC", text))
    return found


def spans(text: str) -> list[tuple[int, int]]:
    """Return where the words of a text begin and end; the text is of normal form (NFKC)."""
    return [match.span() for match in _TOKEN.finditer(text)]


def loosen(folded: str) -> str:
    """Return a folded word with the vowels as one that are typed for each other.

    Keyboards without ў give у, so that u and o are one.
    """
    return folded.replace("u", "o")


def in_other_layout(text: str) -> str:
    """Return what the same keys give on the other layout: Russian on Latin keys, or back."""
    text = text.lower()
    if _HAS_CYRILLIC.search(text):
        return text.translate(_TO_ENGLISH)
    return text.translate(_TO_RUSSIAN)
