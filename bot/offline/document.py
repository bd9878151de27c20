"""What a saved file holds: a country or a page with all below it, resolved for one reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from bot.entries.base import Basis, Reviewed
from bot.entries.contact import Contact
from bot.entries.figure import Figure
from bot.entries.page import Destination, Page, Place, SocialSecurity
from bot.entries.text import (
    Block,
    Bold,
    Bullets,
    ContactRef,
    FigureRef,
    Heading,
    Inline,
    Link,
    Paragraph,
    Plain,
    Quote,
    lines_of,
    paragraph,
    plain,
)
from bot.errors import mark
from bot.guide.figures import find_value
from bot.guide.guide import deep_link
from bot.i18n import Locale
from bot.offline.contact import contact_blocks, numbers
from bot.screens.figure import period, value_text
from bot.screens.marks import outdated_note
from bot.screens.page import facts
from bot.screens.sources import source_line
from bot.screens.text import resolve
from bot.screens.view import View
from bot.screens.words import BASES, BRANCHES, COVERAGE, PLACES

_LANGUAGES = {
    Locale.uz: "uz-Latn",
    Locale.uz_Cyrl: "uz-Cyrl",
    Locale.ru: "ru",
    Locale.en: "en",
}


CONTENTS_FROM = 3
"""Parts above which a reader needs a table of contents."""
MARKS = {
    Basis.REPORTED: mark("From press or second-hand reports: check first."),
    Basis.CONFLICTING: mark("Sources disagree: ask first."),
}
"""A country has a hundred of these: the full sentences stand once, at the beginning."""


@dataclass(frozen=True, slots=True)
class Part:
    """A titled part; `level` is 1 for the outermost, `note` is its small print."""

    anchor: str
    title: str
    level: int
    blocks: tuple[Block, ...] = ()
    note: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A file before anyone decides how it looks.

    `language` is an IETF tag; `newest` leads to the text in the bot. `links` turns addresses of entries into places inside the document.
    `sources` are numbered from 1 and stand at `#s1` and so on. `contents` is the title of the
    table of contents, empty where there is none.
    """

    title: str
    language: str
    head: tuple[Block, ...]
    newest: Link
    parts: tuple[Part, ...]
    sources_title: str
    sources: tuple[tuple[Inline, ...], ...]
    links: Mapping[str, str]
    contents: str = ""


def file_name(view: View, page: Page, extension: str) -> str:
    """Return the name under which a phone saves the file: it tells the page and the day."""
    return f"yoldosh-{deep_link(page.id)}-{view.today.isoformat()}.{extension}"


def document(view: View, page: Page) -> Document:
    """Return what is to be saved of a page: a destination whole, any other with those below."""
    maker = _Maker(view)
    parts = maker.country(page) if isinstance(page, Destination) else maker.pages(page)
    t = view.t
    newest = Link(url=view.link_to(page.id), inner=plain(t.gettext("The newest text is here.")))
    saved = t.gettext(
        "Saved from the bot Yoʻldosh on {date}. Sums and deadlines are those of this day and "
        "may change.",
        date=t.date(view.today),
    )
    return Document(
        title=page.text(view.locale).title,
        language=_LANGUAGES[view.locale],
        head=(paragraph(saved), *maker.legend()),
        newest=newest,
        parts=parts,
        sources_title=t.pgettext("button", "📚 Sources"),
        sources=maker.sources(),
        links={view.link_to(part.anchor): f"#{part.anchor}" for part in parts},
        contents=t.gettext("Contents") if len(parts) > CONTENTS_FROM else "",
    )


@dataclass
class _Maker:
    """Makes the parts in order; remembers which sources, contacts and figures they named."""

    view: View
    source_numbers: dict[str, int] = field(default_factory=dict)
    contacts_named: dict[str, None] = field(default_factory=dict)
    figures_named: set[str] = field(default_factory=set)
    bases_named: set[Basis] = field(default_factory=set)

    def country(self, page: Destination) -> tuple[Part, ...]:
        view, t = self.view, self.view.t
        parts = [self._urgent(page), self._page(page, 1, t.gettext("At a glance"))]
        done = {page.id}
        for place in Place:
            own = list(self._below(view.guide.at_place(page.id, place), 2, done))
            if own:
                table = self._table(own)
                parts.append(Part(f"{page.id}.{place}.", t.gettext(PLACES[place]), 1, table))
                parts += [self._page(entry, level) for entry, level in own]
        others = [entry for entry in view.guide.pages() if entry.destination == page.id]
        parts += [self._page(entry, level) for entry, level in self._below(others, 1, done)]
        self._name(contact.id for contact in view.guide.contacts_of(page.id))
        return (*parts, *self._figures(page), *self._contacts())

    def pages(self, page: Page) -> tuple[Part, ...]:
        parts = [self._page(entry, level) for entry, level in self._below((page,), 1, set())]
        return (*parts, *self._contacts())

    def sources(self) -> tuple[tuple[Inline, ...], ...]:
        found = (self.view.guide.find_source(source) for source in self.source_numbers)
        return tuple(
            source_line(self.view, source) if source else plain(source_id)
            for source, source_id in zip(found, self.source_numbers, strict=True)
        )

    def legend(self) -> tuple[Block, ...]:
        """Return the full sentence for each mark that was set."""
        t = self.view.t
        return tuple(
            Paragraph(
                inner=(
                    Bold(inner=plain(t.gettext(words))),
                    Plain(text=f" {t.gettext(BASES[basis])}"),
                )
            )
            for basis, words in MARKS.items()
            if basis in self.bases_named
        )

    def _mark(self, basis: Basis | None) -> tuple[Block, ...]:
        if basis is None or basis is Basis.CONFIRMED:
            return ()
        self.bases_named.add(basis)
        return (Quote(paragraphs=(plain(self.view.t.gettext(MARKS[basis])),)),)

    def _below(
        self, pages: Iterable[Page], level: int, done: set[str]
    ) -> Iterator[tuple[Page, int]]:
        """Yield pages, each with those below it, and their levels; none twice."""
        for page in pages:
            if page.id in done:
                continue
            done.add(page.id)
            yield page, level
            yield from self._below(self.view.guide.children(page.id), level + 1, done)

    def _urgent(self, page: Destination) -> Part:
        view, t = self.view, self.view.t
        named = (view.guide.find_contact(entry) for entry in page.emergency)
        lines = tuple(_in_one_line(view, contact) for contact in named if contact)
        nothing = paragraph(t.gettext("No emergency number is confirmed for this country."))
        blocks: tuple[Block, ...] = (Bullets(items=lines),) if lines else (nothing,)
        self._name(page.emergency)
        return Part(f"{page.id}.urgent.", t.gettext("🆘 Urgent help"), 1, blocks)

    def _table(self, pages: Iterable[tuple[Page, int]]) -> tuple[Block, ...]:
        """Return a line for each branch of social security, in words and not in signs."""
        t = self.view.t
        lines: list[tuple[Inline, ...]] = []
        for page, _ in pages:
            if isinstance(page, SocialSecurity):
                words = Plain(text=f": {t.gettext(COVERAGE[page.coverage]).lstrip('✅🟡❌❔ ')}")
                branch = plain(t.gettext(BRANCHES[page.branch]))
                lines.append((Link(url=self.view.link_to(page.id), inner=branch), words))
        return (Bullets(items=tuple(lines)),) if lines else ()

    def _page(self, page: Page, level: int, title: str = "") -> Part:
        view = self.view
        text = page.text(view.locale)
        told = [*text.intro, *(block for part in text.sections for block in part.blocks)]
        refs = [ref for block in told for line in lines_of(block) for ref in _refs_in(line)]
        figures = [ref for ref in refs if isinstance(ref, FigureRef)]
        self._name(ref.contact for ref in refs if isinstance(ref, ContactRef))
        blocks: list[Block] = [
            *facts(view, page),
            *self._mark(page.basis),
            *outdated_note(view, page, ""),
            *resolve(view, text.intro),
        ]
        for part in text.sections:
            blocks.append(Heading(inner=plain(part.heading)))
            if part.basis != page.basis:
                blocks += self._mark(part.basis)
            blocks += outdated_note(view, page, part.id)
            blocks += resolve(view, part.blocks)
        contacts = [c for c in map(view.guide.find_contact, page.contacts) if c]
        if contacts:
            self._name(contact.id for contact in contacts)
            blocks.append(Bullets(items=tuple(_to_contact(view, c) for c in contacts)))
        return Part(
            page.id, title or text.title, level, tuple(blocks), self._small_print(page, figures)
        )

    def _name(self, contacts: Iterable[str]) -> None:
        self.contacts_named.update(dict.fromkeys(contacts))

    def _small_print(
        self, entry: Reviewed, figures: Iterable[FigureRef] = ()
    ) -> tuple[Inline, ...]:
        """Say when an entry was checked, and on which sources it and its figures rest."""
        view, t = self.view, self.view.t
        ids = dict.fromkeys(entry.sources)
        for ref in figures:
            figure = view.guide.find_figure(ref.figure)
            value = find_value(figure, ref.day or view.today) if figure else None
            if value:
                self.figures_named.add(ref.figure)
                ids.update(dict.fromkeys(value.sources))
        checked = t.short_date(entry.checked)
        words = t.gettext("Checked on {date}. Sources:", date=checked)
        if entry.is_overdue(view.today):
            words = t.gettext(
                "Last checked on {checked}, to be checked again by {due}: ask before you act. "
                "Sources:",
                checked=checked,
                due=t.short_date(entry.review_by),
            )
        return (Plain(text=words), *self._source_marks(ids))

    def _source_marks(self, ids: Iterable[str]) -> tuple[Inline, ...]:
        """Return the numbers of sources; all are one link, which halves the size of a PDF."""
        known = self.source_numbers
        found = sorted(known.setdefault(source, len(known) + 1) for source in ids)
        if not found:
            return ()
        words = ", ".join(map(str, found))
        return (Plain(text=" "), Link(url=f"#s{found[0]}", inner=plain(words)))

    def _figures(self, page: Destination) -> tuple[Part, ...]:
        """Return the figures that no page before has told."""
        figures = self.view.guide.figures_of(page.id)
        lines = tuple(self._figure(f) for f in figures if f.id not in self.figures_named)
        if not lines:
            return ()
        title = self.view.t.gettext("Figures")
        return (Part(f"{page.id}.figures.", title, 1, (Bullets(items=lines),)),)

    def _figure(self, figure: Figure) -> tuple[Inline, ...]:
        view, t = self.view, self.view.t
        name = Plain(text=f"{figure.name.to(view.locale)}: ")
        value = find_value(figure, view.today)
        if value is None:
            return (name, Plain(text=t.gettext("not known for this day")))
        amount = Bold(inner=plain(value_text(view, value, figure.unit)))
        note = f". {figure.note.to(view.locale)}" if figure.note else ""
        details = Plain(text=f", {period(view, value)}{note}.")
        basis = ""
        if value.basis is not Basis.CONFIRMED:
            self.bases_named.add(value.basis)
            basis = f" {t.gettext(MARKS[value.basis])}"
        label = t.gettext("Sources:")
        sources = Plain(text=f"{basis} {label}")
        return (name, amount, details, sources, *self._source_marks(value.sources))

    def _contacts(self) -> tuple[Part, ...]:
        view = self.view
        contacts = [c for c in map(view.guide.find_contact, self.contacts_named) if c]
        if not contacts:
            return ()
        return (
            Part("contacts.", view.t.gettext("Contacts"), 1),
            *(
                Part(
                    contact.id,
                    contact.name.to(view.locale),
                    3,
                    (*contact_blocks(view, contact), *self._mark(contact.basis)),
                    self._small_print(contact),
                )
                for contact in contacts
            ),
        )


def _in_one_line(view: View, contact: Contact) -> tuple[Inline, ...]:
    line: list[Inline] = [Plain(text=f"{contact.name.to(view.locale)}: ")]
    for position, number in enumerate(numbers(view, contact)):
        line += [Plain(text=", "), *number] if position else number
    return tuple(line)


def _to_contact(view: View, contact: Contact) -> tuple[Inline, ...]:
    """Return the way to a contact's own part, with its first number."""
    name = Link(url=view.link_to(contact.id), inner=plain(contact.name.to(view.locale)))
    first = numbers(view, contact)[:1]
    return (name, Plain(text=": "), *first[0]) if first else (name,)


def _refs_in(line: Iterable[Inline]) -> Iterator[ContactRef | FigureRef]:
    for node in line:
        if isinstance(node, ContactRef | FigureRef):
            yield node
        else:
            yield from _refs_in(getattr(node, "inner", ()))
