"""The demo as a newcomer meets it: `yoldosh demo`, a browser, and clicks."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Locator, Page, expect

from tests.support.browser import Witness, chromium
from tests.support.postgres import free_port
from tests.support.processes import yoldosh
from tests.support.trees import sound_files, write_tree

CONTENT_SHOWN_WITHIN_S = 2.0
EMBASSY = """\
- id: kr.embassy
  destination: kr
  kind: embassy
  name: {uz: Elchixona, ru: Посольство, en: Embassy}
  phones: [{number: "+82 2 574 6554"}]
  address: 10 Example-ro
  lat: 37.56
  lon: 126.99
  checked: 2026-11-24
  review_by: 2027-11-24
  sources: [kr.src-law]
"""


@dataclass
class Demo:
    """A running demo, its content folder, and a page of a browser that is open on it."""

    url: str
    content: Path
    page: Page

    def phone(self, name: str) -> Locator:
        return self.page.locator(f'.phone[aria-label="{name}"]')

    async def open_phone(self, name: str) -> Locator:
        button = self.page.get_by_role("button", name=name, exact=True)
        if await button.get_attribute("aria-pressed") != "true":
            await button.click()
        await expect(self.phone(name)).to_be_visible()
        return self.phone(name)

    async def settle_in(self, name: str, language: str) -> Locator:
        """Start the chat of one person and choose a language by clicks."""
        phone = await self.open_phone(name)
        await phone.locator(".start-button").click()
        await press(phone, language)
        await expect(buttons(phone).filter(has_text="🏠").last).to_be_visible()
        return phone


def last(phone: Locator) -> Locator:
    return phone.locator(".bubble:not(.own)").last


def buttons(phone: Locator) -> Locator:
    return last(phone).locator(".inline")


async def press(phone: Locator, words: str) -> None:
    await buttons(phone).filter(has_text=words).first.click()


async def open_page(phone: Locator) -> None:
    """Go from the welcome to the page `kr.eps` of the small content folder."""
    await press(phone, "🏠")
    await press(phone, "🌍")
    await press(phone, "Koreya")
    await press(phone, "🧭")
    await expect(last(phone)).to_contain_text("EPS")


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as made:
        yield made


@pytest.fixture
async def demo(tmp_path: Path, browser: Browser) -> AsyncIterator[Demo]:
    content = write_tree(tmp_path / "content", sound_files())
    port = free_port()
    url = f"http://127.0.0.1:{port}/"
    settings = {"YOLDOSH_CONTENT_DIR": str(content)}
    log = tmp_path / "log"
    async with yoldosh("demo", "--port", str(port), settings=settings, log=log):
        await _answers(url)
        page = await browser.new_page(viewport={"width": 1600, "height": 900})
        witness = Witness(url)
        witness.watch(page)
        await page.goto(url)
        await page.wait_for_selector("body[data-ready]")
        yield Demo(url, content, page)
        assert witness.errors == []
        assert witness.elsewhere == [], "the demo works without the internet"


async def _answers(url: str, within_s: float = 30.0) -> None:
    ends = time.monotonic() + within_s
    async with aiohttp.ClientSession() as session:
        while True:
            try:
                async with session.get(f"{url}demo/status") as answer:
                    if answer.status == 200:
                        return
            except aiohttp.ClientConnectorError:
                if time.monotonic() > ends:
                    raise


async def test_people_side_by_side_read_in_their_own_languages(demo: Demo) -> None:
    for name, language, words in (
        ("Dilshod", "Oʻzbekcha", "Tekshirilgan sana: 2026-yil 24-noyabr"),
        ("Madina", "Ўзбекча", "Текширилган сана: 2026 йил 24 ноябрь"),
        ("Rustam", "Русский", "Проверено: 24 ноября 2026"),
        ("Jasur", "English", "Checked on 24 November 2026"),
    ):
        phone = await demo.settle_in(name, language)
        await press(phone, "🏠")
        await press(phone, "🌍")
        await press(phone, "🇰🇷")
        await expect(last(phone)).to_contain_text(words)
    assert await demo.page.locator(".phone").count() == 4


async def test_what_asks_for_an_answer_is_answered_by_the_next_text(demo: Demo) -> None:
    phone = await demo.settle_in("Dilshod", "English")
    await press(phone, "🏠")
    await press(phone, "🔍")
    field = phone.locator(".compose input")
    await expect(field).to_have_attribute("placeholder", "Offer, @name, phone, link or sum")
    await field.fill("Buyuk Ipak")
    await field.press("Enter")
    await expect(last(phone)).to_contain_text("“Buyuk Ipak”: the list of licensed agencies")
    await expect(field).not_to_have_attribute("placeholder", "Offer, @name, phone, link or sum")


async def test_the_page_and_the_chat_are_accessible(demo: Demo) -> None:
    phone = await demo.settle_in("Dilshod", "English")
    await open_page(phone)
    await demo.page.locator("#show-calls").click()
    await expect(demo.page.locator("#call-list li").first).to_be_visible()
    results = await Axe().run(demo.page)
    assert results.violations_count == 0, results.generate_report()


async def test_a_changed_file_is_on_the_screen_at_once_and_a_broken_one_is_explained(
    demo: Demo,
) -> None:
    phone = await demo.settle_in("Dilshod", "English")
    await open_page(phone)
    text = demo.content / "pages/kr/eps/en.md"
    sound = text.read_text(encoding="utf-8")

    began = time.monotonic()
    text.write_text(sound.replace("Kirish", "Freshly written"), encoding="utf-8")
    await expect(last(phone)).to_contain_text("Freshly written", timeout=10_000)
    assert time.monotonic() - began < CONTENT_SHOWN_WITHIN_S

    began = time.monotonic()
    text.write_text(sound.replace("Kirish", "{figure:kr.nothing}"), encoding="utf-8")
    faults = demo.page.locator("#faults")
    await expect(faults).to_contain_text("pages/kr/eps/en.md:3:", timeout=10_000)
    assert time.monotonic() - began < CONTENT_SHOWN_WITHIN_S
    await expect(faults).to_contain_text("kr.nothing")
    await expect(last(phone)).to_contain_text("Freshly written")

    text.write_text(sound, encoding="utf-8")
    await expect(faults).to_be_hidden()
    await expect(last(phone)).to_contain_text("Kirish")


async def test_everything_that_can_be_attached_is_sent_and_answered(demo: Demo) -> None:
    phone = await demo.settle_in("Dilshod", "English")
    await demo.page.locator("#language").select_option("en")
    for entry, shown, words in (
        ("Location", "37.5665", "Nearest help to you"),
        ("My phone number", "👤 Dilshod", "cannot read pictures"),
        ("Sticker", "🙂", "cannot read pictures"),
    ):
        await phone.get_by_role("button", name="Attach").click()
        await phone.locator(".menu-entry").filter(has_text=entry).click()
        await expect(phone.locator(".bubble.own").last).to_contain_text(shown)
        await expect(last(phone)).to_contain_text(words)
    await phone.get_by_role("button", name="Attach").click()
    async with demo.page.expect_file_chooser() as choosing:
        await phone.locator(".menu-entry").filter(has_text="File").click()
    chooser = await choosing.value
    await chooser.set_files(
        {"name": "contract.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 nothing"}
    )
    await expect(phone.locator(".bubble.own").last).to_contain_text("contract.pdf")
    link = phone.locator(".bubble.own a.file").last
    address = await link.get_attribute("href")
    answer = await demo.page.request.get(f"{demo.url.rstrip('/')}{address}")
    assert await answer.body() == b"%PDF-1.4 nothing"


async def test_a_button_under_the_field_sends_the_place_and_goes_away(demo: Demo) -> None:
    contacts = demo.content / "contacts/kr.yaml"
    contacts.write_text(contacts.read_text(encoding="utf-8") + EMBASSY, encoding="utf-8")
    await expect(demo.page.locator("#content-state")).to_contain_text("2", timeout=10_000)
    phone = await demo.settle_in("Dilshod", "English")
    await press(phone, "🏠")
    await press(phone, "🆘")
    await press(phone, "Nearest help")
    under = phone.locator(".reply-keyboard .inline")
    await expect(under).to_have_text("📍 Send my place")
    field, below = await phone.locator(".compose").bounding_box(), await under.bounding_box()
    assert field is not None
    assert below is not None
    assert below["y"] >= field["y"] + field["height"]
    await under.click()
    await expect(under).to_have_count(0)
    await expect(phone.locator(".bubble.own").last).to_contain_text("37.5665")
    await expect(last(phone)).to_contain_text("📍 Embassy · 10 Example-ro · 37.5600")
    await expect(phone).to_contain_text("km: Embassy")
    await demo.page.reload()
    await demo.page.wait_for_selector("body[data-ready]")
    await expect(under).to_have_count(0)


async def test_words_are_typed_and_commands_chosen_from_the_menu(demo: Demo) -> None:
    phone = await demo.settle_in("Dilshod", "English")
    await phone.locator("input").fill("my <b>boss</b> does not pay")
    await phone.locator(".send").click()
    await expect(phone.locator(".bubble.own").last).to_contain_text("my <b>boss</b> does not pay")
    await phone.locator(".compose .icon").first.click()
    await phone.locator(".menu-entry").filter(has_text="/urgent").click()
    await expect(last(phone)).to_contain_text("go to a place with other people and call")


async def test_a_phone_number_dials_and_copies(demo: Demo) -> None:
    phone = await demo.settle_in("Dilshod", "English")
    await open_page(phone)
    await press(phone, "📞")
    dial = last(phone).locator('a[href="tel:+82212345678"]')
    await expect(dial).to_have_text("+82 2 1234 5678")
    await press(phone, "+82 2 1234 5678")
    await expect(demo.page.locator("#toast")).to_contain_text("+82 2 1234 5678")


async def test_the_raw_view_shows_each_call_and_its_answer(demo: Demo) -> None:
    await demo.page.locator("#show-calls").click()
    await demo.settle_in("Dilshod", "English")
    call = demo.page.locator("#call-list li").filter(has_text="editMessageText · 200").first
    await call.locator("summary").click()
    await expect(call.locator("pre").first).to_contain_text('"parse_mode": "HTML"')
    await expect(call.locator("pre").last).to_contain_text('"ok": true')
    await expect(demo.page.locator("#call-list")).not_to_contain_text("getUpdates")


async def test_staff_and_newcomers_join_and_leave(demo: Demo) -> None:
    await demo.open_phone("Agency staff")
    await demo.page.locator("#language").select_option("en")
    await demo.page.get_by_role("button", name="Add a person").click()
    await expect(demo.phone("Person 6")).to_be_visible()
    await demo.phone("Person 6").get_by_role("button", name="Close").click()
    await expect(demo.phone("Person 6")).to_have_count(0)
    await expect(demo.phone("Agency staff")).to_be_visible()


async def test_the_pages_own_words_follow_the_chosen_language(demo: Demo) -> None:
    for locale, words in (
        ("uz", "Soʻrovlar"),
        ("uz_Cyrl", "Сўровлар"),
        ("ru", "Запросы"),
        ("en", "Calls"),
    ):
        await demo.page.locator("#language").select_option(locale)
        await expect(demo.page.locator("#show-calls")).to_have_text(words)
    await demo.page.reload()
    await demo.page.wait_for_selector("body[data-ready]")
    await expect(demo.page.locator("#show-calls")).to_have_text("Calls")


async def test_a_chat_is_still_there_after_a_reload(demo: Demo) -> None:
    phone = await demo.settle_in("Dilshod", "English")
    before = await last(phone).inner_text()
    await demo.page.reload()
    await demo.page.wait_for_selector("body[data-ready]")
    assert await last(demo.phone("Dilshod")).inner_text() == before


async def test_a_small_screen_shows_one_phone_whole(demo: Demo) -> None:
    await demo.page.set_viewport_size({"width": 360, "height": 640})
    phone = await demo.settle_in("Dilshod", "Русский")
    box = await phone.bounding_box()
    assert box is not None
    assert box["width"] <= 360
    for index in range(await buttons(phone).count()):
        inside = await buttons(phone).nth(index).bounding_box()
        assert inside is not None
        assert inside["x"] >= box["x"]
        assert inside["x"] + inside["width"] <= box["x"] + box["width"]


async def test_the_buttons_work_without_a_mouse(demo: Demo) -> None:
    phone = await demo.open_phone("Dilshod")
    await phone.locator(".start-button").focus()
    await demo.page.keyboard.press("Enter")
    await expect(buttons(phone).first).to_be_visible()
    await buttons(phone).filter(has_text="English").focus()
    await demo.page.keyboard.press("Enter")
    await expect(last(phone)).to_contain_text("never asks for money")
