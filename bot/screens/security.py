"""Social security at a glance: the branches of one country, one branch across countries."""

from __future__ import annotations

from collections.abc import Sequence

from bot.entries.page import Branch, Coverage, Page, SocialSecurity
from bot.entries.text import Block, Bullets, heading, paragraph, plain
from bot.screens.actions import CompareBranch, OpenEntry
from bot.screens.menu import country_name, foot, portion
from bot.screens.screen import ActionButton, Screen
from bot.screens.view import View
from bot.screens.words import BRANCHES, COVERAGE, COVERAGE_SIGNS


def table(view: View, pages: Sequence[Page]) -> tuple[Block, ...]:
    """Return a line for each branch among the pages, with what the signs in it mean."""
    branches = [page for page in pages if isinstance(page, SocialSecurity)]
    if not branches:
        return ()
    t = view.t
    lines = [_line(page.coverage, t.gettext(BRANCHES[page.branch])) for page in branches]
    return (Bullets(items=tuple(map(plain, lines))), _key(view, {p.coverage for p in branches}))


def compare(view: View, branch: Branch, offset: int) -> Screen:
    """Show one branch of social security in every country that has a page on it."""
    t = view.t
    found = [
        (country, page)
        for country in view.guide.destinations()
        for page in view.guide.of_kind(SocialSecurity)
        if page.destination == country.id and page.branch is branch
    ]
    lines = [_line(page.coverage, country_name(view, country)) for country, page in found]
    blocks: list[Block] = [heading(t.gettext(BRANCHES[branch]))]
    if found:
        blocks.append(Bullets(items=tuple(map(plain, lines))))
        blocks.append(_key(view, {page.coverage for _, page in found}))
    else:
        blocks.append(paragraph(t.gettext("Nothing is confirmed here yet.")))
    rows = portion(
        view,
        found,
        offset,
        lambda row: ActionButton(country_name(view, row[0]), OpenEntry(row[1].id)),
        lambda start: CompareBranch(branch, start),
    )
    return Screen(tuple(blocks), (*rows, *foot(view, None)))


def _line(coverage: Coverage, words: str) -> str:
    return f"{COVERAGE_SIGNS[coverage]} {words}"


def _key(view: View, used: set[Coverage]) -> Block:
    lines = [view.t.gettext(COVERAGE[coverage]) for coverage in Coverage if coverage in used]
    return paragraph("\n".join(lines))
