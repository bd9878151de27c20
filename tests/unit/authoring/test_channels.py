"""Official channels as staff keep them: each fault with its place and mend, and each command."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.authoring.content import read_content
from bot.authoring.differences import differences
from bot.authoring.status import status_of
from bot.authoring.todo import tasks_of
from bot.entries.channel import Channel, ChannelState
from bot.entries.entry import dump, load
from tests.support.trees import CHANNELS, TODAY, check, sound_files, with_channels, write_tree

FAULTS = [
    (
        "a state that is not in the list",
        "state: works",
        "state: woks",
        [
            (
                "5:10: state has a value that is not in the list, or none; "
                "use one of: works, not-confirmed, disturbed or closed"
            )
        ],
    ),
    (
        "nothing is said to do instead",
        "  instead: {uz: Telefon qiling, ru: Позвоните, en: Call the hotline}\n",
        "",
        [
            (
                "14:10: the channel does not surely work, and nothing is said to do instead; "
                "add `instead: …`, in `uz`, `ru` and `en`"
            )
        ],
    ),
    (
        "something is said to do instead of what works",
        "  since: 2024-05\n",
        "  since: 2024-05\n  instead: {uz: a, ru: б, en: c}\n",
        [
            (
                "7:3: a channel that works says what to do instead; "
                "remove `instead`, or change the state"
            )
        ],
    ),
    (
        "no way to reach it",
        "  url: https://example.kr/portal\n",
        "",
        [
            (
                "1:3: the channel has no way to reach it; "
                "add `contact: …`, the id of a contact, or `url: https://…`"
            )
        ],
    ),
    (
        "a link to what is closed",
        "  state: closed\n",
        "  state: closed\n  url: https://example.kr/old\n",
        [
            (
                "15:8: a closed channel has a link that people would follow; "
                "remove it, and say in `instead` where to go"
            )
        ],
    ),
    (
        "a link that is no https address",
        "https://example.kr/portal",
        "http://example.kr/portal",
        [
            (
                "4:8: the link http://example.kr/portal is no https address; "
                "write an address that begins with https://, or leave it out"
            )
        ],
    ),
    (
        "a state that begins tomorrow but one",
        "since: 2024-05",
        "since: 2026-11-26",
        [
            (
                "6:10: the state begins in the future: 2026-11-26; "
                "write the state of today, and change it on that day"
            )
        ],
    ),
    (
        "a month that is none",
        "since: 2024-05",
        "since: 2024-13",
        [
            (
                "6:10: since is no day, month or year: 2024-13; "
                "write it as 2005-05-10, 2005-05 or 2005"
            )
        ],
    ),
    (
        "an unknown contact",
        "contact: kr.hotline",
        "contact: kr.hotlin",
        ["13:12: there is no contact with the id kr.hotlin; did you mean kr.hotline?"],
    ),
    (
        "a contact that is a source",
        "contact: kr.hotline",
        "contact: kr.src-law",
        ["13:12: there is no contact with the id kr.src-law; add it, or remove the reference"],
    ),
    (
        "an unknown country",
        "destination: kr",
        "destination: jp",
        [
            "2:16: there is no destination with the id jp; add it, or remove the reference",
        ],
    ),
    (
        "a language is missing",
        "instead: {uz: Telefon qiling, ru: Позвоните, en: Call the hotline}",
        "instead: {uz: Telefon qiling, ru: Позвоните}",
        ["16:3: the field en is missing; add it; see README.md for its form"],
    ),
    (
        "an unknown field",
        "  since: 2024-05\n",
        "  sinse: 2024-05\n",
        ["6:3: the field sinse is not known; did you mean since?"],
    ),
    (
        "a wrong apostrophe",
        "uz: Soʻrang",
        "uz: So'rang",
        [
            (
                "26:17: a wrong apostrophe in Uzbek: So'rang; "
                "write oʻ and gʻ with ʻ (U+02BB), and ʼ (U+02BC) elsewhere"
            )
        ],
    ),
    (
        "more to do than a list has room for",
        "en: Ask first",
        f"en: {'Ask ' * 60}.",
        [
            (
                "26:44: Ask Ask Ask Ask Ask Ask Ask Ask Ask Ask … "
                "has 241 characters, 240 are allowed; shorten it"
            )
        ],
    ),
    (
        "no source",
        "  sources: [kr.src-law]\n",
        "",
        ["1:3: no source is named; name at least one source id"],
    ),
]


@pytest.mark.parametrize(("old", "new", "said"), [row[1:] for row in FAULTS], ids=[row[0] for row in FAULTS])  # fmt: skip
def test_a_fault_in_the_channels(tmp_path: Path, old: str, new: str, said: list[str]) -> None:
    assert old in CHANNELS
    files = {**sound_files(), "channels.yaml": CHANNELS.replace(old, new, 1)}
    assert check(tmp_path, files) == [f"channels.yaml:{line}" for line in said]


def test_the_file_may_be_missing_or_empty_and_is_no_map(tmp_path: Path) -> None:
    assert check(tmp_path / "a", with_channels()) == []
    assert check(tmp_path / "b", sound_files()) == []
    assert check(tmp_path / "c", {**sound_files(), "channels.yaml": ""}) == []
    assert check(tmp_path / "d", {**sound_files(), "channels.yaml": "works: [x]\n"}) == [
        (
            "channels.yaml:1:1: the file must be a list: each entry begins with `- id:`; "
            "see README.md in this folder"
        )
    ]


def test_a_channel_comes_back_from_the_database_in_all_renderings(tmp_path: Path) -> None:
    entry = read_content(write_tree(tmp_path, with_channels()), TODAY).entries["uz.channel-bot"]
    assert isinstance(entry, Channel)
    assert entry.instead is not None
    assert entry.instead.uz_Cyrl == "Сўранг"
    assert load(dump(entry)) == entry


def test_a_changed_state_is_told_line_by_line_and_with_what_shows_its_contact(
    tmp_path: Path,
) -> None:
    before = read_content(write_tree(tmp_path / "a", with_channels()), TODAY).entries
    files = with_channels()
    files["channels.yaml"] = CHANNELS.replace(
        "state: works", "state: disturbed\n  instead: {uz: Kuting, ru: Ждите, en: Wait}"
    )
    files["contacts/kr.yaml"] = files["contacts/kr.yaml"].replace("Mehnat telefoni", "Telefon")
    after = read_content(write_tree(tmp_path / "b", files), TODAY).entries
    found = {change.entry: change for change in differences(before, after)}
    assert set(found) == {"kr.channel-portal", "kr.hotline"}
    assert found["kr.channel-portal"].lines["en"] == (  # type: ignore[index]
        "-state: works", "+state: disturbed", "+instead: Wait",
    )  # fmt: skip
    assert set(found["kr.hotline"].shown_on) >= {"kr.channel-centre", "uz.channel-bot", "kr.eps"}


def test_channels_stand_in_the_status_and_among_the_reviews(tmp_path: Path) -> None:
    found = status_of(read_content(write_tree(tmp_path, with_channels()), TODAY), date(2027, 1, 9))
    assert {
        place: [str(cell) for cell in cells.values()]
        for place, cells in found.coverage.items()
        if place[1] == "channels"
    } == {("kr", "channels"): ["2"] * 3, ("uz", "channels"): ["1"] * 3}
    overdue = [name for name, _ in found.overdue]
    assert [name for name in overdue if "channel" in name] == [
        "kr.channel-centre", "kr.channel-portal", "uz.channel-bot",
    ]  # fmt: skip


def test_what_is_not_confirmed_is_a_task(tmp_path: Path) -> None:
    entries = read_content(write_tree(tmp_path, with_channels()), TODAY).entries
    tasks = {
        f"{task.destination} {task.reason.name} {task.entry}"
        for task in tasks_of(entries.values(), TODAY)
        if "channel" in task.entry
    }
    assert tasks == {"kr REPORTED kr.channel-centre", "uz NOT_CONFIRMED uz.channel-bot"}


def test_the_states_stand_in_the_order_that_people_see() -> None:
    # What can be used comes first; the callback data and the texts do not depend on it.
    assert [state.value for state in ChannelState] == [
        "works", "not-confirmed", "disturbed", "closed",
    ]  # fmt: skip
