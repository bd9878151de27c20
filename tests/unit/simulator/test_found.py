"""What the server finds in a text by itself, as people see it in their apps."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.simulator.found import find_entities
from tests.unit.simulator.test_html import check_sound, cut


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("plain words", []),
        ("/start", [("bot_command", "/start")]),
        ("a /start@some_bot b", [("bot_command", "/start@some_bot")]),
        ("and/or", []),
        ("💥@durov", [("mention", "@durov")]),
        ("@abc @pic @a", [("mention", "@pic")]),
        ("me@example.uz", [("email", "me@example.uz")]),
        ("#Oʻzbek #1 #ишчи", [("hashtag", "#Oʻzbek"), ("hashtag", "#ишчи")]),
        ("$USD $usd", [("cashtag", "$USD")]),
        ("https://a.uz/x?y=1#z.", [("url", "https://a.uz/x?y=1#z")]),
        ("(see a.uz/b)", [("url", "a.uz/b")]),
        ("https://a.uz/#tag", [("url", "https://a.uz/#tag")]),
        ("a.uz/b_(c)", [("url", "a.uz/b_(c)")]),
        ("mehnat.uz, my.gov.uz", [("url", "mehnat.uz"), ("url", "my.gov.uz")]),
        ("file.pdf 3.14 a-.uz", []),
        ("http://10.0.0.1:8080/", [("url", "http://10.0.0.1:8080/")]),
        ("tg://resolve?domain=a", [("url", "tg://resolve?domain=a")]),
        ("+998 90 123-45-67", [("phone_number", "+998 90 123-45-67")]),
        ("998901234567 +12", []),
        # The number that card networks publish for tests; with one digit changed it is no card.
        ("4111 1111 1111 1111", [("bank_card_number", "4111 1111 1111 1111")]),
        ("4111 1111 1111 1112", []),
    ],
)
def test_what_is_found(text: str, found: list[tuple[str, str]]) -> None:
    assert [(e["type"], cut(text, e)) for e in find_entities(text)] == found


SIGNS = st.sampled_from(
    ["@", "/", "#", "$", "+", ".", ":", "//", "a.uz", "durov", "5", " ", "💥", "("]
)


@settings(deadline=None)
@given(st.lists(SIGNS | st.text(max_size=2), max_size=20).map("".join))
def test_what_is_found_lies_in_the_text_and_apart(text: str) -> None:
    entities = find_entities(text)
    check_sound(text, entities)
    ends = [e["offset"] + e["length"] for e in entities]
    assert all(end <= e["offset"] for end, e in zip(ends, entities[1:], strict=False))
