"""Each fault of the check: its exact place and words, and how to mend it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.authoring.content import read_content
from tests.support.trees import TODAY, changed, check, sound_files, write_tree

HERE = Path(__file__).parent
FIELDS: list[dict[str, Any]] = yaml.safe_load((HERE / "faults.yaml").read_text(encoding="utf-8"))
TEXTS: list[dict[str, Any]] = yaml.safe_load((HERE / "texts.yaml").read_text(encoding="utf-8"))
PAGE = "pages/kr/eps/page.yaml"


def test_a_sound_folder_has_no_faults(tmp_path: Path) -> None:
    assert check(tmp_path, sound_files()) == []


@pytest.mark.parametrize("row", FIELDS, ids=lambda row: row["fault"])
def test_a_fault_in_yaml(tmp_path: Path, row: dict[str, Any]) -> None:
    assert check(tmp_path, changed(row["file"], row["old"], row["new"])) == row["says"]


@pytest.mark.parametrize("row", TEXTS, ids=lambda row: row["fault"])
def test_a_fault_in_a_text(tmp_path: Path, row: dict[str, Any]) -> None:
    # All languages alike, so that only the fault itself is told.
    same = {f"pages/kr/{code}.md": row["text"] for code in ("uz", "ru", "en")}
    said = check(tmp_path, {**sound_files(), **same})
    assert [line for line in said if "/uz.md:" in line] == [
        f"pages/kr/uz.md:{line}" for line in row["says"]
    ]
    assert all(line.startswith("pages/kr/") for line in said)


def test_all_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    files = changed("contacts/kr.yaml", "kind: police", "kind: polise\n  zzz: 1")
    files["contacts/kr.yaml"] = files["contacts/kr.yaml"].replace("https://", "http://")
    files["figures/kr.yaml"] = files["figures/kr.yaml"].replace("10320", "ten")
    files["sources/kr.yaml"] += "\tkind: press\n"
    files[PAGE] = (
        "id: kr.eps\nkind: programe\ndestination: jp\nchecked: 24.11.2026\n"
        "review_by: 2026-11-01\nsource: [kr.src-law]\n"
    )
    files["pages/kr/uz.md"] = "# Koreya\n\n<b>x</b> o'z 100 von\n\n## Bo'lim\n\nx\n"
    del files["pages/kr/unpaid/ru.md"]
    files["pages/kr/unpaid/uz.md"] += "\n{contact:kr.nope}\n"
    files["pages/kr/unpaid/notes.txt"] = ""
    said = [line.split("; ")[0] for line in check(tmp_path, files)]
    assert said == [
        "contacts/kr.yaml:3:9: kind has a value that is not in the list, or none",
        "contacts/kr.yaml:4:3: the field zzz is not known",
        "contacts/kr.yaml:20:8: the link http://example.kr is no https address",
        "figures/kr.yaml:8:15: amount is no amount: ten",
        "pages/kr/eps/page.yaml:1:1: no source is named",
        "pages/kr/eps/page.yaml:2:7: kind has a value that is not in the list, or none",
        "pages/kr/eps/page.yaml:3:14: the page of a destination has no place",
        "pages/kr/eps/page.yaml:3:14: there is no destination with the id jp",
        "pages/kr/eps/page.yaml:4:10: checked is no date: 24.11.2026",
        "pages/kr/eps/page.yaml:5:12: warning: the review of kr.eps was due on 2026-11-01",
        "pages/kr/eps/page.yaml:6:1: the field source is not known",
        "pages/kr/unpaid/en.md:1:1: contact:kr.nope stands in uz.md but not here",
        "pages/kr/unpaid/notes.txt:1:1: this file is no part of a page",
        "pages/kr/unpaid/page.yaml:1:1: the text ru.md is missing",
        "pages/kr/unpaid/uz.md:5:1: there is no contact with the id kr.nope",
        "pages/kr/uz.md:3:1: HTML cannot be shown in the chat",
        "pages/kr/uz.md:3:5: HTML cannot be shown in the chat",
        "pages/kr/uz.md:3:11: a wrong apostrophe in Uzbek: o'z",
        "pages/kr/uz.md:3:14: a sum is typed into the text: 100 von",
        "pages/kr/uz.md:5:1: the section has no correct id",
        "pages/kr/uz.md:5:6: a wrong apostrophe in Uzbek: Bo'lim",
        (
            "sources/kr.yaml:8:1: the file is no correct YAML (found a tab character that violates "
            "indentation)"
        ),
    ]


@pytest.mark.parametrize("code", ["uz", "ru", "en"])
def test_a_missing_language(tmp_path: Path, code: str) -> None:
    files = sound_files()
    del files[f"pages/kr/{code}.md"]
    assert check(tmp_path, files) == [
        f"pages/kr/page.yaml:1:1: the text {code}.md is missing; write it beside page.yaml"
    ]


def test_a_missing_language_of_a_contact(tmp_path: Path) -> None:
    files = changed("contacts/kr.yaml", "{uz: Politsiya, ru: Полиция, en: Police}", "{uz: P}")
    assert check(tmp_path, files) == [
        "contacts/kr.yaml:4:3: the field ru is missing; add it; see README.md for its form",
        "contacts/kr.yaml:4:3: the field en is missing; add it; see README.md for its form",
    ]


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2026, 12, 31), []),
        (
            date(2027, 1, 1),
            [
                (
                    "figures/kr.yaml:15:14: warning: the review of kr.wage was due on 2026-12-31; "
                    "compare it with its sources, then set checked and review_by"
                )
            ],
        ),
    ],
)
def test_a_review_is_a_warning_from_the_day_after_it_was_due(
    tmp_path: Path, today: date, said: list[str]
) -> None:
    checked = read_content(write_tree(tmp_path, sound_files()), today)
    assert [str(fault) for fault in checked.faults] == said
    assert checked.errors == []


def test_without_a_day_of_review_an_entry_is_due_from_its_check_on(tmp_path: Path) -> None:
    write_tree(tmp_path, changed(PAGE, "review_by: 2027-11-24\n", ""))
    checked = read_content(tmp_path, TODAY)
    assert checked.errors == []
    assert [fault.is_warning for fault in checked.faults] == [True]
    page: Any = checked.entries["kr.eps"]
    assert (page.review_by, page.is_overdue(date(2026, 11, 25))) == (TODAY, True)


def test_a_check_in_tashkent_may_be_a_day_ahead_of_utc(tmp_path: Path) -> None:
    assert check(tmp_path, changed(PAGE, "checked: 2026-11-24", "checked: 2026-11-25")) == []


def test_a_circle_of_parents_is_told_once(tmp_path: Path) -> None:
    files = changed(PAGE, "place: routes", "place: routes\nparent: kr.unpaid")
    files["pages/kr/unpaid/page.yaml"] += "parent: kr.eps\n"
    assert check(tmp_path, files) == [
        (
            f"{PAGE}:5:9: the page kr.eps stands above itself; "
            "change the parent of one of the pages in the circle"
        )
    ]


def test_an_id_used_twice_in_two_files_names_the_first(tmp_path: Path) -> None:
    files = changed("pages/kr/unpaid/page.yaml", "id: kr.unpaid", "id: kr.wage")
    said = check(tmp_path, files)
    assert said[-1] == (
        "pages/kr/unpaid/page.yaml:1:5: the id kr.wage is used in figures/kr.yaml:1 too; "
        "give one of the two another id"
    )


def test_home_has_contacts_but_is_no_destination_of_pages(tmp_path: Path) -> None:
    files = changed("contacts/kr.yaml", "destination: kr", "destination: uz")
    files[PAGE] = files[PAGE].replace("destination: kr", "destination: uz")
    assert check(tmp_path, files) == [
        f"{PAGE}:3:14: there is no destination with the id uz; add it, or remove the reference"
    ]


def test_an_unreadable_registry_does_not_make_every_reference_a_fault(tmp_path: Path) -> None:
    files = {**sound_files(), "sources/kr.yaml": "- id: ["}
    assert len(check(tmp_path, files)) == 1


def test_other_sections_than_the_uzbek_text(tmp_path: Path) -> None:
    files = changed("pages/kr/eps/ru.md", "## Ikki {#two", "## Ikki {#drei")
    assert check(tmp_path, files) == [
        (
            "pages/kr/eps/ru.md:10:1: the sections are one, drei, in uz.md they are one, two; "
            "give both the same sections in the same order"
        )
    ]


def test_other_references_than_the_uzbek_text(tmp_path: Path) -> None:
    files = changed("pages/kr/unpaid/en.md", "{figure:kr.wage}", "{contact:kr.police}")
    mend = "name the same figures, contacts and pages in the same section of every language"
    assert check(tmp_path, files) == [
        f"pages/kr/unpaid/en.md:1:1: figure:kr.wage stands in uz.md but not here; {mend}",
        f"pages/kr/unpaid/en.md:3:9: contact:kr.police stands here but not in uz.md; {mend}",
    ]


def test_invisible_characters(tmp_path: Path) -> None:
    files = changed("pages/kr/uz.md", "Matn.", "x\u200by \u202ez 👨\u200d👩")
    files["sources/kr.yaml"] = files["sources/kr.yaml"].replace("Ministry", "Mini\u00adstry")
    mend = "delete it and type it again"
    assert check(tmp_path, files) == [
        f"pages/kr/uz.md:3:2: an invisible character (U+200B) stands in: xy z 👨👩; {mend}",
        f"pages/kr/uz.md:3:5: an invisible character (U+202E) stands in: xy z 👨👩; {mend}",
        f"sources/kr.yaml:3:14: an invisible character (U+00AD) stands in: Ministry; {mend}",
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("x" * 950, []),
        ("x" * 951, ["warning: T has 951 characters, 950 are allowed"]),
        ("x" * 1500, ["warning: T has 1500 characters, 950 are allowed"]),
        # Telegram counts an emoji as two (Bot API: MessageEntity, UTF-16 units).
        ("😀" * 751, ["T has 1502 characters, 1500 are allowed"]),
        (
            "{contact:kr.hotline} " * 60,
            [
                "warning: T has 1259 characters, 950 are allowed",
                "T has 3599 characters with its contacts and figures",
            ],
        ),
    ],
)
def test_the_length_of_a_part(tmp_path: Path, words: str, said: list[str]) -> None:
    same = {f"pages/kr/{code}.md": f"# T\n\n{words}\n" for code in ("uz", "ru", "en")}
    found = check(tmp_path, {**sound_files(), **same})
    told = [line.split(": ", 1)[1].split("; ")[0] for line in found if "/uz.md:" in line]
    assert told == said


def test_a_note_too_long_for_a_screen(tmp_path: Path) -> None:
    files = changed("contacts/kr.yaml", "en: by day", f"en: {'day ' * 226}")
    assert check(tmp_path, files) == [
        (
            "contacts/kr.yaml:15:41: day day day day day day day day day day … "
            "has 903 characters, 900 are allowed; shorten it"
        )
    ]


def test_an_entry_too_long_for_a_message(tmp_path: Path) -> None:
    phone = f'\n    - number: "+82 2 1234 5678"\n      note: {{uz: {"x" * 800}, ru: y, en: y}}'
    files = changed("contacts/kr.yaml", "  phones:", f"  phones:{phone * 4}")
    said = check(tmp_path, files)
    assert [line.split("; ")[0] for line in said] == [
        "contacts/kr.yaml:9:3: the entry has 3405 characters, 3400 are allowed"
    ]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("pages/kr/uz.txt", "this file is no part of a page"),
        ("pages/kr/UZ.md", "this file is no part of a page"),
        ("pages/kr/new/uz.md", "the page has texts but no page.yaml"),
        ("sources/kr.yml", "this file is not read"),
        ("contacts/old/kr.yaml", "this file is not read"),
    ],
)
def test_a_file_that_nobody_reads(tmp_path: Path, name: str, said: str) -> None:
    found = check(tmp_path, {**sound_files(), name: ""})
    assert [line.split("; ")[0].split(":1:1: ")[1] for line in found] == [said]


def test_files_that_programs_leave_are_no_fault(tmp_path: Path) -> None:
    assert check(tmp_path, {**sound_files(), "pages/.DS_Store": "", "sources/.x.swp": ""}) == []


def test_an_empty_folder(tmp_path: Path) -> None:
    assert check(tmp_path, {}) == [
        "pages:1:1: there is no page; check the folder; README.md shows a page"
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("words: [a]\n", "1:1: words must be lines of the form latin: cyrillic"),
        ("keep: [EPS, no]\n", "1:13: keep has False, which is no word; put it in quotes"),
        (
            "keep: [EPS]\nwords:\n  rol: роль\n  роль: rol\n",
            "4:9: words has роль: rol; the Latin word comes first",
        ),
        ("wrods: {}\n", "1:1: unknown part 'wrods'"),
        ("stems: {rol: 2026-99-99}\n", "1:1: month must be in 1..12"),
        (
            "keep: !!python/object/apply:os.system [ls]\n",
            (
                "1:7: could not determine a constructor for the tag "
                "'tag:yaml.org,2002:python/object/apply:os.system'"
            ),
        ),
    ],
)
def test_wrong_exceptions_of_cyrillic(tmp_path: Path, text: str, said: str) -> None:
    found = check(tmp_path, {**sound_files(), "cyrillic.yaml": text})
    assert found == [f"cyrillic.yaml:{said}; follow the form of the other lines"]


def test_all_wrong_exceptions_are_told_at_once(tmp_path: Path) -> None:
    text = "keep: EPS\nwords:\n  a: b\n  c: d\n  e: е\n  e: е\n"
    found = check(tmp_path, {**sound_files(), "cyrillic.yaml": text})
    assert len(found) == 1, "a word that stands twice is told first"
    found = check(tmp_path, {"cyrillic.yaml": text.replace("  e: е\n", "", 1)})
    assert [line.split(": ")[0] for line in found[:3]] == [
        "cyrillic.yaml:1:7",
        "cyrillic.yaml:3:6",
        "cyrillic.yaml:4:6",
    ]


def test_a_hand_written_cyrillic_text_wins(tmp_path: Path) -> None:
    files = {**sound_files(), "pages/kr/uz_Cyrl.md": "# Қўлда\n\nМатн.\n"}
    entries: Any = read_content(write_tree(tmp_path, files), TODAY).entries
    titles = [entries[name].texts["uz_Cyrl"].title for name in ("kr", "kr.unpaid")]
    assert titles == ["Қўлда", "Маош уз"]


def test_the_id_of_a_destination_is_its_country(tmp_path: Path) -> None:
    said = check(tmp_path, changed("pages/kr/page.yaml", "id: kr", "id: korea"))
    assert said[3:6] == [
        (
            "pages/kr/eps/page.yaml:3:14: there is no destination with the id kr; "
            "add it, or remove the reference"
        ),
        (
            "pages/kr/page.yaml:1:5: the id of a destination is its country code in small "
            "letters; write kr"
        ),
        (
            "pages/kr/unpaid/page.yaml:3:14: there is no destination with the id kr; "
            "add it, or remove the reference"
        ),
    ]


def test_faults_of_one_place_come_in_the_same_order_each_time(tmp_path: Path) -> None:
    files = changed("pages/kr/uz.md", "Matn.", "{figure:kr.wage} {contact:kr.police}")
    said = [line for line in check(tmp_path, files) if "/ru.md:" in line]
    assert [line.split(" stands")[0] for line in said] == [
        "pages/kr/ru.md:1:1: figure:kr.wage",
        "pages/kr/ru.md:1:1: contact:kr.police",
    ]


def test_values_are_published_in_the_order_of_their_start(tmp_path: Path) -> None:
    entries: Any = read_content(write_tree(tmp_path, sound_files()), TODAY).entries
    starts = [value.start.year for value in entries["kr.wage"].values]
    assert starts == [2025, 2026]


def test_each_section_is_a_message_of_its_own(tmp_path: Path) -> None:
    names = "{contact:kr.hotline} " * 44
    text = f"# T\n\n{names}\n\n## A {{#a}}\n\n{names}\n"
    same = {f"pages/kr/{code}.md": text for code in ("uz", "ru", "en")}
    assert check(tmp_path, {**sound_files(), **same}) == []
