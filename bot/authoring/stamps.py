"""Which Uzbek text each translation was made from, so that an outdated one is known."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

import yaml
from pydantic import TypeAdapter

from bot.authoring.reader import read_text, read_yaml
from bot.authoring.tree import PageFolder
from bot.entries.page import PageText
from bot.entries.text import Block
from bot.errors import Fault, mark
from bot.i18n import WRITTEN, Locale

STAMPS = "translated.yaml"
_HEAD = (
    "# Written by `yoldosh content stamp`: the Uzbek text that each translation was made from.\n"
    "# Do not edit it by hand; stamp a page when its translations say what its Uzbek says.\n"
)
_WIDTH = 12
_BLOCKS: TypeAdapter[tuple[Block, ...]] = TypeAdapter(tuple[Block, ...])


class _NoAliases(yaml.SafeDumper):
    """Writes equal parts out each time, so that the file reads plainly."""

    def ignore_aliases(self, data: object) -> bool:
        """Say that nothing is written as an alias."""
        del data
        return True


Stamps = Mapping[Locale, Mapping[str, str]]


def section_hashes(source: PageText) -> dict[str, str]:
    """Return a short hash of each part of the Uzbek text: `""` (introduction, title), sections."""
    parts = {"": source.title + _json(source.intro)}
    for part in source.sections:
        parts[part.id] = part.heading + _json(part.blocks)
    return {
        name: hashlib.sha256(text.encode()).hexdigest()[:_WIDTH] for name, text in parts.items()
    }


def _json(blocks: tuple[Block, ...]) -> str:
    return _BLOCKS.dump_json(blocks).decode()


def outdated_sections(
    hashes: Mapping[str, str], stamps: Mapping[str, str] | None
) -> tuple[str, ...]:
    """Return the ids of the parts that changed after the translation; `""` is the introduction.

    `hashes` are those of the Uzbek text. A translation that was never stamped counts as outdated
    in every part.
    """
    known = stamps or {}
    return tuple(name for name, value in hashes.items() if known.get(name) != value)


def read_stamps(path: Path, name: str) -> tuple[Stamps, list[Fault]]:
    """Read a page's stamps, or say why they cannot be read."""
    text, faults = read_text(path, name)
    if text is None:
        return {}, faults
    document = read_yaml(text, name)
    if document.faults or not isinstance(document.value, dict):
        message = mark("the record of translations is damaged")
        mend = mark("delete it and run `yoldosh content stamp` for this page")
        return {}, [Fault(name, 1, 1, "stamp", message, mend)]
    stamps: dict[Locale, Mapping[str, str]] = {}
    for locale in WRITTEN:
        found = document.value.get(locale.value)
        if isinstance(found, dict):
            stamps[locale] = {key: str(value) for key, value in found.items()}
    return stamps, []


def stamp(folder: Path, pages: Iterable[PageFolder]) -> list[str]:
    """Record that the translations of sound pages fit their Uzbek text.

    Returns the names of the page folders for which that was news.
    """
    news: list[str] = []
    for page in pages:
        if page.placed is None or page.data is None:
            raise ValueError(f"{page.name} holds faults")
        hashes = section_hashes(page.data.text(Locale.uz))
        data = {locale.value: hashes for locale in WRITTEN if locale is not Locale.uz}
        text = _HEAD + yaml.dump(data, Dumper=_NoAliases, sort_keys=False)
        path = folder / page.name / STAMPS
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            news.append(page.name)
    return news
