"""Saved files: every page of every language whole, escaped, small, and sufficient unto itself."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest

from bot.authoring.content import read_content
from bot.entries.page import Destination, Page
from bot.entries.text import Link, PageLink, Plain, heading, paragraph
from bot.guide.guide import Guide
from bot.i18n import Locale, load_translators
from bot.offline.document import Document, Part, document, file_name
from bot.offline.html import render
from bot.screens.view import View
from tests.support.trees import TODAY, changed, sound_files, write_tree

TRANSLATORS = load_translators(Path("locales"))
LIMIT = 300 * 1024
"""Bytes: what a slow network brings in a minute."""
LANGUAGES = {"uz": "uz-Latn", "uz_Cyrl": "uz-Cyrl", "ru": "ru", "en": "en"}
TAGS = {
    "html", "head", "meta", "title", "style", "body", "nav", "h1", "h2", "h3", "h4", "h5", "h6",
    "p", "ul", "ol", "li", "a", "b", "i", "br", "blockquote", "div",
}  # fmt: skip
ATTRIBUTES = {"lang", "charset", "name", "content", "http-equiv", "id", "class", "href"}
VOID = {"meta", "br"}
BOXES = re.compile("[\U0001f000-\U0001faff\ufe0f\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff]")
"""Pictures that old phones draw as empty boxes."""


class Strict(HTMLParser):
    """Reads a page as a browser does and notes what is wrong with it."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.open: list[str] = []
        self.ids: Counter[str] = Counter()
        self.links: list[str] = []
        self.text: list[str] = []
        self.languages: list[str | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.faults.append(f"<{tag}>")
        if tag == "li" and self.open[-1] == "li":
            self.open.pop()
        if tag == "li" and self.open[-1] not in {"ul", "ol"}:
            self.faults.append(f"<li> in <{self.open[-1]}>")
        if tag in {"p", "ul", "ol", "div", "blockquote"} and "p" in self.open:
            self.faults.append(f"<{tag}> in <p>")
        for name, value in attrs:
            if name not in ATTRIBUTES:
                self.faults.append(f"{name}= in <{tag}>")
            if name == "id":
                self.ids[value or ""] += 1
            if name == "href":
                self.links.append(value or "")
            if name == "lang":
                self.languages.append(value)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in {"ul", "ol"} and self.open[-1] == "li":
            self.open.pop()
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> ends nothing")

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text.append(data)

    @property
    def words(self) -> str:
        return "".join(self.text)


def read(page: str) -> Strict:
    strict = Strict()
    strict.feed(page)
    strict.close()
    if strict.open:
        strict.faults.append(f"never closed: {strict.open}")
    strict.faults += [f"id twice: {name}" for name, n in strict.ids.items() if n > 1]
    for link in strict.links:
        if link.startswith("#"):
            if link[1:] not in strict.ids:
                strict.faults.append(f"leads nowhere: {link}")
        elif not re.match(r"https://[^/\s]+\.|tel:\+?[0-9*%]+$|mailto:[^@\s]+@[^@\s]+$", link):
            strict.faults.append(f"strange link: {link}")
    if found := BOXES.search(strict.words):
        strict.faults.append(f"an empty box on old phones: {found[0]!r}")
    if found := re.search(r"\{[a-z]|\*\*|\]\(|&\w+;|<b>", strict.words):
        strict.faults.append(f"left open: {found[0]!r}")
    return strict


@cache
def shipped() -> Guide:
    return Guide(read_content(Path("content"), TODAY).entries.values(), 1)


def small(tmp_path: Path, files: dict[str, str] | None = None) -> Guide:
    folder = write_tree(tmp_path / "content", files or sound_files())
    return Guide(read_content(folder, TODAY).entries.values(), 1)


def view(guide: Guide, locale: Locale = Locale.en, today: date = TODAY) -> View:
    return View(guide, TRANSLATORS[locale], today, None, "bot")


def saved(shown: View, entry: str) -> str:
    page = shown.guide.find_page(entry)
    assert page is not None
    return render(document(shown, page))


@pytest.mark.parametrize("locale", list(Locale))
def test_every_page_is_a_sound_small_file_in_its_language(locale: Locale) -> None:
    shown = view(shipped(), locale)
    faults: list[str] = []
    for page in shipped().pages():
        made = saved(shown, page.id)
        strict = read(made)
        faults += [f"{page.id}: {fault}" for fault in strict.faults]
        if len(made.encode()) >= LIMIT:
            faults.append(f"{page.id}: {len(made.encode())} bytes")
        if strict.languages != [LANGUAGES[locale]]:
            faults.append(f"{page.id}: language {strict.languages}")
    assert faults == []


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize("country", [page.id for page in shipped().destinations()])
def test_a_country_is_saved_whole(country: str, locale: Locale) -> None:
    guide, shown = shipped(), view(shipped(), locale)
    strict = read(saved(shown, country))
    words = strict.words
    pages = [page for page in guide.pages() if country in {page.id, page.destination}]
    assert [page.id for page in pages if page.id not in strict.ids] == []
    for page in pages:
        text = page.text(locale)
        for title in (text.title, *(part.heading for part in text.sections)):
            assert BOXES.sub("", title).strip() in words
        assert shown.t.short_date(page.checked) in words
    contacts = guide.contacts_of(country)
    assert [contact.id for contact in contacts if contact.id not in strict.ids] == []
    for contact in contacts:
        for number in (contact.short_number, *(phone.number for phone in contact.phones)):
            assert number is None or number in words
        for written in (contact.local_name, contact.address, contact.email):
            assert written is None or written in words
    for source_id in {source for page in pages for source in page.sources}:
        source = guide.find_source(source_id)
        assert source is not None
        assert source.title in words
    assert strict.links.count("#sources.") == 1


def test_a_page_has_what_stands_below_it_and_nothing_else(tmp_path: Path) -> None:
    shown = view(small(tmp_path))
    strict = read(saved(shown, "kr.eps"))
    assert {"kr.eps", "kr.hotline", "contacts.", "sources."} <= set(strict.ids)
    assert "kr.unpaid" not in strict.ids
    assert "https://t.me/bot?start=kr-unpaid" in strict.links
    files = changed("pages/kr/unpaid/page.yaml", "urgent:", "parent: kr.eps\nurgent:")
    below = view(small(tmp_path / "below", files))
    assert "kr.unpaid" in read(saved(below, "kr.eps")).ids


def test_a_link_to_a_page_inside_stays_inside(tmp_path: Path) -> None:
    strict = read(saved(view(small(tmp_path)), "kr"))
    assert "#kr.unpaid" in strict.links
    assert [link for link in strict.links if "t.me/bot" in link] == ["https://t.me/bot?start=kr"]


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2026, 12, 31), "10,320 South Korean won"),
        (date(2027, 1, 1), "not known for this day"),
        (date(2025, 5, 5), "10,030 South Korean won"),
    ],
)
def test_figures_are_those_of_the_readers_day(tmp_path: Path, today: date, words: str) -> None:
    strict = read(saved(view(small(tmp_path), today=today), "kr.unpaid"))
    assert words in strict.words
    assert TRANSLATORS[Locale.en].date(today) in strict.words


def test_a_figure_that_no_page_tells_stands_in_a_list_of_its_own(tmp_path: Path) -> None:
    files = {
        name: text.replace("{figure:kr.wage}", "soʻm") if name.endswith(".md") else text
        for name, text in sound_files().items()
    }
    strict = read(saved(view(small(tmp_path, files)), "kr"))
    assert "Minimum wage: 10,320 South Korean won, from 1 January 2026" in strict.words
    assert "kr.figures." in strict.ids
    assert "kr.figures." not in read(saved(view(small(tmp_path / "b")), "kr")).ids


def test_what_is_overdue_says_so(tmp_path: Path) -> None:
    late = read(saved(view(small(tmp_path), today=date(2028, 1, 1)), "kr.eps")).words
    assert "Last checked on 24 Nov 2026, to be checked again by 24 Nov 2027" in late
    assert "Checked on 24 Nov 2026. Sources: 1" in read(saved(view(small(tmp_path)), "kr")).words


def test_what_the_press_says_is_marked_and_the_mark_is_explained(tmp_path: Path) -> None:
    words = read(saved(view(small(tmp_path)), "kr.eps")).words
    # The contact and the second section are only reported.
    assert words.count("From press or second-hand reports: check first.") == 3
    assert words.count("This rests on press or second-hand reports") == 1
    confirmed = changed("contacts/kr.yaml", "basis: reported\n", "")
    confirmed["pages/kr/eps/en.md"] = confirmed["pages/kr/eps/en.md"].replace(
        " basis=reported", ""
    )
    plain = read(saved(view(small(tmp_path / "b", confirmed)), "kr.unpaid")).words
    assert "press" not in plain


def test_sources_disagreeing_are_marked(tmp_path: Path) -> None:
    files = changed(
        "pages/kr/unpaid/page.yaml", "urgent: true\n", "urgent: true\nbasis: conflicting\n"
    )
    words = read(saved(view(small(tmp_path, files)), "kr.unpaid")).words
    assert words.count("Sources disagree: ask first.") == 2


NEWEST = Link(url="https://t.me/bot?start=kr", inner=())


def made_of(*parts: Part) -> str:
    return render(Document("T & <i>", "en", (), NEWEST, parts, "", (), {}))


def test_nothing_that_stands_in_a_text_is_taken_for_markup() -> None:
    hostile = "</style><script>alert(1)</script> & \" ' <img src=x>"
    part = Part('a"><b id="x', hostile, 1, (heading(hostile), paragraph(hostile)))
    strict = read(made_of(part))
    assert strict.faults == []
    assert strict.words.count(hostile) == 3


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "http://a.uz", "data:text/html,x", "//a.uz", "file:///etc"]
)
def test_a_link_that_is_not_safe_is_only_words(url: str) -> None:
    line = (Link(url=url, inner=(Plain(text="words"),)),)
    made = made_of(Part("a", "b", 1, (), line))
    assert "words" in made
    assert read(made).links == [NEWEST.url]


def test_a_reference_that_was_not_resolved_is_a_fault() -> None:
    line = (PageLink(page="kr", inner=()),)
    with pytest.raises(TypeError, match="unresolved"):
        made_of(Part("a", "b", 1, (), line))


def test_a_file_is_named_after_its_page_and_its_day(tmp_path: Path) -> None:
    shown = view(small(tmp_path))
    names = {
        page.id: file_name(shown, page, "html")
        for page in shown.guide.pages()
        if isinstance(page, Page)
    }
    assert names["kr"] == "yoldosh-kr-2026-11-24.html"
    assert names["kr.eps"] == "yoldosh-kr-eps-2026-11-24.html"


def test_a_country_without_numbers_says_so(tmp_path: Path) -> None:
    files = changed("pages/kr/page.yaml", "emergency: [kr.police]\n", "")
    assert (
        "No emergency number is confirmed" in read(saved(view(small(tmp_path, files)), "kr")).words
    )


def test_a_country_begins_with_its_numbers(tmp_path: Path) -> None:
    guide = small(tmp_path)
    country = guide.find_destination("kr")
    assert isinstance(country, Destination)
    first = document(view(guide), country).parts[0]
    strict = read(render(replace(document(view(guide), country), parts=(first,), contents="")))
    assert "Police: 112 (only inside the country)" in strict.words
    assert strict.links[0] == "https://t.me/bot?start=kr"
    assert "tel:112" in strict.links
