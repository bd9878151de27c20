"""A screen as data: text as a tree, and rows of buttons."""

from __future__ import annotations

from dataclasses import dataclass

from bot.entries.text import Block
from bot.screens.actions import Action


@dataclass(frozen=True, slots=True)
class ActionButton:
    """A button that the bot answers."""

    label: str
    action: Action


@dataclass(frozen=True, slots=True)
class LinkButton:
    """A button that opens an https link."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class CopyButton:
    """A button that copies a text of at most 256 characters (Bot API: CopyTextButton)."""

    label: str
    text: str


Button = ActionButton | LinkButton | CopyButton
Row = tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Screen:
    """What is shown; `blocks` hold no unresolved figure or contact."""

    blocks: tuple[Block, ...]
    rows: tuple[Row, ...] = ()
