"""Links as buttons and texts may hold them, and the words for others."""

from __future__ import annotations

import pytest

from bot.simulator.links import WrongLinkError, check_link, custom_emoji_of, find_link, user_of


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("example.uz", "http://example.uz/"),
        ("HTTPS://Example.UZ/Path?a=b#c", "https://example.uz/Path?a=b#c"),
        ("https://a.uz?x=1", "https://a.uz/?x=1"),
        ("https://user:pass@a.uz:0443/", "https://user:pass@a.uz:443/"),
        ("https://a.uz/a b", "https://a.uz/a%20b"),
        ("https://ўзбек.uz/ў", "https://ўзбек.uz/ў"),
        ("https://[::1]:80/x", "https://[::1]:80/x"),
        ("tg://resolve?domain=a", "tg://resolve?domain=a"),
        ("TG:join?invite=x", "tg://join?invite=x"),
        ("tg://settings/?x", "tg://settings?x"),
    ],
)
def test_a_link_is_kept_in_its_plain_form(given: str, kept: str) -> None:
    assert check_link(given) == kept


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ("", "URL host is empty"),
        ("https://", "URL host is empty"),
        ("nowhere", "Wrong HTTP URL"),
        (".", "Host is invalid"),
        ("ftp://a.uz", "Unsupported URL protocol"),
        ("javascript:alert(1)", "Wrong port number specified in the URL"),
        ("https://a.uz:0/", "Wrong port number specified in the URL"),
        ("https://a.uz:99999/", "Wrong port number specified in the URL"),
        ("https://a b.uz", "Wrong URL host"),
        ("https://a%zz.uz", "Wrong percent-encoded symbol in URL host"),
        ("https://[::x]/", "Wrong IPv6 address specified in the URL"),
        ("tg://a@b", "Wrong tg URL"),
        ("tg://a.b", "Unallowed characters in URL host"),
    ],
)
def test_no_link(link: str, words: str) -> None:
    with pytest.raises(WrongLinkError, match=f"^{words}$"):
        check_link(link)
    assert find_link(link) is None


@pytest.mark.parametrize("link", ["http://a.uz", "a.uz", "tg://resolve?domain=a"])
def test_a_web_app_needs_https(link: str) -> None:
    with pytest.raises(WrongLinkError, match="Only HTTPS links are allowed"):
        check_link(link, https_only=True)


def test_links_to_people_and_emoji() -> None:
    assert user_of("tg://user?id=5") == 5
    assert user_of("tg:user?a=b&id=5") == 5
    assert user_of("https://t.me/user?id=5") is None
    assert custom_emoji_of("tg://emoji?id=5") == "5"
    assert custom_emoji_of("tg://emoji?id=0") is None
