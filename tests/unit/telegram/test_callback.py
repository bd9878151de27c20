"""Callback data: what is encoded comes back, fits Telegram, and nothing else is understood."""

from __future__ import annotations

import dataclasses
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.entries.base import ID_LIMIT
from bot.entries.page import Branch, Place, Stage
from bot.i18n import Locale
from bot.screens import actions
from bot.telegram.callback import LIMIT, UnknownDataError, decode, encode

IDS = st.from_regex(r"[a-z0-9]{1,8}([.-][a-z0-9]{1,10}){0,3}", fullmatch=True).filter(
    lambda text: len(text) <= ID_LIMIT
)
SECTIONS = st.just("") | st.from_regex(r"[a-z0-9]{1,9}(-[a-z0-9]{1,9})?", fullmatch=True)
BY_NAME = {
    "entry": IDS,
    "section": SECTIONS,
    "destination": IDS,
    "then": st.just("") | IDS,
    "offset": st.integers(0, 99_999),
    "locale": st.sampled_from(Locale),
    "place": st.sampled_from(Place),
    "stage": st.sampled_from(Stage),
    "branch": st.sampled_from(Branch),
    "language": st.sampled_from(["ko", "uz", "haw"]),
    "form": st.sampled_from(actions.Form),
}


def made(kind: type[Any]) -> st.SearchStrategy[Any]:
    fields = {field.name: BY_NAME[field.name] for field in dataclasses.fields(kind)}
    return st.builds(kind, **fields)


ACTIONS = st.one_of([made(kind) for kind in get_args(actions.Action)])


@given(ACTIONS)
def test_every_action_comes_back_and_fits(action: actions.Action) -> None:
    data = encode(action)
    assert len(data.encode()) <= LIMIT
    assert decode(data) == action


def test_the_longest_ids_fit() -> None:
    entry = "a" * ID_LIMIT
    assert len(encode(actions.OpenEntry(entry, "s" * 20)).encode()) <= LIMIT
    assert len(encode(actions.SetLocale(Locale.uz_Cyrl, entry)).encode()) <= LIMIT


def test_no_two_actions_share_a_letter() -> None:
    examples = {
        kind: encode(kind())[1]
        for kind in get_args(actions.Action)
        if not dataclasses.fields(kind)
    }
    assert len(set(examples.values())) == len(examples)


@given(st.text(max_size=70) | st.text(alphabet="1heLpDws:.-0", max_size=20))
def test_what_was_never_issued_is_refused_and_never_breaks(data: str) -> None:
    try:
        action = decode(data)
    except UnknownDataError:
        return
    assert encode(action) == data


@pytest.mark.parametrize(
    "data",
    [
        "",
        "1",
        "2h",
        "1h:",
        "1h:extra",
        "1ekr",
        "1ekr:x:y",
        "1pkr:0:-1",
        "1pkr:0:٣",
        "1Lzz:",
        "1e:",
        "1#kr:KO",
        "1#kr:ko\n",
        "1@:",
    ],
)
def test_near_misses_are_refused(data: str) -> None:
    with pytest.raises(UnknownDataError):
        decode(data)
