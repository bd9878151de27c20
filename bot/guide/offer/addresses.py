"""Links, names of Telegram, e-mails, phones and card numbers in a text that is clean.

Every pattern is bounded and begins only where a word does, so that no text makes it slow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from bot.guide.offer.likeness import readable
from bot.guide.offer.reading import Address, Kind, blanked

_TLDS = (
    "uz ru su com org net info biz kr jp kz kg tj tm by az am ge ua md tr de pl eu uk lt lv ee sk "
    "cz bg ro hu it es fr at ch nl be se fi no dk gr pt ae sa qa kw om bh il in cn us ca site "
    "online xyz top club shop store live life space fun icu vip pro app dev link click website "
    "work works jobs agency company group center international global world travel visa me io "
    "cc tv co ws ly ai gov edu mobi asia tel bot ink one today email tech cloud page web рф бел "
    "қаз срб"
)
# Longer ones first: an alternative takes what it finds.
_TLD = "|".join(sorted(_TLDS.split(), key=len, reverse=True))
_EMAIL = re.compile(
    r"(?<![\w.+-])[a-z0-9][\w.+-]{0,63}@(?:[\w-]{1,63}\.){1,6}[a-z]{2,24}\b", re.IGNORECASE
)
_FULL_LINK = re.compile(
    r"(?<!\w)(?:[a-z][a-z0-9+-]{1,9}:/{1,3}|www\.)[^\s<>\"«»“”]{1,500}", re.IGNORECASE
)
_BARE_LINK = re.compile(
    rf"(?<![\w@.-])(?:[\w-]{{1,63}}\.){{1,8}}(?:{_TLD}|xn--[\w-]{{1,59}})(?![\w-])(?!\.\w)"
    r"(?::[0-9]{1,5})?(?:[/?#][^\s<>\"«»“”]{0,500})?",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<![\w.@/])@([a-z][a-z0-9_]{3,31})(?![\w@])", re.IGNORECASE)
_TELEGRAM = frozenset({"t.me", "telegram.me", "telegram.dog"})
_NO_NAME = frozenset({"joinchat", "addlist", "share", "s", "c", "proxy", "addstickers"})
_USERNAME = re.compile(r"[a-z][a-z0-9_]{3,31}", re.IGNORECASE)
_CLOSING = ".,;:!?)]}'*_"
_RUN = re.compile(r"(?<![\w+])(?:\+ ?)?\(?[0-9]{1,16}(?:[ ().–-]{1,3}[0-9]{1,16}){0,8}(?![\w])")
_GROUP = re.compile(r"[0-9]+")
_DATE = re.compile(r"[0-3]?[0-9]\.[01]?[0-9]\.(?:19|20)[0-9]{2}$")
_CALL = re.compile(
    r"(?:\btel|\bтел|phone|☎|📞|📱|raqam|рақам|номер|aloqa|алоқа|qo[ʻʼ'`‘’´]?ng[ʻʼ'`‘’´]?iroq"
    r"|қўнғироқ|кунгирок|звон|call|whats ?app|ватсап|вотсап|imo\b|viber)[^\n]{0,24}$",
    re.IGNORECASE,
)
_CALL_IT = re.compile(
    r" (?:ga |raqamiga |га |рақамига )?(?:qo[ʻʼ'`‘’´]?ng|қўнғ|кунг|tel|позвон|звон)", re.IGNORECASE
)
_CALL_REACH = 48
"""Letters before digits among which a word such as "call" makes them a phone."""
# Of mobile and city networks at home; other runs of nine digits may be anything.
_HOME_NETWORKS = (
    "20 33 50 55 61 62 65 66 67 69 70 71 72 73 74 75 76 77 78 79 87 88 90 91 93 94 95 97 98 99"
)
_HOME_SHAPES = {(9,), (2, 7), (2, 3, 2, 2), (2, 3, 4), (2, 3, 3, 1), (2, 2, 2, 3), (2, 1, 3, 3)}
_LENGTHS = {"998": 12, "996": 12, "992": 12, "7": 11, "82": 12, "81": 12, "90": 12, "971": 12}
"""Digits of an international number by its country code, at most."""
_LONGEST = 15
"""Digits of any international number (ITU-T E.164)."""
_CARDS = re.compile(r"(?:8600|5614|6262|9860|9987|4\d{3}|5[1-5]\d{2}|220[0-4])\d{12}$")
"""Numbers of bank cards: Uzcard, Humo, Visa, Mastercard, Mir."""


MOST = 20
"""Addresses of one kind that are read: each is compared with all registers."""
MOST_NUMBERS = 100
"""Runs of digits that are looked at: most are years, ages and hours."""


def find(text: str) -> tuple[list[Address], str]:
    """Return the links, names and e-mails of a text, and the text with them blanked out."""
    found: list[tuple[int, Address]] = []
    for pattern, read in ((_FULL_LINK, _link), (_EMAIL, _email), (_BARE_LINK, _link), (_NAME, _name)):  # fmt: skip
        for match in list(islice(pattern.finditer(text), MOST)):
            if address := read(match[0]):
                found.append((match.start(), address))
                text = blanked(text, match.start(), match.end())
    return [address for _, address in sorted(found, key=lambda item: item[0])], text


def _email(typed: str) -> Address:
    return Address(Kind.EMAIL, typed, typed.lower())


def _name(typed: str) -> Address:
    return Address(Kind.NAME, typed, typed[1:].lower())


def link(url: str) -> Address | None:
    """Return the address behind a link, or None where it names nobody."""
    return _link(url)


def _link(typed: str) -> Address | None:
    typed = typed.rstrip(_CLOSING)
    scheme, marks, rest = typed.partition(":/")
    rest = rest.lstrip("/") if marks else typed
    authority = re.split(r"[/?#\\]", rest, maxsplit=1)[0]
    # What stands before @ is no host: https://gov.uz@example.com leads to example.com.
    host = readable(authority.rpartition("@")[2].partition(":")[0])
    if marks and scheme.lower() == "tg":
        name = re.search(r"domain=([a-z0-9_]{4,32})", rest, re.IGNORECASE)
        return Address(Kind.NAME, f"@{name[1]}", name[1].lower()) if name else None
    if host in _TELEGRAM:
        return _of_telegram(typed, rest[len(authority) :])
    if host == "wa.me":
        digits = re.sub(r"[^0-9]", "", rest[len(authority) :])[:_LONGEST]
        return Address(Kind.PHONE, typed, digits) if digits else None
    if "." not in host.strip("."):
        return None
    return Address(Kind.LINK, typed, host)


def _of_telegram(typed: str, path: str) -> Address | None:
    parts = [part for part in re.split(r"[/?#]", path) if part]
    if parts and parts[0] == "s":
        parts = parts[1:]
    if not parts:
        return None
    if parts[0].startswith("+") or parts[0] in _NO_NAME:
        return Address(Kind.INVITE, typed, parts[0])
    if _USERNAME.fullmatch(parts[0]):
        return Address(Kind.NAME, f"@{parts[0]}", parts[0].lower())
    return None


def find_numbers(text: str) -> tuple[list[Address], str]:
    """Return the phones and card numbers of a text, and the text with them blanked out."""
    found: list[Address] = []
    for match in list(islice(_RUN.finditer(text), MOST_NUMBERS)):
        for address, start, end in _numbers(text, match.start(), match.end()):
            found.append(address)
            text = blanked(text, start, end)
    return found, text


def _numbers(text: str, start: int, end: int) -> Iterator[tuple[Address, int, int]]:
    run = text[start:end]
    if _DATE.search(run):
        return
    groups = [(m[0], start + m.start(), start + m.end()) for m in _GROUP.finditer(run)]
    is_called = bool(_CALL.search(text[max(0, start - _CALL_REACH) : start]))
    # A few digits alone are a number that somebody asks about.
    is_short = is_called or run == text.strip() or bool(_CALL_IT.match(text, end))
    at = 0
    while at < len(groups):
        is_full = at == 0 and run.startswith("+")
        took = _card(groups[at:])
        kind = Kind.CARD if took else Kind.PHONE
        if not took:
            took = (
                _international(groups[at:])
                if is_full
                else _national(groups[at:], is_called=is_called)
            )
        if not took and is_short and len(groups) == 1 and 3 <= len(groups[0][0]) <= 5:
            took, kind = 1, Kind.SHORT
        if not took:
            at += 1
            continue
        first = start if at == 0 else groups[at][1]
        last = groups[at + took - 1][2]
        digits = "".join(group for group, _, _ in groups[at : at + took])
        yield Address(kind, text[first:last].strip(), digits), first, last
        at += took


Groups = list[tuple[str, int, int]]


def _card(groups: Groups) -> int:
    """Return how many groups make a card number, or 0."""
    if len(groups[0][0]) not in {4, 16}:
        return 0
    for count in (4, 1):
        digits = "".join(group for group, _, _ in groups[:count])
        is_whole = count == 1 or all(len(group) == 4 for group, _, _ in groups[:count])
        if is_whole and _CARDS.match(digits):
            return min(count, len(groups))
    return 0


def _international(groups: Groups) -> int:
    """Return how many groups behind a plus make a number, as long as its country's are."""
    digits, best = "", 0
    for count, (group, _, _) in enumerate(groups, 1):
        digits += group
        most = next((n for code, n in _LENGTHS.items() if digits.startswith(code)), 13)
        if len(digits) > max(most, len(groups[0][0]) if count == 1 else 0):
            break
        if len(digits) >= 9:
            best = count
        if len(digits) == most:
            break
    return best if len("".join(group for group, _, _ in groups[:best])) <= _LONGEST else 0


def _national(groups: Groups, *, is_called: bool) -> int:
    """Return how many groups make a phone without a plus, or 0 where they may be anything."""
    digits = "".join(group for group, _, _ in groups[:2])
    may_be_home = digits[:2] in _HOME_NETWORKS.split()
    if not (is_called or may_be_home or digits.startswith(("0", "7", "8", "998"))):
        return 0
    digits = ""
    lengths: tuple[int, ...] = ()
    best = 0
    for count, (group, _, _) in enumerate(groups, 1):
        digits, lengths = digits + group, (*lengths, len(group))
        size = len(digits)
        if size > _LONGEST:
            break
        if size == 12 and digits.startswith("998"):
            return count
        if size == 11 and digits[0] in "78" and digits[1] in "3489":
            return count
        is_home = may_be_home and lengths in _HOME_SHAPES and not digits.endswith("0000")
        if size == 9 and is_home:
            best = count
        if (size in {10, 11} and digits.startswith("0")) or (
            size > 10 and digits.startswith("00")
        ):
            best = count
        if is_called and size >= 7:
            best = count
    return best
