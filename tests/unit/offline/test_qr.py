"""QR codes: another program reads in them what we wrote."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from bot.authoring.content import read_content
from bot.guide.guide import Guide
from bot.i18n import Locale, load_translators
from bot.offline import qr
from bot.screens.view import View
from tests.support.trees import TODAY


def read(picture: bytes) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)))]


def test_a_code_opens_its_page() -> None:
    guide = Guide(read_content(Path("content"), TODAY).entries.values(), 1)
    view = View(guide, load_translators(Path("locales"))[Locale.uz], TODAY, None, "yoldosh_bot")
    longest = sorted(guide.pages(), key=lambda page: len(page.id))[-20:]
    for page in (*guide.destinations(), *longest):
        link = view.link_to(page.id)
        assert read(qr.draw(link)) == [link]


def test_a_code_is_a_small_square_that_cameras_see() -> None:
    picture = qr.draw("https://t.me/yoldosh_bot?start=kr-eps")
    image = Image.open(io.BytesIO(picture))
    assert image.width == image.height
    assert qr.SIDE * 0.8 < image.width <= qr.SIDE
    assert len(picture) < 20_000


@pytest.mark.parametrize("share", [0.45, 0.55])
def test_a_stained_code_is_still_read(share: float) -> None:
    link = "https://t.me/yoldosh_bot?start=kr-eps"
    image = Image.open(io.BytesIO(qr.draw(link))).convert("L")
    at, side = round(image.width * share), image.width // 12
    image.paste(255, (at, at, at + side, at + side))
    assert [code.text for code in zxingcpp.read_barcodes(image)] == [link]
