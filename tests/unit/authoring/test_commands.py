"""`yoldosh content` as staff use it: what is printed, what is asked, how it ends."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import cli
from tests.support.trees import changed, sound_files, write_tree

Run = Callable[..., Result]
AS_OF = ("--as-of", "2026-11-24")
SOUND_DATES = {"checked: 2026-11-24": "checked: 2020-01-01"}


def lasting(files: dict[str, str]) -> dict[str, str]:
    """Return files whose reviews are not due on the day on which the tests run."""
    return {
        name: text.replace("checked: 2026-11-24", "checked: 2020-01-01").replace(
            "review_by: 202", "review_by: 222"
        )
        for name, text in files.items()
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_tree(tmp_path / "content", lasting(sound_files()))


@pytest.fixture
def run(folder: Path, database_url: str) -> Run:
    """Return a way to call `yoldosh content …` on this folder and each kind of database."""

    def call(command: str, *more: str, answer: str = "") -> Result:
        where = ("--content-dir", str(folder), "--database-url", database_url)
        return CliRunner().invoke(cli, ["content", command, *where, *more], input=answer)

    return call


def edit(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def check(folder: Path) -> Callable[..., Result]:
    """Return a way to call `yoldosh content check`, which needs no database."""

    def call(*more: str) -> Result:
        return CliRunner().invoke(cli, ["content", "check", "--content-dir", str(folder), *more])

    return call


def test_check_of_sound_files_says_how_many(check: Callable[..., Result]) -> None:
    done = check()
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == "3 pages, 7 entries: 0 faults, 0 warnings\n"


def test_check_prints_each_fault_on_a_line_and_fails(
    check: Callable[..., Result], folder: Path
) -> None:
    edit(folder, "sources/kr.yaml", "https://", "http://")
    edit(folder, "pages/kr/uz.md", "Matn.", "Mat'n.")
    done = check()
    assert done.exit_code == 1
    assert done.stdout.splitlines() == [
        (
            "pages/kr/uz.md:3:4: a wrong apostrophe in Uzbek: Mat'n; "
            "write oʻ and gʻ with ʻ (U+02BB), and ʼ (U+02BC) elsewhere"
        ),
        (
            "sources/kr.yaml:4:8: the link http://example.kr/law is no https address; "
            "write an address that begins with https://, or leave it out"
        ),
    ]
    assert done.stderr == "3 pages, 7 entries: 2 faults, 0 warnings\n"


def test_check_of_a_day_to_come_warns_of_reviews_and_does_not_fail(
    check: Callable[..., Result],
) -> None:
    done = check("--as-of", "2226-12-31")
    assert (done.exit_code, done.stdout) == (0, "")
    done = check("--as-of", "2227-01-01")
    assert done.exit_code == 0
    assert done.stdout.startswith("figures/kr.yaml:15:14: warning: the review of kr.wage was due")
    assert done.stderr == "3 pages, 7 entries: 0 faults, 1 warnings\n"


def test_check_writes_json_for_machines(check: Callable[..., Result], folder: Path) -> None:
    edit(folder, "sources/kr.yaml", "kind: official", "kind: x")
    (line,) = [json.loads(line) for line in check("--json").stdout.splitlines()]
    assert (line["path"], line["line"], line["column"], line["rule"]) == (
        "sources/kr.yaml", 7, 9, "list",
    )  # fmt: skip
    assert line["text"].startswith("sources/kr.yaml:7:9: kind has a value that is not in the list")


def test_a_folder_that_is_not_there_is_used_wrongly(tmp_path: Path) -> None:
    from bot.errors import ForOperators

    done = CliRunner().invoke(cli, ["content", "check", "--content-dir", str(tmp_path / "x")])
    assert isinstance(done.exception, ForOperators)
    assert "YOLDOSH_CONTENT_DIR: there is no such folder" in str(done.exception)


def test_publish_says_what_changes_and_asks(run: Run) -> None:
    asked = run("publish", answer="n\n")
    assert asked.exit_code == 1
    assert "Publishing changes what people read: 7 added, 0 changed, 0 removed." in asked.stdout
    assert run("releases").stdout == ""
    assert run("publish", answer="y\n").stdout.endswith("Release 1 is published.\n")


def test_publish_of_the_same_says_so_and_asks_nothing(run: Run) -> None:
    run("publish", "--yes")
    done = run("publish")
    assert (done.exit_code, done.stdout) == (
        0, "Nothing changed: release 1 is what the files say.\n",
    )  # fmt: skip


def test_faulty_files_are_not_published_and_unpublish_nothing(run: Run, folder: Path) -> None:
    run("publish", "--yes")
    edit(folder, "contacts/kr.yaml", "kr.src-law", "kr.src-lav")
    done = run("publish", "--yes")
    assert done.exit_code == 1
    assert [line.split(": ")[0] for line in done.stdout.splitlines()] == [
        "contacts/kr.yaml:8:13",
        "contacts/kr.yaml:24:13",
    ]
    assert done.stderr == "2 faults: nothing was done.\n"
    assert run("releases").stdout.startswith("*     1 ")


def test_releases_names_them_all_and_marks_the_one_in_use(run: Run, folder: Path) -> None:
    run("publish", "--yes", "--author", "Aziza", "--note", "first")
    edit(folder, "figures/kr.yaml", "10320", "10500")
    run("publish", "--yes", "--author", "Bekzod", "--note", "wage of 2026")
    run("rollback", "--yes")
    lines = run("releases").stdout.splitlines()
    assert [line[:8] for line in lines] == ["      2 ", "*     1 "]
    assert lines[0].endswith("UTC      7 entries  Bekzod  wage of 2026")


def test_rollback_asks_and_goes_back_to_the_one_before(run: Run, folder: Path) -> None:
    run("publish", "--yes")
    edit(folder, "figures/kr.yaml", "10320", "10500")
    run("publish", "--yes")
    asked = run("rollback", answer="n\n")
    assert asked.exit_code == 1
    assert "Going back to release 1: 0 added, 1 changed, 0 removed." in asked.stdout
    assert run("releases").stdout.startswith("*     2 ")
    assert run("rollback", "--yes").stdout.endswith("Release 1 is in use.\n")
    assert run("rollback", "2", "--yes").stdout.endswith("Release 2 is in use.\n")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ((), "There is no older release."),
        (("1",), "Release 1 is in use already."),
        (("9",), "There is no release 9."),
    ],
)
def test_rollback_to_what_cannot_be(run: Run, more: tuple[str, ...], said: str) -> None:
    run("publish", "--yes")
    done = run("rollback", "--yes", *more)
    assert done.exit_code == 1
    assert said in done.stderr


def test_diff_shows_what_readers_will_see_change_in_each_language(run: Run, folder: Path) -> None:
    run("publish", "--yes")
    edit(folder, "pages/kr/eps/uz.md", "1. Birinchi", "1. Avvalgi")
    edit(folder, "pages/kr/eps/ru.md", "1. Birinchi", "1. Первое")
    edit(folder, "figures/kr.yaml", "10320", "10500")
    said = run("diff").stdout
    assert said.splitlines() == [
        "kr.eps: changed",
        "  uz       -1. Birinchi",
        "  uz       +1. Avvalgi",
        "  ru       -1. Birinchi",
        "  ru       +1. Первое",
        "kr.wage: changed",
        "  shown on: kr.unpaid",
        *(
            f"  {code:8} {sign}values: start 2026-01-01, end 2026-12-31, amount {amount}, "
            "sources kr.src-law"
            for code in ("uz", "ru", "en")
            for sign, amount in (("-", 10320), ("+", 10500))
        ),
        "0 added, 2 changed, 0 removed",
    ]
    assert run("diff", "--language", "en").stdout.count("  en ") == 2
    assert "+1. Аввалги" in run("diff", "--language", "uz_Cyrl").stdout


def test_diff_tells_an_outdated_translation(run: Run, folder: Path) -> None:
    run("stamp")
    run("publish", "--yes")
    edit(folder, "pages/kr/uz.md", "Matn.", "Yangi matn.")
    assert run("diff", "--language", "ru").stdout.splitlines()[:2] == [
        "kr: changed",
        "  ru       +(marked as older than its Uzbek text)",
    ]


def test_diff_of_two_releases_needs_no_sound_files(run: Run, folder: Path) -> None:
    run("publish", "--yes")
    edit(folder, "figures/kr.yaml", "10320", "10500")
    run("publish", "--yes")
    edit(folder, "figures/kr.yaml", "10500", "ten")
    assert run("diff").exit_code == 1
    there = run("diff", "--from", "1", "--to", "2")
    assert there.stdout.endswith("0 added, 1 changed, 0 removed\n")
    assert run("diff", "--from", "2", "--to", "2").stdout == "Nothing changed.\n"


@pytest.mark.parametrize("more", [("--from", "9"), ("--to", "9"), ("--from", "1", "--to", "9")])
def test_diff_of_a_release_that_is_not_there(run: Run, more: tuple[str, ...]) -> None:
    run("publish", "--yes")
    done = run("diff", *more)
    assert done.exit_code == 1
    assert "There is no release 9. See `yoldosh content releases`." in done.stderr


def test_diff_shows_pages_that_come_and_go(run: Run, folder: Path) -> None:
    run("publish", "--yes")
    page = {
        name.replace("/unpaid/", "/new/"): text.replace("kr.unpaid", "kr.new")
        for name, text in lasting(sound_files()).items()
        if "/unpaid/" in name
    }
    write_tree(folder, page)
    said = run("diff", "--language", "en").stdout
    assert said.startswith("kr.new: added\n  en       +# Maosh en\n")
    assert said.endswith("1 added, 0 changed, 0 removed\n")


def test_a_wrong_fact_changes_on_every_page_with_one_edit(run: Run, folder: Path) -> None:
    # The measure: one edit, one changed entry, shown on every page that names it.
    for code in ("uz", "ru", "en"):
        edit(folder, f"pages/kr/{code}.md", "Matn.", "Matn {figure:kr.wage}.")
    run("publish", "--yes")
    edit(folder, "figures/kr.yaml", "10320", "10500")
    assert "kr.wage: changed\n  shown on: kr, kr.unpaid\n" in run("diff").stdout


def test_the_whole_group_has_its_help() -> None:
    done = CliRunner().invoke(cli, ["content", "--help"])
    for command in (
        "check",
        "diff",
        "preview",
        "publish",
        "releases",
        "rollback",
        "stamp",
        "status",
    ):
        assert f"\n  {command} " in done.stdout


def test_changed_is_loud_about_words_that_are_not_there() -> None:
    with pytest.raises(AssertionError, match="does not hold"):
        changed("sources/kr.yaml", "no such words", "")
