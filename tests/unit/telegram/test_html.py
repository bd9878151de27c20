"""Text trees as Telegram's HTML: what our own strict parser makes of it is what was meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.entries.text import (
    Block,
    Bold,
    Bullets,
    FigureRef,
    Inline,
    Italic,
    Link,
    Numbered,
    Paragraph,
    Plain,
    Quote,
    heading,
    paragraph,
)
from bot.simulator.html import parse_html
from bot.simulator.utf16 import units
from bot.telegram.html import LIMIT, fitted, plain_length, render

LETTERS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")) | st.sampled_from("<>&\"'ʻ💥"),
    min_size=1,
    max_size=30,
)
PLAIN = st.builds(lambda text: Plain(text=text), LETTERS)
LINE: st.SearchStrategy[tuple[Inline, ...]] = st.lists(
    PLAIN
    | st.builds(lambda part: Bold(inner=(part,)), PLAIN)
    | st.builds(lambda part: Italic(inner=(part,)), PLAIN)
    | st.builds(lambda part: Link(url="https://example.org/?a=1&b=<2>", inner=(part,)), PLAIN),
    min_size=1,
    max_size=4,
).map(tuple)
LINES = st.lists(LINE, min_size=1, max_size=4).map(tuple)
BLOCK: st.SearchStrategy[Block] = st.one_of(
    st.builds(lambda line: Paragraph(inner=line), LINE),
    st.builds(lambda lines: Bullets(items=lines), LINES),
    st.builds(lambda lines: Numbered(items=lines), LINES),
    st.builds(lambda lines: Quote(paragraphs=lines), LINES),
)
BLOCKS = st.lists(BLOCK, min_size=1, max_size=6).map(tuple)


def letters(nodes: tuple[Inline, ...]) -> str:
    return "".join(
        node.text if isinstance(node, Plain) else letters(getattr(node, "inner", ()))
        for node in nodes
    )


@given(BLOCKS)
def test_every_letter_arrives_and_nothing_becomes_markup(blocks: tuple[Block, ...]) -> None:
    text, entities = parse_html(render(blocks))
    for block in blocks:
        lines = getattr(block, "items", None) or getattr(block, "paragraphs", None)
        for line in lines or (getattr(block, "inner", ()),):
            assert letters(line) in text
    kinds = {entity["type"] for entity in entities}
    assert kinds <= {"bold", "italic", "text_link", "blockquote"}


@given(BLOCKS)
def test_the_counted_length_is_never_below_what_telegram_counts(
    blocks: tuple[Block, ...],
) -> None:
    text, _ = parse_html(render(blocks))
    # Steps are counted for two digits; a line of the quote has no sign before it.
    assert plain_length(blocks) >= units(text)


@given(st.lists(st.integers(1, 3000), min_size=1, max_size=8))
def test_a_message_always_fits(lengths: list[int]) -> None:
    blocks: tuple[Block, ...] = (
        heading("Title"),
        *(paragraph("я💥"[n % 2] * n) for n in lengths),
    )
    kept = fitted(blocks)
    assert kept == blocks[: len(kept)]
    assert kept[0] == blocks[0]
    if len(kept) > 1:
        text, _ = parse_html(render(kept))
        assert units(text) <= LIMIT
    if plain_length(blocks) <= LIMIT:
        assert kept == blocks


def test_an_unresolved_reference_is_a_fault_and_no_empty_place() -> None:
    with pytest.raises(TypeError, match="figure"):
        render((Paragraph(inner=(FigureRef(figure="kr.wage"),)),))
