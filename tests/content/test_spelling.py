"""What we ship is spelt as Debian's dictionaries and our own lists of words spell it.

The lists are words/{ru,en,uz_Cyrl}.txt. A word in small letters there may begin with a capital
in a text; a name may not lose its own. The Uzbek dictionary knows no rules for endings, so they
are taken off here; a stem of verbs stands in the Uzbek list with a hyphen behind it (узайтир-).
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from bot.authoring.content import read_content
from bot.i18n import Locale, load_translators
from bot.script import load_cyrillic_exceptions
from tests.content.test_shipped_content import AS_OF, CONTENT, ROOT, all_words

LISTS = Path(__file__).parent / "words"
DICTIONARIES = {"ru": "ru_RU", "en": "en_GB", "uz_Cyrl": "uz_UZ"}

# Addresses, accounts, commands, references, tags, fields and visas are no words, and neither is
# what is joined to them or to a number, as an Uzbek ending is.
NO_WORDS = re.compile(
    r"`[^`]*`|</?[a-z][^<>]*>|\{[^{}]*\}|\S+@\S+|(?:https?://)?\b[\w-]+(?:\.[\w-]+)+(?:/\S*)?"
    r"|(?<!\w)[@#/]\w+|\b\w+_\w+|\b[A-Z]{1,5}(?:-\d+)+|\b[IVX]+\b"
)
NO_WORD = "0"
# An Uzbek ending behind a number or a name in quotation marks: 1350 дан, “Хорижда иш”да.
LONE_ENDING = re.compile(
    r"(?<=\d )(?:га|гача|да|даги|дан|ни|си|сини|та|тагача)(?!\w)|(?<=[”»])[^\W\d_]+"
)
# A single letter is a mark or cannot be misspelt.
WORD = re.compile(r"(?<!\w)[^\W\d_]{2,}(?:['’ʻʼ][^\W\d_]+)*(?!\w)")
CYRILLIC = re.compile(r"[\u0400-\u04ff]+")
LATIN = re.compile(r"[A-Za-zÀ-ɏ'’ʻʼ]+")
BOTH = re.compile(r"(?=.*[A-Za-zÀ-ɏ]).*[\u0400-\u04ff]")

# Uzbek endings. What stands before them decides their form: бола-си, but китоб-и.
V, C = "(?<=[аеёиоуўэюя])", "(?<=[^аеёиоуўэюя])"
WHO = "(?:ман|миз|сан|сиз)"
HARD = "(?:(?<=к)к|(?<=қ)қ|(?<![кқ])г)"
LAST = f"(?:{WHO}|дир|гина|ми|ёқ)*"
OWNER = f"(?:{V}(?:си|м|миз|нг|нгиз)|{C}(?:и|им|имиз|инг|ингиз))"
PLACE = f"(?:да|дан|{HARD}а|{HARD}ача|дек|дай)"
CASE = f"(?:ни|нинг|ча|{PLACE}|(?:даги|ники)(?:лар)?(?:си)?(?:ни|нинг|{PLACE})?)"
NOUN = f"(?:роқ)?(?:ли(?:к|г(?=и))|сиз|ли|чи)*(?:лар)?{OWNER}?{CASE}?{LAST}"
STILL = f"(?:{V}й|{C}а)"
VERB = (
    f"(?:{V}[лнтш]|{C}и[лнш]|тир|дир|(?<=[лрй])т|{STILL}вер)*(?:(?:{C}ол)?ма)?"
    # шошилинг, олади
    f"(?:{V}нг|{C}инг|син(?:лар)?(?:ми)?|{V}й|{STILL}(?:диган{NOUN}|ди(?:лар)?{LAST}|{LAST})"
    f"|(?:{V}|{C}а)ётган{NOUN}|яп(?:ти|{WHO}){LAST}"
    f"|ди(?:м|нг|нгиз|к|лар)?{LAST}|{HARD}(?:ан{NOUN}|анча|ач|унча|унингизча)"
    f"|(?:{V}|{C}и)(?:б(?:ди|{WHO})?|ш{NOUN})|(?:{V}в|{C}ув)(?:чи)?{NOUN}"
    f"|са(?:м|нг|нгиз|к|лар)?{LAST}|моқ(?:чи|да){LAST}|{C}арди|(?<=ма)с(?:дан|ли(?:к|г(?=и)){NOUN})?)"
)
# What a stem of verbs is known by, where the dictionary has two of them.
VERB_FORMS = ("ган", "кан", "қан", "ди", "иш", "ш", "иб", "б", "ади", "йди", "са")
NOUN_ENDING, VERB_ENDING = re.compile(NOUN), re.compile(VERB)


@dataclass(frozen=True)
class Listed:
    """One of our own lists."""

    words: frozenset[str]
    verbs: frozenset[str] = frozenset()

    def has(self, word: str) -> bool:
        """Say whether a word is listed, be it with a capital letter or in capitals."""
        return (
            word in self.words
            or (word.istitle() and word.lower() in self.words)
            or (word.isupper() and not self.words.isdisjoint({word.lower(), word.capitalize()}))
        )


def read_list(language: str) -> list[str]:
    return (LISTS / f"{language}.txt").read_text(encoding="utf-8").split()


def listed(language: str) -> Listed:
    lines = read_list(language)
    return Listed(
        frozenset(line for line in lines if not line.endswith("-")),
        frozenset(line.removesuffix("-") for line in lines if line.endswith("-")),
    )


def unknown_to_hunspell(language: str, words: Iterable[str]) -> set[str]:
    assert shutil.which("hunspell"), "run tests/needs.sh"
    asked = "".join(f"{word}\n" for word in sorted(set(words)))
    dictionary = DICTIONARIES[language]
    answer = subprocess.run(
        ["hunspell", "-i", "utf-8", "-d", dictionary, "-l"],
        input=asked, capture_output=True, check=False, encoding="utf-8", timeout=60,
    )  # fmt: skip
    # Without a dictionary it would find every word right.
    assert (answer.returncode, answer.stderr) == (0, ""), "run tests/needs.sh"
    return set(answer.stdout.split())


def unknown(language: str, words: Iterable[str]) -> set[str]:
    own = listed(language)
    # Hunspell takes it's for a word, but intern's for none.
    bases = {word: word.removesuffix("'s") for word in unknown_to_hunspell(language, words)}
    asked = unknown_to_hunspell(language, bases.values())
    left = {word for word, base in bases.items() if base in asked and not own.has(base)}
    return left - well_ended(left, own) if language == "uz_Cyrl" else left


def well_ended(words: Iterable[str], own: Listed) -> set[str]:
    """Return the Uzbek words that are a known stem with endings that fit to it."""
    stems = {word: set(noun_stems(word)) for word in words}
    verbs = {word: set(verb_stems(word)) for word in words}
    asked = set().union(*stems.values(), *map(verb_forms, set().union(*verbs.values())))
    known = asked - unknown_to_hunspell("uz_Cyrl", asked)

    def is_stem(stem: str) -> bool:
        return own.has(stem) or (len(stem) > 2 and stem in known)

    def is_verb(stem: str) -> bool:
        return stem.lower() in own.verbs or (
            len(stem) > 2 and len(known & set(verb_forms(stem))) > 1
        )

    return {
        word for word in words if any(map(is_stem, stems[word])) or any(map(is_verb, verbs[word]))
    }


def noun_stems(word: str) -> Iterator[str]:
    for end in range(2, len(word)):
        if NOUN_ENDING.fullmatch(word, end):
            stem = word[:end]
            yield stem
            if stem[-1] in "лнр":
                yield f"{stem}ь"  # апрел-да
            if word[end] == "и" and stem[-1] in "гғ":
                yield stem[:-1] + {"г": "к", "ғ": "қ"}[stem[-1]]  # кўриги, йўғи


def verb_stems(word: str) -> Iterator[str]:
    # қуяди is қуй-ади.
    apart = (f"{word[: at.start()]}йа{word[at.end() :]}" for at in re.finditer("я", word))
    for form in (word, *apart):
        for end in range(2, len(form) + 1):
            if VERB_ENDING.fullmatch(form, end):
                yield form[:end]


def verb_forms(stem: str) -> list[str]:
    return [stem + ending for ending in VERB_FORMS]


@pytest.fixture(scope="module")
def lines() -> list[tuple[str, Locale, str]]:
    """Return everything we wrote, with the page where it stands, without what stays foreign."""
    checked = read_content(CONTENT, AS_OF)
    assert checked.faults == []
    raw = yaml.safe_load((CONTENT / "cyrillic.yaml").read_text(encoding="utf-8"))
    kept = load_cyrillic_exceptions(raw).keep
    kept_phrases = "|".join(map(re.escape, sorted(kept, key=len, reverse=True)))
    foreign = re.compile(rf"(?<!\w)(?:{kept_phrases})(?![^\W_])")
    found = [
        (name, locale, line) for locale in Locale for name, line in all_words(checked, locale)
    ] + [
        (f"locales/{locale}", locale, form)
        for locale, translator in load_translators(ROOT / "locales").items()
        for forms in translator.messages.values()
        for form in forms
    ]
    return [
        (name, locale, without_no_words(foreign.sub(NO_WORD, line), locale))
        for name, locale, line in found
    ]


def without_no_words(line: str, locale: Locale) -> str:
    left = NO_WORDS.sub(NO_WORD, line)
    return LONE_ENDING.sub("", left) if locale is Locale.uz_Cyrl else left


def places(lines: Iterable[tuple[str, Locale, str]], language: str) -> dict[str, str]:
    """Return the words that a dictionary shall know, and for each a page where it stands.

    Words in the other letters are phrases to show to somebody: the dictionary of their own
    language has them.
    """
    found: dict[str, str] = {}
    all_found = [
        (name, locale, match[0].replace("’", "'"))
        for name, locale, line in lines
        for match in WORD.finditer(line)
    ]
    in_russian = {
        (name, word)
        for name, locale, word in all_found
        if locale is Locale.uz and CYRILLIC.fullmatch(word)
    }
    for name, locale, word in all_found:
        if language == language_of(word, locale) and not (
            locale is Locale.uz_Cyrl and (name, word) in in_russian
        ):
            found.setdefault(word, name)
    return found


def language_of(word: str, locale: Locale) -> str | None:
    if CYRILLIC.fullmatch(word):
        return "uz_Cyrl" if locale is Locale.uz_Cyrl else "ru"
    if LATIN.fullmatch(word):
        return {Locale.en: "en", Locale.ru: "en"}.get(locale)
    return locale.value if BOTH.match(word) and locale in {Locale.ru, Locale.en} else None


@pytest.mark.parametrize("language", DICTIONARIES)
def test_every_word_is_in_the_dictionary_or_in_our_list(
    lines: list[tuple[str, Locale, str]], language: str
) -> None:
    where = places(lines, language)
    assert len(where) > 3000
    found = sorted(f"{word} ({where[word]})" for word in unknown(language, where))
    assert found == [], "correct them, or add a name or a term to tests/content/words"


@pytest.mark.parametrize(
    ("language", "right", "wrong"),
    [
        ("ru", "узбекистанцы Узбекистанцы ПАТЕНТ Абу СНИЛС", "узбекистанци пастпорт абу Снилс"),
        ("en", "kafala Kafala intern's Fergana", "recieve pasport's fergana"),
        (
            "uz_Cyrl",
            # The last ones are қуй-ади, кўрик-и, апрель-да and чиқ-ол-ма-са-нгиз.
            "Консулхонага пенсиянгизни ишлатишяпти ХМТнинг қуяди кўриги апрелда чиқолмасангиз",
            "консулхонгга пенцияни ишлатишияпти хмтнинг  китобси агентликги муддатинда",
        ),
    ],
)
def test_a_mistake_is_noticed(language: str, right: str, wrong: str) -> None:
    assert unknown(language, f"{right} {wrong}".split()) == set(wrong.split())


@pytest.mark.parametrize("language", DICTIONARIES)
def test_our_lists_are_in_order_and_name_nothing_twice(language: str) -> None:
    lines = read_list(language)
    assert lines == sorted(lines, key=lambda word: (word.lower(), word))
    lower = {word for word in lines if word.islower()}
    assert [word for word in lines if not word.islower() and word.lower() in lower] == []
    assert len(set(lines)) == len(lines)
