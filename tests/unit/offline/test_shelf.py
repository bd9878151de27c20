"""The shelf: a file is made once, PDFs one at a time, and nothing outlives its release."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from bot.authoring.content import read_content
from bot.entries.page import Page
from bot.guide.guide import Guide
from bot.i18n import Locale, load_translators
from bot.offline import shelf
from bot.offline.printer import AbsentError, NotPrintedError
from bot.offline.shelf import WAITING, Shelf
from bot.screens.view import View
from tests.support.trees import TODAY, sound_files, write_tree

TRANSLATORS = load_translators(Path("locales"))


@dataclass
class Printer:
    """A printer that prints when it is told to; `at_once` counts files being printed."""

    allowed: asyncio.Event = field(default_factory=asyncio.Event)
    begun: asyncio.Event = field(default_factory=asyncio.Event)
    printed: list[bytes] = field(default_factory=list)
    at_once: int = 0
    fault: Exception | None = None

    async def __call__(self, html: bytes) -> bytes:
        self.at_once += 1
        assert self.at_once == 1
        self.begun.set()
        await self.allowed.wait()
        self.at_once -= 1
        self.printed.append(html)
        if self.fault:
            raise self.fault
        return b"%PDF" + html[:4000]


@pytest.fixture
def guide(tmp_path: Path) -> Callable[[int], Guide]:
    folder = write_tree(tmp_path / "content", sound_files())
    entries = tuple(read_content(folder, TODAY).entries.values())
    return lambda release: Guide(entries, release)


def view(guide: Guide, locale: Locale = Locale.en, days: int = 0) -> View:
    return View(guide, TRANSLATORS[locale], TODAY + timedelta(days=days), None, "bot")


def page(guide: Guide, entry: str = "kr") -> Page:
    found = guide.find_page(entry)
    assert found is not None
    return found


async def test_a_file_is_made_once_for_a_day_and_a_language(
    guide: Callable[[int], Guide],
) -> None:
    made, kr = Shelf(), page(guide(1))
    shown = view(guide(1))
    first = await made.html(shown, kr)
    assert await made.html(shown, kr) is first
    assert await made.html(view(guide(1), days=1), kr) != first
    assert await made.html(view(guide(1), Locale.ru), kr) != first


async def test_another_release_clears_the_shelf(guide: Callable[[int], Guide]) -> None:
    made, kr = Shelf(), page(guide(1))
    first = await made.html(view(guide(1)), kr)
    assert await made.html(view(guide(2)), kr) is not first
    # A rollback is another release, too.
    assert await made.html(view(guide(1)), kr) is not first


async def test_whoever_asks_meanwhile_gets_the_same_pdf(guide: Callable[[int], Guide]) -> None:
    printer = Printer()
    made, shown, kr = Shelf(printer), view(guide(1)), page(guide(1))
    asked = [asyncio.create_task(made.pdf(shown, kr)) for _ in range(3)]
    await printer.begun.wait()
    assert made.find_pdf(shown, kr) is None
    printer.allowed.set()
    assert len(set(await asyncio.gather(*asked))) == 1
    assert len(printer.printed) == 1
    assert await made.pdf(shown, kr) == made.find_pdf(shown, kr)
    assert len(printer.printed) == 1


async def test_pdfs_are_made_one_at_a_time_and_only_so_many_wait(
    guide: Callable[[int], Guide],
) -> None:
    printer = Printer()
    made, kr = Shelf(printer), page(guide(1))
    asked = [asyncio.create_task(made.pdf(view(guide(1), days=day), kr)) for day in range(WAITING)]
    await printer.begun.wait()
    with pytest.raises(NotPrintedError, match="too many"):
        await made.pdf(view(guide(1), days=WAITING), kr)
    printer.allowed.set()
    await asyncio.gather(*asked)
    assert len(printer.printed) == WAITING
    assert await made.pdf(view(guide(1), days=WAITING), kr)


async def test_one_who_gives_up_does_not_stop_the_others(guide: Callable[[int], Guide]) -> None:
    printer = Printer()
    made, shown, kr = Shelf(printer), view(guide(1)), page(guide(1))
    gone, here = (asyncio.create_task(made.pdf(shown, kr)) for _ in range(2))
    await printer.begun.wait()
    gone.cancel()
    printer.allowed.set()
    assert (await here).startswith(b"%PDF")


async def test_a_printer_that_is_absent_is_asked_once(guide: Callable[[int], Guide]) -> None:
    printer = Printer(fault=AbsentError("no Pango"))
    printer.allowed.set()
    made, shown, kr = Shelf(printer), view(guide(1)), page(guide(1))
    for _ in range(3):
        with pytest.raises(AbsentError):
            await made.pdf(shown, kr)
    assert len(printer.printed) == 1


async def test_a_printer_that_failed_is_asked_again(guide: Callable[[int], Guide]) -> None:
    printer = Printer(fault=NotPrintedError("paper jam"))
    printer.allowed.set()
    made, shown, kr = Shelf(printer), view(guide(1)), page(guide(1))
    with pytest.raises(NotPrintedError):
        await made.pdf(shown, kr)
    printer.fault = None
    assert await made.pdf(shown, kr)


async def test_a_pdf_of_a_release_that_is_gone_is_not_kept(guide: Callable[[int], Guide]) -> None:
    printer = Printer()
    made, kr = Shelf(printer), page(guide(1))
    asked = asyncio.create_task(made.pdf(view(guide(1)), kr))
    await printer.begun.wait()
    await made.html(view(guide(2)), kr)
    printer.allowed.set()
    assert await asked
    assert made.find_pdf(view(guide(2)), kr) is None


async def test_what_is_kept_is_bounded(
    guide: Callable[[int], Guide], monkeypatch: pytest.MonkeyPatch
) -> None:
    made, kr = Shelf(), page(guide(1))
    first = await made.html(view(guide(1)), kr)
    monkeypatch.setattr(shelf, "KEPT_BYTES", 3 * len(first))
    for day in range(1, 6):
        await made.html(view(guide(1), days=day), kr)
    assert await made.html(view(guide(1)), kr) is not first


async def test_closing_gives_up_what_is_being_made(guide: Callable[[int], Guide]) -> None:
    printer = Printer()
    made = Shelf(printer)
    asked = asyncio.create_task(made.pdf(view(guide(1)), page(guide(1))))
    await printer.begun.wait()
    await made.close()
    with pytest.raises(asyncio.CancelledError):
        await asked
