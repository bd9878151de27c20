"""Files that were made, kept at hand while their release is in use."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date

from bot.entries.page import Page
from bot.i18n import Locale
from bot.offline.document import document
from bot.offline.html import render
from bot.offline.printer import AbsentError, NotPrintedError, print_pdf
from bot.screens.view import View

KEPT_BYTES = 8 * 1024 * 1024
"""What the files kept at hand may weigh: thirty countries."""
WAITING = 10
"""PDFs that may wait for each other: a minute. Whoever comes then is told so."""

Key = tuple[str, str, Locale, date]


@dataclass
class Shelf:
    """Makes files off the event loop: PDFs one at a time, each only once.

    `printer` turns HTML into PDF, or raises NotPrintedError.
    """

    printer: Callable[[bytes], Awaitable[bytes]] = print_pdf
    _kept: OrderedDict[Key, bytes] = field(default_factory=OrderedDict)
    _making: dict[Key, asyncio.Task[bytes]] = field(default_factory=dict)
    _press: asyncio.Lock = field(default_factory=asyncio.Lock)
    _release: int = 0
    _is_absent: bool = False

    async def html(self, view: View, page: Page) -> bytes:
        """Return a page, or a destination whole, as HTML in UTF-8."""
        return await self.kept(
            view, "html", page.id, lambda: render(document(view, page)).encode()
        )

    async def kept(self, view: View, form: str, entry: str, make: Callable[[], bytes]) -> bytes:
        """Return what `make` makes in a thread, or has made of this entry before."""
        key = self._key(view, form, entry)
        found = self._kept.get(key)
        if found is None:
            found = await asyncio.to_thread(make)
            self._keep(view, key, found)
        return found

    def find_pdf(self, view: View, page: Page) -> bytes | None:
        """Return a PDF that was made before, or None."""
        return self._kept.get(self._key(view, "pdf", page.id))

    async def pdf(self, view: View, page: Page) -> bytes:
        """Return a page, or a destination whole, as PDF, which takes seconds.

        Raises NotPrintedError where it cannot be made, or too many wait for theirs.
        """
        if found := self.find_pdf(view, page):
            return found
        if self._is_absent:
            raise AbsentError("WeasyPrint or Pango is not installed")
        key = self._key(view, "pdf", page.id)
        task = self._making.get(key)
        if task is None:
            if len(self._making) >= WAITING:
                raise NotPrintedError("too many wait")
            task = asyncio.create_task(self._print(view, page, key))
            self._making[key] = task
            task.add_done_callback(lambda _: self._making.pop(key, None))
        return await asyncio.shield(task)

    async def close(self) -> None:
        """Give up the PDFs that are being made."""
        tasks = tuple(self._making.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _print(self, view: View, page: Page, key: Key) -> bytes:
        html = await self.html(view, page)
        async with self._press:
            try:
                made = await self.printer(html)
            except AbsentError:
                self._is_absent = True
                raise
        self._keep(view, key, made)
        return made

    def _key(self, view: View, form: str, entry: str) -> Key:
        if view.guide.release != self._release:
            self._kept.clear()
            self._release = view.guide.release
        return (form, entry, view.locale, view.today)

    def _keep(self, view: View, key: Key, made: bytes) -> None:
        if view.guide.release != self._release:
            return  # Another release came while this was made.
        self._kept[key] = made
        self._kept.move_to_end(key)
        while sum(map(len, self._kept.values())) > KEPT_BYTES:
            self._kept.popitem(last=False)
