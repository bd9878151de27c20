"""Provenance in words: when checked, what it rests on, whether the translation is behind."""

from __future__ import annotations

from collections.abc import Collection

from bot.entries.base import Basis, Reviewed
from bot.entries.page import Page
from bot.entries.text import Block, Italic, Paragraph, Quote, paragraph, plain
from bot.screens.view import View
from bot.screens.words import BASES

BASIS_SIGNS = {Basis.CONFIRMED: "", Basis.REPORTED: " 📰", Basis.CONFLICTING: " ❗"}
"""What stands behind a line of a list; `basis_key` says what it means."""


def basis_key(view: View, bases: Collection[Basis]) -> list[str]:
    """Return what the signs of the bases in a list mean, a line for each sign."""
    t = view.t
    words = {
        Basis.REPORTED: t.gettext(
            "📰 by press or second-hand reports: check before you rely on it"
        ),
        Basis.CONFLICTING: t.gettext("❗ sources disagree: ask before you act"),
    }
    return [text for basis, text in words.items() if basis in bases]


def review_note(view: View, entry: Reviewed) -> Block:
    """Say when an entry was last checked, and plainly when its review is overdue."""
    t = view.t
    checked = t.date(entry.checked)
    if entry.is_overdue(view.today):
        text = t.gettext(
            "⏳ Last checked on {checked}. It should have been checked again by {due}: "
            "it may have changed, so ask before you act.",
            checked=checked,
            due=t.date(entry.review_by),
        )
        return Quote(paragraphs=(plain(text),))
    return Paragraph(inner=(Italic(inner=plain(t.gettext("Checked on {date}", date=checked))),))


def basis_note(view: View, basis: Basis | None) -> tuple[Block, ...]:
    """Mark what rests on less than an official source; nothing where it is confirmed."""
    if basis is None or basis is Basis.CONFIRMED:
        return ()
    return (Quote(paragraphs=(plain(view.t.gettext(BASES[basis])),)),)


def outdated_note(view: View, page: Page, section: str) -> tuple[Block, ...]:
    """Tell the reader that this translation is older than its Uzbek source."""
    if section not in page.text(view.locale).outdated:
        return ()
    text = view.t.gettext(
        "The Uzbek text of this part was changed later than this translation. "
        "Figures are up to date; details may differ."
    )
    return (paragraph(text),)
