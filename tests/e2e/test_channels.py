"""Which official channels work today, as a person sees it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.support.processes import run_yoldosh
from tests.support.talk import Phone, Town, buttons, labels, town
from tests.support.trees import CHANNELS, sound_files, with_channels, write_tree


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Town]:
    """A bot with a small content folder on SQLite."""
    content = write_tree(tmp_path / "content", with_channels())
    async with town(content, f"sqlite:///{tmp_path / 'bot.db'}") as made:
        yield made
        assert made.refused() == []


async def at_home(place: Town, language: str = "English") -> Phone:
    phone = place.phone(language_code="en")
    await phone.settle_in(language)
    await phone.press_data("1h")
    return phone


async def test_home_leads_to_all_channels_those_that_work_first(place: Town) -> None:
    phone = await at_home(place)
    shown = await phone.press("Official channels today")
    assert shown["text"].splitlines()[4:] == [
        "✅ Works",
        "",
        "• 🇰🇷 Portal · since May 2024 · checked 24 Nov 2026",
        "",
        "❔ Not confirmed that it works",
        "",
        "• Bot · checked 24 Nov 2026",
        "Instead: Ask first",
        "",
        "⛔ Closed",
        "",
        "• 🇰🇷 Centre · since 2024 · checked 24 Nov 2026 📰",
        "Instead: Call the hotline",
        "",
        "📰 by press or second-hand reports: check before you rely on it",
    ]
    assert labels(shown)[:6] == [
        "✅ 1", "❔ 1", "⛔ 1", "✅ 🇰🇷 Portal", "❔ Bot", "⛔ 🇰🇷 Centre",
    ]  # fmt: skip


async def test_a_number_leads_to_where_its_state_begins(place: Town) -> None:
    phone = await at_home(place)
    await phone.press("Official channels today")
    shown = await phone.press("⛔ 1")
    assert "Works" not in shown["text"]
    assert "Centre" in shown["text"]
    assert "◀ Previous" in labels(shown)


async def test_a_country_shows_its_own_channels_before_those_at_home(place: Town) -> None:
    phone = await at_home(place)
    await phone.press("Destinations")
    await phone.press("Koreya en")
    shown = await phone.press("Official channels today")
    assert [line for line in shown["text"].splitlines() if line][2:] == [
        "✅ Works",
        "• Portal · since May 2024 · checked 24 Nov 2026",
        "⛔ Closed",
        "• Centre · since 2024 · checked 24 Nov 2026 📰",
        "Instead: Call the hotline",
        "🇺🇿 Uzbekistan",
        "❔ Not confirmed that it works",
        "• Bot · checked 24 Nov 2026",
        "Instead: Ask first",
        "📰 by press or second-hand reports: check before you rely on it",
    ]
    assert labels(shown)[0] == "✅ 🇰🇷 Portal"
    assert "Koreya en" in (await phone.press("Back"))["text"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("Oʻzbekcha", "Yopiq · qachondan: 2024\n\nBuning oʻrniga: Telefon qiling"),
        ("Ўзбекча", "Ёпиқ · қачондан: 2024\n\nБунинг ўрнига: Телефон қилинг"),
        ("Русский", "Закрыто · с какого времени: 2024\n\nВместо этого: Позвоните"),
        ("English", "Closed · since 2024\n\nInstead: Call the hotline"),
    ],
)
async def test_one_channel_says_what_to_do_instead_in_each_rendering(
    place: Town, language: str, words: str
) -> None:
    phone = await at_home(place, language)
    shown = await phone.press_data("1ekr.channel-centre:")
    assert words in shown["text"]


async def test_one_channel_has_its_link_contact_and_sources(place: Town) -> None:
    phone = await at_home(place)
    closed = await phone.press_data("1ekr.channel-centre:")
    assert "This rests on press or second-hand reports" in closed["text"]
    links = [b["url"] for b in buttons(closed) if "url" in b]
    assert all("t.me/share" in url for url in links)
    assert "Labour law" in (await phone.press("Sources"))["text"]
    await phone.press("Back")
    assert "+82 2 1234 5678" in (await phone.press("Labour hotline"))["text"]
    works = await phone.press_data("1ekr.channel-portal:")
    assert "https://example.kr/portal" in [b.get("url") for b in buttons(works)]


async def test_a_deep_link_opens_a_channel(place: Town) -> None:
    phone = await at_home(place)
    assert (await phone.write("/start kr-channel-portal"))["text"].startswith("Portal")


async def test_an_overdue_review_is_marked_in_the_list(tmp_path: Path) -> None:
    content = write_tree(tmp_path / "content", with_channels())
    late = datetime(2027, 1, 9, 12, tzinfo=UTC)
    async with town(content, f"sqlite:///{tmp_path / 'bot.db'}", now=lambda: late) as place:
        phone = await at_home(place)
        shown = await phone.press("Official channels today")
        assert shown["text"].count("⏳") == 4
        assert "⏳ should have been checked again: it may have changed" in shown["text"]


async def test_a_channel_that_closes_is_published_and_taken_back_by_itself(
    place: Town, tmp_path: Path
) -> None:
    settings = {
        "YOLDOSH_DATABASE_URL": place.settings.database_url,
        "YOLDOSH_CONTENT_DIR": str(place.settings.content_dir),
    }
    channels = tmp_path / "content/channels.yaml"
    closed = "state: disturbed\n  instead: {uz: Kuting, ru: Ждите, en: Wait until Monday}"
    channels.write_text(CHANNELS.replace("state: works", closed), encoding="utf-8")
    code, said = await run_yoldosh("content", "publish", "--yes", settings=settings)
    assert code == 0, said
    await place.app.guide.refresh()
    phone = await at_home(place)
    assert "Wait until Monday" in (await phone.press("Official channels today"))["text"]
    code, said = await run_yoldosh("content", "rollback", "--yes", settings=settings)
    assert code == 0, said
    await place.app.guide.refresh()
    shown = await phone.press_data("1o:0")
    assert "Wait until Monday" not in shown["text"]
    assert "✅ Works" in shown["text"]


async def test_an_unknown_country_shows_all_channels(place: Town) -> None:
    phone = await at_home(place)
    shown = await phone.press_data("1ozz:99")
    assert shown["text"].startswith("Official channels today")
    assert "Portal" in shown["text"]


async def test_a_guide_without_channels_has_no_button_and_an_old_button_still_answers(
    tmp_path: Path,
) -> None:
    content = write_tree(tmp_path / "content", sound_files())
    async with town(content, f"sqlite:///{tmp_path / 'bot.db'}") as place:
        phone = await at_home(place)
        home = await phone.look()
        assert not [label for label in labels(home) if "Official channels" in label]
        shown = await phone.press_data("1o:0")
        assert "Nothing is confirmed here yet." in shown["text"]


async def test_the_longest_list_fits_a_message(tmp_path: Path) -> None:
    word = "ж" * 100
    most = CHANNELS.replace("name: {uz: Bot", f"name: {{uz: {word}").replace(
        "ru: Бот", f"ru: {word}"
    )
    entry = most[most.index("- id: uz.channel-bot") :].replace("ru: Спросите", f"ru: {'я' * 240}")
    files = {
        **sound_files(),
        "channels.yaml": "".join(
            entry.replace("uz.channel-bot", f"uz.channel-{number}").replace(
                "sources:", "basis: conflicting\n  sources:"
            )
            for number in range(9)
        ),
    }
    content = write_tree(tmp_path / "content", files)
    async with town(content, f"sqlite:///{tmp_path / 'bot.db'}") as place:
        phone = await at_home(place, "Русский")
        shown = await phone.press("Официальные каналы")
        assert shown["text"].count("я" * 240) == 8
        assert "❗ источники расходятся" in shown["text"]
        assert place.refused() == []
