"""A page: its first screen with the introduction, and one screen for each section."""

from __future__ import annotations

from datetime import date
from itertools import chain

from bot.entries.page import (
    Agreement,
    Convention,
    Destination,
    Institution,
    Journey,
    Page,
    Place,
    Section,
    Situation,
    SocialSecurity,
)
from bot.entries.text import Block, Bullets, Inline, heading, paragraph, plain
from bot.screens import check
from bot.screens.actions import (
    Action,
    CompareBranch,
    GoHome,
    ListAgreements,
    ListConventions,
    ListDestinations,
    ListInstitutions,
    ListPlace,
    ListRatifiers,
    ListSituations,
    ListSources,
    ListStage,
    OpenEntry,
    OpenSave,
    SendCode,
)
from bot.screens.marks import basis_note, outdated_note, review_note
from bot.screens.menu import foot, page_button
from bot.screens.screen import ActionButton, LinkButton, Row, Screen
from bot.screens.security import table
from bot.screens.text import resolve
from bot.screens.view import View
from bot.screens.words import COVERAGE, STATUSES


def way_back(view: View, page: Page) -> Action:
    """Return where Back leads from a page: its parent, its place, or its general list."""
    if page.parent and view.guide.find_page(page.parent) and page.parent != page.destination:
        return OpenEntry(page.parent)
    if page.destination and page.place:
        if is_listed(view, page.destination, page.place):
            return ListPlace(page.destination, page.place)
        return OpenEntry(page.destination)
    match page:
        case Destination():
            return ListDestinations()
        case Journey():
            return ListStage(page.stage)
        case Situation():
            return ListSituations()
        case Convention():
            return ListConventions()
        case Agreement():
            return ListAgreements()
        case Institution():
            return ListInstitutions()
        case _:
            return GoHome()


def is_listed(view: View, destination: str, place: Place) -> bool:
    """Say whether a place opens as a list: one with a single page opens that page.

    The list of agreements leads to the conventions that the country has ratified, too.
    """
    if place is Place.AGREEMENTS and view.guide.knows_ratifications_of(destination):
        return True
    return len(view.guide.at_place(destination, place)) != 1


def show(view: View, page: Page, notice: tuple[Block, ...] = ()) -> Screen:
    """Show a page's introduction, with a button for each section, subpage and contact.

    `notice` stands above the page, for what the reader must know first.
    """
    text = page.text(view.locale)
    blocks = (
        *notice,
        heading(text.title),
        *facts(view, page),
        *basis_note(view, page.basis),
        *outdated_note(view, page, ""),
        *resolve(view, text.intro),
        *table(view, view.guide.children(page.id)),
        review_note(view, page),
    )
    return Screen(blocks, tuple(chain(_section_rows(view, page), _rows(view, page))))


def section(view: View, page: Page, section_id: str) -> Screen:
    """Show one section of a page; an unknown section shows the page itself."""
    sections = page.text(view.locale).sections
    ids = [part.id for part in sections]
    if section_id not in ids:
        return show(view, page)
    number = ids.index(section_id)
    part = sections[number]
    blocks = (
        heading(f"{page.text(view.locale).title} · {part.heading}"),
        *basis_note(view, part.basis or page.basis),
        *outdated_note(view, page, section_id),
        *resolve(view, part.blocks),
        review_note(view, page),
    )
    t = view.t
    steps: list[ActionButton] = []
    if number > 0:
        label = t.pgettext("button", "◀ Previous")
        steps.append(ActionButton(label, OpenEntry(page.id, ids[number - 1])))
    if number + 1 < len(ids):
        following: Section = sections[number + 1]
        steps.append(ActionButton(f"{following.heading} ▶", OpenEntry(page.id, following.id)))
    rows = [tuple(steps)] if steps else []
    return Screen(blocks, (*rows, *_contact_rows(view, page), *foot(view, OpenEntry(page.id))))


def facts(view: View, page: Page) -> tuple[Block, ...]:
    """Return what the fields of a page say in words: coverage, the state of an agreement."""
    t = view.t
    if isinstance(page, SocialSecurity):
        return (paragraph(t.gettext(COVERAGE[page.coverage])),)
    if isinstance(page, Agreement):
        return (Bullets(items=_agreement_lines(view, page)),)
    return ()


def _agreement_lines(view: View, page: Agreement) -> tuple[tuple[Inline, ...], ...]:
    t = view.t
    lines = [t.gettext("Status: {status}", status=t.gettext(STATUSES[page.status]))]
    if page.signed:
        lines.append(t.gettext("Signed: {date}", date=partial_date(view, page.signed)))
    if page.in_force:
        lines.append(t.gettext("In force since: {date}", date=partial_date(view, page.in_force)))
    if page.social_security:
        lines.append(t.gettext("It deals with social security."))
    return tuple(plain(line) for line in lines)


def partial_date(view: View, text: str) -> str:
    """Return a day, month or year in the reader's words, no more exact than it is known."""
    if len(text) == len("2005"):
        return text
    if len(text) == len("2005-05"):
        return view.t.month_year(date.fromisoformat(f"{text}-01"))
    return view.t.date(date.fromisoformat(text))


def _section_rows(view: View, page: Page) -> tuple[Row, ...]:
    return tuple(
        (ActionButton(f"▫️ {part.heading}", OpenEntry(page.id, part.id)),)
        for part in page.text(view.locale).sections
    )


def _rows(view: View, page: Page) -> tuple[Row, ...]:
    t, guide = view.t, view.guide
    rows: list[Row] = [(page_button(view, child),) for child in guide.children(page.id)]
    if isinstance(page, SocialSecurity):
        label = t.pgettext("button", "🌍 Compare countries")
        rows.append((ActionButton(label, CompareBranch(page.branch)),))
    if isinstance(page, Convention) and page.ratifications:
        label = t.pgettext("button", "🖋 Who has ratified it")
        rows.append((ActionButton(label, ListRatifiers(page.id)),))
    if check.belongs_to(page):
        rows.append(check.button_row(view))
    rows += _contact_rows(view, page)
    related = (guide.find_page(entry) for entry in page.related)
    rows += [
        (ActionButton(f"➡️ {other.text(view.locale).title}", OpenEntry(other.id)),)
        for other in related
        if other and other.parent != page.id
    ]
    sources = ActionButton(t.pgettext("button", "📚 Sources"), ListSources(page.id))
    share = LinkButton(t.pgettext("button", "↗️ Share"), view.share_link(page.id))
    save = ActionButton(t.pgettext("button", "💾 Save"), OpenSave(page.id))
    code = ActionButton(t.pgettext("button", "🔳 QR"), SendCode(page.id))
    rows += [(sources, save), (share, code)]
    return (*rows, *foot(view, way_back(view, page)))


def _contact_rows(view: View, page: Page) -> tuple[Row, ...]:
    contacts = (view.guide.find_contact(entry) for entry in page.contacts)
    return tuple(
        (ActionButton(f"📞 {contact.name.to(view.locale)}", OpenEntry(contact.id)),)
        for contact in contacts
        if contact
    )
