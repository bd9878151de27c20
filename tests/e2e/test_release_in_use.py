"""A release that somebody publishes is what people read within seconds, whatever goes wrong."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from tests.support.processes import run_yoldosh
from tests.support.talk import Town, town
from tests.support.trees import sound_files, write_tree

IN_USE_WITHIN_S = 5.0


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return write_tree(tmp_path / "content", sound_files())


@pytest.fixture
async def place(content: Path, database_url: str) -> AsyncIterator[Town]:
    """A bot that has published the content folder when it started."""
    async with town(content, database_url) as made:
        yield made


async def command(place: Town, *arguments: str) -> tuple[int, str]:
    """Run a command of the staff in another process, on the same database and folder."""
    settings = {
        "YOLDOSH_DATABASE_URL": place.settings.database_url,
        "YOLDOSH_CONTENT_DIR": str(place.settings.content_dir),
    }
    return await run_yoldosh(*arguments, settings=settings)


async def read_page(place: Town) -> str:
    phone = place.phone(language_code="en")
    await phone.settle_in("English")
    return str((await phone.press_data("1ekr.unpaid:"))["text"])


async def read_until(place: Town, words: str) -> float:
    """Look at the page until it holds some words; return the seconds that this took."""
    began = time.monotonic()
    while words not in await read_page(place):
        assert time.monotonic() - began < IN_USE_WITHIN_S, f"{words!r} did not come"
    return time.monotonic() - began


async def test_a_publish_by_another_process_is_read_within_seconds(
    place: Town, content: Path
) -> None:
    page = content / "pages/kr/unpaid/en.md"
    page.write_text("# Wages unpaid\n\nNew words {figure:kr.wage}.\n", encoding="utf-8")
    assert "New words" not in await read_page(place)
    code, words = await command(place, "content", "publish", "--yes")
    assert code == 0, words
    await read_until(place, "New words")
    code, words = await command(place, "content", "rollback", "--yes")
    assert code == 0, words
    await read_until(place, "Maosh en")


async def test_broken_content_unpublishes_nothing(place: Town, content: Path) -> None:
    before = await read_page(place)
    (content / "pages/kr/unpaid/en.md").write_text("No title, {figure:kr.nothing}\n")
    code, words = await command(place, "content", "publish", "--yes")
    assert code != 0
    assert "pages/kr/unpaid/en.md:1:" in words
    assert "Traceback" not in words
    release = place.app.guide().release
    await place.app.guide.refresh()
    assert place.app.guide().release == release
    assert await read_page(place) == before


async def test_a_page_view_reads_no_database(place: Town) -> None:
    phone = place.phone(language_code="en")
    await phone.settle_in("English")
    await phone.press_data("1ekr.eps:")
    asked: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        asked.append(statement)

    place.app.guide.refresh = _nothing  # type: ignore[method-assign]  # It looks each second.
    await asyncio.sleep(0)
    engine = place.app.engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    for data in ("1ekr.eps:two", "1ekr.unpaid:", "1ekr.hotline:", "1skr.eps:0", "1pkr:0:0"):
        await phone.press_data(data)
    event.remove(engine, "before_cursor_execute", note)
    assert asked, "at least the mark of a handled update is written"
    read = [words for words in asked if words.lstrip().upper().startswith("SELECT")]
    assert read == []


async def _nothing() -> bool:
    return False
