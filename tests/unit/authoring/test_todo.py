"""What staff have to find out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from click.testing import CliRunner

from bot.authoring.content import read_content
from bot.authoring.todo import tasks_of
from bot.cli import cli
from tests.support.trees import CONTACTS, FIGURES, TODAY, page, sound_files, texts, write_tree


def told(folder: Path, files: Mapping[str, str | bytes], today: date = TODAY) -> list[str]:
    checked = read_content(write_tree(folder, files), TODAY)
    assert checked.errors == []
    return [
        f"{task.destination} {task.reason.name} {task.entry} {task.part}".rstrip()
        for task in tasks_of(checked.entries.values(), today)
    ]


def test_reported_sections_and_contacts_are_told_by_country(tmp_path: Path) -> None:
    assert told(tmp_path, sound_files(), date(2026, 6, 1)) == [
        "kr REPORTED kr.eps Ikki",
        "kr REPORTED kr.hotline",
    ]


def test_a_figure_that_ends_is_told_before_and_after_its_last_day(tmp_path: Path) -> None:
    soon, after = date(2026, 11, 25), date(2027, 1, 1)
    assert "kr ENDING kr.wage 2026-12-31" in told(tmp_path, sound_files(), soon)
    assert "kr EXPIRED kr.wage 2026-12-31" in told(tmp_path, sound_files(), after)


def test_a_figure_that_no_page_asks_for_today_may_end(tmp_path: Path) -> None:
    files = sound_files()
    for name in ("uz", "ru", "en"):
        file = f"pages/kr/unpaid/{name}.md"
        files[file] = str(files[file]).replace("{figure:kr.wage}", "{figure:kr.wage@2025-06-01}")
    assert not [line for line in told(tmp_path, files, date(2027, 1, 1)) if "kr.wage" in line]


def test_disagreeing_sources_and_open_branches_come_before_reports(tmp_path: Path) -> None:
    files = sound_files()
    files["contacts/kr.yaml"] = CONTACTS.replace("basis: reported", "basis: conflicting")
    files["figures/kr.yaml"] = FIGURES.replace(
        "amount: 10320\n", "amount: 10320\n      basis: reported\n"
    )
    more = "destination: kr\nplace: social-security\nbranch: sickness\ncoverage: not-confirmed\n"
    files["pages/kr/sick/page.yaml"] = page("kr.sick", "social-security", more)
    files |= {f"pages/kr/sick/{name}": text for name, text in texts("Kasallik").items()}
    assert told(tmp_path, files, date(2026, 6, 1)) == [
        "kr CONFLICTING kr.hotline",
        "kr NOT_CONFIRMED kr.sick",
        "kr REPORTED kr.eps Ikki",
        "kr REPORTED kr.wage",
    ]


def test_the_command_writes_a_list_to_tick_off(tmp_path: Path) -> None:
    write_tree(tmp_path, sound_files())
    where = ["--content-dir", str(tmp_path), "--as-of", "2026-06-01"]
    done = CliRunner().invoke(cli, ["content", "todo", *where])
    assert done.stdout.splitlines()[1:] == [
        "# kr",
        "",
        "## press or second-hand reports only",
        "",
        "- [ ] kr.eps: EPS en (Ikki)",
        "- [ ] kr.hotline: Labour hotline",
    ]
    assert done.stderr == "2 things to find out.\n"
    other = CliRunner().invoke(cli, ["content", "todo", *where, "--destination", "jp"])
    assert other.stderr == "0 things to find out.\n"
