"""PDFs: small, with letters of their own, made by a program that cannot harm the bot."""

from __future__ import annotations

import asyncio
import os
import sys
from functools import cache
from pathlib import Path

import pypdfium2
import pytest

from bot.authoring.content import read_content
from bot.guide.guide import Guide
from bot.i18n import Locale, load_translators
from bot.offline import pdf, printer
from bot.offline.document import document
from bot.offline.html import render
from bot.offline.printer import AbsentError, NotPrintedError, print_pdf
from bot.screens import keep
from bot.screens.actions import SaveFile
from bot.screens.screen import ActionButton
from bot.screens.view import View
from tests.support.trees import TODAY

TRANSLATORS = load_translators(Path("locales"))
LIMIT = 300 * 1024
PAGE = b"<!DOCTYPE html><html lang=en><title>T</title><p>Yo\xca\xbbldosh</p></html>"


@cache
def shipped() -> Guide:
    return Guide(read_content(Path("content"), TODAY).entries.values(), 1)


def view(locale: Locale) -> View:
    return View(shipped(), TRANSLATORS[locale], TODAY, None, "bot")


def largest(locale: Locale) -> bytes:
    """Return the longest of all countries in a language, as HTML."""
    return max(
        (render(document(view(locale), page)).encode() for page in shipped().destinations()),
        key=len,
    )


def words(made: bytes) -> str:
    paper = pypdfium2.PdfDocument(made)
    return "\n".join(page.get_textpage().get_text_range() for page in paper)


def gap(made: bytes, letters: str) -> float:
    """Return the points between the first and the last of three letters, where they stand."""
    for page in pypdfium2.PdfDocument(made):
        text = page.get_textpage()
        at = text.get_text_range().find(letters)
        if at >= 0:
            return float(text.get_charbox(at + 2)[0] - text.get_charbox(at)[2])
    raise AssertionError(letters)


@pytest.mark.parametrize("locale", list(Locale))
async def test_the_largest_country_is_a_small_file(locale: Locale) -> None:
    made = await print_pdf(largest(locale))
    assert len(made) < LIMIT
    assert made.startswith(b"%PDF-")


async def test_korea_has_all_its_letters_in_a_small_file() -> None:
    country = shipped().find_destination("kr")
    assert country is not None
    shown = view(Locale.uz)
    html = render(document(shown, country)).encode()
    made = await print_pdf(html)
    told = words(made)
    # Uzbek letters, tutuq, and the embassy's name as it is written in Seoul.
    for letters in ("Oʻzbekiston", "maʼlumot", "주한 우즈베키스탄 대사관", "+82 2 574 6554"):
        assert letters in told, letters
    assert gap(made, "한 우") > 2, "two words run together"
    assert len(made) < LIMIT
    paper = pypdfium2.PdfDocument(made)
    assert paper.get_metadata_dict()["Title"] == country.text(Locale.uz).title
    assert len(list(paper.get_toc())) > 50
    # The size that the screen told before is near the one that came.
    screen = keep.choice(shown, country, html, None)
    labels = [
        button.label
        for row in screen.rows
        for button in row
        if isinstance(button, ActionButton) and isinstance(button.action, SaveFile)
    ]
    told_kb = int("".join(filter(str.isdigit, labels[1])))
    assert told_kb == pytest.approx(len(made) / 1024, rel=0.25)


async def test_cyrillic_uzbek_has_its_letters() -> None:
    made = await print_pdf("<p>қўшиқ ғоя ҳуқуқ Ўзбекистон".encode())
    assert "қўшиқ ғоя ҳуқуқ Ўзбекистон" in words(made)


async def test_nothing_is_fetched_from_outside(tmp_path: Path) -> None:
    secret = tmp_path / "secret.css"
    secret.write_text("p::after{content:'stolen'}")
    page = f'<link rel="stylesheet" href="{secret.as_uri()}"><p>words'
    assert "stolen" not in words(await print_pdf(page.encode()))


async def test_a_program_that_hangs_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = tmp_path / "started"
    python = program(
        tmp_path, f'echo $$ > "{started}.new"; mv "{started}.new" "{started}"; exec sleep 600'
    )
    monkeypatch.setattr(sys, "executable", str(python))
    monkeypatch.setattr(printer, "PATIENCE_S", 1.0)
    with pytest.raises(NotPrintedError, match="too long"):
        await print_pdf(PAGE)
    with pytest.raises(ProcessLookupError):
        os.kill(int(started.read_text()), 0)


async def test_giving_up_ends_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = tmp_path / "pid"
    os.mkfifo(pipe)
    python = program(tmp_path, f'echo $$ > "{pipe}"; exec sleep 600')
    monkeypatch.setattr(sys, "executable", str(python))
    task = asyncio.create_task(print_pdf(PAGE))
    pid = int(await asyncio.to_thread(pipe.read_text))
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


async def test_a_program_that_fails_is_no_fault_of_the_bot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(program(tmp_path, "exit 1")))
    with pytest.raises(NotPrintedError, match="status 1"):
        await print_pdf(PAGE)


async def test_secrets_do_not_reach_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("YOLDOSH_BOT_TOKEN", "123:secret")
    monkeypatch.setattr(sys, "executable", str(program(tmp_path, "cat >/dev/null; env")))
    told = (await print_pdf(PAGE)).decode()
    assert "PATH=" in told
    assert "123:secret" not in told


async def test_without_the_library_the_reason_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A module of this name that cannot load, as WeasyPrint without Pango.
    (tmp_path / "weasyprint.py").write_text("raise OSError('cannot load library libpango')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(AbsentError):
        await print_pdf(PAGE)
    assert pdf.ABSENT != 0


def program(folder: Path, script: str) -> Path:
    path = folder / "python"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path
