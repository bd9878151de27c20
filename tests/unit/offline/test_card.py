"""The emergency card: what stands on it, and a picture that a phone keeps and a person reads."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import pytest
from PIL import Image

from bot.authoring.content import read_content
from bot.entries.page import Destination
from bot.guide.guide import Guide
from bot.i18n import Locale, load_translators
from bot.offline import drawing
from bot.offline.card import MOST, Card, Number, Row, card, picture_name
from bot.offline.drawing import WIDTH, NotDrawnError, draw
from bot.screens.view import View
from tests.support.trees import TODAY, changed, sound_files, write_tree

TRANSLATORS = load_translators(Path("locales"))
LIMIT = 150 * 1024
SENTENCES = (
    "Я из Узбекистана. Пожалуйста, помогите мне позвонить по этим номерам.",
    "I am a citizen of Uzbekistan. Please help me to call these numbers.",
)


@cache
def shipped() -> Guide:
    return Guide(read_content(Path("content"), TODAY).entries.values(), 1)


def small(tmp_path: Path, files: dict[str, str]) -> Guide:
    folder = write_tree(tmp_path / "content", files)
    return Guide(read_content(folder, TODAY).entries.values(), 1)


def made(guide: Guide, locale: Locale = Locale.en, country: str = "kr") -> Card | None:
    page = guide.find_destination(country)
    assert isinstance(page, Destination)
    return card(View(guide, TRANSLATORS[locale], TODAY, None, "bot"), page, TRANSLATORS)


def opened(picture: bytes) -> Image.Image:
    return Image.open(io.BytesIO(picture))


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize("country", [page.id for page in shipped().destinations()])
def test_every_country_has_a_small_picture(country: str, locale: Locale) -> None:
    told = made(shipped(), locale, country)
    assert told is not None
    picture = draw(told)
    assert len(picture) < LIMIT
    image = opened(picture)
    assert (image.format, image.width) == ("PNG", WIDTH)
    # Telegram takes photos whose sides are 10,000 together and at most 20 to 1.
    assert image.height < 4 * WIDTH
    assert 0 < len(told.rows) <= MOST
    assert told.phrases == SENTENCES
    # Nothing is cut off at the right edge: the head's red and the white below stand there.
    edge = image.convert("RGB").crop((WIDTH - 20, 0, WIDTH, image.height))
    assert len(edge.getcolors() or []) == 2


def test_the_card_has_emergency_numbers_embassy_and_hotline(tmp_path: Path) -> None:
    told = made(small(tmp_path, sound_files()))
    assert told is not None
    assert told.rows == (
        Row("Police", (Number("112"),)),
        Row("Labour hotline *", (Number("+82 2 1234 5678", "by day"),)),
    )
    assert told.notes == (
        "Checked on 24 November 2026",
        "* From press or second-hand reports: check first.",
        "@bot",
    )


def test_an_embassy_shows_how_its_name_is_written_there(tmp_path: Path) -> None:
    files = changed("contacts/kr.yaml", "kind: hotline\n", "kind: embassy\n  local_name: 대사관\n")
    told = made(small(tmp_path, files))
    assert told is not None
    assert told.rows[1].details == ("대사관", "1 Example-ro")


def test_the_oldest_check_counts_and_what_is_overdue_is_said(tmp_path: Path) -> None:
    files = changed(
        "contacts/kr.yaml",
        "checked: 2026-11-24\n  review_by: 2027-11-24",
        "checked: 2026-01-02\n  review_by: 2026-02-03",
    )
    told = made(small(tmp_path, files))
    assert told is not None
    assert told.notes[:2] == (
        "Checked on 2 January 2026",
        "Some of these numbers may have changed: check them in the bot.",
    )


def test_a_country_without_numbers_has_no_card(tmp_path: Path) -> None:
    files = changed("pages/kr/page.yaml", "emergency: [kr.police]\n", "")
    contacts = files["contacts/kr.yaml"].replace("kind: hotline", "kind: union")
    assert made(small(tmp_path, {**files, "contacts/kr.yaml": contacts})) is None


def test_the_picture_is_named_after_its_country_and_day() -> None:
    country = shipped().find_destination("kr")
    assert country is not None
    view = View(shipped(), TRANSLATORS[Locale.uz], TODAY, None, "bot")
    assert picture_name(view, country) == "yoldosh-kr-sos-2026-11-24.png"


def card_of(name: str, *details: str) -> Card:
    return Card("T", "C", (Row(name, (Number("112"),), details),), (), ())


def test_letters_are_drawn_and_not_boxes() -> None:
    letters = "oʻ gʻ maʼno ўқғҳ ЎҚҒҲ ёъ łżö"
    for letter in set(letters) - {" "}:
        assert drawing._has("DejaVuSans.ttf", letter), letter
        assert drawing._has("DejaVuSans-Bold.ttf", letter), letter


def test_a_name_that_no_font_has_is_left_out_and_the_rest_is_drawn() -> None:
    unknown = "\U00012000\U00012001"  # Cuneiform: in no font of ours.
    assert draw(card_of("Embassy", unknown)) == draw(card_of("Embassy"))
    assert draw(card_of("Embassy", "대사관")) != draw(card_of("Embassy"))


def test_without_any_font_nothing_is_drawn_and_the_reason_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(drawing, "_REGULAR", ("no-such-font.ttf",))
    monkeypatch.setattr(drawing, "_BOLD", ("no-such-font.ttf",))
    with pytest.raises(NotDrawnError, match="fonts-dejavu-core"):
        draw(card_of("Embassy"))


def test_a_long_name_is_broken_between_words() -> None:
    short, long = (opened(draw(card_of("embassy " * n))) for n in (1, 30))
    assert long.width == short.width == WIDTH
    assert long.height > short.height + 100
