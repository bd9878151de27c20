"""The beginning of a folded word, without the endings of Uzbek, Russian and English.

Nobody can know the language of one word typed with mistakes, so that all endings are tried on all
words. That is harmless as long as the words of the pages are cut in the same way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

# Folded: y is i, q is k, double letters are one.
_CASES = "ga ka da dan ni ning lar larni larga larda lardan larning lari larini lariga laridan"
_VERBS = (
    "di dim ding dik dingiz dilar adi aidi idi aman asan amiz aiman aisan aimiz adilar "
    "iapti iaptilar iapman iapmiz iapsiz vot voti votilar votman opti gan ganman ganda ganlar "
    "moki mokchi mokchiman sam sak sangiz sangizlar ib ibdi guncha digan adigan aidigan "
    "ishdi ishiapti ishadi ishgan ishmoki ishmokchi ing inglar man miz"
)
_OWNERS = (
    "im imni imga imda imdan imning ing ingni ingga ingda ingiz ingizni ingizga ini iga ida idan "
    "ining imiz imizni imizga sini siga sida sidan"
)
_RUSSIAN = (
    "asia asii asiu asiei om em am ami iami am ah iah ov ev ogo ego omu emu imi ih im oiu eiu"
)
_RUSSIAN_VERBS = (
    "it at et iat ut iut il ila ili al ala ali ilsia alsia alas alis itsia aetsia at ishsia "
    "aiut aet iaiut iaet aiu ivaiut ivaet ivat iroval irovali irovat iruiut iruet"
)
_ENGLISH = "s es ed ing ings"


def _endings(words: str, before: str) -> re.Pattern[str]:
    """Return what finds the longest of some endings behind what must stay."""
    longest = "|".join(sorted(set(words.split()), key=len, reverse=True))
    return re.compile(rf"(?:{before})(?:{longest})$")


# How people speak: bervotmaydi is bermayapti, aldavordi is aldadi, tashlavordi is tashladi.
_SPOKEN = re.compile(
    r"(?<=.{2})v(?:ot(?=m)|o[rl](?=di|ga[nm]|gan|a[mds]|ishd|ib|sa|moki|mad|mas))"
)

# How many letters stay: shorter beginnings mean too many things.
_STEPS = (
    # They do it and they do not: berishmadi as bermadi.
    re.compile(r"(?<=.{2})ish(?=m(?:aiapt|ad|aid|ag|avot|as))"),
    _endings(_RUSSIAN_VERBS, r"(?<=.{4})"),
    _endings(_CASES, r"(?<=.[^aeiou])|(?<=.{3}[aeiou])|(?<=^ui)"),
    _endings("lik liki", r"(?<=.{2}[^aeiou])"),
    _endings("ik iki", r"(?<=.{2}[aeiou]l)"),
    _endings("siz", r"(?<=.{4})"),
    _endings(_VERBS, r"(?<=.{3})"),
    _endings(_OWNERS, r"(?<=.{3})"),
    _endings("m", r"(?<=.{2}[aeou])"),
    _endings("sa", r"(?<=.{2}[^aeiou])"),
    _endings("si", r"(?<=.{2}[ao])"),
    _endings(f"{_RUSSIAN} {_ENGLISH}", r"(?<=.{4})"),
)
_VOWELS = re.compile(r"(?<=.{3})[aeiou]{1,2}$")


_NOBODY: Mapping[str, str] = {}


def stem(folded: str, names: Mapping[str, str] = _NOBODY) -> str:
    """Return the beginning of a folded word; a word with a digit stays whole.

    `names` are forms of names with their names, which are cut no further.
    """
    if not folded.isalpha():
        return folded
    cut = _SPOKEN.sub("", folded)
    for step in _STEPS:
        if cut in names:
            return names[cut]
        cut = step.sub("", cut)
    if cut in names:
        return names[cut]
    cut = _VOWELS.sub("", cut)
    # Before an ending k is heard and written as g: oylik, oyligi.
    return f"{cut[:-1]}k" if cut.endswith("g") and len(cut) > 3 else cut


def forms(name: str) -> Iterator[str]:
    """Yield a folded name with the endings it has in Russian, where it is no mere word with one."""
    yield name
    if name.endswith("ia"):
        yield from (name[:-2] + ending for ending in ("i", "iu", "iei", "e"))
    elif name.endswith("a"):
        yield from (name[:-1] + ending for ending in ("i", "u", "e", "oi", "ei"))
    elif name[-1:] not in "eiou":
        yield from (name + ending for ending in ("a", "u", "e", "om", "i"))
