"""Telegram's HTML: what it makes of good markup, and its words for bad markup."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.simulator.entities import Entity
from bot.simulator.errors import ApiError
from bot.simulator.html import TAGS, parse_html
from bot.simulator.texts import formatted
from bot.simulator.utf16 import units

REFUSAL = "Bad Request: can't parse entities: "


def cut(text: str, entity: Entity) -> str:
    """Return what an entity covers, cut by UTF-16 units."""
    wide = text.encode("utf-16-le")
    begin = entity["offset"] * 2
    return wide[begin : begin + entity["length"] * 2].decode("utf-16-le")


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("plain", "plain", []),
        ("<b>a</b>", "a", [("bold", "a")]),
        ("<strong>a</strong><em>b</em>", "ab", [("bold", "a"), ("italic", "b")]),
        ("💥<u>💥</u>", "💥💥", [("underline", "💥")]),
        ("<del>x</del> <ins>y</ins>", "x y", [("strikethrough", "x"), ("underline", "y")]),
        ('<span class="tg-spoiler">x</span>', "x", [("spoiler", "x")]),
        ("<tg-spoiler>x</tg-spoiler>", "x", [("spoiler", "x")]),
        ("<b>a<i>b</i></b>", "ab", [("bold", "ab"), ("italic", "b")]),
        ("<b>a<b>b</b></b>", "ab", [("bold", "ab")]),
        ("<code>a <b>b</b></code>", "a b", [("code", "a b")]),
        ("<B>a</b>", "a", [("bold", "a")]),
        ("<b></b>x", "x", []),
        ("a &lt; b &amp; c &quot; &gt;", 'a < b & c " >', []),
        ("&#128165;&#x41;", "💥A", []),
        ("&nbsp;&unknown;&", "&nbsp;&unknown;&", []),
        ("<blockquote>q</blockquote>", "q", [("blockquote", "q")]),
        ("<blockquote expandable>q</blockquote>", "q", [("expandable_blockquote", "q")]),
        ("<a href='javascript:alert(1)'>x</a>", "x", []),
        ("<b>a </b>", "a", [("bold", "a")]),
        ("<b>bold</b>\n\n", "bold", [("bold", "bold")]),
        ("a\r\nb", "a\nb", []),
    ],
)
def test_good_markup(source: str, text: str, entities: list[tuple[str, str]]) -> None:
    made, found = formatted(source, "HTML")
    assert (made, [(e["type"], cut(made, e)) for e in found]) == (text, entities)


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        ('<a href="https://t.me/a?b=1&amp;c=2">x</a>', {"url": "https://t.me/a?b=1&c=2"}),
        ('<a href="example.uz">x</a>', {"url": "http://example.uz/"}),
        ('<a href="tg://user?id=5">x</a>', {"type": "text_mention", "user": {"id": 5}}),
        ("<a>https://example.uz</a>", {"url": "https://example.uz/"}),
        ('<pre><code class="language-py">x</code></pre>', {"type": "pre", "language": "py"}),
        ("<pre>x</pre>", {"type": "pre"}),
        ('<tg-emoji emoji-id="5">💥</tg-emoji>', {"custom_emoji_id": "5"}),
        ('<tg-time unix="1800000000" format="d">x</tg-time>', {"unix_time": 1_800_000_000}),
    ],
)
def test_what_a_tag_says_is_kept(source: str, kept: dict[str, object]) -> None:
    (entity,) = parse_html(source)[1]
    assert {name: entity[name] for name in kept} == kept


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("ʻ</b>", "Unexpected end tag at byte offset 2"),
        (
            "<b>x</i>",
            'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"',
        ),
        ("<p>x</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("a<br/>", 'Unsupported start tag "br/" at byte offset 1'),
        ("2 < 3", 'Unsupported start tag "" at byte offset 2'),
        ("1 <2> 3", 'Unsupported start tag "2" at byte offset 2'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<a href", 'Unclosed start tag "a" at byte offset 0'),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
        ("<a =x>y</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href=x/y>z</a>", "Unexpected end of name token at byte offset 8"),
        ("<b>x</b y>", "Unclosed end tag at byte offset 4"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<tg-emoji>x</tg-emoji>", "Invalid custom emoji identifier specified"),
        ('<tg-time unix="5" format="?">x</tg-time>', "Invalid date format specified"),
        ("a\0b", "Text must not contain null bytes"),
        (
            "&#xD83D;",
            (
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            ),
        ),
    ],
)
def test_bad_markup_is_refused_in_telegrams_words(source: str, words: str) -> None:
    with pytest.raises(ApiError) as refusal:
        parse_html(source)
    assert (refusal.value.code, refusal.value.description) == (400, REFUSAL + words)


def test_two_references_to_halves_make_one_character() -> None:
    assert parse_html("<b>&#xD83D;&#xDCA5;</b>") == (
        "💥",
        [{"type": "bold", "offset": 0, "length": 2}],
    )


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=60)
STYLES = {"b": "bold", "i": "italic", "u": "underline", "s": "strikethrough", "code": "code"}


@settings(deadline=None)
@given(TEXTS)
def test_escaped_text_comes_back(text: str) -> None:
    assert parse_html(escape(text, quote=False)) == (text, [])


@settings(deadline=None)
@given(st.lists(st.tuples(TEXTS, st.sampled_from(["", *STYLES])), max_size=6))
def test_entities_cover_what_their_tags_held(pieces: list[tuple[str, str]]) -> None:
    source = "".join(
        f"<{tag}>{escape(text)}</{tag}>" if tag else escape(text, quote=False)
        for text, tag in pieces
    )
    # Telegram knows four names of characters; the apostrophe is not among them.
    text, entities = parse_html(source.replace("&#x27;", "'"))
    assert text == "".join(part for part, _ in pieces)
    assert [(e["type"], cut(text, e)) for e in entities] == [
        (STYLES[tag], part) for part, tag in pieces if tag and part
    ]


MARKS = st.sampled_from(
    [
        *(f"<{tag}>" for tag in TAGS),
        *(f"</{tag}>" for tag in TAGS),
        *("<", ">", "</", "</>", "&", "&#", "&#x", ";", "&amp;", "&lt", "&#55357;", "&#xDCA5;"),
        *('"', "'", "=", " ", "/", "\n", "💥", "ʻ", "a", "5"),
        *('<a href="', '<a href="https://a.uz/">', "<a href=tg://user?id=7>", "tg-spoiler"),
        *("<span class='tg-spoiler'>", "<code class='language-py'>", "<blockquote expandable>"),
        *('<tg-emoji emoji-id="7">', '<tg-time unix="7">', "@durov", "#tag", "/start", "a.uz"),
    ]
)


@settings(deadline=None)
@given(st.lists(MARKS | st.text(max_size=3), max_size=25).map("".join))
def test_any_markup_is_read_or_refused(source: str) -> None:
    check_read_or_refused(source, "HTML")


def check_read_or_refused(source: str, mode: str) -> None:
    """Fail unless markup is read soundly, or refused in the words of a parser."""
    try:
        text, entities = formatted(source, mode, may_be_empty=True)
    except ApiError as error:
        refusal = error
    else:
        check_sound(text, entities)
        return
    assert refusal.code == 400
    assert refusal.description.startswith(REFUSAL)


def check_sound(text: str, entities: list[Entity]) -> None:
    """Fail unless entities lie within the text, on whole characters, in Telegram's order."""
    starts = [(entity["offset"], -entity["length"]) for entity in entities]
    assert starts == sorted(starts)
    for entity in entities:
        assert entity["length"] > 0
        assert entity["offset"] + entity["length"] <= units(text)
        cut(text, entity)
    whole = [e for e in entities if e["type"] in {"text_link", "code", "pre", "url", "mention"}]
    ends = [e["offset"] + e["length"] for e in whole]
    assert all(end <= e["offset"] for end, e in zip(ends, whole[1:], strict=False))


def test_the_check_of_entities_sees_a_halved_character() -> None:
    with pytest.raises(UnicodeDecodeError):
        check_sound("💥", [{"type": "bold", "offset": 0, "length": 1}])
