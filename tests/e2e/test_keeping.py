"""A person keeps pages on the phone: files that come, and what is said where one cannot."""

from __future__ import annotations

import asyncio
import io
import logging
from collections.abc import AsyncIterator
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from bot.offline import drawing
from bot.offline.printer import AbsentError
from bot.screens.actions import OpenSave
from bot.simulator.state import File
from bot.telegram.dispatch import Shown
from tests.support.talk import Message, Phone, Town, labels, town
from tests.support.trees import sound_files, write_tree


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Town]:
    """A bot with a small content folder on SQLite."""
    content = write_tree(tmp_path / "content", sound_files())
    async with town(content, f"sqlite:///{tmp_path / 'bot.db'}") as made:
        yield made
        assert made.refused() == []


def received(phone: Phone, kind: str = "document") -> list[Message]:
    return [shown for shown in phone.town.world.messages(phone.id) if kind in shown]


def content_of(phone: Phone, document: Message) -> File:
    return phone.town.world.files[document["document"]["file_id"]]


async def file_that_comes(phone: Phone, number: int = 1) -> File:
    """Wait until so many files have come; return the last one."""
    await phone.town.world.wait_for(lambda: len(received(phone)) >= number, 60)
    return content_of(phone, received(phone)[number - 1])


@pytest.mark.parametrize(
    ("language", "button", "words", "tag"),
    [
        ("Oʻzbekcha", "💾 Saqlash", "Mana fayl", "uz-Latn"),
        ("Ўзбекча", "💾 Сақлаш", "Мана файл", "uz-Cyrl"),
        ("Русский", "💾 Сохранить", "Вот файл", "ru"),
        ("English", "💾 Save", "Here is the file", "en"),
    ],
)
@pytest.mark.parametrize("entry", ["kr", "kr.eps"])
async def test_a_page_is_kept_as_html_in_the_readers_language(
    place: Town, language: str, button: str, words: str, tag: str, entry: str
) -> None:
    phone = place.phone()
    await phone.settle_in(language)
    await phone.press_data(f"1e{entry}:")
    await phone.press(button)
    await phone.press("HTML")
    told, document = place.world.messages(phone.id)[-2:]
    assert words in told["text"]
    file = content_of(phone, document)
    assert file.name == f"yoldosh-{entry.replace('.', '-')}-2026-11-25.html"
    assert file.data.decode().startswith(f'<!DOCTYPE html>\n<html lang="{tag}">')


async def test_the_choice_tells_the_sizes_and_leads_back(place: Town) -> None:
    phone = place.phone(language_code="en")
    await phone.settle_in("English")
    await phone.press_data("1ekr.eps:")
    choice = await phone.press("💾 Save")
    assert choice["text"].startswith("💾 Save: 🇰🇷 EPS en")
    html, pdf = labels(choice)[:2]
    assert html.startswith("📄 HTML · ")
    assert html.endswith(" KB")
    assert pdf.startswith("🖨 PDF · about ")
    assert (await phone.press("Back"))["text"].startswith("EPS en")


async def test_a_pdf_comes_when_it_is_ready_and_at_once_the_next_time(place: Town) -> None:
    phone = place.phone(language_code="en")
    await phone.settle_in("English")
    await phone.press_data("1kkr")
    waiting = await phone.press("PDF")
    assert "It comes in a moment" in place.world.messages(phone.id)[1]["text"]
    assert any("Home" in label for label in labels(waiting))
    file = await file_that_comes(phone)
    assert file.name == "yoldosh-kr-2026-11-25.pdf"
    paper = pypdfium2.PdfDocument(file.data)
    assert "Koreya en" in paper[0].get_textpage().get_text_range()
    told = place.world.messages(phone.id)[-2]
    assert "Here is the file" in told["text"]

    exact = f"🖨 PDF · {max(1, round(len(file.data) / 1024))} KB"
    other = place.phone(language_code="en")
    await other.settle_in("English")
    assert exact in labels(await other.press_data("1kkr"))
    await other.press("PDF")
    assert content_of(other, received(other)[0]).data == file.data


async def test_where_no_pdf_can_be_made_it_is_said_and_html_comes(
    place: Town, caplog: pytest.LogCaptureFixture
) -> None:
    async def absent(_: bytes) -> bytes:
        raise AbsentError("WeasyPrint or Pango is not installed")

    place.app.dispatcher.shelf.printer = absent
    phone = place.phone(language_code="en")
    await phone.settle_in("English")
    for number in (1, 2):
        await phone.write("/home")
        await phone.press_data("1Kkr:1")
        file = await file_that_comes(phone, number)
        assert file.name == "yoldosh-kr-2026-11-25.html"
        assert "A PDF cannot be made here now" in place.world.messages(phone.id)[-2]["text"]
    warned = [record for record in caplog.records if "PDF" in record.getMessage()]
    assert [record.levelno for record in warned] == [logging.WARNING] * 2
    assert str(phone.id) not in "".join(f"{vars(record)}" for record in warned)


async def test_nobody_waits_while_a_pdf_is_made(place: Town) -> None:
    begun, ready = asyncio.Event(), asyncio.Event()

    async def slow(_: bytes) -> bytes:
        begun.set()
        await ready.wait()
        return b"%PDF-1.7 made"

    place.app.dispatcher.shelf.printer = slow
    phone, other = place.phone(language_code="en"), place.phone(language_code="en")
    await phone.settle_in("English")
    await phone.press_data("1Kkr:1")
    await begun.wait()
    assert await other.settle_in("English")
    assert await phone.write("/home")
    assert received(phone) == []
    ready.set()
    assert (await file_that_comes(phone)).data == b"%PDF-1.7 made"


async def test_a_fault_while_a_pdf_is_made_is_logged_without_what_it_was_about(
    place: Town, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(_: bytes) -> bytes:
        raise RuntimeError("secret")

    place.app.dispatcher.shelf.printer = broken
    phone = place.phone(language_code="en")
    await phone.settle_in("English")
    await phone.press_data("1Kkr:1")
    await asyncio.gather(*place.app.dispatcher.late)
    assert received(phone) == []
    faults = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert [record.getMessage() for record in faults] == ["a late answer was given up"]
    assert "secret" not in str(vars(faults[0]))
    assert await phone.write("/home")


async def test_the_bot_stops_while_a_pdf_is_made(tmp_path: Path) -> None:
    begun = asyncio.Event()

    async def endless(_: bytes) -> bytes:
        begun.set()
        await asyncio.Event().wait()
        return b""

    content = write_tree(tmp_path / "content", sound_files())
    async with town(content, f"sqlite:///{tmp_path / 'bot.db'}") as place:
        place.app.dispatcher.shelf.printer = endless
        phone = place.phone(language_code="en")
        await phone.settle_in("English")
        await phone.press_data("1Kkr:1")
        await begun.wait()
    assert place.app.dispatcher.late == set()


@pytest.mark.parametrize("data", ["1kkr.gone", "1Kkr.gone:0", "1Kkr.gone:1", "1kkr.src-law"])
async def test_a_file_of_a_page_that_is_gone_opens_the_nearest_one(place: Town, data: str) -> None:
    phone = place.phone(language_code="en")
    await phone.settle_in("English")
    shown = await phone.press_data(data)
    assert "Koreya en" in shown["text"] or "Labour law" in shown["text"]
    assert received(phone) == []


def picture_of(phone: Phone) -> tuple[Message, bytes]:
    """Return the words before the last picture, and the picture."""
    told, shown = phone.town.world.messages(phone.id)[-2:]
    return told, phone.town.world.files[shown["photo"][-1]["file_id"]].data


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("Oʻzbekcha", "Rasmni galereyangizga saqlang"),
        ("Ўзбекча", "Расмни галереянгизга сақланг"),
        ("Русский", "Сохраните картинку в галерее"),
        ("English", "Save the picture in your gallery"),
    ],
)
async def test_urgent_numbers_come_as_a_picture(place: Town, language: str, words: str) -> None:
    phone = place.phone()
    await phone.settle_in(language)
    await phone.press_data("1Dkr")
    await phone.write("/urgent")
    await phone.press("🖼")
    told, picture = picture_of(phone)
    assert words in told["text"]
    assert Image.open(io.BytesIO(picture)).width == 1080


async def test_the_picture_is_offered_where_a_country_is_saved(place: Town) -> None:
    phone = place.phone(language_code="en")
    await phone.settle_in("English")
    await phone.press_data("1kkr")
    await phone.press("🖼 Urgent numbers as a picture")
    assert picture_of(phone)[1].startswith(b"\x89PNG")
    assert not any("🖼" in label for label in labels(await phone.press_data("1kkr.eps", 2)))


async def test_where_no_picture_can_be_drawn_the_numbers_come_in_words(
    place: Town, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(drawing, "_REGULAR", ())
    monkeypatch.setattr(drawing, "_BOLD", ())
    phone = place.phone(language_code="en")
    await phone.settle_in("English")
    shown = await phone.press_data("1nkr")
    assert "The picture cannot be drawn here now." in shown["text"]
    assert "Police: 112" in shown["text"]
    assert "a card was not drawn: no font has the letters" in caplog.text


@pytest.mark.parametrize("data", ["1nzz", "1nkr.eps"])
async def test_a_card_of_no_country_is_urgent_help(place: Town, data: str) -> None:
    phone = place.phone(language_code="en")
    await phone.settle_in("English")
    shown = await phone.press_data(data)
    assert shown["text"].startswith("🆘 Urgent help")
    assert received(phone, "photo") == []


@pytest.mark.parametrize("entry", ["kr", "kr.eps"])
async def test_a_page_is_handed_on_as_a_code(place: Town, entry: str) -> None:
    phone = place.phone(language_code="en")
    await phone.settle_in("English")
    await phone.press_data(f"1e{entry}:")
    await phone.press("QR")
    told, picture = picture_of(phone)
    assert "Point the camera of another phone" in told["text"]
    codes = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)))
    link = f"https://t.me/yoldosh_demo_bot?start={entry.replace('.', '-')}"
    assert [code.text for code in codes] == [link]
    opened = await phone.write(f"/start {link.partition('start=')[2]}")
    assert opened["text"].startswith("EPS en" if entry == "kr.eps" else "🇰🇷 Koreya en")


async def test_a_code_of_a_page_that_is_gone_opens_the_nearest_one(place: Town) -> None:
    phone = place.phone(language_code="en")
    await phone.settle_in("English")
    assert "Koreya en" in (await phone.press_data("1rkr.gone"))["text"]
    assert received(phone, "photo") == []


async def test_what_was_sent_once_is_not_sent_again_when_the_content_changes(
    tmp_path: Path,
) -> None:
    content = write_tree(tmp_path / "content", sound_files())
    shown: list[Shown] = []
    url = f"sqlite:///{tmp_path / 'bot.db'}"
    async with town(content, url, on_shown=shown.append) as place:
        phone = place.phone(language_code="en")
        await phone.settle_in("English")
        for data in ("1Kkr:0", "1Kkr:1", "1nkr", "1rkr", "1kkr"):
            await phone.write("/home")
            await phone.press_data(data)
        await file_that_comes(phone, 2)
        sent = len(place.world.messages(phone.id))
        assert OpenSave("kr") in {screen.action for screen in shown}
        for screen in shown:
            await place.app.dispatcher.show_again(screen)
        assert len(place.world.messages(phone.id)) == sent
