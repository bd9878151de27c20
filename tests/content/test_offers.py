"""Offers against the shipped content: each finding is expected, and questions stay questions."""

from __future__ import annotations

import time
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.authoring.content import read_content
from bot.guide.guide import Guide
from bot.guide.judging import read_questions
from tests.support.trees import TODAY

ROOT = Path(__file__).resolve().parents[2]
OFFERS: list[dict[str, Any]] = yaml.safe_load(
    (ROOT / "tests/content/offers.yaml").read_text(encoding="utf-8")
)
QUESTIONS = (ROOT / "tests/content/ordinary.txt").read_text(encoding="utf-8").splitlines()
JUDGED = read_questions((ROOT / "tests/search/judged.tsv").read_text(encoding="utf-8"))
SENSIBLY_CHECKED = {
    "agency asks 3000 dollars",
    (
        "Telegramda bir kanal bor, Bolgariyaga dalaga ishga olib ketamiz deyapti. 800 dollar oldindan berish"
        " kerakmish, qolganini borganda. Litsenziyasini ko'rsatmayapti. Ishonsammikin?"
    ),
}
"""Judged questions that speak of an offer, so that the check answers better than a page."""


@cache
def guide() -> Guide:
    return Guide(read_content(ROOT / "content", TODAY).entries.values(), 1)


def test_there_are_enough_offers_in_every_writing() -> None:
    assert len(OFFERS) >= 40
    assert len(QUESTIONS) >= 60


@pytest.mark.parametrize("offer", OFFERS, ids=[offer["text"][:40] for offer in OFFERS])
def test_an_offer_is_compared_as_expected(offer: dict[str, Any]) -> None:
    found = guide().offers.check(offer["text"], TODAY)
    assert list(found.destinations) == offer.get("countries", [])
    assert [one.official.address for one in found.matched] == offer.get("known", [])
    assert [one.address.value for one in found.resembling] == offer.get("like", [])
    assert [one.value for one in found.unknown] == offer.get("unknown", [])
    assert list(found.named) == offer.get("named", [])
    verdicts = {one.sum: one.verdict.name for one in found.compared}
    assert list(verdicts.values()) == offer.get("sums", [])
    signs = [one.owner.id for one in found.signs]
    assert signs == offer.get("signs", [])
    assert not set(signs) & set(offer.get("not", []))


@pytest.mark.parametrize("offer", OFFERS, ids=[offer["text"][:40] for offer in OFFERS])
def test_what_is_quoted_stands_in_the_offer(offer: dict[str, Any]) -> None:
    found = guide().offers.check(offer["text"], TODAY)
    for sign in found.signs:
        assert sign.words in offer["text"] or sign.words == "…9012"


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_ordinary_question_is_no_offer(question: str) -> None:
    assert not guide().offers.concerns(question)


def test_no_judged_question_is_taken_from_search() -> None:
    taken = {asked.text for asked in JUDGED if guide().offers.concerns(asked.text)}
    assert taken == SENSIBLY_CHECKED


@pytest.mark.parametrize(
    "text",
    [
        "Koreyaga ishga olamiz, 3000 dollar",
        "Кореяга юборамиз, тел 90 123 45 67",
        "Набираем рабочих в Польшу @pl_work",
        "Global Work agentligi Polshaga 1500 dollar soʻrayapti",
        "rostmi t.me/korea_ish",
        "@korea_ish",
        "korea-ish.uz",
        "+998 90 123 45 67",
        "3000 dollar",
        "is this agency real? www.smart-jobs.com",
        "посредник просит 500 долларов",
        "agentlik 2 ming dollar soʻrayapti, Yaponiyaga, berish kerakmi?",
        "Biz Migratsiya agentligi vakilimiz. Roʻyxatga kirish uchun 1 mln soʻm kartaga oʻtkazing",
        "Yaponiya 3000 dollar",
        "EPS xarajati 859 dollarmi",
        "Koreyaga 10 ta yigit kerak, oylik 2500$, hujjatlar 1800$. 97-777-12-34",
        "Turkiyaga ishga chaqiramiz, ruxsatnomasiz ishlaysiz, 500$",
    ],
)
def test_an_offer_that_is_just_written_is_known_as_one(text: str) -> None:
    assert guide().offers.concerns(text)


def test_links_of_this_bot_are_no_offer() -> None:
    assert not guide().offers.concerns("t.me/yoldosh_bot?start=kr-eps", "Yoldosh_bot")
    assert guide().offers.concerns("t.me/yoldosh_b0t?start=kr-eps", "yoldosh_bot")


def test_the_cost_of_a_programme_counts_before_that_of_the_country() -> None:
    def pages(text: str) -> set[str]:
        return {one.page for one in guide().offers.check(text, TODAY).compared}

    assert pages("Yaponiyaga SSW 2000 dollar toʻlov") == {"jp.ssw.cost"}
    assert pages("Yaponiyaga 2000 dollar toʻlov") == {"jp.ssw.cost", "jp.titp.cost"}


def test_a_sum_of_last_years_is_shown_with_its_days() -> None:
    found = guide().offers.check("Koreya EPS 3000 dollar toʻlov", TODAY)
    (total,) = found.compared[0].beside
    assert not total.is_current
    assert total.value.end is not None


@pytest.mark.parametrize(
    "offer", ["kafolat pasport viza Koreya ", "aorijdaish.com ", "1 ming @abcd "]
)
def test_the_longest_offer_is_checked_at_once(offer: str) -> None:
    text = (offer * 4096)[:4096]
    times = []
    for _ in range(3):
        start = time.process_time()
        guide().offers.check(text, TODAY)
        times.append(time.process_time() - start)
    assert min(times) < 0.05
