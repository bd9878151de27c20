"""A link as a QR code, drawn by segno."""

from __future__ import annotations

import io

SIDE = 800
"""Pixels of a side, at most: enough for any camera, and small."""
QUIET = 4
"""White modules around the code (ISO/IEC 18004: quiet zone)."""


def draw(link: str) -> bytes:
    """Return a QR code as PNG that opens a link; a seventh of it may be lost."""
    import segno  # noqa: PLC0415 (most people never ask for one)

    code = segno.make(link, error="m", micro=False)
    made = io.BytesIO()
    code.save(made, kind="png", scale=SIDE // code.symbol_size(border=QUIET)[0], border=QUIET)
    return made.getvalue()
