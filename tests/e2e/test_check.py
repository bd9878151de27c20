"""Is this real: a person forwards, pastes or types an offer, over the whole way and back."""

from __future__ import annotations

import asyncio
import logging
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.talk import Message, Phone, Town, buttons, labels, town

CONTENT = Path(__file__).parents[2] / "content"
BUTTON = {
    "Oʻzbekcha": "Bu rostmi?",
    "Ўзбекча": "Бу ростми?",
    "Русский": "Это правда?",
    "English": "Is this real?",
}
OFFER = (
    "Koreyaga EPS orqali yuboramiz! 3000 dollar, 100% kafolat. "
    "Tel +998 90 111 22 33, gov-uz.com, @zarafshan_ish_777"
)
ORIGIN = {"type": "hidden_user", "date": 1_790_000_000, "sender_user_name": "Qahramon"}
CHANNEL = {
    "type": "channel",
    "date": 1_790_000_000,
    "chat": {"id": -1001234, "type": "channel", "title": "Ish", "username": "migratsiyaagentlig1"},
    "message_id": 5,
}
CHECKED = "🔍"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database in which the shipped content is published: that takes seconds."""
    path = tmp_path_factory.mktemp("published") / "bot.db"

    async def publish() -> None:
        async with town(CONTENT, f"sqlite:///{path}"):
            pass

    asyncio.run(publish())
    return path


@pytest.fixture
async def place(tmp_path: Path, published: Path) -> AsyncIterator[Town]:
    """A bot with the shipped content."""
    shutil.copy(published, tmp_path / "bot.db")
    async with town(CONTENT, f"sqlite:///{tmp_path / 'bot.db'}") as made:
        yield made
        assert made.refused() == []


async def sent(phone: Phone, **content: Any) -> Message:
    """Let a person send a message of any kind; return the answer."""
    phone.town.world.send(phone.id, content)
    return await phone.look()


async def english(place: Town) -> Phone:
    phone = place.phone(language_code="en")
    await phone.settle_in("English")
    return phone


@pytest.mark.parametrize(
    ("language", "says"),
    [
        (
            "Oʻzbekcha",
            ["«3000 dollar» rasmiy yoʻlning", "859 AQSH dollari", "Pul toʻlashdan oldin"],
        ),
        ("Ўзбекча", ["«3000 dollar» расмий йўлнинг", "859 АҚШ доллари", "Пул тўлашдан олдин"]),
        ("Русский", ["«3000 dollar» больше", "859 долларов США", "Прежде чем платить"]),
        ("English", ["“3000 dollar” is more", "859 US dollars", "Before you pay"]),
    ],
)
async def test_a_forwarded_offer_is_compared(place: Town, language: str, says: list[str]) -> None:
    phone = place.phone()
    await phone.settle_in(language)
    shown = await sent(phone, text=OFFER, forward_origin=ORIGIN)
    for words in (*says, "EPS orqali yuboramiz", "2023", "1282"):
        assert words in shown["text"], words
    assert BUTTON[language] not in labels(shown)
    assert any("kr.scam" in str(button) for button in buttons(shown))
    assert {"1euz.agency:", "1esituation.false-recruiter:", "1u", "1h"} <= {
        button.get("callback_data", "") for button in buttons(shown)
    }


@pytest.mark.parametrize("language", BUTTON)
async def test_the_button_asks_and_an_answer_is_checked(place: Town, language: str) -> None:
    phone = place.phone()
    await phone.settle_in(language)
    home = await phone.press_data("1h")
    assert any(BUTTON[language] in label for label in labels(home))
    screen = await phone.press(BUTTON[language])
    asked = place.world.messages(phone.id)[-1]
    assert BUTTON[language] in screen["text"]
    assert asked["text"].startswith(CHECKED)
    assert "inline_keyboard" not in asked.get("reply_markup", {})
    place.world.send_text(phone.id, "Buyuk Ipak", reply_to=asked["message_id"])
    shown = await phone.look()
    assert shown["text"].startswith(CHECKED)
    assert "Buyuk Ipak" in shown["text"]
    place.world.send_text(phone.id, "Yana bitta", reply_to=shown["message_id"])
    again = await phone.look()
    assert "Yana bitta" in again["text"]


async def test_the_screen_tells_what_to_send_and_that_nothing_is_kept(place: Town) -> None:
    phone = await english(place)
    await phone.press_data("1R")
    told = place.world.messages(phone.id)[-2]["text"]
    assert "Forward me an offer" in told
    assert "Nothing of it is kept" in told
    assert "I cannot know who is honest" in told


async def test_without_an_answer_to_us_words_go_to_search(place: Town) -> None:
    phone = await english(place)
    await phone.press_data("1R")
    shown = await phone.write("my boss does not pay my wages")
    assert not shown["text"].startswith(CHECKED)


async def test_an_offer_that_is_pasted_is_known_as_one(place: Town) -> None:
    phone = await english(place)
    assert (await phone.write(OFFER))["text"].startswith(CHECKED)
    assert (await phone.write("@zarafshan_ish_777"))["text"].startswith(CHECKED)
    assert (await phone.write("gov.uz"))["text"].startswith(CHECKED)


async def test_an_answer_never_says_safe_or_fraud(place: Town) -> None:
    phone = await english(place)
    for text in (OFFER, "xorijdaish.uz", "Koreya EPS 859 dollar toʻlov @migratsiyaagentligi"):
        shown = (await sent(phone, text=text, forward_origin=ORIGIN))["text"].lower()
        assert "no verdict about anybody" in shown
        assert "cannot be seen from a text" in shown
        for word in ("safe", "fraud", "scam", "cheat", "trustworthy", "genuine"):
            assert word not in shown, word


async def test_the_words_under_a_picture_are_read(place: Town) -> None:
    phone = await english(place)
    place.world.send_photo(phone.id, caption=OFFER)
    shown = await phone.look()
    assert "“3000 dollar” is more" in shown["text"]


async def test_a_picture_without_words_is_asked_to_be_typed(place: Town) -> None:
    phone = await english(place)
    photo = place.world.send_photo(phone.id)["photo"]
    await phone.look()
    shown = await sent(phone, photo=photo, forward_origin=ORIGIN)
    assert "Type what stands there" in shown["text"]


async def test_who_it_is_from_and_hidden_links_are_compared(place: Town) -> None:
    phone = await english(place)
    shown = await sent(
        phone,
        text="Register here",
        entities=[{"type": "text_link", "offset": 9, "length": 4, "url": "https://gov-uz.com/a"}],
        forward_origin=CHANNEL,
        reply_markup={"inline_keyboard": [[{"text": "Go", "url": "https://xorijdaish.site"}]]},
    )
    plain = shown["text"].replace("\u2060", "")
    assert "gov-uz.com resembles" not in plain
    assert "https://gov-uz.com/a resembles gov.uz (Migration Agency)" in plain
    assert "https://xorijdaish.site resembles xorijdaish.uz" in plain
    assert "@migratsiyaagentlig1 resembles @migratsiyaagentligi" in plain


async def test_a_card_of_a_contact_is_a_phone(place: Town) -> None:
    phone = await english(place)
    place.world.send_contact(phone.id, phone_number="+998712023355", first_name="Agency")
    shown = await phone.look()
    assert "+998 71 202 33 55: Migration Agency" in shown["text"]


async def test_nothing_of_an_offer_becomes_a_link(place: Town) -> None:
    phone = await english(place)
    shown = await sent(
        phone, text=f"{OFFER} https://example.com/pay t.me/boss_777", forward_origin=ORIGIN
    )
    linked = [
        shown["text"]
        .encode("utf-16-le")[2 * e["offset"] : 2 * (e["offset"] + e["length"])]
        .decode("utf-16-le")
        for e in shown["entities"]
        if e["type"] in {"url", "mention", "text_link"}
    ]
    assert linked
    assert not any(
        word in text for text in linked for word in ("gov-uz", "777", "example", "boss")
    )


async def test_a_forwarded_command_is_no_command(place: Town) -> None:
    phone = await english(place)
    shown = await sent(phone, text="/forget", forward_origin=ORIGIN)
    assert shown["text"].startswith(CHECKED)


async def test_a_newcomer_is_asked_for_a_language_first(place: Town) -> None:
    shown = await sent(place.phone(), text=OFFER, forward_origin=ORIGIN)
    assert labels(shown) == ["Oʻzbekcha", "Ўзбекча", "Русский", "English"]


async def test_the_check_is_offered_where_people_think_of_an_offer(place: Town) -> None:
    phone = await english(place)
    for data in (
        "1ekr.scam.signs:",
        "1pkr:7:0",
        "1ebefore.agencies:",
        "1esituation.false-recruiter:",
    ):
        shown = await phone.press_data(data)
        assert "🔍 Is this real?" in labels(shown), data
    shown = await phone.press_data("1ekr.eps.cost:")
    assert "🔍 Is this real?" not in labels(shown)


async def test_nothing_of_an_offer_is_kept_or_logged(
    place: Town, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    phone = await english(place)
    caplog.clear()
    words = ("Qxzafirm", "998907654321", "765 43 21", "qxza_ish_777", "qxza-uz", "3333 dollar")
    offer = "Qxzafirm MChJ, 3333 dollar, +998907654321, 94 765 43 21, @qxza_ish_777, qxza-uz.com"
    shown = await sent(phone, text=offer, forward_origin=CHANNEL)
    assert all(word in shown["text"].replace("\u2060", "") for word in words)
    await phone.press_data("1R")
    asked = place.world.messages(phone.id)[-1]
    place.world.send_text(phone.id, offer, reply_to=asked["message_id"])
    await phone.look()
    await phone.write(offer)
    assert not any(word in str(button) for word in words for button in buttons(shown))
    ours = [record for record in caplog.records if record.name.startswith(("bot", "db"))]
    assert not any(word in f"{r.getMessage()}{vars(r)}" for word in words for r in ours)
    data = Path(place.settings.database_url.removeprefix("sqlite:///"))
    kept = b"".join(path.read_bytes() for path in data.parent.glob("bot.db*"))
    assert kept
    assert not any(word.encode() in kept for word in words)


async def test_hostile_words_are_answered(place: Town) -> None:
    phone = await english(place)
    hostile = ("\u202e" * 4000, "<b>&amp;</b> {sum} {0} %s", "💥" * 2000, "1 " * 2000, "@a" * 2000)
    for text in hostile:
        shown = await sent(phone, text=text, forward_origin=ORIGIN)
        assert shown["text"].startswith(CHECKED)
        assert "Before you pay" in shown["text"]
