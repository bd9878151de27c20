"""Uzbek in Latin and Cyrillic letters. Pure functions on strings.

The rules follow the Latin alphabet of 1995 and the Cyrillic spelling in use beside it. What no
rule can know (words with ц, ь, ъ, names, terms that stay Latin) stands in a list of exceptions
that staff edit.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

TURNED = "\u02bb"
"""The mark of oʻ and gʻ."""
TUTUQ = "\u02bc"
"""The tutuq belgisi, as in maʼno."""
APOSTROPHES = f"'`\u2018\u2019\u00b4{TURNED}{TUTUQ}"

_SINGLE = dict(
    zip("abdefghijklmnopqrstuvxyz", "абдефгҳижклмнопқрстувхйз", strict=True),
)
_PAIRS = {
    f"yo{TURNED}": "йў",
    f"o{TURNED}": "ў",
    f"g{TURNED}": "ғ",
    f"s{TUTUQ}h": "сҳ",
    "sh": "ш",
    "ch": "ч",
    "yo": "ё",
    "yu": "ю",
    "ya": "я",
    "ye": "е",
    TUTUQ: "ъ",
}
_VOWELS = f"aeiou{TURNED}"
_UNIT = re.compile(
    "|".join(sorted(map(re.escape, _PAIRS), key=len, reverse=True)) + "|.",
    re.DOTALL | re.IGNORECASE,
)

_PROTECTED = (
    r"\{[^{}]*\}"  # placeholders and references
    r"|%\(\w+\)[sd]"
    r"|<[^<>]*>"
    r"|\b(?:https?|tg|figure|page|contact):[^\s)\]]+"
    r"|[\w.+-]+@[\w-]+\.[\w.-]+"
    r"|(?:(?<=\s)|^)[@#/][A-Za-z]\w*"
    r"|\b(?:[\w-]+\.)+(?:uz|kr|jp|com|org|net|ru|int|go|gov|info|me)\b(?:/[^\s)]*)?"
)
_WORD = rf"[A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f{APOSTROPHES}]*(?:-?\d+[A-Za-z]?\b)?"
_TOKEN = re.compile(rf"(?P<protected>{_PROTECTED})|(?P<word>{_WORD})", re.MULTILINE)
_ROMAN = re.compile(r"^[IVX]{1,6}$")
_NOT_UZBEK = re.compile(r"[wW]|[cC](?![hH])|[\u00c0-\u024f]|\d")


@dataclass(frozen=True)
class CyrillicExceptions:
    """What the rules cannot know.

    `words` are whole words, `stems` the beginnings of words, both lower-case Latin to lower-case
    Cyrillic; `keep` are words that stay Latin, with or without an Uzbek ending.
    """

    words: Mapping[str, str] = field(default_factory=dict)
    stems: Mapping[str, str] = field(default_factory=dict)
    keep: frozenset[str] = frozenset()

    @property
    def longest_stem(self) -> int:
        """Return the length of the longest stem."""
        return max(map(len, self.stems), default=0)


EMPTY = CyrillicExceptions()


def load_cyrillic_exceptions(raw: object) -> CyrillicExceptions:
    """Return exceptions from the form of the content file.

    Raises ValueError with a plain sentence when the form is wrong.
    """
    if not isinstance(raw, Mapping):
        raise ValueError("the file must have the parts words, stems and keep")  # noqa: TRY004
    unknown = set(raw) - {"words", "stems", "keep"}
    if unknown:
        raise ValueError(f"unknown part {min(map(str, unknown))!r}")
    keep = raw.get("keep") or []
    if not isinstance(keep, list):
        raise ValueError("keep must be a list of words")  # noqa: TRY004
    return CyrillicExceptions(
        words=_table(raw.get("words"), "words"),
        stems=_table(raw.get("stems"), "stems"),
        keep=frozenset(map(str, keep)),
    )


def _table(raw: object, name: str) -> dict[str, str]:
    if raw is None:
        return {}
    if not isinstance(raw, Mapping):
        raise ValueError(f"{name} must be lines of the form latin: cyrillic")  # noqa: TRY004
    return {
        normalise_apostrophes(str(latin)).lower(): str(cyrillic).lower()
        for latin, cyrillic in raw.items()
    }


_TURNED_FORM = re.compile(rf"(?<=[oOgG])[{APOSTROPHES}]")
_TUTUQ_FORM = re.compile(rf"(?<=[^\W\d_])[{APOSTROPHES}](?=[^\W\d_])")


def normalise_apostrophes(text: str) -> str:
    """Give oʻ and gʻ U+02BB and put U+02BC between other letters, whatever was typed."""
    text = _TURNED_FORM.sub(TURNED, text)
    return _TUTUQ_FORM.sub(lambda m: m[0] if _is_turned(text, m.start()) else TUTUQ, text)


def _is_turned(text: str, at: int) -> bool:
    return text[at - 1] in "oOgG"


def to_cyrillic(text: str, exceptions: CyrillicExceptions = EMPTY) -> str:
    """Return Uzbek Latin text in Cyrillic letters.

    Links, addresses, names with @, commands, placeholders, tags, Roman numerals, words with
    foreign letters or digits, and the words to keep stay as they are.
    """
    cache: dict[str, str] = {}

    def replace(match: re.Match[str]) -> str:
        word = match["word"]
        if word is None:
            return match[0]
        if word not in cache:
            cache[word] = _word(word, exceptions)
        return cache[word]

    return _TOKEN.sub(replace, normalise_apostrophes(text))


def _word(word: str, exceptions: CyrillicExceptions) -> str:
    kept = _kept(word, exceptions)
    if kept is not None:
        return kept + _convert(word[len(kept) :], previous="x")
    if _ROMAN.match(word) or _NOT_UZBEK.search(word):
        return word
    low = word.lower()
    if low in exceptions.words:
        return _cased(exceptions.words[low], word)
    for length in range(min(len(low), exceptions.longest_stem), 2, -1):
        stem = low[:length]
        if stem in exceptions.stems:
            head = _cased(exceptions.stems[stem], word[:length])
            return head + _convert(word[length:], previous=stem[-1])
    return _convert(word, previous="")


def _kept(word: str, exceptions: CyrillicExceptions) -> str | None:
    """Return the kept part of a word: all of it, or what stands before a lower-case ending."""
    for length in range(len(word), 1, -1):
        rest = word[length:]
        if word[:length] in exceptions.keep and (not rest or rest.islower()):
            return word[:length]
    return None


def _cased(cyrillic: str, latin: str) -> str:
    letters = [letter for letter in latin if letter.isalpha() and letter not in (TURNED, TUTUQ)]
    if len(letters) > 1 and all(letter.isupper() for letter in letters):
        return cyrillic.upper()
    if letters and letters[0].isupper():
        return cyrillic[:1].upper() + cyrillic[1:]
    return cyrillic


def _convert(latin: str, previous: str) -> str:
    """Convert by rule; `previous` is the Latin letter before, `""` at the start of a word."""
    parts: list[str] = []
    for unit in _UNIT.findall(latin):
        low = unit.lower()
        if low == "e" and (not previous or previous in _VOWELS):
            cyrillic = "э"
        else:
            cyrillic = _PAIRS.get(low) or _SINGLE.get(low, unit)
        parts.append(_cased(cyrillic, unit) if unit != low else cyrillic)
        previous = low[-1]
    if len(latin) > 1 and latin.isupper():
        return "".join(parts).upper()
    return "".join(parts)


_BACK = {
    **dict(zip("абвгдежзийклмнопрстуфхэқҳ", "abvgdejziyklmnoprstufxeqh", strict=True)),
    "ў": f"o{TURNED}",
    "ғ": f"g{TURNED}",
    "ш": "sh",
    "щ": "sh",
    "ч": "ch",
    "ё": "yo",
    "ю": "yu",
    "я": "ya",
    "ъ": TUTUQ,
    "ь": "",
    "ы": "i",
}
_CYRILLIC_VOWELS = "аеёиоуўэюяы"


def to_latin(text: str) -> str:
    """Return Uzbek Cyrillic text in Latin letters (1995 alphabet)."""
    parts: list[str] = []
    for at, letter in enumerate(text):
        low = letter.lower()
        before = text[at - 1].lower() if at else ""
        if low == "е" and (not before.isalpha() or before in f"{_CYRILLIC_VOWELS}ъь"):
            latin = "ye"
        elif low == "ц":
            latin = "ts" if before in _CYRILLIC_VOWELS and before else "s"
        elif low == "с" and text[at + 1 : at + 2].lower() == "ҳ":
            latin = f"s{TUTUQ}"
        else:
            latin = _BACK.get(low, letter)
        if low == "ъ" and text[at + 1 : at + 2].lower() in ("е", "ё", "ю", "я"):
            latin = ""
        if letter in (low, latin):
            parts.append(latin)
        elif text[at + 1 : at + 2].isupper() or (before and text[at - 1].isupper()):
            parts.append(latin.upper())
        else:
            parts.append(latin[:1].upper() + latin[1:])
    return "".join(parts)
