"""YAML files as plain values that know their place. Nothing here knows what a field means."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

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
        data = path.read_bytes()
    except OSError:
        return None, [_whole(name, mark("the file cannot be read"), mark("check its rights"))]
    if len(data) > limit:
        message, mend = mark("the file is over {limit} KB"), mark("split it into smaller ones")
        return None, [Fault(name, 1, 1, "file", message, mend, {"limit": limit // 1024})]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        mend = mark("save the file as UTF-8")
        return None, [Fault(name, line, 1, "encoding", mark("the file is not UTF-8"), mend)]
    if "\x00" in text:
        line = text[: text.index("\x00")].count("\n") + 1
        message = mark("the file holds a NUL character")
        return None, [Fault(name, line, 1, "file", message, mark("remove it"))]
    return text.replace("\r\n", "\n").replace("\r", "\n"), []


def _whole(name: str, message: str, mend: str) -> Fault:
    return Fault(name, 1, 1, "file", message, mend)


def read_yaml(text: str, name: str) -> Document:
    """Parse a YAML text; what is wrong with its form is in the document's faults."""
    document = Document(name)
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        at = error.problem_mark or error.context_mark
        document.faults.append(
            Fault(
                name,
                at.line + 1 if at else 1,
                at.column + 1 if at else 1,
                "yaml",
                mark("the file is no correct YAML ({problem})"),
                mark("look at the indentation, the colons and the quotes on this line"),
                {"problem": error.problem or error.context or ""},
            )
        )
        return document
    except yaml.YAMLError:
        message = mark("the file holds characters that YAML does not allow")
        document.faults.append(Fault(name, 1, 1, "yaml", message, mark("remove them")))
        return document
    except RecursionError:
        message = mark("the values are nested too deeply")
        mend = mark("see README.md in this folder for the form")
        document.faults.append(Fault(name, 1, 1, "yaml", message, mend))
        return document
    if node is not None:
        document.value = _value(node, (), document, set())
    return document


def _value(node: yaml.Node, at: Path_, document: Document, seen: set[int]) -> Raw:
    document.places[at] = _place(node)
    if isinstance(node, yaml.ScalarNode):
        # libyaml gives plain scalars an empty style, and PyYAML's own parser None.
        if not node.style and node.value in {"", "~", "null"}:
            return None
        return str(node.value)
    if id(node) in seen:
        message = mark("an alias (*name) is not allowed here")
        mend = mark("write the text out in both places")
        document.faults.append(document.fault(at, "alias", message, mend))
        return None
    seen.add(id(node))
    if len(at) > DEPTH_LIMIT:
        message = mark("the values are nested too deeply")
        mend = mark("see README.md in this folder for the form")
        document.faults.append(document.fault(at, "yaml", message, mend))
        return None
    if isinstance(node, yaml.SequenceNode):
        return [
            _value(item, (*at, number), document, seen) for number, item in enumerate(node.value)
        ]
    return _mapping(node, at, document, seen)


def _mapping(node: yaml.Node, at: Path_, document: Document, seen: set[int]) -> dict[str, Raw]:
    found: dict[str, Raw] = {}
    for key_node, value_node in node.value:
        place = _place(key_node)
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
        found[key] = _value(value_node, (*at, key), document, seen)
        # An empty value has no place of its own worth pointing at; the key has.
        if found[key] is None or isinstance(value_node, yaml.CollectionNode):
            document.places[*at, key] = place
        document.places[*at, key, ":"] = place
    return found


def _place(node: yaml.Node) -> tuple[int, int]:
    return node.start_mark.line + 1, node.start_mark.column + 1
