"""Names of sites and accounts: their comparable form, and whether one resembles another.

A site is official only where it is a registered one or stands below it. What merely looks alike
(digits for letters, letters of other scripts, an official name inside another) resembles it.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

_SHARED = "gov go gob or co com org net ac edu lg re ne mil"
"""Second parts of names under which many owners register: go.kr, gov.uz, co.uk."""
# Letters of other scripts that look like Latin ones, and signs that stand for letters. What is
# mistaken for each other becomes one: 1, l and i.
_PAIRS = (
    "аa вb еe ёe зz іi їi кk мm нh оo рp сc тt уy хx ѕs јj ԁd ԛq ԝw ոn "
    "ıi ɑa ɡg αa βb εe ιi κk νv οo ρp τt υu χx "
    "0o 1i 2z 3e 4a 5s 6b 7t 8b 9g $s |i li"
)
_ALIKE = str.maketrans({pair[0]: pair[1] for pair in _PAIRS.split()})
_WHOLE_NAME = 8
"""Letters of a name from which on it is looked for inside others: shorter ones are mere words."""
_ONE_SLIP, _TWO_SLIPS = 7, 10
"""Letters of a name from which on one, or two, other letters still resemble it."""
_LABEL = 63
"""Letters of one part of a name (RFC 1035, 2.3.4)."""
_SIGNS = re.compile(r"[\W_]+")


def readable(host: str) -> str:
    """Return a host in small letters without `www.`, its punycode decoded (RFC 3492)."""
    parts = host.lower().strip(".").split(".")
    return ".".join(map(_decoded, parts)).removeprefix("www.")


def _decoded(part: str) -> str:
    if not part.startswith("xn--") or len(part) > _LABEL:
        return part
    try:
        return part[4:].encode("ascii").decode("punycode").lower()
    except ValueError:
        return part


def above(host: str) -> tuple[str, ...]:
    """Return a host and the names above it that can have an owner, the longest first."""
    parts = host.split(".")
    return tuple(".".join(parts[start:]) for start in range(max(1, len(parts) - 1)))


def owned(host: str) -> str:
    """Return what one owner registers of a host: mfa.uz of dubai.mfa.uz, moel.go.kr."""
    parts = host.split(".")
    take = 3 if len(parts) > 2 and parts[-2] in _SHARED.split() else 2
    return ".".join(parts[-take:])


def _skeleton(name: str) -> str:
    folded = _SIGNS.sub("", name.lower().translate(_ALIKE))
    return folded.replace("rn", "m").replace("vv", "w")


@dataclass(frozen=True, slots=True)
class Look:
    """How a name looks: as one word, part by part, and the part of it that tells."""

    whole: str
    parts: tuple[str, ...]
    main: str

    @classmethod
    def of_host(cls, host: str, ordinary: Collection[str] = ()) -> Look:
        """Return the look of a host that is readable; an ordinary word in it tells nothing."""
        main = _skeleton(owned(host).split(".")[0])
        return cls(_skeleton(host), _parts(host), "" if main in ordinary else main)

    @classmethod
    def of_name(cls, name: str) -> Look:
        """Return the look of an account's name."""
        return cls(_skeleton(name), _parts(name), _skeleton(name))

    def resembles(self, official: Look) -> bool:
        """Say whether a name could be taken for an official one."""
        if self.whole == official.whole or official.whole in self.parts:
            return True
        # gov-uz.com, gov.uz.login.site: the parts of the official name follow each other.
        length = len(official.parts)
        if length > 1 and any(
            self.parts[at : at + length] == official.parts for at in range(len(self.parts))
        ):
            return True
        if len(official.main) >= _WHOLE_NAME and official.main in self.whole:
            return True
        return any(_is_near(one, official.main) for one in {self.whole, self.main, *self.parts})


def _parts(name: str) -> tuple[str, ...]:
    return tuple(filter(None, map(_skeleton, _SIGNS.split(name))))


def _is_near(one: str, other: str) -> bool:
    longest = len(other)
    slips = 2 if longest >= _TWO_SLIPS else 1 if longest >= _ONE_SLIP else 0
    # The first letter is what the eye reads: two names that begin otherwise are two names.
    if not slips or abs(len(one) - longest) > slips or one[:1] != other[:1]:
        return False
    return _distance(one, other, slips) <= slips


def _distance(one: str, other: str, most: int) -> int:
    """Return the distance of two words (Levenshtein), or more than `most` once that is sure."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, row = row, [i]
        for j, b in enumerate(other, 1):
            row.append(min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b)))
        if min(row) > most:
            return most + 1
    return row[-1]
