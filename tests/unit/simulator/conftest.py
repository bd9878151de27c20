"""The simulator behind its web server, and a bot's line to it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.unit.simulator.line import Line, open_line


@pytest.fixture
async def line() -> AsyncIterator[Line]:
    async with open_line() as opened:
        yield opened
