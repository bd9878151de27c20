"""Names that could be taken for official ones, and those that could not."""

from __future__ import annotations

import pytest

from bot.guide.offer.likeness import Look, above, owned, readable

LIKE = [
    ("gov-uz.com", "gov.uz"),
    ("gov.uz.login.site", "gov.uz"),
    ("govuz.site", "gov.uz"),
    ("g0v.uz.net", "gov.uz"),
    ("xorijda-ish.uz.site", "xorijdaish.uz"),
    ("xorijdaish.com", "xorijdaish.uz"),
    ("xorijdaish-uz.online", "xorijdaish.uz"),
    ("xor1jda1sh.uz", "xorijdaish.uz"),
    ("xorijdaiish.uz", "xorijdaish.uz"),
    ("хоrijdaish.uz", "xorijdaish.uz"),  # The first two letters are Cyrillic.
    ("my-xorijdaish.uz", "xorijdaish.uz"),
    ("eps-go-kr.com", "eps.go.kr"),
    ("japancareer.online", "japancareer.uz"),
]
UNLIKE = [
    ("kun.uz", "gov.uz"),
    ("gov.kz", "gov.uz"),
    ("uzgov.org", "gov.uz"),
    ("daryo.uz", "xorijdaish.uz"),
    ("ish.uz", "xorijdaish.uz"),
    ("korea.uz", "eps.go.kr"),
    ("telegram.org", "gov.uz"),
]


@pytest.mark.parametrize(("host", "official"), LIKE)
def test_a_host_resembles(host: str, official: str) -> None:
    assert Look.of_host(readable(host)).resembles(Look.of_host(official))


@pytest.mark.parametrize(("host", "official"), UNLIKE)
def test_a_host_does_not_resemble(host: str, official: str) -> None:
    assert not Look.of_host(readable(host)).resembles(Look.of_host(official))


@pytest.mark.parametrize(
    ("name", "is_like"),
    [
        ("migratsiyaagentligi", True),
        ("migratsiya_agentligi", True),
        ("migratsiyaagentlig1", True),
        ("migratsiyaagentligi_rasmiy", True),
        ("migratsiyaagentlgi", True),
        ("agentligi", False),
        ("migratsiya", False),
        ("korea_ish", False),
    ],
)
def test_an_account_resembles_the_official_one(name: str, is_like: bool) -> None:
    official = Look.of_name("migratsiyaagentligi")
    assert Look.of_name(name).resembles(official) is is_like


def test_an_ordinary_word_in_a_registered_name_tells_nothing() -> None:
    name = Look.of_name("uzbekistan_jobs")
    assert name.resembles(Look.of_host("uzbekistan.de"))
    assert not name.resembles(Look.of_host("uzbekistan.de", {"uzbekistan"}))


def test_punycode_is_read_and_broken_punycode_left() -> None:
    assert readable("xn--80aaa1cbgbm.com") != "xn--80aaa1cbgbm.com"
    assert readable("WWW.xn--\u00e9.com") == "xn--\u00e9.com"
    assert readable(f"xn--{'9' * 70}.com") == f"xn--{'9' * 70}.com"


def test_a_name_has_owners_above_it() -> None:
    assert above("a.b.gov.uz") == ("a.b.gov.uz", "b.gov.uz", "gov.uz")
    assert [owned(host) for host in ("dubai.mfa.uz", "www.eps.go.kr", "gov.uz")] == [
        "mfa.uz",
        "eps.go.kr",
        "gov.uz",
    ]
