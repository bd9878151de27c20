"""YAML files as plain values that know their place. Nothing here knows what a field means."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from bot.errors import Fault, mark

SIZE_LIMIT = 1024 * 1024
"""Bytes of one content file: more is no page but a mistake."""
TEXT_LIMIT = 128 * 1024
"""Bytes of one Markdown file: 40 full sections in Russian; a parser needs seconds for more."""
DEPTH_LIMIT = 8
"""Levels of values in values; the deepest that README.md knows is 5 (the note of a phone)."""

Raw = str | None | list["Raw"] | dict[str, "Raw"]
"""What a file holds: every scalar is a string, so that `no` stays a country and 01 a number."""
Path_ = tuple[str | int, ...]
_ALIAS = re.compile(r"(?:^|[\s,:\[{-])\*[^\s*]", re.MULTILINE)
"""What may be an alias; the parser decides, but takes time."""
# YAML 1.1, 5.1 (character set).
_FORBIDDEN = re.compile(
    "[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)


@dataclass
class Document:
    """A parsed file: its value, and line and column (from 1) of each part by its path."""

    path: str
    value: Raw = None
    places: dict[Path_, tuple[int, int]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def fault(self, at: Path_, rule: str, message: str, mend: str, **values: object) -> Fault:
        """Return a fault at a part, or at the nearest part around it that has a place."""
        while at and at not in self.places:
            at = at[:-1]
        line, column = self.places.get(at, (1, 1))
        return Fault(self.path, line, column, rule, message, mend, values)


def read_text(path: Path, name: str, limit: int = SIZE_LIMIT) -> tuple[str | None, list[Fault]]:
    """Return a file's text, or why it cannot be used."""
    try:
        about = path.stat()
        # A pipe would be waited for, and a device read, for ever.
        is_file = stat.S_ISREG(about.st_mode)
        data = path.read_bytes() if is_file and about.st_size <= limit else b""
    except OSError:
        message, mend = mark("the file cannot be read"), mark("check its rights and its links")
        return None, [Fault(name, 1, 1, "file", message, mend)]
    if not is_file:
        message, mend = mark("this is no file with text"), mark("remove it")
        return None, [Fault(name, 1, 1, "file", message, mend)]
    if about.st_size > limit:
        message, mend = mark("the file is over {limit} KB"), mark("split it into smaller ones")
        return None, [Fault(name, 1, 1, "file", message, mend, {"limit": limit // 1024})]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # Not of `data`: a mark of order at its start is not counted.
        place = _end(error.object[: error.start].decode())
        mend = mark("save the file as UTF-8")
        return None, [Fault(name, *place, "encoding", mark("the file is not UTF-8"), mend)]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\x00" in text:
        place = _end(text[: text.index("\x00")])
        message = mark("the file holds a NUL character")
        return None, [Fault(name, *place, "file", message, mark("remove it"))]
    return text, []


def _end(text: str) -> tuple[int, int]:
    """Return line and column behind a text."""
    return text.count("\n") + 1, len(text) - text.rfind("\n")


def read_yaml(text: str, name: str) -> Document:
    """Parse a YAML text; what is wrong with its form is in the document's faults."""
    document = Document(name)
    for found in _FORBIDDEN.finditer(text):
        message = mark("the file holds a character that YAML does not allow (U+{code})")
        values = {"code": f"{ord(found[0]):04X}"}
        place = _end(text[: found.start()])
        document.faults.append(Fault(name, *place, "yaml", message, mark("remove it"), values))
    if document.faults:
        return document
    try:
        if _ALIAS.search(text):
            document.faults += _aliases(text, name)
        if document.faults:
            return document
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        document.faults.append(
            Fault(
                name,
                *place_of(error.problem_mark or error.context_mark),
                "yaml",
                mark("the file is no correct YAML ({problem})"),
                mark("look at the indentation, the colons and the quotes on this line"),
                {"problem": error.problem or error.context or ""},
            )
        )
        return document
    if node is not None:
        document.value = _value(node, (), document)
    return document


def _aliases(text: str, name: str) -> Iterator[Fault]:
    """Yield the aliases: a few lines of them can stand for millions, or for themselves."""
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.AliasEvent):
            message = mark("an alias (*name) is not allowed here")
            mend = mark("write the text out in both places")
            yield Fault(name, *place_of(event.start_mark), "alias", message, mend)


def _value(node: yaml.Node, at: Path_, document: Document) -> Raw:
    document.places[at] = place_of(node.start_mark)
    if isinstance(node, yaml.ScalarNode):
        # libyaml gives plain scalars an empty style, and PyYAML's own parser None.
        if not node.style and node.value in {"", "~", "null"}:
            return None
        return str(node.value)
    if len(at) > DEPTH_LIMIT:
        message = mark("the values are nested too deeply")
        mend = mark("see README.md in this folder for the form")
        document.faults.append(document.fault(at, "yaml", message, mend))
        return None
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*at, number), document) for number, item in enumerate(node.value)]
    return _mapping(node, at, document)


def _mapping(node: yaml.Node, at: Path_, document: Document) -> dict[str, Raw]:
    found: dict[str, Raw] = {}
    for key_node, value_node in node.value:
        place = place_of(key_node.start_mark)
        if not isinstance(key_node, yaml.ScalarNode):
            message = mark("a field has a list or fields as its name")
            mend = mark("write `name: value`")
            document.faults.append(Fault(document.path, *place, "yaml", message, mend))
            continue
        key = str(key_node.value)
        if key in found:
            message = mark("the field {field} stands here twice")
            mend = mark("remove one of the two")
            values = {"field": key}
            document.faults.append(Fault(document.path, *place, "twice", message, mend, values))
            continue
        found[key] = _value(value_node, (*at, key), document)
        # An empty value has no place of its own worth pointing at; the key has.
        if found[key] is None or isinstance(value_node, yaml.CollectionNode):
            document.places[*at, key] = place
        document.places[*at, key, ":"] = place
    return found


def place_of(at: Any) -> tuple[int, int]:
    """Return line and column, from 1, of a mark of PyYAML; the start where it has none."""
    return (at.line + 1, at.column + 1) if at else (1, 1)
