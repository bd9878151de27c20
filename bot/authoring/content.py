"""The content folder as a whole: every file read, every fault collected, entries assembled."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path

import yaml

from bot.authoring.checks import check_tree
from bot.authoring.forms import Cyrillic, Listed, Placed, list_form, page_form
from bot.authoring.markdown import ParsedText, parse_markdown
from bot.authoring.reader import TEXT_LIMIT, Document, place_of, read_text, read_yaml
from bot.authoring.rendering import in_cyrillic
from bot.authoring.stamps import (
    STAMPS,
    Stamps,
    outdated_sections,
    read_stamps,
    section_hashes,
)
from bot.authoring.tree import PageFolder, Tree, Written
from bot.entries.card import Card
from bot.entries.channel import Channel
from bot.entries.contact import Contact
from bot.entries.cost import Cost
from bot.entries.danger import Danger
from bot.entries.entry import Entry
from bot.entries.figure import Figure
from bot.entries.page import PAGE_KINDS, Page, PageText
from bot.entries.sign import Sign
from bot.entries.source import Source
from bot.entries.words import Words
from bot.errors import Fault, mark
from bot.i18n import WRITTEN, Locale
from bot.script import (
    CyrillicExceptions,
    load_cyrillic_exceptions,
    to_cyrillic,
    wrong_exceptions,
)

REGISTRIES: tuple[tuple[str, type[Contact | Figure | Source | Words | Danger | Card]], ...] = (
    ("sources", Source),
    ("contacts", Contact),
    ("figures", Figure),
    ("questions", Words),
    ("danger", Danger),
    ("cards", Card),
)
EXCEPTIONS = "cyrillic.yaml"
LISTS: tuple[tuple[str, type[Listed]], ...] = (
    ("channels.yaml", Channel),
    ("synonyms.yaml", Words),
    ("warning-signs.yaml", Sign),
    ("official-costs.yaml", Cost),
)
"""Files of which there is one, if any."""


@dataclass
class Checked:
    """What a content folder holds: sound entries by id, and all faults in order of place.

    Entries are complete only where no fault other than a warning was found. `pages` are the
    folders of pages as they were found, sound or not.
    """

    entries: dict[str, Entry] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    pages: list[PageFolder] = field(default_factory=list)

    @property
    def errors(self) -> list[Fault]:
        """Return the faults that stop publishing."""
        return [fault for fault in self.faults if not fault.is_warning]


def read_content(folder: Path, today: date) -> Checked:
    """Read and check a content folder; `today` decides which reviews are overdue.

    Never raises for what editors wrote: everything is a fault with its place.
    """
    # Trees of many small values make the collector run often and find nothing.
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        return _read(folder, today)
    finally:
        if was_enabled:
            gc.enable()


def _read(folder: Path, today: date) -> Checked:
    checked = Checked()
    exceptions = _exceptions(folder, checked)

    @cache
    def cyrillic(text: str) -> str:
        return to_cyrillic(text, exceptions)

    tree = Tree()
    for name, kind in REGISTRIES:
        for path in sorted((folder / name).glob("*.yaml")):
            _registry(path, folder, kind, cyrillic, tree, checked)
    for name, listed in LISTS:
        if _is_there(folder / name):
            _registry(folder / name, folder, listed, cyrillic, tree, checked)
    # By their names: a search for page.yaml itself would leave out broken links.
    inside = sorted((folder / "pages").rglob("*"))
    for path in inside:
        if path.name == "page.yaml":
            _page(path, folder, cyrillic, tree, checked)
    if not tree.pages:
        message, mend = mark("there is no page"), mark("check the folder; README.md shows a page")
        checked.faults.append(Fault("pages", 1, 1, "file", message, mend))
    _strays(folder, inside, checked)
    checked.faults += check_tree(tree, today)
    checked.entries = {item.entry.id: _in_order(item.entry) for item in tree.placed}
    checked.pages = tree.pages
    checked.faults.sort(key=lambda fault: (fault.path, fault.line, fault.column, fault.rule))
    return checked


def _in_order(entry: Entry) -> Entry:
    """Return an entry as readers of releases expect it: values by their start."""
    if not isinstance(entry, Figure):
        return entry
    values = sorted(entry.values, key=lambda value: value.start)
    return entry.model_copy(update={"values": tuple(values)})


def _exceptions(folder: Path, checked: Checked) -> CyrillicExceptions:
    path = folder / EXCEPTIONS
    if not _is_there(path):
        return CyrillicExceptions()
    text, faults = read_text(path, EXCEPTIONS)
    checked.faults += faults
    if text is None:
        return CyrillicExceptions()
    document = read_yaml(text, EXCEPTIONS)
    checked.faults += document.faults
    if document.faults:
        return CyrillicExceptions()
    message, mend = mark("{problem}"), mark("follow the form of the other lines")
    try:
        # Here the kinds of values count: `no` without quotes is no word.
        raw = yaml.load(text, Loader=yaml.CSafeLoader) or {}
    except yaml.MarkedYAMLError as error:
        place = place_of(error.problem_mark)
        values = {"problem": error.problem}
        checked.faults.append(Fault(EXCEPTIONS, *place, "cyrillic", message, mend, values))
        return CyrillicExceptions()
    except ValueError as error:  # A day such as 2026-99-99, which ought to be in quotes.
        checked.faults.append(document.fault((), "cyrillic", message, mend, problem=error))
        return CyrillicExceptions()
    wrong = [
        document.fault(at, "cyrillic", message, mend, problem=problem)
        for at, problem in wrong_exceptions(raw)
    ]
    checked.faults += wrong
    return CyrillicExceptions() if wrong else load_cyrillic_exceptions(raw)


def _is_there(path: Path) -> bool:
    """Say whether there is such a file, or a link that leads nowhere."""
    return path.exists() or path.is_symlink()


def _document(path: Path, folder: Path, checked: Checked) -> Document | None:
    name = path.relative_to(folder).as_posix()
    text, faults = read_text(path, name)
    checked.faults += faults
    if text is None:
        return None
    document = read_yaml(text, name)
    checked.faults += document.faults
    return None if document.faults else document


def _registry(
    path: Path,
    folder: Path,
    kind: type[Listed],
    cyrillic: Cyrillic,
    tree: Tree,
    checked: Checked,
) -> None:
    document = _document(path, folder, checked)
    if document is None or not isinstance(document.value, list | None):
        tree.unread.add(kind)
    if document is None:
        return
    placed, faults = list_form(document, kind, cyrillic)
    tree.placed += placed
    checked.faults += faults
    for number, raw in enumerate(document.value or ()):
        if isinstance(raw, dict):
            tree.written.append(Written(kind, raw, document, (number,)))


def _page(path: Path, folder: Path, cyrillic: Cyrillic, tree: Tree, checked: Checked) -> None:
    page = PageFolder(path.parent.relative_to(folder).as_posix())
    tree.pages.append(page)
    document = page.document = _document(path, folder, checked)
    for locale in Locale:
        parsed = _text(path.parent / f"{locale.value}.md", folder, checked)
        if parsed is not None:
            page.texts[locale] = parsed
            checked.faults += parsed.faults
    if document is None or not isinstance(document.value, dict):
        tree.unread.add(Page)
    if document is None:
        return
    texts = _renderings(path.parent, page, cyrillic, folder, checked)
    page.data, faults = page_form(document, texts)
    checked.faults += faults
    if page.data and texts:
        page.placed = Placed(page.data, document, ())
        tree.placed.append(page.placed)
    if isinstance(document.value, dict):
        kind = PAGE_KINDS.get(str(document.value.get("kind")), Page)
        tree.written.append(Written(kind, document.value, document, ()))


def _text(path: Path, folder: Path, checked: Checked) -> ParsedText | None:
    if not _is_there(path):
        return None
    name = path.relative_to(folder).as_posix()
    source, faults = read_text(path, name, TEXT_LIMIT)
    checked.faults += faults
    return parse_markdown(source, name) if source is not None else ParsedText()


def _renderings(
    path: Path, page: PageFolder, cyrillic: Cyrillic, folder: Path, checked: Checked
) -> Mapping[Locale, PageText]:
    """Return all four texts of a page, or none where one that people write is not sound."""
    texts = {locale: parsed.text for locale, parsed in page.texts.items() if parsed.text}
    if not all(locale in texts for locale in WRITTEN):
        return {}
    if Locale.uz_Cyrl in page.texts and Locale.uz_Cyrl not in texts:
        return {}
    stamps: Stamps = {}
    if (path / STAMPS).exists():
        stamps, faults = read_stamps(path / STAMPS, (path / STAMPS).relative_to(folder).as_posix())
        checked.faults += faults
        page.stamped = frozenset(stamps)
    source = texts[Locale.uz]
    hashes = section_hashes(source)
    made: dict[Locale, PageText] = {
        locale: replace(texts[locale], outdated=outdated_sections(hashes, stamps.get(locale)))
        for locale in WRITTEN
        if locale is not Locale.uz
    }
    return {
        Locale.uz: source,
        Locale.uz_Cyrl: texts.get(Locale.uz_Cyrl) or in_cyrillic(source, cyrillic),
        **made,
    }


def _strays(folder: Path, inside: Iterable[Path], checked: Checked) -> None:
    """Report files that nobody reads: a misspelt name would vanish silently."""
    known = {f"{locale.value}.md" for locale in Locale} | {"page.yaml", STAMPS}
    for path in inside:
        if (path.is_dir() and not path.is_symlink()) or path.name.startswith("."):
            continue
        if path.is_dir():
            message = mark("this link to another folder is not followed")
            mend = mark("copy the folder to this place, or remove the link")
        elif path.name not in known:
            message = mark("this file is no part of a page")
            mend = mark("name it page.yaml, uz.md, ru.md, en.md or uz_Cyrl.md, or remove it")
        elif path.suffix == ".md" and not _is_there(path.parent / "page.yaml"):
            message = mark("the page has texts but no page.yaml")
            mend = mark("add page.yaml with its id and kind")
        else:
            continue
        name = path.relative_to(folder).as_posix()
        checked.faults.append(Fault(name, 1, 1, "stray", message, mend))
    for registry, _ in REGISTRIES:
        for path in sorted((folder / registry).iterdir() if (folder / registry).is_dir() else ()):
            if path.suffix != ".yaml" and not path.name.startswith("."):
                message = mark("this file is not read")
                mend = mark("give it a name that ends with .yaml, or remove it")
                name = path.relative_to(folder).as_posix()
                checked.faults.append(Fault(name, 1, 1, "stray", message, mend))
