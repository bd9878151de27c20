"""Rules across files: languages, ids, references, circles. One function for each rule."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from bot.authoring.check_channels import check_channels
from bot.authoring.check_conventions import check_conventions
from bot.authoring.check_entries import check_figure, check_written
from bot.authoring.check_offers import check_offers
from bot.authoring.check_texts import check_texts
from bot.authoring.check_words import check_words
from bot.authoring.reader import Path_, Raw
from bot.authoring.tree import Claim, PageFolder, Tree, Written
from bot.entries.base import HOME, ID_PATTERN
from bot.entries.channel import Channel
from bot.entries.contact import Contact
from bot.entries.cost import Cost
from bot.entries.figure import Figure
from bot.entries.page import Convention, Destination, Page
from bot.entries.sign import Sign
from bot.entries.source import Source
from bot.errors import Fault, mark

_ID = re.compile(ID_PATTERN)
_KINDS = {"figure": Figure, "contact": Contact, "page": Page}


def check_tree(tree: Tree, today: date) -> list[Fault]:
    """Return every fault that only shows when the files are seen together."""
    faults: list[Fault] = []
    faults += missing_languages(tree.pages)
    faults += twice_used_ids(tree.claims)
    faults += clashing_links(tree.claims)
    faults += dangling_references(tree)
    faults += circles(tree)
    for entry in tree.written:
        faults += check_written(entry, today)
    for item in tree.placed:
        if isinstance(item.entry, Figure):
            faults += check_figure(item, item.entry)
    faults += check_texts(tree)
    faults += check_words(tree)
    faults += check_channels(tree, today)
    faults += check_conventions(tree)
    faults += check_offers(tree)
    return faults


def missing_languages(pages: Iterable[PageFolder]) -> Iterator[Fault]:
    """Every page has its three written languages."""
    for page in pages:
        for locale in page.missing:
            message = mark("the text {file} is missing")
            mend = mark("write it beside page.yaml")
            values = {"file": f"{locale.value}.md"}
            yield Fault(f"{page.name}/page.yaml", 1, 1, "language", message, mend, values)


def twice_used_ids(claims: Iterable[Claim]) -> Iterator[Fault]:
    """An id belongs to one thing only, in all files."""
    first: dict[str, Claim] = {}
    for claim in claims:
        other = first.setdefault(claim.id, claim)
        if other is claim:
            continue
        line, _ = other.entry.document.places.get((*other.entry.at, "id"), (1, 1))
        yield claim.entry.document.fault(
            (*claim.entry.at, "id"),
            "id",
            mark("the id {id} is used in {path}:{line} too"),
            mark("give one of the two another id"),
            id=claim.id,
            path=other.entry.document.path,
            line=line,
        )


def clashing_links(claims: Iterable[Claim]) -> Iterator[Fault]:
    """Ids stay different in links, where dots become hyphens."""
    first: dict[str, str] = {}
    for claim in claims:
        other = first.setdefault(claim.id.replace(".", "-"), claim.id)
        if other != claim.id:
            yield claim.entry.document.fault(
                (*claim.entry.at, "id"),
                "id",
                mark("the ids {id} and {other} give the same link"),
                mark("change the one that is not published yet"),
                id=claim.id,
                other=other,
            )


_ANY_KIND: Mapping[str, type] = {
    "sources": Source,
    "destination": Destination,
    "destinations": Destination,
}
_OF_PAGES: Mapping[str, type] = {
    **_ANY_KIND,
    "contacts": Contact,
    "emergency": Contact,
    "related": Page,
    "parent": Page,
}
_OF_OTHERS: Mapping[type, Mapping[str, type]] = {
    Channel: {**_ANY_KIND, "contact": Contact},
    Sign: {**_ANY_KIND, "destinations": Destination, "page": Page},
    Cost: {
        **_ANY_KIND,
        "programme": Page,
        "page": Page,
        **dict.fromkeys(("total", "parts", "cases", "wages"), Figure),
    },
}
_SINGLE = {"parent", "destination", "contact", "country", "programme", "page"}


def _named(entry: Written) -> Iterator[tuple[Path_, str, type]]:
    """Yield what an entry names: where, which id, and what that must be."""
    is_page = issubclass(entry.kind, Page)
    fields = _OF_PAGES if is_page else _OF_OTHERS.get(entry.kind, _ANY_KIND)
    for name, kind in fields.items():
        for at, target in _ids(entry.fields.get(name), (*entry.at, name), name in _SINGLE):
            if is_page or target != HOME or name != "destination":
                yield at, target, kind
    if entry.kind is Figure:
        yield from _named_in_rows(entry, "values", {"sources": Source})
    elif entry.kind is Convention:
        of_rows = {"sources": Source, "country": Destination}
        for at, target, kind in _named_in_rows(entry, "ratifications", of_rows):
            if kind is not Destination or target != HOME:
                yield at, target, kind


def _named_in_rows(
    entry: Written, rows: str, fields: Mapping[str, type]
) -> Iterator[tuple[Path_, str, type]]:
    """Yield what the rows of a list in an entry name."""
    values = entry.fields.get(rows)
    for number, value in enumerate(values if isinstance(values, list) else ()):
        if isinstance(value, dict):
            for name, kind in fields.items():
                at = (*entry.at, rows, number, name)
                for place, target in _ids(value.get(name), at, name in _SINGLE):
                    yield place, target, kind


def _ids(raw: Raw, at: Path_, is_single: bool = False) -> Iterator[tuple[Path_, str]]:
    """Yield the ids of a field that holds one, or a list of them, in the form of ids."""
    found: list[tuple[Path_, Raw]] = []
    if is_single:
        found = [(at, raw)]
    elif isinstance(raw, list):
        found = [((*at, number), item) for number, item in enumerate(raw)]
    for place, target in found:
        if isinstance(target, str) and _ID.match(target):
            yield place, target


class _Known:
    """The ids of the tree, and advice for one that is not among them."""

    def __init__(self, tree: Tree) -> None:
        self._unread = tree.unread
        self._claims: dict[str, Claim] = {}
        for claim in tree.claims:
            self._claims.setdefault(claim.id, claim)

    def lacks(self, target: str, kind: type) -> bool:
        """Say whether there is surely no entry of a kind with an id."""
        if any(issubclass(kind, unread) for unread in self._unread):
            return False
        claim = self._claims.get(target)
        return claim is None or not (
            claim.entry.kind is Page or issubclass(claim.entry.kind, kind)
        )

    def mend(self, target: str, kind: type) -> tuple[str, dict[str, str]]:
        """Return how to mend a reference, with the nearest id of the kind."""
        ids = [claim.id for claim in self._claims.values() if issubclass(claim.entry.kind, kind)]
        near = difflib.get_close_matches(target, ids, n=1, cutoff=0.8)
        if near:
            return mark("did you mean {near}?"), {"id": target, "near": near[0]}
        return mark("add it, or remove the reference"), {"id": target}


def dangling_references(tree: Tree) -> Iterator[Fault]:
    """What is named exists and is of the right kind."""
    known = _Known(tree)
    message = mark("there is no {kind} with the id {id}")
    for entry in tree.written:
        for place, target, kind in _named(entry):
            if known.lacks(target, kind):
                mend, values = known.mend(target, kind)
                name = kind.__name__.lower()
                yield entry.document.fault(place, "reference", message, mend, kind=name, **values)
    for page in tree.pages:
        for locale, text in page.texts.items():
            path = f"{page.name}/{locale.value}.md"
            for found in text.references:
                kind = _KINDS[found.kind]
                if known.lacks(found.target, kind):
                    mend, values = known.mend(found.target, kind)
                    values["kind"] = found.kind
                    yield Fault(path, found.line, found.column, "reference", message, mend, values)


def circles(tree: Tree) -> Iterator[Fault]:
    """No page stands above itself; each circle is told once, at the first of its ids."""
    known = {claim.id: claim.entry for claim in tree.claims if issubclass(claim.entry.kind, Page)}
    parents = {name: entry.fields.get("parent") for name, entry in known.items()}
    for name, entry in known.items():
        above: list[str] = []
        at = parents[name]
        while isinstance(at, str) and at not in above:
            above.append(at)
            at = parents.get(at)
        if name in above and name == min(above):
            yield entry.document.fault(
                ("parent",),
                "parent",
                mark("the page {id} stands above itself"),
                mark("change the parent of one of the pages in the circle"),
                id=name,
            )
