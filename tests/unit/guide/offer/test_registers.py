"""Addresses against small registers: whose they are, and what resembles."""

from __future__ import annotations

from datetime import date

import pytest

from bot.entries.base import Localized
from bot.entries.contact import Contact, ContactKind, Phone
from bot.entries.source import Source, SourceKind
from bot.guide.offer.extract import extract
from bot.guide.offer.registers import Matched, Registers, Resembling

DAY = date(2026, 11, 24)
AGENCY = Contact(
    id="uz.agency",
    destination="uz",
    contact_kind=ContactKind.AGENCY,
    name=Localized(uz="a", uz_Cyrl="а", ru="а", en="a"),
    phones=(Phone(number="+998 71 202 33 55"), Phone(number="+7 925 045 47 44")),
    short_number="1282",
    telegram="@migratsiyaagentligi",
    email="info@agency.uz",
    url="https://gov.uz/oz/migration",
    checked=DAY,
    review_by=DAY,
    sources=("uz.src",),
)
PORTAL = Source(
    id="kr.src-eps", title="EPS", url="https://www.eps.go.kr/a", source_kind=SourceKind.OFFICIAL
)
PRESS = Source(
    id="uz.src-press", title="News", url="https://kun.uz/a", source_kind=SourceKind.PRESS
)
REGISTERS = Registers.of([AGENCY], [PORTAL, PRESS])


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("+998 71 202 33 55", "uz.agency"),
        ("71 202 33 55", "uz.agency"),
        ("8 (925) 045-47-44", "uz.agency"),
        ("1282", "uz.agency"),
        ("t.me/MigratsiyaAgentligi", "uz.agency"),
        ("Info@Agency.uz", "uz.agency"),
        ("gov.uz", "uz.agency"),
        ("my.gov.uz/anything", "uz.agency"),
        ("someone@gov.uz", "uz.agency"),
        ("https://eps.go.kr", "kr.src-eps"),
    ],
)
def test_a_registered_address_is_known(text: str, entry: str) -> None:
    (address,) = extract(text).addresses
    found = REGISTERS.find(address)
    assert isinstance(found, Matched)
    assert found.official.entry == entry


@pytest.mark.parametrize(
    "text",
    [
        "+998 71 202 33 56", "@migratsiyaagentlig1", "gov-uz.com", "gov.uz.site", "a@gov-uz.com",
        "xn--gv-fmc.uz", "eps-go.kr.com", "migratsiyaagentligi.site",
    ],
)  # fmt: skip
def test_what_resembles_a_registered_address_is_told(text: str) -> None:
    (address,) = extract(text).addresses
    assert isinstance(REGISTERS.find(address), Resembling)


@pytest.mark.parametrize(
    "text",
    [
        "+998 90 123 45 67", "@korea_ish", "kun.uz", "notgov.uz", "t.me/+AbCdEf", "go.kr",
        "a@gmail.com", "1350",
    ],
)  # fmt: skip
def test_what_no_register_holds_is_neither(text: str) -> None:
    (address,) = extract(text).addresses
    assert REGISTERS.find(address) is None
