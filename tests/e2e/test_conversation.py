"""What a person sees: from /start to a page, and whatever else they send."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.support.talk import Town, buttons, labels, town
from tests.support.trees import sound_files, write_tree


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Town]:
    """A bot with a small content folder on SQLite."""
    content = write_tree(tmp_path / "content", sound_files())
    async with town(content, f"sqlite:///{tmp_path / 'bot.db'}") as made:
        yield made
        assert made.refused() == []


async def test_a_newcomer_chooses_a_language_first(place: Town) -> None:
    phone = place.phone()
    shown = await phone.write("/start")
    assert labels(shown) == ["Oʻzbekcha", "Ўзбекча", "Русский", "English"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("Oʻzbekcha", "pul, karta raqami yoki pasport"),
        ("Ўзбекча", "пул, карта рақами ёки паспорт"),
        ("Русский", "никогда не просит деньги"),
        ("English", "It never asks for money"),
    ],
)
async def test_the_welcome_says_what_is_never_asked_for(
    place: Town, language: str, words: str
) -> None:
    shown = await place.phone().settle_in(language)
    assert words in shown["text"]


async def test_a_button_edits_its_own_message(place: Town) -> None:
    phone = place.phone()
    welcome = await phone.settle_in()
    home = await phone.press("Bosh sahifa")
    assert home["message_id"] == welcome["message_id"]
    assert len(place.world.messages(phone.id)) == 2


async def test_a_page_has_its_sections_contacts_sources_and_ways_back(place: Town) -> None:
    phone = place.phone(language_code="en")
    await phone.settle_in("English")
    await phone.press("Home")
    await phone.press("Destinations")
    await phone.press("Koreya en")
    await phone.press("Who may go and how")
    page = await phone.look()
    assert "EPS en" in page["text"]
    assert "Labour hotline: +82 2 1234 5678" in page["text"]
    assert "Checked on 24 November 2026" in page["text"]
    section = await phone.press("Ikki")
    assert "press or second-hand reports" in section["text"]
    assert any("Back" in label for label in labels(section))
    sources = await phone.press_data("1skr.eps:0")
    assert "Labour law" in sources["text"]


async def test_a_figure_is_read_on_the_day_and_in_the_readers_form(place: Town) -> None:
    phone = place.phone(language_code="ru")
    await phone.settle_in("Русский")
    shown = await phone.press_data("1ekr.unpaid:")
    assert "10\xa0320 южнокорейских вон" in shown["text"]


@pytest.mark.parametrize(
    ("hour", "destination", "words"),
    [
        (14, "kr", "10,320 South Korean won"),
        (16, "kr", "not known for this day"),
        (16, "", "10,320 South Korean won"),
        (20, "", "not known for this day"),
    ],
)
async def test_a_figure_changes_at_midnight_where_the_reader_is(
    tmp_path: Path, hour: int, destination: str, words: str
) -> None:
    content = write_tree(tmp_path / "content", sound_files())
    moment = datetime(2026, 12, 31, hour, tzinfo=UTC)
    url = f"sqlite:///{tmp_path / 'bot.db'}"
    async with town(content, url, now=lambda: moment) as place:
        phone = place.phone(language_code="en")
        await phone.settle_in("English")
        if destination:
            await phone.press_data(f"1D{destination}")
        assert words in (await phone.press_data("1ekr.unpaid:"))["text"]


async def test_a_phone_can_be_dialled_and_copied(place: Town) -> None:
    phone = place.phone()
    await phone.settle_in()
    shown = await phone.press_data("1ekr.hotline:")
    assert "+82 2 1234 5678" in shown["text"]
    assert any(e["type"] == "phone_number" for e in shown["entities"])
    copies = [b["copy_text"]["text"] for b in buttons(shown) if "copy_text" in b]
    assert copies == ["+82 2 1234 5678", "1 Example-ro"]


async def test_a_deep_link_opens_its_page_after_the_language(place: Town) -> None:
    phone = place.phone(language_code="en")
    await phone.write("/start kr-eps")
    welcome = await phone.press("English")
    assert "➡️ EPS en" in labels(welcome)
    known = await phone.write("/start kr-eps")
    assert known["text"].startswith("EPS en")


async def test_a_shared_page_leads_back_to_the_bot(place: Town) -> None:
    phone = place.phone()
    await phone.settle_in()
    shown = await phone.press_data("1ekr.eps:")
    links = [b["url"] for b in buttons(shown) if "url" in b]
    assert links == [
        "https://t.me/share/url?url=https%3A%2F%2Ft.me%2Fyoldosh_demo_bot%3Fstart%3Dkr-eps"
    ]


async def test_language_and_country_are_kept_and_can_be_changed(place: Town) -> None:
    phone = place.phone()
    await phone.settle_in()
    await phone.press_data("1Dkr")
    home = await phone.write("/home")
    assert any("Koreya uz" in label for label in labels(home))
    await phone.write("/language")
    assert "Koreya ru" in " ".join(labels(await phone.press("Русский")))


async def test_urgent_help_names_the_numbers_of_the_country(place: Town) -> None:
    phone = place.phone()
    await phone.settle_in()
    await phone.press_data("1Dkr")
    shown = await phone.write("/urgent")
    assert "Politsiya: 112" in shown["text"]
    assert "Maosh uz" in labels(shown)


async def test_what_is_kept_is_shown_and_erased(place: Town) -> None:
    phone = place.phone(language_code="en")
    await phone.settle_in("English")
    await phone.press_data("1Dkr")
    kept = await phone.write("/mydata")
    assert str(phone.id) in kept["text"]
    assert "Koreya en" in kept["text"]
    await phone.press("Erase it")
    await phone.press("Yes, erase")
    again = await phone.write("/home")
    assert labels(again) == ["Oʻzbekcha", "Ўзбекча", "Русский", "English"]


@pytest.mark.parametrize(
    ("send", "answer"),
    [
        ("text", "not found an answer"),
        ("command", "do not know this command"),
        ("sticker", "cannot read pictures"),
        ("photo", "cannot read pictures"),
        ("voice", "cannot read pictures"),
        ("document", "cannot read pictures"),
        ("location", "Nearest help to you"),
        ("contact", "cannot read pictures"),
        ("edit", "changed messages"),
    ],
)
async def test_whatever_is_sent_gets_a_helpful_answer(place: Town, send: str, answer: str) -> None:
    phone = place.phone(language_code="en")
    await phone.settle_in("English")
    world = place.world
    match send:
        case "text":
            world.send_text(phone.id, "best football player")
        case "command":
            world.send_text(phone.id, "/nosuchthing")
        case "sticker":
            world.send_sticker(phone.id)
        case "photo":
            world.send_photo(phone.id)
        case "voice":
            world.send_voice(phone.id)
        case "document":
            world.send_document(phone.id)
        case "location":
            world.send_location(phone.id, 37.5, 127.0)
        case "contact":
            world.send_contact(phone.id)
        case _:
            message = world.send_text(phone.id, "/home")
            await phone.look()
            world.edit_text(phone.id, phone.id, message["message_id"], "/homes")
    shown = await phone.look()
    assert answer in shown["text"]
    assert any("Urgent help" in label for label in labels(shown))


@pytest.mark.parametrize(
    ("data", "answer"),
    [
        ("1ekr.eps.cost.of.old:", "no longer here"),
        ("1ezz.gone:", "no longer here"),
        ("1ekr.eps:no-such-section", "EPS en"),
        ("0old-version", "too old"),
        ("1e../../etc/passwd:", "too old"),
        ("💥" * 16, "too old"),
        ("1pkr:9:0", "too old"),
        ("1pkr:0:99999", "Who may go and how"),
        ("1Dzz", "What do you need?"),
    ],
)
async def test_an_old_or_forged_button_still_leads_somewhere(
    place: Town, data: str, answer: str
) -> None:
    phone = place.phone(language_code="en")
    await phone.settle_in("English")
    shown = await phone.press_data(data)
    if answer == "Who may go and how":
        answer = "EPS en"  # A place with one page opens it.
    assert answer in shown["text"]
    assert any("Home" in label or "Urgent" in label for label in labels(shown))


async def test_a_button_pressed_twice_is_no_refused_call(place: Town) -> None:
    phone = place.phone()
    shown = await phone.settle_in()
    home = next(b for b in buttons(shown) if "Bosh sahifa" in b["text"])
    for _ in range(2):
        place.world.press(phone.id, phone.id, shown["message_id"], home["callback_data"])
    await phone.look()
    words = {words for _, words in place.refused()}
    assert words <= {
        (
            "Bad Request: message is not modified: specified new message content and reply markup "
            "are exactly the same as a current content and reply markup of the message"
        )
    }
    place.world.calls.clear()


async def test_a_button_under_a_deleted_message_is_answered_with_a_new_one(place: Town) -> None:
    phone = place.phone()
    shown = await phone.settle_in()
    del place.world.chats[phone.id].messages[shown["message_id"]]
    answer = await phone.press_data("1h", shown["message_id"])
    assert answer["message_id"] > shown["message_id"]
    assert place.refused() == [("editMessageText", "Bad Request: message to edit not found")]
    place.world.calls.clear()


async def test_a_group_is_sent_to_a_private_chat(place: Town) -> None:
    phone = place.phone(language_code="en")
    await phone.settle_in("English")
    group = place.world.add_group("Workers", members=[phone.id])
    place.world.send_text(phone.id, "/urgent", chat_id=group)
    await place.settled()
    assert "private chat" in place.world.messages(group)[-1]["text"]


async def test_a_person_who_blocked_the_bot_stops_nobody(place: Town) -> None:
    gone, here = place.phone(), place.phone()
    shown = await gone.settle_in()
    place.world.press(gone.id, gone.id, shown["message_id"], "1h")
    place.world.block(gone.id)
    assert await here.settle_in()
    place.world.calls.clear()


async def test_menus_and_descriptions_are_set_in_every_language(place: Town) -> None:
    world = place.world
    await world.wait_for(lambda: ("short_description", "en") in world.texts)
    for kind in ("description", "short_description"):
        words = {world.texts[kind, code] for code in ("", "uz", "ru", "en")}
        assert len(words) == 3  # Uzbek stands for all who have no own.
    menus = [world.commands[scope] for scope in world.commands]
    assert len(menus) == 4
    assert all({row["command"] for row in menu} >= {"start", "urgent", "help"} for menu in menus)
