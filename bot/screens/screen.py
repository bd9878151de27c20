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
class Venue:
    """A pin on a map that the phone opens; `lat` and `lon` are degrees."""

    lat: float
    lon: float
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class File:
    """A file to keep; `name` is what the phone saves it as."""

    name: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG for the phone's gallery."""

    name: str
    body: bytes


@dataclass(frozen=True, slots=True)
class AskLocation:
    """A large button under the text field that sends the person's place once, if they press it.

    It goes away when it was pressed, and with the next venue.
    """

    words: str
    label: str


@dataclass(frozen=True, slots=True)
class AskReply:
    """A message that opens the text field as an answer to it; `hint` stands in the empty field.

    The words tell what is asked, and by them an answer is known again: nothing is kept.
    """

    words: str
    hint: str


Attachment = Venue | File | Picture | AskLocation | AskReply


@dataclass(frozen=True, slots=True)
class Screen:
    """What is shown; `blocks` hold no unresolved figure or contact.

    `attachments` follow the text as messages of their own, in this order.
    """

    blocks: tuple[Block, ...]
    rows: tuple[Row, ...] = ()
    attachments: tuple[Attachment, ...] = ()
