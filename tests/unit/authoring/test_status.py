"""How the content stands: coverage, translations, reviews; and the stamps behind it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from click.testing import CliRunner

from bot.authoring.content import read_content
from bot.authoring.reports import status_json, status_text
from bot.authoring.status import Status, status_of
from bot.cli import cli
from tests.support.trees import TODAY, changed, page, sound_files, texts, write_tree

PLACES = [
    "routes", "agreements", "work-rights", "social-security", "situations", "money",
    "coming-home", "scams", "contacts",
]  # fmt: skip


def status(folder: Path, files: Mapping[str, str], today: date = TODAY) -> Status:
    return status_of(read_content(write_tree(folder, files), today), today)


def row(found: Status, destination: str, place: str) -> list[str]:
    return [str(cell) for cell in found.coverage[destination, place].values()]


def stamp(folder: Path, *pages: str) -> list[str]:
    """Stamp pages as staff do; return what is said."""
    done = CliRunner().invoke(cli, ["content", "stamp", "--content-dir", str(folder), *pages])
    return [str(done.exit_code), *done.stdout.splitlines()]


def test_every_place_of_a_destination_has_its_row_in_order(tmp_path: Path) -> None:
    found = status(tmp_path, sound_files())
    assert list(found.coverage) == [("kr", place) for place in PLACES]
    assert row(found, "kr", "money") == ["missing"] * 3
    assert row(found, "kr", "contacts") == ["2"] * 3


def test_a_missing_text_and_one_never_stamped_are_counted(tmp_path: Path) -> None:
    files = sound_files()
    del files["pages/kr/unpaid/ru.md"]
    found = status(tmp_path, files)
    assert row(found, "kr", "situations") == ["1", "missing", "1"]
    assert row(found, "kr", "routes") == ["1", "1 (1 outdated)", "1 (1 outdated)"]


def test_pages_without_a_destination_come_last_by_their_kind(tmp_path: Path) -> None:
    more = {f"pages/c/{name}": text for name, text in texts("C117").items()}
    more["pages/c/page.yaml"] = page("ilo.c117", "convention", "number: C117\n")
    found = status(tmp_path, {**sound_files(), **more})
    assert list(found.coverage)[len(PLACES) :] == [("", "contacts"), ("", "convention")]
    assert row(found, "", "convention") == ["1", "1 (1 outdated)", "1 (1 outdated)"]


def test_reviews_are_overdue_or_due_within_thirty_days(tmp_path: Path) -> None:
    found = status(tmp_path, sound_files(), date(2026, 12, 1))
    assert (found.overdue, found.due_soon) == ((), ((("kr.wage"), date(2026, 12, 31)),))
    found = status(tmp_path, sound_files(), date(2026, 11, 30))
    assert found.due_soon == ()
    found = status(tmp_path, sound_files(), date(2027, 1, 1))
    assert found.overdue == (("kr.wage", date(2026, 12, 31)),)


def test_a_stamped_translation_is_outdated_where_its_uzbek_text_changes(tmp_path: Path) -> None:
    write_tree(tmp_path, sound_files())
    assert stamp(tmp_path) == [
        "0", "pages/kr/eps is stamped.", "pages/kr is stamped.", "pages/kr/unpaid is stamped.",
    ]  # fmt: skip
    assert status_of(read_content(tmp_path, TODAY), TODAY).outdated == ()
    write_tree(tmp_path, changed("pages/kr/eps/uz.md", "1. Birinchi", "1. Avvalgi"))
    found = status_of(read_content(tmp_path, TODAY), TODAY)
    assert [(item.page, item.locale, item.sections, item.was_stamped) for item in found.outdated] == [
        ("kr.eps", "en", ("one",), True), ("kr.eps", "ru", ("one",), True),
    ]  # fmt: skip
    assert stamp(tmp_path, "kr.eps") == ["0", "pages/kr/eps is stamped."]
    assert stamp(tmp_path, "kr.eps") == ["0"]


def test_a_new_title_outdates_the_introduction(tmp_path: Path) -> None:
    write_tree(tmp_path, sound_files())
    stamp(tmp_path)
    write_tree(tmp_path, changed("pages/kr/uz.md", "# Koreya", "# Janubiy Koreya"))
    found = status_of(read_content(tmp_path, TODAY), TODAY)
    assert {(item.page, item.sections) for item in found.outdated} == {("kr", ("",))}


def test_a_page_with_faults_is_not_stamped_and_the_others_are(tmp_path: Path) -> None:
    write_tree(tmp_path, changed("pages/kr/eps/ru.md", "{#two", "{#drei"))
    said = stamp(tmp_path)
    assert said[:3] == ["1", "pages/kr is stamped.", "pages/kr/unpaid is stamped."]
    assert said[3].startswith("pages/kr/eps/ru.md:10:1: the sections are one, drei")


def test_an_unknown_page_is_not_stamped(tmp_path: Path) -> None:
    write_tree(tmp_path, sound_files())
    assert stamp(tmp_path, "kr.nope") == ["2"]


def test_a_damaged_record_is_a_fault_and_never_a_crash(tmp_path: Path) -> None:
    write_tree(tmp_path, {**sound_files(), "pages/kr/translated.yaml": "ru: ["})
    assert [str(fault) for fault in read_content(tmp_path, TODAY).faults] == [
        (
            "pages/kr/translated.yaml:1:1: the record of translations is damaged; "
            "delete it and run `yoldosh content stamp` for this page"
        )
    ]


def test_the_text_is_a_table_three_lists_and_counts(tmp_path: Path) -> None:
    write_tree(tmp_path, sound_files())
    stamp(tmp_path, "kr", "kr.unpaid")
    found = status_of(read_content(tmp_path, TODAY), date(2026, 12, 15))
    said, counts = status_text(found).splitlines(), found.counts
    assert said[:2] == [
        "destination  place            uz       ru              en",
        "kr           routes           1        1 (1 outdated)  1 (1 outdated)",
    ]
    assert said[5] == "kr           situations       1        1               1"
    assert said[len(PLACES) + 1 : -len(counts) - 1] == [
        "",
        "Outdated translations: 2",
        "  kr.eps en: never stamped",
        "  kr.eps ru: never stamped",
        "",
        "Overdue reviews: 0",
        "",
        "Reviews due within 30 days: 1",
        "  2026-12-31 kr.wage",
    ]
    assert said[-len(counts) - 1 :][:2] == ["", "pages                       3"]


def test_it_counts_what_there_is_and_words_without_marks(tmp_path: Path) -> None:
    before = status(tmp_path, sound_files()).counts
    assert (before["pages"], before["figures"], before["contacts"]) == (3, 1, 2)
    kinds = [count for name, count in before.items() if name.startswith("sources: ")]
    assert (before["sources"], sum(kinds)) == (1, 1)
    (tmp_path / "pages/kr/en.md").write_text("# Korea\n\nOne **two** three.\n", encoding="utf-8")
    short = status_of(read_content(tmp_path, TODAY), TODAY).counts["words in en"]
    (tmp_path / "pages/kr/en.md").write_text("# Korea\n\nOne **two**.\n", encoding="utf-8")
    assert status_of(read_content(tmp_path, TODAY), TODAY).counts["words in en"] == short - 1


def test_the_command_gives_the_same_as_json_and_tells_of_faults(tmp_path: Path) -> None:
    write_tree(tmp_path, changed("sources/kr.yaml", "https://", "http://"))
    where = ["--content-dir", str(tmp_path), "--as-of", "2026-12-15"]
    done = CliRunner().invoke(cli, ["content", "status", "--json", *where])
    found = status_of(read_content(tmp_path, TODAY), date(2026, 12, 15))
    assert json.loads(done.stdout) == json.loads(json.dumps(status_json(found)))
    assert done.exit_code == 0
    assert done.stderr == "1 faults: run `yoldosh content check`.\n"
    cells = json.loads(done.stdout)["coverage"]
    assert {
        "destination": "kr", "place": "routes", "locale": "ru",
        "pages": 1, "outdated": 1, "missing": 0,
    } in cells  # fmt: skip
    assert json.loads(done.stdout)["due_soon"] == [{"id": "kr.wage", "review_by": "2026-12-31"}]
