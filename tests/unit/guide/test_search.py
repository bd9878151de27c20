"""A question in people's own words finds its page, or is told plainly that there is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.authoring.content import read_content
from bot.guide.guide import Guide
from bot.guide.search import Search, Verdict
from tests.support.trees import TODAY, page, write_tree

WORDS = """\
- id: words.fillers
  filler: true
  words: [men, kerak, qanday, мне, the, how, to]
- id: words.kr
  destination: kr
  words: [Koreya, Корея, Korea, Seul]
- id: words.tr
  destination: tr
  words: [Turkiya, Турция, Istanbul]
- id: words.uz
  destination: uz
  words: [Toshkent]
- id: words.eps
  destination: kr
  pages: [kr.eps]
  words: [EPS]
- id: words.unpaid
  pages: ["*.unpaid", unpaid]
  words: [oylik bermayapti, деньги не дали, boss does not pay]
- id: words.wage
  words: [oylik, maosh, зарплата]
- id: words.outside
  outside: true
  words: [Kanada]
"""
DANGER = "- id: danger.beaten\n  words: [meni urdi, избили]\n"
SOURCES = "- id: src\n  title: Law\n  kind: official\n"
CONTACTS = """\
- id: help
  kind: hotline
  name: {uz: Telefon, ru: Телефон, en: Phone}
  short_number: "112"
  checked: 2026-11-24
  review_by: 2027-11-24
  sources: [src]
"""
TEXTS = {
    "kr": ("Koreya", "Корея", "Korea"),
    "tr": ("Turkiya", "Турция", "Turkey"),
    "kr/unpaid": ("Ish haqi toʻlanmasa", "Не платят зарплату", "Unpaid wages"),
    "tr/unpaid": ("Ish haqi toʻlanmasa", "Не платят зарплату", "Unpaid wages"),
    "unpaid": ("Ish haqi toʻlanmasa", "Не платят зарплату", "Unpaid wages"),
    "kr/eps": ("EPS dasturi", "Программа EPS", "The EPS programme"),
    "tr/bank": ("Pul yuborish", "Перевод денег домой", "Sending money"),
}


def content(folder: Path, words: str = WORDS) -> Search:
    files: dict[str, str] = {
        "sources/a.yaml": SOURCES, "contacts/a.yaml": CONTACTS, "synonyms.yaml": words,
        "danger/a.yaml": DANGER,
    }  # fmt: skip
    for name, titles in TEXTS.items():
        country, _, tail = name.partition("/")
        page_id = name.replace("/", ".")
        if country == "unpaid":
            about = page(page_id, "situation", "contacts: [help]\n")
        elif not tail:
            more = f"country: {country.upper()}\nflag: 🏳\ncurrency: KRW\ntime_zone: Asia/Seoul\n"
            about = page(page_id, "destination", more)
        else:
            about = page(page_id, "topic", f"destination: {country}\nplace: routes\n")
        files[f"pages/{name}/page.yaml"] = about.replace("kr.src-law", "src")
        for code, title in zip(("uz", "ru", "en"), titles, strict=True):
            files[f"pages/{name}/{code}.md"] = f"# {title}\n\nMatn.\n"
    checked = read_content(write_tree(folder, files), TODAY)
    assert checked.errors == []
    return Guide(checked.entries.values(), 1).search


@pytest.fixture(scope="module")
def search(tmp_path_factory: pytest.TempPathFactory) -> Search:
    return content(tmp_path_factory.mktemp("content"))


@pytest.mark.parametrize(
    ("asked", "own", "first"),
    [
        ("oyligimni bermayapti", None, "unpaid"),
        ("oyligimni bermayapti", "tr", "tr.unpaid"),
        ("oyligimni bermayapti koreyada", "tr", "kr.unpaid"),
        ("в Корее деньги не дали", "tr", "kr.unpaid"),
        ("pul yuborish", "tr", "tr.bank"),
        ("перевод денег", None, "tr.bank"),
        ("sending mony", "tr", "tr.bank"),
        ("gthtdjl ltytu", "tr", "tr.bank"),
        ("gthtdjl ltytu domoj", "tr", "tr.bank"),
        ("eps", None, "kr.eps"),
        ("ЕПС dasturi", "tr", "kr.eps"),
        ("Seul", "tr", "kr"),
    ],
)
def test_a_question_finds_its_page(
    search: Search, asked: str, own: str | None, first: str
) -> None:
    assert search.find(asked, own).hits[0].page == first


@pytest.mark.parametrize("asked", ["futbol natijasi", "qanday kerak", "😀😀", "", "?", "xyzzy"])
def test_what_is_not_there_is_not_answered(search: Search, asked: str) -> None:
    assert search.find(asked, "kr").verdict is Verdict.NOTHING


def test_a_clear_answer_is_told_from_a_choice(search: Search) -> None:
    assert search.find("oylik bermayapti", "kr").verdict is Verdict.CLEAR
    assert search.find("pul dasturi", "tr").verdict is not Verdict.CLEAR


def test_a_country_that_nobody_named_is_not_opened_at_once(search: Search) -> None:
    assert search.find("pul yuborish").verdict is Verdict.SEVERAL
    assert search.find("pul yuborish", "tr").verdict is Verdict.CLEAR


def test_several_countries_are_offered_both(search: Search) -> None:
    found = search.find("Koreya Turkiya")
    assert found.verdict is Verdict.SEVERAL
    assert {hit.page for hit in found.hits} == {"kr", "tr"}


def test_home_narrows_nothing(search: Search) -> None:
    assert search.find("Toshkent").hits == ()
    assert search.find("Toshkentda oylik bermayapti", "tr").hits[0].page == "tr.unpaid"


def test_the_words_that_matched_are_told_as_typed(search: Search) -> None:
    assert search.find("Oyligimni qanday BERMAYAPTI", "kr").hits[0].words == (
        "Oyligimni", "BERMAYAPTI",
    )  # fmt: skip


def test_words_stand_for_each_other(search: Search, tmp_path: Path) -> None:
    alone = content(tmp_path, WORDS.replace("[oylik, maosh, зарплата]", "[oylik, зарплата]"))
    assert "kr.unpaid" in {hit.page for hit in search.find("maosh", "kr").hits}
    assert alone.find("maosh", "kr").hits == ()


@pytest.mark.parametrize(
    ("asked", "is_danger"),
    [
        ("xojayin meni urdi", True),
        ("меня избили", True),
        ("soat urdi", False),
        ("meni ishga oldi", False),
        ("oylik bermayapti", False),
    ],
)
def test_danger_is_heard(search: Search, asked: str, is_danger: bool) -> None:
    assert search.find(asked, "kr").is_danger is is_danger


def test_what_is_outside_is_not_answered_however_much_fits(search: Search) -> None:
    assert search.find("Kanadada oylik bermayapti").verdict is Verdict.NOTHING


def test_a_story_is_answered_by_what_hurts(search: Search) -> None:
    story = "assalomu alaykum men uch oy oldin kelganman bu yerda qurilishda ishlayman " * 3
    assert search.find(f"oylik bermayapti {story}", "kr").hits[0].page == "kr.unpaid"


@settings(max_examples=200, deadline=None)
@given(asked=st.text(max_size=300))
def test_any_text_is_answered(search: Search, asked: str) -> None:
    found = search.find(asked, "kr")
    assert len(found.hits) <= 10
    assert (found.verdict is Verdict.NOTHING) or found.hits


@pytest.mark.parametrize("asked", ["а" * 4096, "oylik " * 700, "\u202eoylik\u202c", "1" * 4096])
def test_the_longest_messages_are_answered(search: Search, asked: str) -> None:
    assert search.find(asked, "kr") is not None


def test_a_guide_without_pages_finds_nothing() -> None:
    assert Guide((), 0).search.find("oylik").verdict is Verdict.NOTHING


def test_a_question_while_search_is_made_ready_is_answered(tmp_path: Path) -> None:
    search = content(tmp_path)
    portions = search.prepare()
    next(portions)
    next(portions)
    assert search.find("oylik bermayapti", "kr").hits[0].page == "kr.unpaid"
    assert list(portions) == []
    assert search.find("oylik bermayapti", "kr").hits[0].page == "kr.unpaid"
