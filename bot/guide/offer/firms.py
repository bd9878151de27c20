"""Names of firms in an offer, as far as a form of firm stands beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable

MOST = 3
_FORMS = (
    r"MChJ|MCHJ|QK|XK|XBA|ХБА|МЧЖ|ҚК|ХК|OOO|ООО|OAO|ОАО|ЧАЗ|ЧП|LLC|Ltd|Inc"
    r"|[Aa]gentlig\w{0,4}|[Аа]гентлиг\w{0,4}|[Aa]gency|[Аа]гентств\w{0,2}|[Aa]gentstvo"
    r"|[Kk]ompaniya\w{0,4}|[Кк]омпани\w{0,4}|[Cc]ompany|[Ff]irma\w{0,3}|[Фф]ирм\w{0,3}"
)
_QUOTED = r"[\"«“„'](?P<quoted>[^\"»”“\n]{2,40})[\"»”“']"
_CAPITAL = r"[A-ZА-ЯЎҚҒҲЁ][\w’ʻʼ&.-]{1,24}"
_NAMED = rf"(?P<named>{_CAPITAL}(?: (?:{_CAPITAL}|&)){{0,3}})"
_PATTERNS = (
    re.compile(rf"(?:{_QUOTED}) (?:\w{{1,12}} ){{0,2}}(?:{_FORMS})\b"),
    re.compile(rf"\b(?:{_FORMS}),? (?:{_QUOTED})"),
    re.compile(rf"(?<![\w«\"“]){_NAMED} (?:{_FORMS})\b"),
    re.compile(rf"(?<![\w»”\"] )\b(?:MChJ|MCHJ|МЧЖ|OOO|ООО|ХБА|XBA) {_NAMED}"),
)
# Offices of the state and kinds of firm are no names: the Migration Agency, a private agency.
_NO_NAME = re.compile(
    r"migra|мигра|davlat|давлат|государ|xususiy|хусусий|частн|private|bandlik|бандлик|занятост"
    r"|employment|hamma|barcha|qaysi|which|какая|this|bu\b|any",
    re.IGNORECASE,
)


def find(text: str) -> tuple[str, ...]:
    """Return the names of firms in a clean text, as they stand there, at most MOST."""
    found: dict[str, None] = {}
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            groups: Iterable[str | None] = match.groupdict().values()
            name = next((group for group in groups if group), "").strip()
            if name and not _NO_NAME.search(name):
                found.setdefault(name)
            if len(found) >= MOST:
                return tuple(found)
    return tuple(found)
