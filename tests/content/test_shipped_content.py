"""What we ship: complete in every language, sound on a fixed day, and true to its own rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml

from bot.authoring.content import Checked, read_content
from bot.authoring.rendering import plain_lines
from bot.entries.base import Basis
from bot.entries.channel import Channel
from bot.entries.contact import Contact, ContactKind
from bot.entries.entry import Entry
from bot.entries.figure import Figure
from bot.entries.page import Branch, Convention, Destination, Page, Place, SocialSecurity
from bot.entries.sign import Sign
from bot.entries.source import Source, SourceKind
from bot.i18n import WRITTEN, Locale
from bot.script import CyrillicExceptions, load_cyrillic_exceptions

ROOT = Path(__file__).parents[2]
CONTENT = ROOT / "content"
AS_OF = date(2026, 11, 25)
"""The day on which all of it was compared with its sources."""
TERMS = [
    line.split(" | ")
    for line in (ROOT / "tests/unit/data/uz_terms.txt").read_text(encoding="utf-8").splitlines()
]
# Uzbek words and names of places and people that English spells alike; all others must be kept.
ALIKE = set((Path(__file__).parent / "alike_words.txt").read_text(encoding="utf-8").split())
CURRENCY = (
    r"(?:[$€£¥₩₽₸₺₾₼円원]|(?:USD|KRW|JPY|UZS|EUR|RUB|KZT|AED|TRY|PLN)\b"
    r"|(?:von|won|вон|iyen|yen|иен|йен|soʻm|сўм|soum|dollar|доллар|rubl|рубл|rouble|tenge|тенге"
    r")\w*|(?:сум(?:а|у|ы|ов|ам)?|yevro|евро|euros?|sums?)\b)"
)
RAW_SUM = re.compile(
    # Not "2. Soʻm …" of a list, nor "in 2025. The sum …".
    rf"\d(?:\d|[\s.,](?=\d))*\s?(?:(?:ming|mln|million|mlrd|milliard|минг|тыс|млн|миллион|thousand)\S*\s)?"
    rf"(?:[A-Za-zʻА-Яа-яЎўҚқҒғҲҳ-]+\s)?{CURRENCY}",
    re.IGNORECASE,
)
# Addresses, names of accounts and commands, references and visas are no words.
NO_WORDS = re.compile(
    r"\{[^{}]*\}|\S+@\S+|(?:https?://)?\b[\w-]+(?:\.[\w-]+)+(?:/\S*)?|[@/]\w+"
    r"|\b[A-Z]{1,5}(?:-?\d+)+(?:-\d+)?|\b\d+[A-Z]\b|\b[IVX]+\b"
)
LATIN = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏʻʼ]*")
APOSTROPHE = re.compile(r"[a-zʻʼ]['`‘’´]|['`‘’´](?=[a-z])", re.IGNORECASE)


@pytest.fixture(scope="module")
def checked() -> Checked:
    return read_content(CONTENT, AS_OF)


@pytest.fixture(scope="module")
def exceptions() -> CyrillicExceptions:
    raw = yaml.safe_load((CONTENT / "cyrillic.yaml").read_text(encoding="utf-8"))
    return load_cyrillic_exceptions(raw)


def pages(checked: Checked) -> list[Page]:
    return [entry for entry in checked.entries.values() if isinstance(entry, Page)]


def destinations(checked: Checked) -> list[Destination]:
    return [entry for entry in pages(checked) if isinstance(entry, Destination)]


def words(entry: Entry | Page, locale: Locale) -> Iterator[str]:
    """Yield everything that people wrote for readers of one locale."""
    if isinstance(entry, Page):
        text = entry.text(locale)
        yield text.title
        yield from plain_lines(text.intro)
        for part in text.sections:
            yield part.heading
            yield from plain_lines(part.blocks)
    if isinstance(entry, Contact | Channel | Figure):
        for name in ("name", "note", "instead", "hours", "city"):
            if localized := getattr(entry, name, None):
                yield localized.to(locale)
    if isinstance(entry, Sign):
        yield entry.means.to(locale)
        yield entry.do.to(locale)
    if isinstance(entry, Contact):
        yield from (phone.note.to(locale) for phone in entry.phones if phone.note)


def all_words(checked: Checked, locale: Locale) -> Iterator[tuple[str, str]]:
    for entry in checked.entries.values():
        for line in words(entry, locale):
            yield entry.id, line


def test_the_check_finds_neither_faults_nor_warnings(checked: Checked) -> None:
    assert [str(fault) for fault in checked.faults] == []


def test_there_is_enough_of_everything(checked: Checked) -> None:
    entries = checked.entries.values()
    assert len(pages(checked)) >= 45
    assert sum(isinstance(entry, Figure) for entry in entries) >= 40
    assert sum(isinstance(entry, Contact) for entry in entries) >= 25
    assert len(destinations(checked)) >= 2
    assert sum(isinstance(entry, Channel) for entry in entries) >= 30


def test_every_page_speaks_all_four_renderings(checked: Checked) -> None:
    for page in pages(checked):
        assert set(page.texts) == set(Locale), page.id
        ids = [part.id for part in page.text(Locale.uz).sections]
        for locale in Locale:
            text = page.text(locale)
            assert text.title.strip(), (page.id, locale)
            assert text.intro, (page.id, locale)
            assert [part.id for part in text.sections] == ids, (page.id, locale)


def test_translations_are_no_copies_of_the_uzbek_text(checked: Checked) -> None:
    for page in pages(checked):
        texts = {" ".join(words(page, locale)) for locale in Locale}
        assert len(texts) == len(Locale), page.id


def test_each_rendering_is_in_its_own_letters(checked: Checked) -> None:
    # Names of tests and a word of a foreign form may stand there: no more than one in five.
    for page in pages(checked):
        for locale in Locale:
            text = NO_WORDS.sub(" ", " ".join(words(page, locale)))
            latin, cyrillic = (
                len(LATIN.findall(text)),
                len(re.findall(r"[А-ЯЁа-яёЎўҚқҒғҲҳ]+", text)),
            )
            own, foreign = (
                (latin, cyrillic) if locale in {Locale.uz, Locale.en} else (cyrillic, latin)
            )
            assert foreign * 5 <= own + foreign, (page.id, locale)


def test_no_translation_is_older_than_its_uzbek_text(checked: Checked) -> None:
    outdated = [
        (page.id, locale.value)
        for page in pages(checked)
        for locale in WRITTEN
        if page.text(locale).outdated
    ]
    assert outdated == [], "compare them, then run `yoldosh content stamp`"


def spared(exceptions: CyrillicExceptions) -> set[str]:
    """Return the words that may stay Latin, those of phrases among them."""
    return {word for kept in exceptions.keep for word in re.findall(r"[^\W\d_]+", kept)} | set(
        exceptions.keep
    )


def test_generated_cyrillic_leaves_only_listed_words_in_latin_letters(
    checked: Checked, exceptions: CyrillicExceptions
) -> None:
    left = {
        (word, name)
        for name, line in all_words(checked, Locale.uz_Cyrl)
        for word in LATIN.findall(NO_WORDS.sub(" ", line))
        if word not in spared(exceptions)
    }
    assert left == set(), "write them in Uzbek, or add them to keep in content/cyrillic.yaml"


def test_foreign_names_are_not_rendered_letter_by_letter(
    checked: Checked, exceptions: CyrillicExceptions
) -> None:
    # What stands alike in the Uzbek and the English text is a name: Fire must not become Фире.
    found = set()
    for entry in checked.entries.values():
        alike = [
            {
                word
                for line in words(entry, locale)
                for word in re.findall(r"\b[A-Za-z]{3,}\b", NO_WORDS.sub(" ", line))
            }
            for locale in (Locale.uz, Locale.en)
        ]
        found |= set.intersection(*alike)
    # An Uzbek word or a place goes to alike_words.txt, a foreign name to keep in cyrillic.yaml.
    assert found - spared(exceptions) - ALIKE == set()


def test_no_uzbek_letter_is_typed_with_a_wrong_apostrophe(checked: Checked) -> None:
    for name, line in all_words(checked, Locale.uz):
        assert not APOSTROPHE.search(NO_WORDS.sub(" ", line)), (name, line)


def test_months_are_spelt_as_uzbek_spells_them(checked: Checked) -> None:
    for name, line in all_words(checked, Locale.uz):
        assert not re.search("sentyabr|oktyabr", line, re.IGNORECASE), (name, line)


def test_each_destination_has_all_its_places_and_its_contacts(checked: Checked) -> None:
    for destination in destinations(checked):
        places = {page.place for page in pages(checked) if page.destination == destination.id}
        assert places - {None} == set(Place), destination.id
        assert destination.emergency, destination.id
        contacts = {
            entry.contact_kind
            for entry in checked.entries.values()
            if isinstance(entry, Contact) and entry.destination == destination.id
        }
        assert contacts & {ContactKind.EMBASSY, ContactKind.CONSULATE}, destination.id


def test_social_security_is_told_branch_by_branch(checked: Checked) -> None:
    branches: dict[str | None, list[Branch]] = {}
    for page in pages(checked):
        if isinstance(page, SocialSecurity):
            branches.setdefault(page.destination, []).append(page.branch)
    assert branches
    for destination, found in branches.items():
        assert sorted(found) == sorted(Branch), destination


def test_every_page_can_be_reached(checked: Checked) -> None:
    # From its parent or its place; what has neither stands in a list of its kind.
    ids = {page.id for page in pages(checked)}
    for page in pages(checked):
        assert page.parent is None or page.parent in ids, page.id


def test_the_words_of_the_field_are_used_and_spelt_as_the_glossary_spells_them(
    checked: Checked,
) -> None:
    used = set()
    for entry in checked.entries.values():
        latin = "\n".join(words(entry, Locale.uz)).lower()
        cyrillic = "\n".join(words(entry, Locale.uz_Cyrl)).lower()
        for term, rendered in TERMS:
            if re.search(rf"(?<![\w‘ʻʼ]){re.escape(term.lower())}(?![\wʻʼ])", latin):
                used.add(term)
                assert rendered.lower() in cyrillic, (entry.id, term)
    assert len(used) >= len(TERMS) // 4


@pytest.mark.parametrize("locale", list(Locale))
def test_no_sum_is_typed_into_a_text(checked: Checked, locale: Locale) -> None:
    found = [
        (page.id, match[0])
        for page in pages(checked)
        for line in words(page, locale)
        for match in RAW_SUM.finditer(line)
    ]
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "10 320 von", "2 million soʻm", "100$", "50 000 южнокорейских вон", "10,320 South won",
        "5 минг сўм", "KRW emas, 500 KRW", "1.5 mln. soʻm", "859 AQSH dollari",
    ],
)  # fmt: skip
def test_the_search_for_sums_finds_them(line: str) -> None:
    assert RAW_SUM.search(line)


@pytest.mark.parametrize("line", ["2026-yil", "30 kun", "1350", "18 yoshdan 39 yoshgacha", "3 oy"])
def test_the_search_for_sums_leaves_other_numbers(line: str) -> None:
    assert not RAW_SUM.search(line)


def test_the_search_for_latin_letters_finds_a_word_left_over() -> None:
    line = "Мен E-9 учун Kakao га my.gov.uz ва {figure:kr.wage} ҳамда @bot_uz ёздим, XXI аср"
    assert LATIN.findall(NO_WORDS.sub(" ", line)) == ["Kakao"]


def test_every_channel_of_a_press_report_and_every_list_of_a_convention_says_so(
    checked: Checked,
) -> None:
    # What only press or second-hand pages say is marked in every list.
    entries = checked.entries
    heavy = {SourceKind.OFFICIAL, SourceKind.INTERGOVERNMENTAL}
    claims: list[tuple[str, Basis, tuple[str, ...]]] = [
        (entry.id, entry.basis, entry.sources)
        for entry in entries.values()
        if isinstance(entry, Channel)
    ]
    claims += [
        (f"{page.id} {row.country}", row.basis, row.sources)
        for page in pages(checked)
        if isinstance(page, Convention)
        for row in page.ratifications
    ]
    for name, basis, sources in claims:
        kinds = {
            source.source_kind for key in sources if isinstance(source := entries[key], Source)
        }
        assert kinds & heavy or basis is not Basis.CONFIRMED, name
