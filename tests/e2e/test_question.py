"""A person asks in their own words, over the whole way from the phone and back."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import cli
from tests.support.talk import Town, buttons, labels, town
from tests.support.trees import sound_files, write_tree

WORDS = """\
- id: words.kr
  destination: kr
  words: [Seoul]
- id: words.unpaid
  pages: [kr.unpaid]
  words: [oylik bermayapti, деньги не дали, does not pay]
"""
DANGER = "- id: danger.killing\n  words: [killing me, убивают]\n"


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Town]:
    """A bot with a small content folder and a few words that people use."""
    files = {**sound_files(), "synonyms.yaml": WORDS, "danger/en.yaml": DANGER}
    content = write_tree(tmp_path / "content", files)
    async with town(content, f"sqlite:///{tmp_path / 'bot.db'}") as made:
        yield made
        assert made.refused() == []


async def test_a_clear_question_opens_its_page_at_once(place: Town) -> None:
    phone = place.phone(language_code="ru")
    await phone.settle_in("Русский")
    await phone.press_data("1Dkr")
    shown = await phone.write("dengi ne dali mne")
    assert "Maosh ru" in shown["text"]
    assert "К вашим словам лучше всего подходит" in shown["text"]


async def test_without_a_country_the_pages_are_offered_with_the_words(place: Town) -> None:
    phone = place.phone(language_code="en")
    await phone.settle_in("English")
    shown = await phone.write("my boss does not PAY")
    assert "🇰🇷 Maosh en: does, not, PAY" in shown["text"]
    assert labels(shown)[:2] == ["🇰🇷 Maosh en", "📍 Choose your country"]
    opened = await phone.press("Maosh en")
    assert opened["message_id"] == shown["message_id"]
    assert "Maosh en" in opened["text"]


async def test_danger_is_answered_with_help_and_the_pages_found(place: Town) -> None:
    phone = place.phone(language_code="en")
    await phone.settle_in("English")
    await phone.press_data("1Dkr")
    shown = await phone.write("he is killing me and does not pay")
    assert shown["text"].startswith("🆘 Urgent help")
    assert "Police: 112" in shown["text"]
    assert labels(shown)[0] == "📞 Police"
    assert "🔎 🇰🇷 Maosh en" in labels(shown)


async def test_danger_in_a_country_that_is_only_named_shows_its_numbers(place: Town) -> None:
    phone = place.phone(language_code="en")
    await phone.settle_in("English")
    shown = await phone.write("they are killing me in Seoul")
    assert "Police: 112" in shown["text"]


async def test_a_newcomer_in_danger_is_helped_before_any_choice(place: Town) -> None:
    phone = place.phone(language_code="ru")
    shown = await phone.write("меня убивают")
    assert shown["text"].startswith("🆘 Срочная помощь")
    assert labels(shown)[-1] == "🔤 Язык"
    assert labels(await phone.write("/home"))[0] == "Oʻzbekcha", "nothing was chosen yet"


@pytest.mark.parametrize("way", ["caption", "edit"])
async def test_danger_is_heard_below_a_picture_and_in_a_changed_message(
    place: Town, way: str
) -> None:
    phone = place.phone(language_code="en")
    await phone.settle_in("English")
    if way == "caption":
        place.world.send_photo(phone.id, caption="they are killing me")
    else:
        message = place.world.send_text(phone.id, "hello")
        await phone.look()
        place.world.edit_text(phone.id, phone.id, message["message_id"], "they are killing me")
    assert (await phone.look())["text"].startswith("🆘 Urgent help")


async def test_who_has_no_country_reaches_its_numbers_by_one_press(place: Town) -> None:
    phone = place.phone(language_code="en")
    await phone.settle_in("English")
    asked = await phone.write("killing me")
    assert "Choose the country where you are" in asked["text"]
    shown = await phone.press("🇰🇷")
    assert "Police: 112" in shown["text"]
    again = await phone.press("another country")
    assert "Choose the country where you are" in again["text"]
    assert "Country: none" in (await phone.write("/mydata"))["text"]


async def test_nothing_found_is_said_with_the_ways_on(place: Town) -> None:
    phone = place.phone(language_code="en")
    await phone.settle_in("English")
    shown = await phone.write("best football player")
    assert shown["text"].startswith("I have not found an answer")
    assert {"📞 Ask a person: contacts", "🏠 Home", "🆘 Urgent help"} <= set(labels(shown))


async def test_what_was_typed_is_in_no_button_and_in_no_log(
    place: Town, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    phone = place.phone(language_code="en")
    await phone.settle_in("English")
    caplog.clear()
    shown = await phone.write("xylophone does not pay")
    assert not any("xylophone" in str(button) for button in buttons(shown))
    ours = [record for record in caplog.records if record.name.startswith(("bot", "db"))]
    assert not any("xylophone" in f"{record.getMessage()}{vars(record)}" for record in ours)
    data = Path(place.settings.database_url.removeprefix("sqlite:///"))
    kept = b"".join(path.read_bytes() for path in data.parent.glob("bot.db*"))
    assert b"xylophone" not in kept


async def test_the_longest_message_is_answered(place: Town) -> None:
    phone = place.phone(language_code="en")
    await phone.settle_in("English")
    shown = await phone.write("pay 😀 " * 585)
    assert labels(shown)


async def test_a_command_with_words_asks_them(place: Town) -> None:
    phone = place.phone(language_code="en")
    await phone.settle_in("English")
    assert "as you would say it" in (await phone.write("/search"))["text"]
    assert "Maosh en" in (await phone.write("/search my boss does not pay"))["text"]


def written(folder: Path) -> bytes:
    """Return all that the database keeps, with what it has not taken in yet."""
    return b"".join(file.read_bytes() for file in folder.glob("bot.db*"))


async def test_what_three_people_do_not_find_is_listed_for_staff(
    place: Town, tmp_path: Path
) -> None:
    database = tmp_path / "bot.db"
    listing = ["gaps", "--json", "--database-url", f"sqlite:///{database}"]
    for number in range(3):
        found = await asyncio.to_thread(CliRunner().invoke, cli, listing)
        assert json.loads(found.stdout) == []
        phone = place.phone(name=f"Person {number}", language_code="en")
        await phone.settle_in("English")
        for _ in range(2):
            await phone.write("Zeppelin Tickets??")
        if number < 2:
            kept = await asyncio.to_thread(written, tmp_path)
            assert b"zep" not in kept.lower()
    found = await asyncio.to_thread(CliRunner().invoke, cli, listing)
    assert json.loads(found.stdout) == [
        {"words": "zepelin tikes", "people": 3, "asked_on": "2026-11-25"}
    ]
    await phone.write("how do I call +998 90 123 45 67 zeppelin")
    assert len(json.loads((await asyncio.to_thread(CliRunner().invoke, cli, listing)).stdout)) == 1
