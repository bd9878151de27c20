"""Telegram's two forms of Markdown: good markup, its words for bad markup, and anything else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.simulator.errors import ApiError
from bot.simulator.markdown import parse_markdown, parse_markdown_v2
from bot.simulator.texts import formatted
from tests.unit.simulator.test_html import REFUSAL, TEXTS, check_read_or_refused, cut

RESERVED = re.compile(r"([_*\[\]()~`>#+\-=|{}.!\\])")
"""What a text must escape (Bot API: MarkdownV2 style)."""


@pytest.mark.parametrize(
    ("mode", "source", "text", "entities"),
    [
        ("MarkdownV2", "*b* _i_ __u__ ~s~ ||p||", "b i u s p",
         [("bold", "b"), ("italic", "i"), ("underline", "u"), ("strikethrough", "s"),
          ("spoiler", "p")]),
        ("MarkdownV2", "💥*💥*", "💥💥", [("bold", "💥")]),
        ("MarkdownV2", "*a _b_*", "a b", [("bold", "a b"), ("italic", "b")]),
        ("MarkdownV2", "`a*b`", "a*b", [("code", "a*b")]),
        ("MarkdownV2", "```py\nx = 1```", "x = 1", [("pre", "x = 1")]),
        ("MarkdownV2", "[x](https://a\\.uz)", "x", [("text_link", "x")]),
        ("MarkdownV2", ">a\n>b\nc", "a\nb\nc", [("blockquote", "a\nb\n")]),
        ("MarkdownV2", ">a\n>b||", "a\nb", [("expandable_blockquote", "a\nb")]),
        ("MarkdownV2", "![💥](tg://emoji?id=5)", "💥", [("custom_emoji", "💥")]),
        ("MarkdownV2", r"1\. a\-b\!", "1. a-b!", []),
        ("Markdown", "*b* _i_ `c`", "b i c", [("bold", "b"), ("italic", "i"), ("code", "c")]),
        ("Markdown", "[x](https://a.uz)", "x", [("text_link", "x")]),
        ("Markdown", r"\*a\*", "*a*", []),
        ("Markdown", "a.b-c!", "a.b-c!", []),
    ],
)  # fmt: skip
def test_good_markup(mode: str, source: str, text: str, entities: list[tuple[str, str]]) -> None:
    made, found = formatted(source, mode)
    assert (made, [(e["type"], cut(made, e)) for e in found]) == (text, entities)


def test_the_language_of_code_is_kept() -> None:
    (entity,) = parse_markdown_v2("```py\nx```")[1]
    assert entity["language"] == "py"


@pytest.mark.parametrize(
    ("mode", "source", "words"),
    [
        ("MarkdownV2", "a.", "Character '.' is reserved and must be escaped with the preceding '\\'"),
        ("MarkdownV2", "a-b", "Character '-' is reserved and must be escaped with the preceding '\\'"),
        ("MarkdownV2", "(a", "Character '(' is reserved and must be escaped with the preceding '\\'"),
        ("MarkdownV2", "ʻ*a", "Can't find end of Bold entity at byte offset 2"),
        ("MarkdownV2", "_a", "Can't find end of Italic entity at byte offset 0"),
        ("MarkdownV2", "__a", "Can't find end of Underline entity at byte offset 0"),
        ("MarkdownV2", "~a", "Can't find end of Strikethrough entity at byte offset 0"),
        ("MarkdownV2", "||a", "Can't find end of Spoiler entity at byte offset 0"),
        ("MarkdownV2", "`a", "Can't find end of Code entity at byte offset 0"),
        ("MarkdownV2", "```a", "Can't find end of Pre entity at byte offset 0"),
        ("MarkdownV2", "```py\na", "Can't find end of PreCode entity at byte offset 0"),
        ("MarkdownV2", "[a", "Can't find end of TextUrl entity at byte offset 0"),
        ("MarkdownV2", "[a](b", "Can't find end of a URL at byte offset 4"),
        ("MarkdownV2", "![a]", "The entity must contain a tg://emoji or tg://time URL"),
        ("MarkdownV2", "![a](b)", "Invalid tg://emoji or tg://time URL specified"),
        ("Markdown", "ʻ*a", "Can't find end of the entity starting at byte offset 2"),
        ("Markdown", "a_b", "Can't find end of the entity starting at byte offset 1"),
    ],
)  # fmt: skip
def test_bad_markup_is_refused_in_telegrams_words(mode: str, source: str, words: str) -> None:
    with pytest.raises(ApiError) as refusal:
        formatted(source, mode)
    assert (refusal.value.code, refusal.value.description) == (400, REFUSAL + words)


@settings(deadline=None)
@given(TEXTS)
def test_escaped_text_comes_back(text: str) -> None:
    assert parse_markdown_v2(RESERVED.sub(r"\\\1", text)) == (text, [])


@settings(deadline=None)
@given(TEXTS)
def test_text_escaped_the_older_way_comes_back(text: str) -> None:
    plain = text.replace("\\", "")
    assert parse_markdown(re.sub(r"([_*`\[])", r"\\\1", plain)) == (plain, [])


MARKS = st.sampled_from(
    [
        *"_*[]()~`>#+-=|{}.!\\\n\r a5💥ʻ",
        *("__", "||", "```", "```py\n", "[x](https://a.uz)", "](", "![", "**>", "\n>", "||\n"),
        *("(tg://user?id=7)", "(tg://emoji?id=7)", "@durov", "/start"),
    ]
)


@pytest.mark.parametrize("mode", ["Markdown", "MarkdownV2"])
@settings(deadline=None)
@given(source=st.lists(MARKS | st.text(max_size=3), max_size=25).map("".join))
def test_any_markup_is_read_or_refused(mode: str, source: str) -> None:
    check_read_or_refused(source, mode)
