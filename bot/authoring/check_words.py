"""Rules on the words that people use instead of ours. One function for each rule."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

from bot.authoring.reader import Path_, Raw
from bot.authoring.tree import Tree, Written
from bot.entries.danger import ANY_ENDING, Danger
from bot.entries.page import Page
from bot.entries.words import Words, is_meant
from bot.errors import Fault, mark

ALARM_LETTERS = 4
"""Letters from which on a single word may alarm by itself."""


def check_words(tree: Tree) -> Iterator[Fault]:
    """Yield the faults of the groups of words."""
    groups = [entry for entry in tree.written if issubclass(entry.kind, Words)]
    dangers = [entry for entry in tree.written if issubclass(entry.kind, Danger)]
    for group in (*groups, *dangers):
        yield from twice(group)
    for group in dangers:
        yield from alarms_too_often(group)
    yield from two_countries(groups)
    if Page not in tree.unread:
        pages = [claim.id for claim in tree.claims if issubclass(claim.entry.kind, Page)]
        for group in groups:
            yield from leads_nowhere(group, pages)


def _texts(group: Written, name: str) -> Iterator[tuple[Path_, str]]:
    raw: Raw = group.fields.get(name)
    for number, item in enumerate(raw if isinstance(raw, list) else []):
        if isinstance(item, str):
            yield (*group.at, name, number), item


def twice(group: Written) -> Iterator[Fault]:
    """A word stands once in a group."""
    seen: set[str] = set()
    for name in ("words", "alone", "unless"):
        for at, word in _texts(group, name):
            if word.lower() in seen:
                message = mark("{word} stands in this group twice")
                yield group.document.fault(
                    at, "words", message, mark("remove one of the two"), word=word
                )
            seen.add(word.lower())


def alarms_too_often(group: Written) -> Iterator[Fault]:
    """A word that alarms by itself is no short one, which means many things."""
    for at, said in _texts(group, "words"):
        letters = said.removesuffix(ANY_ENDING)
        if " " not in said and len(letters) < ALARM_LETTERS + said.endswith(ANY_ENDING):
            message = mark("{word} is too short to alarm by itself")
            mend = mark("add a word to it, or move it to `alone`")
            yield group.document.fault(at, "words", message, mend, word=said)


def two_countries(groups: Iterable[Written]) -> Iterator[Fault]:
    """A word that names a country names no other one."""
    first: dict[str, str] = {}
    for group in groups:
        country = group.fields.get("destination")
        # A phrase that leads to pages may lead to those of two countries.
        if not isinstance(country, str) or group.fields.get("pages"):
            continue
        for at, word in _texts(group, "words"):
            other = first.setdefault(word.lower(), country)
            if other != country:
                message = mark("{word} names {country} already")
                mend = mark("keep it for one country, or make the phrase longer")
                yield group.document.fault(at, "words", message, mend, word=word, country=other)


def leads_nowhere(group: Written, pages: list[str]) -> Iterator[Fault]:
    """What a group leads to exists."""
    for at, pattern in _texts(group, "pages"):
        if any(is_meant(pattern, page) for page in pages):
            continue
        message = mark("there is no page with the id {id}")
        near = difflib.get_close_matches(pattern.removeprefix("*."), pages, n=1, cutoff=0.6)
        if near:
            mend = mark("did you mean {near}?")
            yield group.document.fault(at, "words", message, mend, id=pattern, near=near[0])
        else:
            mend = mark("add it, or remove the reference")
            yield group.document.fault(at, "words", message, mend, id=pattern)
