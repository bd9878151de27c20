"""The beginning of a folded word, without the endings of Uzbek, Russian and English.

Nobody can know the language of one word typed with mistakes, so that all endings are tried on all
words. That is harmless as long as the words of the pages are cut in the same way.
"""

from __future__ import annotations

import re

_ROUNDS = 3

# Folded: y is i, q is k, double letters are one.
_UZBEK = (
    "lar larim laring lari lariga larni larda lardan larning ning ni ga ka da dan dagi imni imga "
    "imning im ing i si sini siga sida sidan imiz ingiz imizni man san miz siz mi ku chi niki "
    "di dim ding dik dingiz dilar adi aidi idi aman asan amiz asiz aiman aisan aimiz aisiz adilar "
    "iapti iaptilar iapman iapmiz iapsiz vot voti votilar votman opti gan ganman ganda ganga "
    "gandan gani moki mokchi mokchiman moi mai masdan ish ishi ishim ishga ishni sa sam sak sangiz "
    "ib ibdi gach guncha digan adigan aidigan olmaiman amanmi amizmi"
)
_RUSSIAN = (
    "a u i e o oi ei om em am iam ami iami ah iah ov ev ii aia oe ogo ego omu emu imi ih im ia iu "
    "uiu ie oiu eiu ost osti"
)
_RUSSIAN_VERBS = (
    "it at et iat ut iut il ila ili al ala ali ilsia alsia alas alis itsia aetsia at ishsia"
)
_ENGLISH = "s es ed ing ings"


_CASES = "ga ka da dan ni ning lar larni larga larda lardan"


def _endings(words: str, least: int) -> re.Pattern[str]:
    """Return what finds the longest of some endings; so many letters must stay before it."""
    longest = "|".join(sorted(set(words.split()), key=len, reverse=True))
    return re.compile(rf"(?<=.{{{least}}})(?:{longest})$")


# How many letters stay: shorter beginnings mean too many things.
_OF_CASES = _endings(_CASES, 2)
_OF_UZBEK = _endings(_UZBEK, 3)
_OF_OTHERS = _endings(f"{_RUSSIAN} {_ENGLISH}", 3)
_OF_VERBS = _endings(_RUSSIAN_VERBS, 4)


def stem(folded: str) -> str:
    """Return the beginning of a folded word; a word with a digit stays whole."""
    if not folded.isalpha():
        return folded
    cut = _OF_CASES.sub("", _OF_VERBS.sub("", folded))
    for _ in range(_ROUNDS):
        cut = _OF_UZBEK.sub("", cut)
    cut = _OF_OTHERS.sub("", cut)
    # Before an ending k is heard and written as g: oylik, oyligi.
    return f"{cut[:-1]}k" if cut.endswith("g") and len(cut) > 3 else cut
