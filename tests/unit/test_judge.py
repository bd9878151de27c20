"""`yoldosh content judge`: the table, the failures, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import cli
from tests.support.trees import sound_files, write_tree

QUESTIONS = (
    "tune\tuz\tkr\tplain\tmaosh\tkr.unpaid\n"
    "tune\tuz\tkr\tplain\tmaosh bermadi\tkr.eps\n"
    "held\tru\t-\tnone\tпогода\t-\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "set.tsv").write_text(QUESTIONS, encoding="utf-8")
    write_tree(tmp_path / "content", sound_files())
    return tmp_path


def judge(folder: Path, *more: str) -> Result:
    where = (str(folder / "set.tsv"), "--content-dir", str(folder / "content"))
    return CliRunner().invoke(cli, ["content", "judge", *where, *more])


def test_the_table_has_a_line_for_all_and_for_each_part(folder: Path) -> None:
    done = judge(folder)
    assert done.exit_code == 0
    head, *lines = [line.split() for line in done.stdout.splitlines()]
    assert head == [
        "asked", "hit@1", "hit@3", "MRR", "silent", "unanswerable", "honest", "misled",
    ]  # fmt: skip
    assert lines[0][:3] == ["all", "2", "0.500"]
    assert lines[-1] == ["kind", "none", "0", "-", "-", "-", "-", "1", "1.000", "0.000"]


def test_one_half_is_asked(folder: Path) -> None:
    assert "half tune" not in judge(folder, "--half", "held").stdout


def test_failures_are_listed(folder: Path) -> None:
    done = judge(folder, "--failures")
    assert "uz\tmaosh bermadi\twanted kr.eps\t" in done.stdout
    assert "kr.unpaid" in done.stdout.splitlines()[-1]


def test_a_broken_set_is_refused(folder: Path) -> None:
    (folder / "set.tsv").write_text("x\ty\n", encoding="utf-8")
    done = judge(folder)
    assert done.exit_code == 1
    assert "set.tsv: line 1 has 2 columns and needs 6" in done.stderr


def test_faulty_content_is_refused(folder: Path) -> None:
    (folder / "content/pages/kr/ru.md").unlink()
    assert judge(folder).exit_code == 1
