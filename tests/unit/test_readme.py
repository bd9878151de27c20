"""The README says what is there."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from bot.cli import cli
from bot.settings import PREFIX, Settings

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
GUIDE = (ROOT / "content/README.md").read_text(encoding="utf-8")


def test_every_setting_is_told_with_its_default() -> None:
    rows = re.findall(r"^\| `(YOLDOSH_\w+)` \| (?:`([^`]*)`)? ?\| (.*) \|$", README, re.MULTILINE)
    told = {name: (default, words) for name, default, words in rows}
    wanted = {}
    for name, field in Settings.model_fields.items():
        default = field.default
        if hasattr(default, "get_secret_value"):
            default = default.get_secret_value()
        if isinstance(default, Path):
            default = default.relative_to(ROOT)
        wanted[f"{PREFIX}{name.upper()}"] = (str(default), field.description)
    assert told == wanted


@pytest.mark.parametrize("text", [README, GUIDE], ids=["README.md", "content/README.md"])
def test_every_command_that_is_told_exists(text: str) -> None:
    found = set(re.findall(r"\byoldosh ((?:content|locales) [a-z]+|run|demo)\b", text))
    assert found
    for line in found:
        command: click.Command = cli
        with click.Context(command) as context:
            for word in line.split():
                assert isinstance(command, click.Group)
                following = command.get_command(context, word)
                assert following is not None, line
                command = following


def test_every_make_target_that_is_told_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z]+)", README)) <= targets


def test_every_link_to_a_file_leads_to_one() -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", README):
        if not target.startswith("https://"):
            assert (ROOT / target).exists(), target


def test_it_is_read_in_one_sitting() -> None:
    assert len(README.splitlines()) <= 300
