"""`yoldosh locales`: keep the interface's catalogues in step with the code."""

from __future__ import annotations

from pathlib import Path

import click
import yaml

from bot import catalogues
from bot.i18n import Locale, catalogue_path
from bot.script import CyrillicExceptions, load_cyrillic_exceptions
from bot.settings import read_settings

CODE = Path(__file__).parent


@click.group()
def locales() -> None:
    """Keep the interface's words in step with the code."""


@locales.command()
def update() -> None:
    """Find the messages in the code and bring all catalogues in step."""
    settings = read_settings()
    missing = catalogues.update(CODE, settings.locales_dir)
    for locale, count in missing.items():
        click.echo(f"{locale.value}: {count} messages to translate")
    _cyrillic(settings.locales_dir, settings.content_dir)


@locales.command()
def cyrillic() -> None:
    """Make the Cyrillic Uzbek catalogue from the Latin one."""
    settings = read_settings()
    _cyrillic(settings.locales_dir, settings.content_dir)


def _cyrillic(folder: Path, content: Path) -> None:
    path = catalogue_path(folder, Locale.uz_Cyrl)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(catalogues.cyrillic(folder, exceptions_in(content)))


def exceptions_in(content: Path) -> CyrillicExceptions:
    """Return the exceptions of Cyrillic spelling in a content folder."""
    text = (content / "cyrillic.yaml").read_text(encoding="utf-8")
    return load_cyrillic_exceptions(yaml.load(text, Loader=yaml.CSafeLoader))
