"""Uzbek in Latin and Cyrillic letters. Pure functions on strings.

The rules follow the Latin alphabet of 1995 and the Cyrillic spelling in use beside it. What no
rule can know (words with ц, ь, ъ, names, terms that stay Latin) stands in a list of exceptions
that staff edit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

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
    # No Uzbek ending makes these, so that they are always foreign: konstitutsiya, emotsional.
    "tsiya": "ция",
    "tsion": "цион",
    # Two months have я where the Latin form has a, before endings too.
    "sentabr": "сентябр",
    "oktabr": "октябр",
    TUTUQ: "ъ",
}
# Months alone end in ь where the Latin form shows nothing; before an ending ь is dropped.
_MONTHS = {
    "yanvar": "январь",
    "fevral": "февраль",
    "aprel": "апрель",
    "iyun": "июнь",
    "iyul": "июль",
    "sentabr": "сентябрь",
    "oktabr": "октябрь",
    "noyabr": "ноябрь",
    "dekabr": "декабрь",
}
_UNIT = re.compile(
    "|".join(sorted(map(re.escape, _PAIRS), key=len, reverse=True)) + "|.",
    re.DOTALL | re.IGNORECASE,
)
# е is э at the start of a word, after a vowel and after the tutuq belgisi.
_BEFORE_E = ("", "a", "e", "i", "o", "u", f"o{TURNED}", TUTUQ)

# After a consonant ye is heard as such only in loan words: premyer, Vyetnam.
_BEFORE_SOFT = frozenset("bdfhjklmnpqrstvxz")

_LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
_ENDING = (
    "(?:lar|imiz|ingiz|ning|niki|gacha|gina|dagi|dan|dir|day|dek|lik|chi|cha|siz|im|ing|si|ni|"
    "ga|ka|qa|da|li|mi|i|u){0,6}"  # bounded, for im+i can be read as i+mi too
)
_END = "(?![A-Za-z0-9_])"
_PROTECTED = (
    r"\{[^{}]*\}"  # placeholders and references
    r"|%\(\w+\)[sd]"
    r"|</?[A-Za-z][^<>]*>|&\#?\w+;"
    r"|`[^`\n]*`"
    r"|\b(?:https?|tg|mailto|figure|page|contact|source):[^\s)\]]+"
    r"|(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]*\w"
    r"|(?<![\w/})\]])[@#/][A-Za-z]\w*"
    r"|\bU\+[0-9A-Fa-f]{4,6}\b"
    r"|(?<![\w-])(?:[\w-]+\.){1,4}(?:ya?ml|md|po|pot|pdf|json|html)(?![A-Za-z0-9_])"
    r"|(?<!\w)(?:\w+_\w+|[A-Za-z]+\d[A-Za-z\d]*|\d+[A-Z]+)(?![A-Za-z0-9_])"
    r"|\b(?:uz|ru|en):"
)
# Names with an Uzbek ending behind them: E-9, F-4-19, COVID-19, my.gov.uz/ru.
_NAME = (
    # Uzbek laws are no names: PQ-738 is ПҚ-738.
    r"(?<![\w-])(?!(?:PQ|PF|VMQ)-)[A-Z]{1,5}(?:-?\d+)+(?:-?[A-Z])?"
    r"|(?<![\w-])(?:[\w-]+\.){1,8}(?:uz|kr|jp|com|org|net|ru|int|go|gov|info|me|eu|de|pl|tr|kz)"
    r"(?:/[^\s)\]]*)?"
)
_ENTRY = r"(?<![\w.-])[a-z]{2,4}(?:\.[a-z][\w-]*)+"  # kr.eps.cost
# Latin spelling has a hyphen between a number and the year or month that Cyrillic has not.
_DATE = (
    r"(?<=\d{4})-(?=yil)|(?<=\d)-(?=(?:mart|may|avgust|"
    + "|".join(_MONTHS)
    + f"){_ENDING}(?![{_LATIN}]))"
)
_WORD = (
    rf"[{_LATIN}](?:[{_LATIN}]|(?<=[oOgG])[{APOSTROPHES}]"
    rf"|[{APOSTROPHES}](?=[{_LATIN}])|[{TURNED}{TUTUQ}])*"
)
_TOKEN = re.compile(
    rf"(?P<date>{_DATE})|(?P<protected>{_PROTECTED})"
    rf"|(?P<name>{_NAME})(?P<ending>{_ENDING}){_END}|{_ENTRY}|(?P<word>{_WORD})"
)
_ENDING_ONLY = re.compile(_ENDING)
_ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
_NOT_UZBEK = re.compile(r"[wW]|[cC](?![hH])|[^A-Za-z\u02bb\u02bc]")
_CACHE_WORDS = 100_000
"""Words remembered per list of exceptions; what people type must not fill the memory."""


@dataclass(frozen=True)
class CyrillicExceptions:
    """What the rules cannot know.

    `words` are whole words, `stems` the beginnings of words, both lower-case Latin to lower-case
    Cyrillic; `keep` are words that stay Latin, with or without an Uzbek ending, and phrases of
    several words, or with a hyphen or stop, in another language.
    """

    words: Mapping[str, str] = field(default_factory=dict)
    stems: Mapping[str, str] = field(default_factory=dict)
    keep: frozenset[str] = frozenset()
    seen: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Words already rendered: a text repeats most of its words."""

    @cached_property
    def phrases(self) -> re.Pattern[str] | None:
        """Return what finds the phrases that stay Latin, the longest first."""
        found = [words for words in self.keep if re.search("[ .-]", words)]
        longest_first = map(re.escape, sorted(found, key=len, reverse=True))
        return re.compile(f"({'|'.join(longest_first)})") if found else None

    @cached_property
    def longest_kept(self) -> int:
        """Return the length of the longest word that stays Latin."""
        return max(map(len, self.keep), default=0)

    @cached_property
    def longest_stem(self) -> int:
        """Return the length of the longest stem."""
        return max(map(len, self.stems), default=0)


EMPTY = CyrillicExceptions()


def load_cyrillic_exceptions(raw: object) -> CyrillicExceptions:
    """Return exceptions from the form of the content file.

    Raises ValueError with a plain sentence when the form is wrong.
    """
    for _, problem in wrong_exceptions(raw):
        raise ValueError(problem)
    parts: Mapping[str, Any] = raw if isinstance(raw, Mapping) else {}
    return CyrillicExceptions(
        words=_table(parts.get("words")),
        stems=_table(parts.get("stems")),
        keep=frozenset(parts.get("keep") or ()),
    )


def _table(raw: Mapping[str, str] | None) -> dict[str, str]:
    return {
        normalise_apostrophes(latin).lower(): cyrillic.lower()
        for latin, cyrillic in (raw or {}).items()
    }


def wrong_exceptions(raw: object) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield what is wrong with the form of the content file: where, and in a plain sentence."""
    if not isinstance(raw, Mapping):
        yield (), "the file must have the parts words, stems and keep"
        return
    for name, part in raw.items():
        if name == "keep":
            yield from _wrong_words(part)
        elif name in {"words", "stems"}:
            yield from _wrong_lines(part, name)
        else:
            yield (str(name),), f"unknown part {str(name)!r}"


def _wrong_words(part: object) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if not isinstance(part, list | None):
        yield ("keep",), "keep must be a list of words"
        return
    for number, word in enumerate(part or ()):
        if not isinstance(word, str) or not word.strip():
            yield ("keep", number), f"keep has {word!r}, which is no word; put it in quotes"


def _wrong_lines(part: object, name: str) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if not isinstance(part, Mapping | None):
        yield (name,), f"{name} must be lines of the form latin: cyrillic"
        return
    for latin, cyrillic in (part or {}).items():
        place = (name, str(latin))
        if not isinstance(latin, str) or not isinstance(cyrillic, str):
            yield place, f"{name} has {latin!r}: {cyrillic!r}; put both words in quotes"
        elif re.search(f"[{_LATIN}]", cyrillic) or re.search(r"[\u0400-\u04ff]", latin):
            yield place, f"{name} has {latin}: {cyrillic}; the Latin word comes first"


_TURNED_FORM = re.compile(rf"(?<=[oOgG])[{APOSTROPHES}]")
_TUTUQ_FORM = re.compile(rf"(?<=[^\W\d_oOgG{TURNED}])[{APOSTROPHES}](?=[^\W\d_])")


def normalise_apostrophes(text: str) -> str:
    """Give oʻ and gʻ U+02BB and put U+02BC between other letters, whatever was typed."""
    return _TUTUQ_FORM.sub(TUTUQ, _TURNED_FORM.sub(TURNED, text))


def to_cyrillic(text: str, exceptions: CyrillicExceptions = EMPTY) -> str:
    """Return Uzbek Latin text in Cyrillic letters.

    Links, addresses, names with @, commands, placeholders, tags, words in backticks, Roman
    numerals, words with foreign letters or digits, and the words to keep stay as they are.
    """
    seen = exceptions.seen

    def replace(match: re.Match[str]) -> str:
        word = match["word"]
        if word is not None:
            if word not in seen:
                if len(seen) >= _CACHE_WORDS:
                    seen.clear()
                seen[word] = _word(normalise_apostrophes(word), exceptions)
            return seen[word]
        if match["name"] is not None:
            return match["name"] + _convert(match["ending"], previous="x")
        return " " if match["date"] is not None else match[0]

    if exceptions.phrases is None:
        return _TOKEN.sub(replace, text)
    parts = exceptions.phrases.split(text)
    parts[::2] = [_TOKEN.sub(replace, part) for part in parts[::2]]
    return "".join(parts)


def _word(word: str, exceptions: CyrillicExceptions) -> str:
    kept = _kept(word, exceptions)
    if kept is not None:
        return kept + _convert(word[len(kept) :], previous="x")
    if _ROMAN.fullmatch(word) or _NOT_UZBEK.search(word):
        return word
    low = word.lower()
    whole = exceptions.words.get(low) or _MONTHS.get(low)
    if whole is not None:
        return _cased(whole, word)
    for length in range(min(len(low), exceptions.longest_stem), 1, -1):
        stem = low[:length]
        if stem in exceptions.stems:
            head = _cased(exceptions.stems[stem], word[:length])
            return head + _convert(word[length:], previous=stem[-1])
    return _convert(word, previous="")


def _kept(word: str, exceptions: CyrillicExceptions) -> str | None:
    """Return the kept part of a word: all of it, or what stands before an Uzbek ending.

    A word to keep in small letters takes no ending: `uz` must not hold on to `uzun`.
    """
    if word in exceptions.keep:
        return word
    for length in range(min(len(word) - 1, exceptions.longest_kept), 1, -1):
        kept = word[:length]
        if kept in exceptions.keep and not kept.islower() and _ENDING_ONLY.fullmatch(word, length):
            return kept
    return None


def _cased(cyrillic: str, latin: str) -> str:
    letters = [letter for letter in latin if letter not in APOSTROPHES]
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
        if low == "e" and previous in _BEFORE_E:
            cyrillic = "э"
        elif low == "ye" and previous in _BEFORE_SOFT:
            cyrillic = "ье"
        else:
            cyrillic = _PAIRS.get(low) or _SINGLE.get(low, unit)
        parts.append(_cased(cyrillic, unit) if unit != low else cyrillic)
        previous = low if low in _BEFORE_E else low[-1]
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
    "ц": "s",
    "сҳ": f"s{TUTUQ}h",
    # After a consonant ъ and ь before these letters only say that y is heard.
    **{
        f"{sign}{letter}": latin
        for sign in "ъь"
        for letter, latin in {"е": "ye", "ё": "yo", "ю": "yu", "я": "ya"}.items()
    },
    "ьо": "yo",
    "тябр": "tabr",  # сентябр, октябр
}
_BACK_UNIT = re.compile("|".join(sorted(_BACK, key=len, reverse=True)), re.IGNORECASE)
_CYRILLIC_WORD = re.compile(r"[\u0400-\u04ff]+")
_CYRILLIC_VOWELS = frozenset("аеёиоуўэюяы")


def to_latin(text: str) -> str:
    """Return Uzbek Cyrillic text in Latin letters (1995 alphabet)."""
    return _CYRILLIC_WORD.sub(lambda match: _latin_word(match[0]), text)


def _latin_word(word: str) -> str:
    def replace(match: re.Match[str]) -> str:
        unit = match[0]
        low = unit.lower()
        before = word[match.start() - 1].lower() if match.start() else ""
        after = word[match.end() : match.end() + 1]
        latin = _BACK[low]
        if low == "е" and (not before or before in _CYRILLIC_VOWELS):
            latin = "ye"
        elif low == "ц" and before in _CYRILLIC_VOWELS:
            latin = "ts"
        elif low[0] == "ъ" and len(low) > 1 and before in _CYRILLIC_VOWELS:
            latin = TUTUQ + latin  # маъюс and меъёр, but объект
        if unit == low:
            return latin
        if after.isupper() or (not after and len(word) > 1 and word.isupper()):
            return latin.upper()
        return latin[:1].upper() + latin[1:]

    return _BACK_UNIT.sub(replace, word)
