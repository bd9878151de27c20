"""The interface's catalogues: messages found in the code, kept in step, rendered in Cyrillic."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from bot.i18n import DOMAIN, WRITTEN, Locale, catalogue_path, read_catalogue
from bot.script import CyrillicExceptions, to_cyrillic

KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "mark": None,
    "mark_plural": (1, 2),
}
_DAY = datetime(2026, 11, 24, tzinfo=UTC)
"""A fixed day in the headers: a changing one would change every file at every run."""
_HEADER = "# The interface of Yoʻldosh."


def template_path(folder: Path) -> Path:
    """Return where the template of all messages stands."""
    return folder / f"{DOMAIN}.pot"


def extract(code: Path) -> Catalog:
    """Return the messages of the code, in order of the files."""
    catalogue = Catalog(
        project="Yoʻldosh", version="1", creation_date=_DAY, header_comment=_HEADER
    )
    found = extract_from_dir(
        code,
        method_map=[("**.py", "python")],
        keywords=KEYWORDS,
        callback=None,
    )
    for _, _, message, _, context in sorted(found, key=lambda row: (row[0], row[1])):
        catalogue.add(message, context=context)
    return catalogue


def write(catalogue: Catalog) -> bytes:
    """Return a catalogue as the text of a `.po` or `.pot` file."""
    buffer = BytesIO()
    write_po(
        buffer, catalogue, width=99, no_location=True, sort_output=False, ignore_obsolete=True
    )
    return buffer.getvalue()


def update(code: Path, folder: Path) -> dict[Locale, int]:
    """Bring template and written catalogues in step with the code; return what lacks words.

    The count is of messages without a translation, by locale.
    """
    template = extract(code)
    template_path(folder).write_bytes(write(template))
    missing: dict[Locale, int] = {}
    for locale in WRITTEN:
        path = catalogue_path(folder, locale)
        if path.exists():
            catalogue = read_catalogue(folder, locale)
        else:
            catalogue = Catalog(locale=locale.value, domain=DOMAIN, header_comment=_HEADER)
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.creation_date = catalogue.revision_date = _DAY
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(write(catalogue))
        missing[locale] = sum(
            not _is_complete(message.string) for message in catalogue if message.id
        )
    return missing


def _is_complete(string: object) -> bool:
    return all(string) if isinstance(string, tuple | list) else bool(string)


def cyrillic(folder: Path, exceptions: CyrillicExceptions) -> bytes:
    """Return the Cyrillic Uzbek catalogue that the Latin one makes."""
    source = read_catalogue(folder, Locale.uz)
    with BytesIO(write(source)) as copy:
        made = read_po(copy, locale=Locale.uz_Cyrl.value, domain=DOMAIN)
    made.creation_date = made.revision_date = _DAY
    made.header_comment = (
        f"{_HEADER}\n# Made by `yoldosh locales cyrillic` from uz: edit that one."
    )
    for message in made:
        if isinstance(message.string, tuple | list):
            message.string = tuple(to_cyrillic(form, exceptions) for form in message.string)
        elif message.id and message.string:
            message.string = to_cyrillic(message.string, exceptions)
    return write(made)
