"""Who has ratified which convention, as a person sees it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.talk import Phone, Town, labels, town
from tests.support.trees import page, texts, with_conventions, write_tree


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Town]:
    """A bot with a small content folder on SQLite; Korea has one agreement."""
    files = with_conventions()
    files["pages/kr/treaty/page.yaml"] = page(
        "kr.treaty",
        "agreement",
        "destination: kr\nplace: agreements\nparties: [UZ, KR]\nstatus: in-force\n",
    )
    files |= {f"pages/kr/treaty/{name}": text for name, text in texts("Shartnoma").items()}
    content = write_tree(tmp_path / "content", files)
    async with town(content, f"sqlite:///{tmp_path / 'bot.db'}") as made:
        yield made
        assert made.refused() == []


async def reader(place: Town, language: str = "English") -> Phone:
    phone = place.phone(language_code="en")
    await phone.settle_in(language)
    await phone.press_data("1h")
    return phone


@pytest.mark.parametrize(
    ("language", "uz", "kr"),
    [
        (
            "Oʻzbekcha",
            "❌ 🇺🇿 Oʻzbekiston · roʻyxat: 2018 📰",
            "✅ 🇰🇷 Koreya uz: 2021-yil 20-aprel · roʻyxat: 2021-yil 21-aprel",
        ),
        (
            "Ўзбекча",
            "❌ 🇺🇿 Ўзбекистон · рўйхат: 2018 📰",
            "✅ 🇰🇷 Корея уз: 2021 йил 20 апрель · рўйхат: 2021 йил 21 апрель",
        ),
        (
            "Русский",
            "❌ 🇺🇿 Узбекистан · список: 2018 📰",
            "✅ 🇰🇷 Koreya ru: 20 апреля 2021 года · список: 21 апреля 2021 года",
        ),
        (
            "English",
            "❌ 🇺🇿 Uzbekistan · list of 2018 📰",
            "✅ 🇰🇷 Koreya en: 20 April 2021 · list of 21 April 2021",
        ),
    ],
)
async def test_a_convention_shows_every_country_with_the_date_of_its_list(
    place: Town, language: str, uz: str, kr: str
) -> None:
    phone = await reader(place, language)
    shown = await phone.press_data("1yilo.c97:0")
    assert shown["text"].splitlines()[2:4] == [f"• {uz}", f"• {kr}"]


async def test_the_way_leads_from_the_page_to_the_list_to_a_country_and_back(place: Town) -> None:
    phone = await reader(place)
    await phone.press("Agreements and conventions")
    await phone.press("International conventions")
    await phone.press("C97 en")
    ratified = await phone.press("Who has ratified it")
    assert "❌ not on the list that was read; it may have ratified it later" in ratified["text"]
    assert "Checked on 24 November 2026" in ratified["text"]
    assert "Labour law" in (await phone.press("Sources"))["text"]
    await phone.press_data("1yilo.c97:0")
    korea = await phone.press("Koreya en")
    assert korea["text"].splitlines()[:3] == [
        "🇰🇷 Koreya en: ratified conventions",
        "",
        "• ✅ C97 en: 20 April 2021 · list of 21 April 2021",
    ]
    assert "Agreements with Uzbekistan" in (await phone.press("Back"))["text"]


async def test_a_single_agreement_does_not_hide_the_conventions(place: Town) -> None:
    phone = await reader(place)
    await phone.press("Destinations")
    await phone.press("Koreya en")
    listed = await phone.press("Agreements with Uzbekistan")
    assert "Shartnoma en" in labels(listed)
    await phone.press("Shartnoma en")
    assert labels(await phone.press("Back")) == labels(listed)
    shown = await phone.press("Conventions that it has ratified")
    assert "C97 en" in shown["text"]


async def test_all_conventions_stand_with_flags_at_a_glance(place: Town) -> None:
    phone = await reader(place)
    await phone.press_data("1v0")
    shown = await phone.press("Who has ratified what")
    assert shown["text"].splitlines()[2:5] == ["C97 en", "✅ 🇰🇷", "❌ 🇺🇿"]
    # Of C19 nothing is known: a row of question marks would tell nobody anything.
    assert "C19" not in shown["text"]


async def test_what_is_not_known_is_said_and_is_no_no(tmp_path: Path) -> None:
    files = with_conventions()
    name = "pages/c97/page.yaml"
    kr = files[name][files[name].index("  - {country: kr") :].splitlines()[0]
    files[name] = files[name].replace(f"{kr}\n", "")
    content = write_tree(tmp_path / "content", files)
    async with town(content, f"sqlite:///{tmp_path / 'bot.db'}") as place:
        phone = await reader(place)
        shown = await phone.press_data("1yilo.c97:0")
        assert "❔ Not known to us: 🇰🇷 Koreya en" in shown["text"]
        korea = await phone.press_data("1Ykr:0")
        assert "Nothing is confirmed here yet." in korea["text"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("1yilo.c19:0", "❔ Not known to us: 🇺🇿 Uzbekistan, 🇰🇷 Koreya en"),
        ("1ykr.eps:0", "EPS en"),
        ("1yilo.gone:0", "That page is no longer here"),
        ("1Yzz:0", "That page is no longer here"),
        ("1Ykr:99999", "🇰🇷 Koreya en: ratified conventions"),
        ("1Z99999", "Who has ratified what"),
    ],
)
async def test_a_button_of_another_release_leads_somewhere_sensible(
    place: Town, data: str, words: str
) -> None:
    phone = await reader(place)
    assert words in (await phone.press_data(data))["text"]
