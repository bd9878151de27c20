"""`@bot words` in any chat: what is offered, sent on, and opened by a friend."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.telegram.inline import CACHE_S
from tests.support.talk import Phone, Town, buttons, town
from tests.support.trees import sound_files, write_tree

HOSTILE = (
    " ", "\n", "/start", "<b>&amp;</i>", "💥" * 128, "' OR 1=1 --", "%s{0}{name}", "\u202e\u200f",
    "a" * 256, "ʻʼ'`’", "0", "kr.eps", "שלום مرحبا",
)  # fmt: skip


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Town]:
    """A bot with a small content folder on SQLite."""
    content = write_tree(tmp_path / "content", sound_files())
    async with town(content, f"sqlite:///{tmp_path / 'bot.db'}") as made:
        yield made
        assert made.refused() == []


async def ask(phone: Phone, query: str) -> dict[str, Any]:
    """Type a query after the bot's name; return the bot's answer."""
    query_id = phone.town.world.inline_query(phone.id, query)
    await phone.town.settled()
    answer: dict[str, Any] = phone.town.world.inline_answers[query_id]
    return answer


def titles(answer: dict[str, Any]) -> list[str]:
    return [result["title"] for result in answer["results"]]


@pytest.mark.parametrize(
    ("code", "title", "label"),
    [
        ("uz", "Maosh uz", "Davlatingizni tanlang: javoblar unga mos boʻladi"),
        ("uz-Cyrl", "Маош уз", "Давлатингизни танланг: жавоблар унга мос бўлади"),
        ("ru", "Maosh ru", "Выберите страну: ответы будут о ней"),
        ("en", "Maosh en", "Choose your country: the answers will fit it"),
    ],
)
async def test_a_newcomer_is_answered_in_the_language_of_their_app(
    place: Town, code: str, title: str, label: str
) -> None:
    answer = await ask(place.phone(language_code=code), "maosh")
    assert titles(answer) == [f"🇰🇷 {title}"]
    assert answer["button"] == {"text": label, "start_parameter": "destination"}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("Oʻzbekcha", "🆘 Shoshilinch yordam: 🇰🇷 Koreya uz"),
        ("Ўзбекча", "🆘 Шошилинч ёрдам: 🇰🇷 Корея уз"),
        ("Русский", "🆘 Срочная помощь: 🇰🇷 Koreya ru"),
        ("English", "🆘 Urgent help: 🇰🇷 Koreya en"),
    ],
)
async def test_who_types_nothing_gets_urgent_help_and_their_country(
    place: Town, language: str, words: str
) -> None:
    phone = place.phone(language_code="de")
    await phone.settle_in(language)
    await phone.press_data("1Dkr")
    answer = await ask(phone, "")
    assert titles(answer)[0] == words
    assert [result["id"] for result in answer["results"]] == ["urgent", "kr", "kr.unpaid"]
    assert "button" not in answer


async def test_an_answer_is_the_senders_own_and_soon_forgotten(place: Town) -> None:
    answer = await ask(place.phone(), "maosh")
    assert answer["is_personal"] is True
    assert answer["cache_time"] == CACHE_S


async def test_what_is_sent_on_holds_the_page_and_leads_a_friend_to_it(place: Town) -> None:
    sender, friend = place.phone(language_code="en"), place.phone(language_code="ru")
    group = place.world.add_group("Workers", members=[sender.id, friend.id])
    offered = (await ask(sender, "maosh"))["results"][0]
    assert offered["description"] == "Soatiga 10,320 South Korean won."
    sent = place.world.choose_inline(sender.id, "kr.unpaid", group)
    await place.settled()
    assert sent["text"].startswith("🇰🇷 Maosh en\n\n")
    assert "Soatiga 10,320 South Korean won." in sent["text"]
    assert "Checked on 24 November 2026" in sent["text"]
    assert buttons(sent) == [
        {
            "text": "➡️ Open in Yoʻldosh",
            "url": "https://t.me/yoldosh_demo_bot?start=kr-unpaid",
        }
    ]
    assert place.world.messages(group)[-1] == sent, "the bot has nothing to say to a group"
    await friend.settle_in("Русский")
    assert (await friend.write("/start kr-unpaid"))["text"].startswith("Maosh ru")


async def test_urgent_help_that_was_sent_on_opens_urgent_help(place: Town) -> None:
    phone = place.phone(language_code="en")
    await phone.settle_in("English")
    await phone.press_data("1Dkr")
    sent = (await ask(phone, ""))["results"][0]
    assert "112" in sent["description"]
    link = sent["reply_markup"]["inline_keyboard"][0][0]["url"]
    opened = await phone.write(f"/start {link.partition('start=')[2]}")
    assert opened["text"].startswith("🆘 Urgent help")


async def test_a_result_in_the_bots_own_chat_is_not_taken_for_a_question(place: Town) -> None:
    phone = place.phone(language_code="en")
    await phone.settle_in("English")
    await ask(phone, "maosh")
    sent = place.world.choose_inline(phone.id, "kr.unpaid")
    assert await phone.look() == sent


async def test_where_nothing_is_found_a_button_leads_to_the_private_chat(place: Town) -> None:
    phone = place.phone(language_code="en")
    answer = await ask(phone, "best football player")
    assert answer["results"] == []
    assert answer["button"]["text"] == "Nothing found. Ask in the private chat"
    assert await phone.write(f"/start {answer['button']['start_parameter']}")


async def test_an_answer_that_comes_too_late_is_no_fault(
    place: Town, caplog: pytest.LogCaptureFixture
) -> None:
    phone = place.phone(language_code="en")
    query = {"id": "1", "from": {"id": phone.id, "is_bot": False, "first_name": "x"}}
    place.world.push_raw_update({"inline_query": {**query, "query": "maosh", "offset": ""}})
    await place.settled()
    assert [words for _, words in place.refused()] == [
        "Bad Request: query is too old and response timeout expired or query ID is invalid"
    ]
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]
    place.world.calls.clear()


async def test_hostile_queries_are_answered_and_kept_nowhere(
    place: Town, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    phone = place.phone(language_code="en")
    for query in HOSTILE:
        assert (await ask(phone, query))["is_personal"]
    await ask(phone, "xylophone wage")
    ours = [record for record in caplog.records if record.name.startswith(("bot", "db"))]
    assert not any("xylophone" in f"{record.getMessage()}{vars(record)}" for record in ours)
    data = Path(place.settings.database_url.removeprefix("sqlite:///"))
    kept = b"".join(path.read_bytes() for path in data.parent.glob("bot.db*"))
    assert b"xylophone" not in kept
