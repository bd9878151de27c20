"""Where the words of an entry are from."""

from __future__ import annotations

from bot.entries.base import Reviewed
from bot.entries.figure import Figure
from bot.entries.page import Convention, Page
from bot.entries.source import Source
from bot.entries.text import (
    Block,
    Bullets,
    Inline,
    Link,
    Plain,
    figures_in,
    heading,
    paragraph,
    plain,
)
from bot.screens.actions import ListSources, OpenEntry
from bot.screens.marks import review_note
from bot.screens.menu import PORTION, foot
from bot.screens.page import partial_date
from bot.screens.screen import ActionButton, Row, Screen
from bot.screens.view import View
from bot.screens.words import SOURCE_KINDS


def source_ids(view: View, entry: Reviewed) -> tuple[str, ...]:
    """Return the ids of an entry's sources, and of those of the facts that it holds, once each.

    Such facts are the figures in its text, and who has ratified a convention.
    """
    found = dict.fromkeys(entry.sources)
    for row in entry.ratifications if isinstance(entry, Convention) else ():
        found.update(dict.fromkeys(row.sources))
    figures: list[Figure] = [entry] if isinstance(entry, Figure) else []
    if isinstance(entry, Page):
        text = entry.text(view.locale)
        blocks = [*text.intro, *(block for part in text.sections for block in part.blocks)]
        named = (view.guide.find_figure(figure) for figure in figures_in(blocks))
        figures += [figure for figure in named if figure]
    for figure in figures:
        for value in figure.values:
            found.update(dict.fromkeys(value.sources))
    return tuple(found)


def listing(view: View, entry: Reviewed, entry_id: str, title: str, offset: int) -> Screen:
    """Show the sources of an entry, with links; many of them in portions."""
    t = view.t
    named = (view.guide.find_source(source) for source in source_ids(view, entry))
    sources = [source for source in named if source]
    start = offset if 0 <= offset < len(sources) else 0
    shown = sources[start : start + PORTION]
    blocks = (
        heading(t.gettext("Sources: {title}", title=title)),
        Bullets(items=tuple(source_line(view, source) for source in shown))
        if shown
        else paragraph(t.gettext("No source is named here.")),
        review_note(view, entry),
    )
    arrows: list[ActionButton] = []
    if start > 0:
        label = t.pgettext("button", "◀ Previous")
        arrows.append(ActionButton(label, ListSources(entry_id, max(0, start - PORTION))))
    if start + PORTION < len(sources):
        label = t.pgettext("button", "More ▶")
        arrows.append(ActionButton(label, ListSources(entry_id, start + PORTION)))
    rows: list[Row] = [tuple(arrows)] if arrows else []
    return Screen(blocks, (*rows, *foot(view, OpenEntry(entry_id))))


def source_line(view: View, source: Source) -> tuple[Inline, ...]:
    """Return a source on one line: title with its link, publisher, date, kind."""
    t = view.t
    title: Inline = (
        Link(url=source.url, inner=plain(source.title)) if source.url else Plain(text=source.title)
    )
    details = [source.publisher] if source.publisher else []
    if source.published:
        details.append(partial_date(view, source.published))
    details.append(t.gettext(SOURCE_KINDS[source.source_kind]))
    return (title, Plain(text=f" — {', '.join(details)}"))


def show(view: View, source: Source, notice: tuple[Block, ...] = ()) -> Screen:
    """Show one source."""
    blocks = (
        *notice,
        heading(view.t.gettext("Source")),
        Bullets(items=(source_line(view, source),)),
    )
    return Screen(blocks, foot(view, None))
