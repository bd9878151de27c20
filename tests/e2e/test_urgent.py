"""Urgent help: numbers, a card to show, and the nearest office, over the whole way and back."""

from __future__ import annotations

import logging
import struct
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.screens.actions import AskNearest
from bot.telegram.dispatch import Shown
from tests.support.talk import Message, Town, buttons, labels, town
from tests.support.trees import CARD, CONTACTS, sound_files, write_tree

DATES = "  checked: 2026-11-24\n  review_by: 2027-11-24\n  sources: [kr.src-law]\n"
OFFICES = f"""\
- id: kr.embassy
  destination: kr
  kind: embassy
  name: {{uz: Elchixona, ru: Посольство, en: Embassy}}
  phones: [{{number: "+82 2 574 6554"}}]
  address: 10 Example-ro
  lat: 37.5665
  lon: 126.9780
  note: {{uz: Nuqta tekshirilmagan., ru: Точка не проверена., en: The pin was not checked.}}
{DATES}- id: kr.busan
  destination: kr
  kind: support-centre
  name: {{uz: Markaz, ru: Центр, en: Support centre}}
  phones: [{{number: "+82 51 868 7606"}}]
  lat: 35.1796
  lon: 129.0756
{DATES}- id: kr.away
  destination: kr
  kind: consulate
  name: {{uz: Uzoq, ru: Далеко, en: Far away}}
  lat: 48.2402
  lon: 16.3124
  located_in: AT
{DATES}- id: kr.shop
  destination: kr
  kind: other
  name: {{uz: Doʻkon, ru: Магазин, en: Shop}}
  lat: 37.5666
  lon: 126.9781
{DATES}"""


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Town]:
    """A bot with a small content folder, a card, and offices with pins."""
    contacts = {"contacts/kr.yaml": CONTACTS + OFFICES, "cards/ko.yaml": CARD}
    content = write_tree(tmp_path / "content", {**sound_files(), **contacts})
    async with town(content, f"sqlite:///{tmp_path / 'bot.db'}") as made:
        yield made
        assert made.refused() == []


def sent(place: Town, chat_id: int) -> list[Message]:
    return [m for m in place.world.messages(chat_id) if m["from"]["is_bot"]]


def numbers_in(message: Message) -> list[str]:
    text = message["text"].encode("utf-16-le")
    return [
        text[2 * e["offset"] : 2 * (e["offset"] + e["length"])].decode("utf-16-le")
        for e in message["entities"]
        if e["type"] == "phone_number"
    ]


async def test_numbers_can_be_dialled_or_copied(place: Town) -> None:
    phone = place.phone(language_code="en")
    await phone.settle_in("English")
    await phone.press_data("1Dkr")
    shown = await phone.write("/urgent")
    assert numbers_in(shown) == ["+82 2 1234 5678", "+82 2 574 6554"]
    assert [b["copy_text"]["text"] for b in buttons(shown) if "copy_text" in b] == ["112"]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("Oʻzbekcha", "도와주세요! [Tovajuseyo!] — Yordam bering! Men xavf ostidaman."),
        ("Ўзбекча", "도와주세요! [Товажусеё!] — Ёрдам беринг! Мен хавф остидаман."),
        ("Русский", "도와주세요! [Товаджусэё!] — Помогите! Я в опасности."),
        ("English", "도와주세요! [Dowa-juseyo!] — Help! I am in danger."),
    ],
)
async def test_what_to_say_is_told_in_the_readers_letters(
    place: Town, language: str, said: str
) -> None:
    phone = place.phone()
    await phone.settle_in(language)
    assert said in (await phone.press_data("1ukr"))["text"]


async def test_the_card_is_one_tap_away_and_begins_with_what_others_read(place: Town) -> None:
    phone = place.phone(language_code="en")
    await phone.settle_in("English")
    await phone.press_data("1ukr")
    card = await phone.press("🪪 Show this (Korean)")
    assert card["text"].startswith("도와주세요!\n\n경찰을 불러 주세요.\n\n☎️ 🇺🇿 +82 2 574 6554")
    assert "Please call the police." in card["text"]
    assert "A native speaker has not read this card yet." in card["text"]
    copies = [b["copy_text"]["text"] for b in buttons(card) if "copy_text" in b]
    assert copies == ["도와주세요!\n경찰을 불러 주세요."]
    assert (await phone.press("Urgent help"))["text"].startswith("🆘 Urgent help\n\n🇰🇷")


async def test_a_card_that_is_gone_leaves_the_numbers(place: Town) -> None:
    phone = place.phone(language_code="en")
    await phone.settle_in("English")
    assert "Police: 112" in (await phone.press_data("1#kr:ja"))["text"]


@pytest.mark.parametrize("way", ["1u", "1ckr:0", "1C"])
async def test_the_place_is_asked_for_with_a_button_that_sends_it(place: Town, way: str) -> None:
    phone = place.phone(language_code="en")
    await phone.settle_in("English")
    await phone.press_data(way)
    asked = await phone.press("📍 Nearest help to me")
    assert "Your place is not kept" in asked["text"]
    keyboard = place.world.chats[phone.id].reply_keyboard
    assert keyboard is not None
    assert keyboard["keyboard"] == [[{"text": "📍 Send my place", "request_location": True}]]
    assert keyboard["one_time_keyboard"]


async def test_the_nearest_office_is_told_with_number_note_and_pin(place: Town) -> None:
    phone = place.phone(language_code="en")
    await phone.settle_in("English")
    await phone.press_data("1Dkr")
    await phone.press_data("1@")
    shown = await phone.send_place(37.4563, 126.7052)
    first = (
        "• 27 km: Embassy: +82 2 574 6554. 10 Example-ro, 🇰🇷 Koreya en. The pin was not checked."
    )
    assert first in shown["text"]
    assert "• 330 km: Support centre: +82 51 868 7606" in shown["text"]
    assert "Far away" not in shown["text"]
    assert "Shop" not in shown["text"]
    assert "another country" not in shown["text"]
    assert "the printed address decides" in shown["text"]
    assert numbers_in(shown) == ["+82 2 574 6554", "+82 51 868 7606"]
    assert labels(shown)[:2] == ["📞 Embassy", "📞 Support centre"]
    pin = place.world.messages(phone.id)[-1]["venue"]
    assert pin["title"] == "Embassy"
    assert pin["location"] == {"latitude": 37.5665, "longitude": 126.9780}
    assert place.world.chats[phone.id].reply_keyboard is None


@pytest.mark.parametrize(
    ("language", "distance"),
    [
        ("Oʻzbekcha", "• 1,1 km:"),
        ("Ўзбекча", "• 1,1 км:"),
        ("Русский", "• 1,1 км:"),
        ("English", "• 1.1 km:"),
    ],
)
async def test_the_distance_is_written_as_the_reader_writes(
    place: Town, language: str, distance: str
) -> None:
    phone = place.phone()
    await phone.settle_in(language)
    shown = await phone.send_place(37.5765, 126.9780)
    assert distance in shown["text"].replace("\xa0", " ")


async def test_an_office_far_away_or_in_another_country_is_said_to_be(place: Town) -> None:
    phone = place.phone(language_code="en")
    await phone.settle_in("English")
    await phone.press_data("1Dkr")
    shown = await phone.send_place(41.3111, 69.2797)
    assert "The nearest office that I know is far:" in shown["text"]
    abroad = await phone.send_place(48.2082, 16.3738)
    assert "It is in another country: Austria." in abroad["text"]
    assert "is far" not in abroad["text"]
    assert "🇰🇷 Koreya en: of these I know no place" in abroad["text"]
    assert labels(abroad)[:2] == ["📞 Embassy", "📞 Support centre"]


async def test_a_venue_counts_as_a_place_and_a_newcomer_is_answered_too(place: Town) -> None:
    phone = place.phone(language_code="ru")
    there = {"latitude": 37.5665, "longitude": 126.9780}
    venue = {"location": there, "title": "Зоопарк", "address": "1"}
    place.world.send(phone.id, {"location": there, "venue": venue})
    shown = await phone.look()
    assert "0 м: Посольство" in shown["text"].replace("\xa0", " ")
    assert labels(shown)[-1] == "🔤 Язык"


async def test_a_place_that_moves_is_answered_once(place: Town) -> None:
    phone = place.phone(language_code="en")
    await phone.settle_in("English")
    live = {"latitude": 37.5665, "longitude": 126.9780, "live_period": 900}
    message = place.world.send(phone.id, {"location": live})
    await phone.look()
    before = len(sent(place, phone.id))
    for step in range(5):
        moved = {**live, "latitude": 37.5 + step / 100}
        changed = {**message, "location": moved, "edit_date": message["date"] + step}
        place.world.push("edited_message", changed)
    await phone.look()
    assert len(sent(place, phone.id)) == before


@pytest.mark.parametrize(
    ("lat", "lon"), [(91.0, 0.0), (0.0, 181.0), ("x", 1.0), (True, None), (1e308, 0.0)]
)
async def test_a_place_that_is_none_is_answered_calmly(
    place: Town, lat: object, lon: object
) -> None:
    phone = place.phone(language_code="en")
    await phone.settle_in("English")
    place.world.send(phone.id, {"location": {"latitude": lat, "longitude": lon}})
    shown = await phone.look()
    assert "cannot read pictures" in shown["text"] or "went wrong" in shown["text"]


async def test_a_place_is_in_no_file_and_in_no_log(
    place: Town, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    phone = place.phone(language_code="en")
    await phone.settle_in("English")
    await phone.press_data("1@")
    caplog.clear()
    await phone.send_place(37.4563217, 126.7052893)
    ours = [record for record in caplog.records if record.name.startswith(("bot", "db"))]
    told = "\n".join(f"{record.getMessage()}{vars(record)}" for record in ours)
    data = Path(place.settings.database_url.removeprefix("sqlite:///"))
    kept = b"".join(path.read_bytes() for path in data.parent.glob("bot.db*"))
    for number in (37.4563217, 126.7052893):
        assert str(number)[:7] not in told
        assert str(number)[:7].encode() not in kept
        assert struct.pack(">d", number) not in kept
        assert struct.pack("<d", number) not in kept


async def test_a_screen_that_is_renewed_asks_for_the_place_no_second_time(tmp_path: Path) -> None:
    shown: list[Shown] = []
    content = write_tree(tmp_path / "content", sound_files())
    url = f"sqlite:///{tmp_path / 'bot.db'}"
    async with town(content, url, on_shown=shown.append) as place:
        phone = place.phone(language_code="en")
        await phone.settle_in("English")
        await phone.press_data("1@")
        before = len(sent(place, phone.id))
        assert shown[-1].action == AskNearest()
        await place.app.dispatcher.show_again(shown[-1])
        assert len(sent(place, phone.id)) == before
