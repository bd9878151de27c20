"""The quick reading of plain texts, judged by markdown-it, which it stands in for."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.authoring import markdown
from bot.authoring.markdown import ParsedText, parse_markdown
from bot.authoring.quick import quick_tokens

CONTENT = Path(__file__).parents[3] / "content"
TEXTS = [path.read_text(encoding="utf-8") for path in sorted((CONTENT / "pages").rglob("*.md"))]


def slowly(source: str) -> ParsedText:
    """Return what markdown-it alone makes of a text."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markdown, "quick_tokens", lambda _: None)
        return parse_markdown(source, "x.md")


def test_shipped_texts_read_quickly_give_what_markdown_it_gives() -> None:
    for text in TEXTS:
        assert parse_markdown(text, "x.md") == slowly(text)


def test_nearly_all_shipped_texts_are_read_quickly() -> None:
    assert sum(quick_tokens(text) is not None for text in TEXTS) > 0.9 * len(TEXTS)


@pytest.mark.parametrize(
    "text",
    [
        "", "a", "# T\n\nx", "# T #\n\nx", "#T", "# T\nx", "#  T", "a\nb", "a \nb", "a  \nb",
        "a\\\nb", "- a\n- b\n\n- c", "- a\n\n1. b\n\n- c", "1. a\n\n2. b", "1. a\n1. b", "2. a",
        "- a \n- b", "- a\n\n  b", "- - a", "- 1. a", "1) a", "+ a", "* a", "> a\n> b", "> a\n\n> b",
        "> a\nb", "> - a", ">a", "**a**b**c**", "a**b**", "**a.**b", "**a.** b", "**a**", "**ab****ab**", "**a",
        "***a***", "**a b**", "** a**", "*a*", "_a_", "__a__", "[a](page:kr.eps)", "[a](page:kr)b",
        "[a]: page:kr", "[a]", "[a](b)", "[a](https://a.uz/x?y=1&copy=2)", "[a](https://A.uz)",
        "[a\nb](page:kr)", "[a](page:kr)[b](page:jp)", "![a](https://a.uz)", "a!", "![", "<b>", "a<b",
        "&amp;", "a & b", "`a`", "a|b\n-|-", "a\n===", "a\n---", "---", "\ta", "    a", " a", "a\u00a0",
        "a\n\n\nb", "\n\na", "a\n\n", " \n\na", "18 yosh", "18. yosh", "1234567890. x", "«a» (b)",
        "{figure:kr.wage}", "## A {#a}", "## A {#a basis=reported}\n\nx", "**“a”**b", "**a**\n**b**",
        "a\u2028b", "a\x0cb", "a\x85", "ʻ**oʻz**", "**1**", "- **a:** b", "\u3000a", "a\u3000\nb",
    ],
)  # fmt: skip
def test_what_is_read_quickly_is_what_markdown_it_reads(text: str) -> None:
    assert parse_markdown(text, "x.md") == slowly(text)


pieces = st.sampled_from([
    "a", "Oʻz", "б", "1", "18", "2026-yil", " ", "  ", "\n", "\n\n", "\n- ", "\n1. ", "\n2. ", "\n> ",
    "# ", "\n## ", " {#a}", "**", "*", "_", "[", "]", "](page:kr.eps)", "](https://a.uz/b)", "(", ")",
    "{figure:kr.wage}", "{", "}", "!", ".", ",", ":", '"', "“", "”", "«", "»", "—", "-", "+", "#", ">",
    "<", "&", "`", "\\", "|", "=", "~", "\t", "\u00a0", "\u2028", "\u00ad", "😀", "ʼ", "'", "/", "@",
])  # fmt: skip


@settings(max_examples=1000, deadline=None)
@given(st.lists(pieces, max_size=14).map("".join))
def test_chance_finds_no_difference(text: str) -> None:
    assert parse_markdown(text, "x.md") == slowly(text)


plain = st.sampled_from(
    ["a", "Oʻz", "б1", "**ab**", "**a.** ", "[x](page:kr)", " ", "! ", "(", ")", ", "]
)
lines = st.lists(plain, min_size=1, max_size=5).map("".join)
blocks = st.one_of(
    lines,
    st.lists(lines, min_size=1, max_size=3).map("\n".join),
    st.lists(lines.map("- {}".format), min_size=1, max_size=3).map("\n".join),
    st.lists(lines.map("1. {}".format), min_size=1, max_size=3).map("\n".join),
    st.lists(lines.map("> {}".format), min_size=1, max_size=3).map("\n".join),
    lines.map("## {} {{#a}}".format),
)


@settings(max_examples=500, deadline=None)
@given(st.lists(blocks, min_size=1, max_size=4).map("\n\n".join))
def test_chance_finds_no_difference_in_nearly_plain_texts(text: str) -> None:
    assert parse_markdown(text, "x.md") == slowly(text)
