"""Draws a card as PNG with Pillow and the system's fonts."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

from bot.offline.card import Card

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

WIDTH = 1080
_EDGE = 60
_INSIDE = WIDTH - 2 * _EDGE
_COLOURS = 32
"""Enough for black, red and grey letters with soft edges, in a third of the bytes."""
_REGULAR = (
    "DejaVuSans.ttf",
    "NotoSans-Regular.ttf",
    "LiberationSans-Regular.ttf",
    "NotoSansCJK-Regular.ttc",
    "NanumGothic.ttf",
)
_BOLD = ("DejaVuSans-Bold.ttf", "NotoSans-Bold.ttf", "LiberationSans-Bold.ttf", *_REGULAR)
"""From Debian: fonts-dejavu-core, fonts-noto-core, fonts-liberation, fonts-noto-cjk, fonts-nanum."""
_RED, _WHITE, _BLACK, _GREY = "#b3261e", "#ffffff", "#111111", "#444444"

_ALONE = Lock()
"""FreeType's fonts are not made for two threads."""


class NotDrawnError(Exception):
    """Pillow is not installed, or no font has the letters; the text tells operators which."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of letters in their place; `y` is its upper edge."""

    y: int
    text: str
    font: FreeTypeFont
    colour: str


@dataclass
class _Sheet:
    """Lines put below each other."""

    y: int = _EDGE
    lines: list[_Line] = field(default_factory=list)

    def write(self, text: str, size: int, *, bold: bool = False, colour: str = _BLACK) -> None:
        """Write a text, broken between words where it is too long for a line.

        Raises NotDrawnError where no font has all its letters.
        """
        font = _font(text, size, bold=bold)
        for line in _broken(text, font):
            self.lines.append(_Line(self.y, line, font, colour))
            self.y += round(size * 1.28)

    def write_if_drawable(self, text: str, size: int) -> None:
        """Write a text, or leave it out where no font has its letters."""
        try:
            self.write(text, size, colour=_GREY)
        except NotDrawnError:
            return


def draw(card: Card) -> bytes:
    """Return a card as PNG, 1080 pixels wide; raises NotDrawnError. Threads take turns."""
    with _ALONE:
        return _drawn(card)


def _drawn(card: Card) -> bytes:
    try:
        from PIL import Image, ImageDraw  # noqa: PLC0415 (10 MB that most people never ask for)
    except ImportError:
        raise NotDrawnError("Pillow is not installed") from None
    sheet = _Sheet()
    sheet.write(card.title, 62, bold=True, colour=_WHITE)
    sheet.write(card.country, 50, colour=_WHITE)
    head = sheet.y = sheet.y + 24
    rules: list[int] = []
    for row in card.rows:
        sheet.y += 30
        sheet.write(row.name, 40)
        for number in row.numbers:
            sheet.write(number.number, 84, bold=True)
            if number.note:
                sheet.write(number.note, 34, colour=_GREY)
        for detail in row.details:
            sheet.write_if_drawable(detail, 36)
        sheet.y += 22
        rules.append(sheet.y)
    sheet.y += 26
    for phrase in card.phrases:
        sheet.write(phrase, 38, bold=True, colour=_RED)
        sheet.y += 8
    sheet.y += 18
    for note in card.notes:
        sheet.write(note, 30, colour=_GREY)
    picture = Image.new("RGB", (WIDTH, sheet.y + _EDGE), _WHITE)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, WIDTH, head), fill=_RED)
    for rule in rules:
        pen.line((_EDGE, rule, WIDTH - _EDGE, rule), fill="#cccccc", width=3)
    for line in sheet.lines:
        pen.text((_EDGE, line.y), line.text, font=line.font, fill=line.colour)
    made = io.BytesIO()
    picture.quantize(_COLOURS).save(made, "PNG", optimize=True)
    return made.getvalue()


def _broken(text: str, font: FreeTypeFont) -> Iterator[str]:
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and font.getlength(longer) > _INSIDE:
            yield line
            line = word
        else:
            line = longer
    if line:
        yield line


def _font(text: str, size: int, *, bold: bool) -> FreeTypeFont:
    """Return the first font that has all letters of a text."""
    from PIL import features  # noqa: PLC0415

    letters = frozenset(text) - {" "}
    is_leftward = any("\u0590" <= letter <= "\u08ff" for letter in letters)
    if is_leftward and not features.check("raqm"):
        raise NotDrawnError("Pillow cannot join Arabic letters here")
    for name in _BOLD if bold else _REGULAR:
        font = _load(name, size)
        if font and not letters - _drawable(name, letters):
            return font
    raise NotDrawnError("no font has the letters: install fonts-dejavu-core")


@cache
def _load(name: str, size: int) -> FreeTypeFont | None:
    from PIL import ImageFont  # noqa: PLC0415

    try:
        return ImageFont.truetype(name, size)
    except OSError:
        return None


def _drawable(name: str, letters: frozenset[str]) -> frozenset[str]:
    return frozenset(letter for letter in letters if _has(name, letter))


@cache
def _has(name: str, letter: str) -> bool:
    """Say whether a font draws a letter as anything but the box for what it lacks."""
    font = _load(name, 40)
    if font is None:
        return False
    return bytes(font.getmask(letter)) != bytes(font.getmask("\U0010ffff"))
