"""`yoldosh content preview`: what staff see is what readers see."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import cli
from bot.entries.text import FigureRef
from bot.preview import words
from tests.support.trees import sound_files, write_tree

LINE = "─" * 40


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_tree(tmp_path, sound_files())


def preview(folder: Path, *more: str) -> Result:
    where = ("--content-dir", str(folder), "--as-of", "2026-11-24")
    return CliRunner().invoke(cli, ["content", "preview", *where, *more])


def screens(done: Result) -> list[list[str]]:
    """Return the lines of each screen, empty ones left out."""
    return [
        [line for line in part.splitlines() if line] for part in done.stdout.split(LINE) if part
    ]


def test_a_page_is_its_first_screen_and_one_for_each_section(folder: Path) -> None:
    done = preview(folder, "kr.eps", "--locale", "en")
    assert done.exit_code == 0
    first, one, two = screens(done)
    assert first == [
        "EPS en",
        (
            "The Uzbek text of this part was changed later than this translation. "
            "Figures are up to date; details may differ."
        ),
        "Kirish Labour hotline: +82 2 1234 5678.",
        "Checked on 24 November 2026",
        "[▫️ Bir]",
        "[▫️ Ikki]",
        "[📞 Labour hotline]",
        "[📚 Sources]  [💾 Save]",
        "[↗️ Share]  [🔳 QR]",
        "[⬅ Back]  [🏠 Home]",
        "[🆘 Urgent help]",
    ]
    assert one[0] == "EPS en · Bir"
    assert one[2:4] == ["1. Birinchi", "2. Ikkinchi"]
    assert two[1].startswith("│ 📰 ")
    assert two[3:6] == [
        "• sahifa (https://t.me/bot?start=kr-unpaid)",
        "• link (https://example.kr)",
        "│ Ogoh boʻling.",
    ]


@pytest.mark.parametrize(
    ("locale", "title", "wage"),
    [
        ("uz", "Maosh uz", "Soatiga 10 320 Janubiy Koreya voni."),
        ("uz_Cyrl", "Маош уз", "Соатига 10 320 Жанубий Корея вони."),
        ("ru", "Maosh ru", "Soatiga 10 320 южнокорейских вон."),
        ("en", "Maosh en", "Soatiga 10,320 South Korean won."),
    ],
)
def test_figures_are_filled_in_for_the_reader(
    folder: Path, locale: str, title: str, wage: str
) -> None:
    (shown,) = screens(preview(folder, "kr.unpaid", "--locale", locale))
    assert shown[0] == title
    assert wage in [line.replace("\xa0", " ") for line in shown]


def test_without_a_locale_it_is_uzbek_in_latin_letters(folder: Path) -> None:
    assert (
        preview(folder, "kr.unpaid").stdout
        == preview(folder, "kr.unpaid", "--locale", "uz").stdout
    )


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2025-06-30", "Soatiga 10,030 South Korean won."),
        ("2027-01-01", "Soatiga (not known for this day: ask the office named on the page)."),
        ("2027-11-24", "Checked on 24 November 2026"),
        (
            "2027-11-25",
            (
                "│ ⏳ Last checked on 24 November 2026. It should have been checked again by "
                "24 November 2027: it may have changed, so ask before you act."
            ),
        ),
    ],
)
def test_a_day_decides_figures_and_reviews(folder: Path, day: str, said: str) -> None:
    shown = preview(folder, "kr.unpaid", "--locale", "en", "--as-of", day)
    assert said in shown.stdout.splitlines()


@pytest.mark.parametrize(
    ("entry", "title"),
    [
        ("kr", "🇰🇷 Koreya en"),
        ("kr.police", "Police"),
        ("kr.wage", "Minimum wage"),
        ("kr.src-law", "Source"),
    ],
)
def test_every_kind_of_entry_can_be_shown(folder: Path, entry: str, title: str) -> None:
    done = preview(folder, entry, "--locale", "en")
    assert (done.exit_code, screens(done)[0][0]) == (0, title)


def test_faults_elsewhere_do_not_stop_a_preview(folder: Path) -> None:
    write_tree(folder, {"pages/kr/unpaid/ru.md": ""})
    done = preview(folder, "kr.eps")
    assert (done.exit_code, done.stderr) == (0, "")


def test_a_page_with_faults_says_them_in_place_of_the_page(folder: Path) -> None:
    write_tree(folder, {"pages/kr/unpaid/ru.md": "# T\n\n<b>x</b>\n"})
    done = preview(folder, "kr.unpaid")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.splitlines()[0].startswith(
        "pages/kr/unpaid/ru.md:3:1: HTML cannot be shown"
    )
    assert done.stderr.splitlines()[-1] == (
        "There is no sound page kr.unpaid; see `yoldosh content check`."
    )


def test_a_page_that_can_be_read_is_shown_with_its_faults(folder: Path) -> None:
    write_tree(folder, {"pages/kr/unpaid/uz.md": "# T\n\nMa'no {figure:kr.wage}\n"})
    done = preview(folder, "kr.unpaid")
    assert done.exit_code == 1
    assert "pages/kr/unpaid/uz.md:3:3: a wrong apostrophe" in done.stderr
    assert "Ma'no 10" in done.stdout


def test_an_unknown_page_and_an_unknown_locale_are_refused(folder: Path) -> None:
    assert preview(folder, "kr.nope").exit_code == 1
    assert preview(folder, "kr", "--locale", "kk").exit_code == 2


def test_a_reference_that_no_screen_resolved_is_loud() -> None:
    with pytest.raises(TypeError, match="figure unresolved"):
        words([FigureRef(figure="kr.wage")])


def test_without_catalogues_it_says_what_is_missing(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("YOLDOSH_LOCALES_DIR", str(tmp_path_factory.mktemp("empty")))
    done = preview(folder, "kr")
    assert done.exit_code == 1
    assert "the catalogue cannot be read" in done.stderr
