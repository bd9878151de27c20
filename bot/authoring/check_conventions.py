"""Rules on who has ratified a convention. One function for each rule."""

from __future__ import annotations

from collections.abc import Iterator

from bot.authoring.reader import Path_, Raw
from bot.authoring.tree import Tree, Written
from bot.entries.page import Convention
from bot.errors import Fault, mark


def check_conventions(tree: Tree) -> Iterator[Fault]:
    """Yield the faults in the lists of ratifications."""
    for convention in tree.written:
        if convention.kind is Convention:
            yield from twice(convention)
            yield from undated(convention)


def _rows(convention: Written) -> Iterator[tuple[Path_, dict[str, Raw]]]:
    raw = convention.fields.get("ratifications")
    for number, row in enumerate(raw if isinstance(raw, list) else ()):
        if isinstance(row, dict):
            yield (*convention.at, "ratifications", number), row


def twice(convention: Written) -> Iterator[Fault]:
    """A country stands once in a list."""
    seen: set[str] = set()
    for at, row in _rows(convention):
        country = row.get("country")
        if not isinstance(country, str):
            continue
        if country in seen:
            message, mend = mark("{id} stands in this list twice"), mark("remove one of the two")
            yield convention.document.fault(
                (*at, "country"), "ratification", message, mend, id=country
            )
        seen.add(country)


def undated(convention: Written) -> Iterator[Fault]:
    """Of a country that has not ratified it, the date of the list is said: it may have since."""
    for at, row in _rows(convention):
        if row.get("ratified") == "no" and row.get("as_of") is None:
            message = mark("`no` holds for the day of a list only, and none is named")
            mend = mark("add `as_of: …`, the date of the list that was read")
            yield convention.document.fault((*at, "ratified"), "ratification", message, mend)
