"""`yoldosh content preview`: an entry as readers would see it, printed in the terminal.

It stands between authoring, which reads the files, and the screens, which know what readers see;
neither of the two imports it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import click

from bot.authoring.content import Checked, read_content
from bot.entries.card import Card
from bot.entries.channel import Channel
from bot.entries.contact import Contact
from bot.entries.entry import Helper, Readable
from bot.entries.figure import Figure
from bot.entries.page import Convention, Destination, Page
from bot.entries.text import (
    Block,
    Bold,
    Bullets,
    Heading,
    Inline,
    Italic,
    Link,
    Numbered,
    Paragraph,
    Plain,
    Quote,
)
from bot.guide.guide import Guide
from bot.i18n import CatalogueError, Locale, load_translators
from bot.screens import (
    card,
    channels,
    contact,
    destination,
    figure,
    page,
    ratifications,
    sources,
)
from bot.screens.screen import Button, LinkButton, Screen
from bot.screens.view import View
from bot.settings import read_settings

BOT_NAME = "bot"
"""Stands for the bot's username, which only Telegram knows, in links to pages of ours."""


@click.command()
@click.argument("entry", metavar="PAGE")
@click.option(
    "--locale",
    type=click.Choice([locale.value for locale in Locale]),
    default=Locale.uz.value,
    show_default=True,
    help="The reader's language and letters.",
)
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day on which it is read; today if not given.",
)
@click.option(
    "--content-dir",
    type=click.Path(path_type=Path),
    help="The folder with the files, as in YOLDOSH_CONTENT_DIR.",
)
@click.pass_context
def preview(
    ctx: click.Context,
    entry: str,
    locale: str,
    as_of: datetime | None,
    content_dir: Path | None,
) -> None:
    """Print PAGE (its id) as readers would see it, or a contact, channel, figure, source or card."""
    given = {"content_dir": content_dir} if content_dir else {}
    settings = read_settings(**{**(ctx.obj or {}), **given})
    today = (as_of or datetime.now(UTC)).date()
    checked = read_content(settings.content_dir, today)
    found = checked.entries.get(entry)
    is_sound = not _say_faults(checked, entry)
    if found is None or isinstance(found, Helper):
        click.echo(f"There is no sound page {entry}; see `yoldosh content check`.", err=True)
        sys.exit(1)
    try:
        translators = load_translators(settings.locales_dir)
    except CatalogueError as error:
        raise click.ClickException(str(error)) from None
    guide = Guide(checked.entries.values(), 0)
    view = View(guide, translators[Locale(locale)], today, None, BOT_NAME)
    click.echo("\n\n".join(_shown(screen) for screen in screens(view, found)))
    sys.exit(0 if is_sound else 1)


def _say_faults(checked: Checked, entry: str) -> bool:
    """Print the faults in the folder of a page; say whether there are any but warnings."""
    folders = {folder.name for folder in checked.pages if folder.id == entry}
    faults = [fault for fault in checked.faults if fault.path.rpartition("/")[0] in folders]
    for fault in faults:
        click.echo(str(fault), err=True)
    return any(not fault.is_warning for fault in faults)


def screens(view: View, entry: Readable | Card) -> Iterator[Screen]:
    """Yield the screens of an entry: its first one, then one for each section."""
    match entry:
        case Destination():
            yield destination.show(view, entry)
        case Page():
            yield page.show(view, entry)
        case Contact():
            yield contact.show(view, entry)
        case Channel():
            yield channels.show(view, entry)
        case Figure():
            yield figure.show(view, entry)
        case Card():
            yield card.show(view, entry.destinations[0], entry)
        case _:
            yield sources.show(view, entry)
    if isinstance(entry, Page):
        for part in entry.text(view.locale).sections:
            yield page.section(view, entry, part.id)
    if isinstance(entry, Convention) and entry.ratifications:
        yield ratifications.of_convention(view, entry, 0)


def _shown(screen: Screen) -> str:
    text = "\n\n".join("\n".join(lines(block)) for block in screen.blocks)
    rows = "\n".join("  ".join(_button(button) for button in row) for row in screen.rows)
    return f"{'─' * 40}\n{text}\n\n{rows}"


def lines(block: Block) -> Iterator[str]:
    """Yield a block as lines for a terminal."""
    match block:
        case Heading():
            yield click.style(words(block.inner), bold=True)
        case Paragraph():
            yield words(block.inner)
        case Bullets():
            yield from (f"• {words(item)}" for item in block.items)
        case Numbered():
            yield from (f"{number}. {words(item)}" for number, item in enumerate(block.items, 1))
        case Quote():
            yield from (f"│ {words(line)}" for line in block.paragraphs)


def words(nodes: Iterable[Inline]) -> str:
    """Return inline text as words, the address of a link behind it."""
    return "".join(_words(node) for node in nodes)


def _words(node: Inline) -> str:
    match node:
        case Plain():
            return node.text
        case Bold() | Italic():
            return click.style(words(node.inner), bold=isinstance(node, Bold) or None)
        case Link():
            return f"{words(node.inner)} ({node.url})"
        case _:
            raise TypeError(f"a screen left a {node.kind} unresolved")


def _button(button: Button) -> str:
    match button:
        case LinkButton() if "t.me/share/" not in button.url:
            return f"[{button.label} → {button.url}]"
        case _:
            return f"[{button.label}]"
