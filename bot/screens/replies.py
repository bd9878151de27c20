"""Short answers to what the bot cannot use, each with a way on."""

from __future__ import annotations

from collections.abc import Mapping

from bot.entries.text import Block, Plain, Quote, paragraph
from bot.errors import mark
from bot.screens.home import home
from bot.screens.menu import foot
from bot.screens.screen import Screen
from bot.screens.view import View

COMMAND = mark("I do not know this command. /help shows the ones there are.")
MEDIA = mark("I cannot read pictures, voice messages or files. Press a button, please.")
EDITED = mark("I do not read changed messages. Press a button, please.")
GONE = mark("That page is no longer here. This is the nearest one.")
GONE_HOME = mark("That page is no longer here. Start from here, please.")
OLD_BUTTON = mark("That button is too old. Start from here, please.")
FAILED = mark("Something went wrong here, and nothing was lost. Please try once more.")
GROUP = mark("Write to me in a private chat: there nobody else reads your questions.")


def notice(view: View, message: str) -> tuple[Block, ...]:
    """Return a marked message as the block that stands above a screen."""
    return (Quote(paragraphs=((Plain(text=view.t.gettext(message)),),)),)


def with_home(view: View, message: str) -> Screen:
    """Show a message above the first screen."""
    return home(view, notice(view, message))


def refusal(view: View, message: str, values: Mapping[str, object]) -> Screen:
    """Show a refusal in the reader's words, with the ways on."""
    return Screen((paragraph(view.t.gettext(message, **values)),), foot(view, None))


def failure(view: View) -> Screen:
    """Say that the program failed, without what and why, and offer the ways on."""
    return Screen((paragraph(view.t.gettext(FAILED)),), foot(view, None))


def in_group(view: View) -> Screen:
    """Send people of a group to a private chat; a group is no place for their troubles."""
    return Screen((paragraph(view.t.gettext(GROUP)),))
