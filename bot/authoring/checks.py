"""Rules across files: languages, ids, references, circles. One function for each rule."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from datetime import date

from bot.authoring.check_entries import check_entry
from bot.authoring.check_texts import check_texts
from bot.authoring.forms import Placed
from bot.authoring.reader import Path_
from bot.authoring.tree import Claim, PageFolder, Tree
from bot.entries.base import Reviewed
from bot.entries.contact import Contact
from bot.entries.figure import Figure
from bot.entries.page import Destination, Page
from bot.entries.source import Source
from bot.errors import Fault, mark

HOME = "uz"
"""The country people come from: it has contacts and figures but is no destination."""
_KINDS = {"figure": Figure, "contact": Contact, "page": Page}


def check_tree(tree: Tree, today: date) -> list[Fault]:
    """Return every fault that only shows when the files are seen together."""
    faults: list[Fault] = []
    faults += missing_languages(tree.pages)
    faults += twice_used_ids(tree.claims)
    faults += clashing_links(tree.claims)
    faults += dangling_references(tree)
    faults += circles(tree.pages)
    for item in tree.placed:
        faults += check_entry(item, today)
    for page in tree.pages:
        # A page whose texts hold faults has its data checked all the same.
        if page.data and page.document and not page.placed:
            faults += check_entry(Placed(page.data, page.document, ()), today)
    faults += check_texts(tree)
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
        line, _ = other.document.places.get((*other.at, "id"), (1, 1))
        yield claim.document.fault(
            (*claim.at, "id"),
            "id",
            mark("the id {id} is used in {path}:{line} too"),
            mark("give one of the two another id"),
            id=claim.id,
            path=other.document.path,
            line=line,
        )


def clashing_links(claims: Iterable[Claim]) -> Iterator[Fault]:
    """Ids stay different in links, where dots become hyphens."""
    first: dict[str, str] = {}
    for claim in claims:
        other = first.setdefault(claim.id.replace(".", "-"), claim.id)
        if other != claim.id:
            yield claim.document.fault(
                (*claim.at, "id"),
                "id",
                mark("the ids {id} and {other} give the same link"),
                mark("change the one that is not published yet"),
                id=claim.id,
                other=other,
            )


def _named(entry: object, at: Path_) -> Iterator[tuple[Path_, str, type]]:
    """Yield what an entry names: where, which id, and what that must be."""
    if isinstance(entry, Figure):
        for number, value in enumerate(entry.values):
            for place, source in enumerate(value.sources):
                yield (*at, "values", number, "sources", place), source, Source
    elif isinstance(entry, Reviewed):
        for number, source in enumerate(entry.sources):
            yield (*at, "sources", number), source, Source
    if isinstance(entry, Page):
        for number, contact in enumerate(entry.contacts):
            yield (*at, "contacts", number), contact, Contact
        for number, page in enumerate(entry.related):
            yield (*at, "related", number), page, Page
        if entry.parent:
            yield (*at, "parent"), entry.parent, Page
    if isinstance(entry, Destination):
        for number, contact in enumerate(entry.emergency):
            yield (*at, "emergency", number), contact, Contact
    destination = getattr(entry, "destination", None)
    if destination and (destination != HOME or isinstance(entry, Page)):
        yield (*at, "destination"), destination, Destination


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
        return claim is None or not (claim.kind is Page or issubclass(claim.kind, kind))

    def mend(self, target: str, kind: type) -> tuple[str, dict[str, str]]:
        """Return how to mend a reference, with the nearest id of the kind."""
        ids = [claim.id for claim in self._claims.values() if issubclass(claim.kind, kind)]
        near = difflib.get_close_matches(target, ids, n=1, cutoff=0.8)
        if near:
            return mark("did you mean {near}?"), {"id": target, "near": near[0]}
        return mark("add it, or remove the reference"), {"id": target}


def dangling_references(tree: Tree) -> Iterator[Fault]:
    """What is named exists and is of the right kind."""
    known = _Known(tree)
    message = mark("there is no {kind} with the id {id}")
    entries = [(item.entry, item.document, item.at) for item in tree.placed]
    entries += [
        (p.data, p.document, ()) for p in tree.pages if p.data and p.document and not p.placed
    ]
    for entry, document, at in entries:
        for place, target, kind in _named(entry, at):
            if known.lacks(target, kind):
                mend, values = known.mend(target, kind)
                name = kind.__name__.lower()
                yield document.fault(place, "reference", message, mend, kind=name, **values)
    for page in tree.pages:
        for locale, text in page.texts.items():
            path = f"{page.name}/{locale.value}.md"
            for found in text.references:
                kind = _KINDS[found.kind]
                if known.lacks(found.target, kind):
                    mend, values = known.mend(found.target, kind)
                    values["kind"] = found.kind
                    yield Fault(path, found.line, found.column, "reference", message, mend, values)


def circles(pages: Iterable[PageFolder]) -> Iterator[Fault]:
    """No page stands above itself; each circle is told once, at the first of its ids."""
    known = {page.data.id: page for page in pages if page.data}
    parents = {name: page.data.parent for name, page in known.items() if page.data}
    for name, page in known.items():
        above: list[str] = []
        at = parents[name]
        while at is not None and at not in above:
            above.append(at)
            at = parents.get(at)
        if name in above and name == min(above) and page.document:
            yield page.document.fault(
                ("parent",),
                "parent",
                mark("the page {id} stands above itself"),
                mark("change the parent of one of the pages in the circle"),
                id=name,
            )
