"""Starts the program that makes a PDF, one at a time, and never waits for it for ever."""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import suppress
from pathlib import Path

from bot.offline import pdf

PATIENCE_S = 120.0
"""The largest country takes six seconds of one processor."""
_ROOT = Path(pdf.__file__).parents[2]


class NotPrintedError(Exception):
    """No PDF was made; the text tells operators why."""


class AbsentError(NotPrintedError):
    """WeasyPrint, or Pango below it, is not installed."""


async def print_pdf(html: bytes) -> bytes:
    """Return a page as PDF; raises NotPrintedError."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        pdf.__name__,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        cwd=_ROOT,
        env=_environment(),
    )
    try:
        async with asyncio.timeout(PATIENCE_S):
            made, _ = await process.communicate(html)
    except TimeoutError:
        raise NotPrintedError("it took too long") from None
    finally:
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    if process.returncode == pdf.ABSENT:
        raise AbsentError("WeasyPrint or Pango is not installed")
    if process.returncode != 0:
        raise NotPrintedError(f"the program ended with status {process.returncode}")
    return made


def _environment() -> dict[str, str]:
    """Return what the program needs of our surroundings, without our secrets."""
    return {name: text for name, text in os.environ.items() if not name.startswith("YOLDOSH_")}
