"""HTML to PDF, as a program of its own: HTML comes in, PDF goes out.

What draws takes a second to load and 150 MB, so it lives only as long as one file takes.
"""

from __future__ import annotations

import base64
import io
import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path

ABSENT = 3
"""Exit status where the library, or Pango below it, is not installed."""
_EAST_ASIAN = re.compile("[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]")
_EAST_ASIAN_FONTS = (
    Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"),
    Path("/usr/share/fonts/truetype/nanum/NanumGothic.ttf"),
)
"""From Debian: fonts-noto-cjk, fonts-nanum."""


def main() -> int:
    """Read HTML from stdin and write it to stdout as PDF; return the exit status."""
    html = sys.stdin.buffer.read().decode()
    if hasattr(os, "nice"):
        os.nice(10)  # People are answered first.
    try:
        import weasyprint  # noqa: PLC0415 (a second of loading, and Pango may be missing)
        from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415
        from weasyprint.urls import URLFetcher  # noqa: PLC0415
    except (ImportError, OSError):
        return ABSENT
    fetcher = URLFetcher(allowed_protocols=("data",))  # Nothing comes from outside the page.
    fonts = FontConfiguration()
    styles = [
        weasyprint.CSS(string=style, font_config=fonts, url_fetcher=fetcher)
        for style in _east_asian_style(html)
    ]
    page = weasyprint.HTML(string=html, url_fetcher=fetcher)
    sys.stdout.buffer.write(page.write_pdf(stylesheets=styles, font_config=fonts))
    return 0


def _east_asian_style(html: str) -> Iterable[str]:
    """Return a style with a font of just the East Asian letters in a text.

    Drawn with the whole font, a dozen letters of an embassy's name weigh 100 KB.
    """
    letters = sorted(set(_EAST_ASIAN.findall(html)))
    path = next((font for font in _EAST_ASIAN_FONTS if font.exists()), None)
    if not letters or path is None:
        return ()
    font = base64.b64encode(_subset(path, letters)).decode()
    source = f"url(data:font/otf;base64,{font})"
    return (f"@font-face{{font-family:'East Asian';font-weight:100 900;src:{source}}}",)


def _subset(path: Path, letters: Iterable[str]) -> bytes:
    from fontTools.subset import Options, Subsetter  # noqa: PLC0415 (comes with WeasyPrint)
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    options = Options(layout_features=[], hinting=False, desubroutinize=True)
    made = io.BytesIO()
    with TTFont(path, fontNumber=0, lazy=True) as font:
        subsetter = Subsetter(options)
        # The blank between two words is taken from their font; without it they run together.
        subsetter.populate(unicodes=[ord(letter) for letter in (" ", *letters)])
        subsetter.subset(font)
        font.save(made)
    return made.getvalue()


if __name__ == "__main__":
    sys.exit(main())
