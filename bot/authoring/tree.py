"""A page's folder as it was found."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.authoring.forms import Placed
from bot.authoring.markdown import ParsedText
from bot.authoring.reader import Document
from bot.i18n import Locale


@dataclass
class PageFolder:
    """The parts of one page: `placed` only where all of them are sound.

    `wanted_id` is the id of a page that is not sound, so that links to it are no faults.
    """

    name: str
    document: Document | None = None
    texts: dict[Locale, ParsedText] = field(default_factory=dict)
    placed: Placed | None = None
    wanted_id: str = ""
