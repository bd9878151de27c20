"""The real program in a process of its own, to be killed at any instant."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]


@asynccontextmanager
async def yoldosh(
    *arguments: str, settings: Mapping[str, str], log: Path
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run `yoldosh …` with settings and what it says in a file; it is killed at the end."""
    with log.open("ab") as words:
        process = await _start(arguments, settings, words.fileno(), words.fileno())
    try:
        yield process
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGKILL)
            await process.wait()


async def run_yoldosh(
    *arguments: str, settings: Mapping[str, str], timeout_s: float = 60.0
) -> tuple[int, str]:
    """Run `yoldosh …` to its end; return its exit code and all that it said."""
    process = await _start(arguments, settings, asyncio.subprocess.PIPE, asyncio.subprocess.STDOUT)
    try:
        words, _ = await asyncio.wait_for(process.communicate(), timeout_s)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    assert process.returncode is not None
    return process.returncode, words.decode()


async def _start(
    arguments: Sequence[str], settings: Mapping[str, str], out: int, err: int
) -> asyncio.subprocess.Process:
    own = {name: value for name, value in os.environ.items() if not name.startswith("YOLDOSH_")}
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *arguments,
        cwd=ROOT,
        env={**own, **settings},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=out,
        stderr=err,
    )
