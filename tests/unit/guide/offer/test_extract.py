"""Offers as people write them: what is found in them, and that no text is too much."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.guide.offer import firms
from bot.guide.offer.extract import extract
from bot.guide.offer.reading import LIMIT, Kind, Role

BUDGET_S = 0.02
"""Time for the longest message that Telegram delivers."""

SUMS = [
    ("3000 dollar", 3000, "USD"),
    ("3 000$", 3000, "USD"),
    ("3.000$", 3000, "USD"),
    ("$3000", 3000, "USD"),
    ("USD 3000", 3000, "USD"),
    ("3k$", 3000, "USD"),
    ("3 ming dollar", 3000, "USD"),
    ("3 минг доллар", 3000, "USD"),
    ("ikki ming dollar", 2000, "USD"),
    ("oʻn besh ming dollar", 15000, "USD"),
    ("две тысячи долларов", 2000, "USD"),
    ("two thousand dollars", 2000, "USD"),
    ("1500 у.е.", 1500, "USD"),
    ("5 mln soʻm", 5_000_000, "UZS"),
    ("5 mln so'm", 5_000_000, "UZS"),
    ("yarim million soʻm", 500_000, "UZS"),
    ("2 миллиона сум", 2_000_000, "UZS"),
    ("12 000 000 сўм", 12_000_000, "UZS"),
    ("200 тыс. рублей", 200_000, "RUB"),
    ("200т.р.", 200_000, "RUB"),
    ("50 000р", 50_000, "RUB"),
    ("1,5 млн вон", 1_500_000, "KRW"),
    ("2.500.000 won", 2_500_000, "KRW"),
    ("180000 yen", 180_000, "JPY"),
    ("75 евро", 75, "EUR"),
    ("€ 600", 600, "EUR"),
    ("17 300 тенге", 17_300, "KZT"),
    ("400 злотых", 400, "PLN"),
    ("１０００ dollars", 1000, "USD"),
]
ROLES = [
    ("3000 dollar toʻlaysiz", Role.ASKED),
    ("xizmat haqi 500 dollar", Role.ASKED),
    ("стоимость 2000$", Role.ASKED),
    ("предоплата 1000 долларов", Role.ASKED),
    ("the price is $900", Role.ASKED),
    ("oylik 2 000 000 won", Role.PROMISED),
    ("ойлик 2 млн вон", Role.PROMISED),
    ("зарплата 3000$", Role.PROMISED),
    ("оплата 2 000 000 вон в месяц", Role.PROMISED),
    ("oyiga 1500 dollar", Role.PROMISED),
    ("you earn 2000 euro", Role.PROMISED),
    ("3000 dollar", Role.UNCLEAR),
]
NO_SUMS = [
    "100 ming kishi ketadi", "2026-yil 5-may", "20 yoshdan 39 yoshgacha", "E-9 va EPS-TOPIK",
    "8 soat ish, 5 kun", "1350", "сумка 5", "5 вокзалов", "тел 998901234567", "3 oy",
]  # fmt: skip
ADDRESSES = [
    ("+998 90 123 45 67", Kind.PHONE, "998901234567"),
    ("998901234567", Kind.PHONE, "998901234567"),
    ("90 123 45 67", Kind.PHONE, "901234567"),
    ("(90) 123-45-67", Kind.PHONE, "901234567"),
    ("901234567", Kind.PHONE, "901234567"),
    ("8 (495) 123-45-67", Kind.PHONE, "84951234567"),
    ("+7 925 045 47 44", Kind.PHONE, "79250454744"),
    ("+82-10-1234-5678", Kind.PHONE, "821012345678"),
    ("010-1234-5678", Kind.PHONE, "01012345678"),
    ("wa.me/998901112233", Kind.PHONE, "998901112233"),
    ("tel: 1282", Kind.SHORT, "1282"),
    ("1282", Kind.SHORT, "1282"),
    ("@korea_ish", Kind.NAME, "korea_ish"),
    ("t.me/Korea_Ish", Kind.NAME, "korea_ish"),
    ("https://t.me/s/korea_ish", Kind.NAME, "korea_ish"),
    ("tg://resolve?domain=korea_ish", Kind.NAME, "korea_ish"),
    ("https://t.me/+AbCdEf", Kind.INVITE, "+AbCdEf"),
    ("t.me/joinchat/AbCdEf", Kind.INVITE, "joinchat"),
    ("xorijdaish.uz", Kind.LINK, "xorijdaish.uz"),
    ("https://www.Gov.uz/oz/migration", Kind.LINK, "gov.uz"),
    ("https://gov.uz@example.com/a", Kind.LINK, "example.com"),
    ("http://example.com:8080/gov.uz", Kind.LINK, "example.com"),
    ("xorijda-ish.uz.site", Kind.LINK, "xorijda-ish.uz.site"),
    ("xn--80ak6aa92e.com", Kind.LINK, "аррӏе.com"),
    ("xorijda\u200bish.uz", Kind.LINK, "xorijdaish.uz"),
    ("gov。uz", Kind.LINK, "gov.uz"),
    ("info@mfa.uz", Kind.EMAIL, "info@mfa.uz"),
    ("8600 1234 5678 9012", Kind.CARD, "8600123456789012"),
    ("karta 9860123456789012", Kind.CARD, "9860123456789012"),
]
NO_ADDRESSES = [
    "12.05.2026", "2026-2027", "500 000 000", "ishga.Telefon", "3.5 baho", "E-7-4", "va h.k.",
    "@ belgisi", "http://", "xn--", "+", "tel", "a@b", "1.2.3.4",
]  # fmt: skip


@pytest.mark.parametrize(("text", "amount", "currency"), SUMS)
def test_a_sum_is_read_in_every_form(text: str, amount: int, currency: str) -> None:
    (found,) = extract(f"Narxi {text} boʻladi").sums
    assert found.low == found.high == Decimal(amount)
    assert found.currency == currency


@pytest.mark.parametrize(("text", "role"), ROLES)
def test_the_words_around_a_sum_tell_what_it_is_for(text: str, role: Role) -> None:
    assert [found.role for found in extract(text).sums] == [role]


def test_each_of_two_sums_has_its_own_words() -> None:
    found = extract("3000 dollar oylik, 500 dollar xizmat haqi. Зарплата 2000$, оформление 700$")
    assert [(int(one.high), one.role) for one in found.sums] == [
        (3000, Role.PROMISED), (500, Role.ASKED), (2000, Role.PROMISED), (700, Role.ASKED),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["2-3 ming dollar", "2000–3000$", "$2000-3000", "от 2000 до 3000$"]
)
def test_a_range_has_both_its_ends(text: str) -> None:
    (found,) = extract(text).sums
    assert (found.low, found.high) == (Decimal(2000), Decimal(3000))


@pytest.mark.parametrize("text", NO_SUMS)
def test_other_numbers_are_no_sums(text: str) -> None:
    assert extract(text).sums == ()


@pytest.mark.parametrize(("text", "kind", "value"), ADDRESSES)
def test_an_address_is_found_in_every_form(text: str, kind: Kind, value: str) -> None:
    (found,) = extract(text).addresses
    assert (found.kind, found.value) == (kind, value)


@pytest.mark.parametrize("text", NO_ADDRESSES)
def test_other_signs_are_no_addresses(text: str) -> None:
    assert extract(text).addresses == ()


def test_everything_in_one_offer_is_found_once() -> None:
    found = extract(
        "Koreyaga! Narxi 3000$. Tel +998901234567 500 dollar oldindan. "
        "Kanal: https://t.me/korea_ish (@korea_boss), sayt gov-uz.com/anketa?id=998901234567"
    )
    assert [one.value for one in found.addresses] == [
        "korea_ish", "korea_boss", "gov-uz.com", "998901234567",
    ]  # fmt: skip
    assert [one.typed for one in found.sums] == ["3000$", "500 dollar"]
    assert "998" not in found.rest


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("«Smart Jobs» MChJ Germaniyaga yuboradi", ("Smart Jobs",)),
        ('OOO "Тошкент Ворк" отправляет', ("Тошкент Ворк",)),
        ("Global Work agentligi soʻrayapti", ("Global Work",)),
        ("Migratsiya agentligi eʼloni", ()),
        ("xususiy bandlik agentligi", ()),
        ("oddiy gap", ()),
    ],
)
def test_a_firm_is_known_by_the_words_beside_its_name(text: str, names: tuple[str, ...]) -> None:
    assert firms.find(text) == names


PIECES = [
    "a.", "1 ", "1-", "(", "@a", "aa@", "0", "1,000", "$", "$1", "1 ming ", "bir ", "http://", "а",
    "1 2 3 4 5 6 ", "tel ", "aloqa 12345 ", "xn--a.", "a-", "to'lov 1 ", "+1", "\ufdfa", "1.1.1.",
    "1 000 000 ", "a@a.a.", "uch ikki bir ming ", "www.", "t.me/", "so'm", "“a” MChJ ", "Aa Bb ",
    "\u0300", "\u202e", "_", "tg://", "8600 ", "«", "MChJ ", "3000 dollar ", "+998901234567 ",
]  # fmt: skip


@pytest.mark.parametrize("piece", PIECES)
def test_no_repetition_makes_it_slow(piece: str) -> None:
    text = (piece * LIMIT)[:LIMIT]
    assert quickest(text) < BUDGET_S


def quickest(text: str) -> float:
    """Return the shortest of three times: others share the processor."""
    times = []
    for _ in range(3):
        start = time.process_time()
        firms.find(extract(text).text)
        times.append(time.process_time() - start)
    return min(times)


LETTERS = st.text(st.characters(codec="utf-16", categories=None), max_size=LIMIT)
LIKELY = st.lists(
    st.one_of(st.sampled_from([*PIECES, " ", "\n", "dollar", "so'm", ".uz", "ming"]), st.text(max_size=3)),
    max_size=400,
).map("".join)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.one_of(LETTERS, LIKELY))
def test_any_text_is_read_whole_and_nothing_is_invented(text: str) -> None:
    found = extract(text)
    assert len(found.text) <= LIMIT
    assert len(found.rest) == len(found.text)
    for one in found.sums:
        assert 0 <= one.low <= one.high
    for address in found.addresses:
        assert address.typed
        assert address.value


@settings(max_examples=25, deadline=None)
@given(LIKELY)
def test_any_long_text_is_read_quickly(text: str) -> None:
    long = (text * (LIMIT // max(1, len(text)) + 1))[:LIMIT]
    assert quickest(long) < BUDGET_S
