"""Who has ratified a convention, as staff keep it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.authoring.content import read_content
from bot.authoring.differences import differences
from bot.authoring.todo import tasks_of
from bot.entries.entry import dump, load
from bot.entries.page import Convention
from tests.support.trees import TODAY, check, with_conventions, write_tree

FILE = "pages/c97/page.yaml"
KR = "{country: kr, ratified: 2021-04-20, as_of: 2021-04-21, sources: [kr.src-law]}"
FAULTS = [
    (
        "an unknown country",
        "country: kr",
        "country: kz",
        ["6:15: there is no destination with the id kz; add it, or remove the reference"],
    ),
    (
        "a page that is no country",
        "country: kr",
        "country: kr.eps",
        ["6:15: there is no destination with the id kr.eps; add it, or remove the reference"],
    ),
    (
        "a date of the wrong form",
        "ratified: 2021-04-20",
        "ratified: 20.04.2021",
        [
            (
                "6:29: ratified is no day, month or year: 20.04.2021; write 2005-05-10, 2005-05 "
                "or 2005, `yes` where the date is not known, or `no`"
            )
        ],
    ),
    (
        "a day that does not exist",
        "ratified: 2021-04-20",
        "ratified: 2021-02-30",
        [
            (
                "6:29: ratified is no day, month or year: 2021-02-30; write 2005-05-10, 2005-05 "
                "or 2005, `yes` where the date is not known, or `no`"
            )
        ],
    ),
    (
        "a word that is neither yes nor no",
        "ratified: 2021-04-20",
        "ratified: maybe",
        [
            (
                "6:29: ratified is no day, month or year: maybe; write 2005-05-10, 2005-05 "
                "or 2005, `yes` where the date is not known, or `no`"
            )
        ],
    ),
    (
        "a list of an unknown kind of date",
        "as_of: 2021-04-21",
        "as_of: until 2008",
        [
            (
                "6:48: as_of is no day, month or year: until 2008; write 2005-05-10, 2005-05 "
                "or 2005, with `before`, `after` or `about` where needed"
            )
        ],
    ),
    (
        "a no without the date of its list",
        "ratified: no, as_of: 2018",
        "ratified: no",
        [
            (
                "5:29: `no` holds for the day of a list only, and none is named; "
                "add `as_of: …`, the date of the list that was read"
            )
        ],
    ),
    (
        "a country twice",
        KR,
        f"{KR}\n  - {KR}",
        ["7:15: kr stands in this list twice; remove one of the two"],
    ),
    (
        "an unknown source",
        KR,
        KR.replace("kr.src-law", "kr.src-lax"),
        ["6:70: there is no source with the id kr.src-lax; did you mean kr.src-law?"],
    ),
    (
        "no source",
        KR,
        KR.replace(", sources: [kr.src-law]", ""),
        ["6:5: no source is named; name at least one source id"],
    ),
    (
        "an unknown field",
        KR,
        KR.replace("as_of", "asof"),
        ["6:41: the field asof is not known; did you mean as_of?"],
    ),
]


@pytest.mark.parametrize(("old", "new", "said"), [row[1:] for row in FAULTS], ids=[row[0] for row in FAULTS])  # fmt: skip
def test_a_fault_in_the_ratifications(tmp_path: Path, old: str, new: str, said: list[str]) -> None:
    files = with_conventions()
    assert old in files[FILE]
    files[FILE] = files[FILE].replace(old, new, 1)
    assert check(tmp_path, files) == [f"{FILE}:{line}" for line in said]


@pytest.mark.parametrize(
    ("ratified", "as_of"),
    [("yes", "before 2008"), ("2019-02", "after 2023-08"), ("no", "about 2011"), ("1998", "2015")],
)
def test_as_much_as_is_known_may_be_written(tmp_path: Path, ratified: str, as_of: str) -> None:
    files = with_conventions()
    files[FILE] = files[FILE].replace("ratified: 2021-04-20", f"ratified: {ratified}")
    files[FILE] = files[FILE].replace("as_of: 2021-04-21", f"as_of: {as_of}")
    assert check(tmp_path, files) == []


def test_a_convention_of_an_older_release_still_loads(tmp_path: Path) -> None:
    entries = read_content(write_tree(tmp_path, with_conventions()), TODAY).entries
    body = json.loads(dump(entries["ilo.c97"]))
    del body["ratifications"]
    old = load(json.dumps(body))
    assert isinstance(old, Convention)
    assert old.ratifications == ()
    assert load(dump(entries["ilo.c97"])) == entries["ilo.c97"]


def test_a_changed_country_is_one_line_of_the_difference(tmp_path: Path) -> None:
    before = read_content(write_tree(tmp_path / "a", with_conventions()), TODAY).entries
    files = with_conventions()
    files[FILE] = files[FILE].replace("ratified: no, as_of: 2018", "ratified: 2026-10-01")
    after = read_content(write_tree(tmp_path / "b", files), TODAY).entries
    (change,) = differences(before, after)
    assert change.lines["en"] == (  # type: ignore[index]
        "-ratifications: country uz, ratified no, as_of 2018, basis reported, sources kr.src-law",
        "+ratifications: country uz, ratified 2026-10-01, basis reported, sources kr.src-law",
    )


def test_what_rests_on_the_press_is_a_task_of_the_country(tmp_path: Path) -> None:
    entries = read_content(write_tree(tmp_path, with_conventions()), TODAY).entries
    tasks = [
        f"{task.destination} {task.reason.name} {task.entry} {task.part}"
        for task in tasks_of(entries.values(), TODAY)
    ]
    assert [line for line in tasks if "ilo" in line] == ["uz REPORTED ilo.c97 ratification"]
