"""Small content folders for tests."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from bot.authoring.content import read_content

TODAY = date(2026, 11, 24)
"""The day on which all that is here was checked."""
CYRILLIC = "keep: [EPS]\nstems:\n  migratsi: миграци\n"
SOURCES = """\
- id: kr.src-law
  title: Labour law
  publisher: Ministry
  url: https://example.kr/law
  language: en
  published: 2025-03
  kind: official
"""
CONTACTS = """\
- id: kr.police
  destination: kr
  kind: police
  name: {uz: Politsiya, ru: Полиция, en: Police}
  short_number: "112"
  checked: 2026-11-24
  review_by: 2027-11-24
  sources: [kr.src-law]
- id: kr.hotline
  destination: kr
  kind: hotline
  name: {uz: Mehnat telefoni, ru: Трудовая линия, en: Labour hotline}
  phones:
    - number: "+82 2 1234 5678"
      note: {uz: kunduzi, ru: днём, en: by day}
  languages: [ko, uz]
  address: 1 Example-ro
  city: {uz: Seul, ru: Сеул, en: Seoul}
  url: https://example.kr
  telegram: "@example_help"
  checked: 2026-11-24
  review_by: 2027-11-24
  basis: reported
  sources: [kr.src-law]
"""
FIGURES = """\
- id: kr.wage
  destination: kr
  name: {uz: Eng kam ish haqi, ru: Минимальная зарплата, en: Minimum wage}
  unit: KRW
  values:
    - from: 2026-01-01
      until: 2026-12-31
      amount: 10320
      sources: [kr.src-law]
    - from: 2025-01-01
      until: 2025-12-31
      amount: 10030
      sources: [kr.src-law]
  checked: 2026-11-24
  review_by: 2026-12-31
"""
CARD = """\
- id: card.ko
  language: ko
  destinations: [kr]
  checked_by_native: false
  phrases:
    - means: help
      words: 도와주세요!
      sound: {uz: Tovajuseyo!, ru: Товаджусэё!, en: Dowa-juseyo!}
    - means: police
      words: 경찰을 불러 주세요.
"""
DATES = "checked: 2026-11-24\nreview_by: 2027-11-24\nsources: [kr.src-law]\n"


def page(page_id: str, kind: str, more: str = "") -> str:
    """Return a sound `page.yaml`."""
    return f"id: {page_id}\nkind: {kind}\n{more}{DATES}"


def texts(title: str, body: str = "Matn {figure:kr.wage}.\n") -> dict[str, str]:
    """Return the three texts of a page, alike in structure."""
    return {f"{code}.md": f"# {title} {code}\n\n{body}" for code in ("uz", "ru", "en")}


def sound_files() -> dict[str, str]:
    """Return the files of a small content folder without a fault."""
    files = {
        "cyrillic.yaml": CYRILLIC,
        "sources/kr.yaml": SOURCES,
        "contacts/kr.yaml": CONTACTS,
        "figures/kr.yaml": FIGURES,
        "pages/kr/page.yaml": page(
            "kr",
            "destination",
            "country: KR\nflag: 🇰🇷\ncurrency: KRW\ntime_zone: Asia/Seoul\n"
            "emergency: [kr.police]\n",
        ),
        "pages/kr/eps/page.yaml": page(
            "kr.eps",
            "programme",
            "destination: kr\nplace: routes\ncontacts: [kr.hotline]\n",
        ),
        "pages/kr/unpaid/page.yaml": page(
            "kr.unpaid",
            "situation",
            "destination: kr\nplace: situations\ncontacts: [kr.hotline]\nurgent: true\n"
            "related: [kr.eps]\n",
        ),
    }
    sections = (
        "Kirish {contact:kr.hotline}.\n\n## Bir {#one}\n\n1. Birinchi\n2. **Ikkinchi**\n\n"
        "## Ikki {#two basis=reported}\n\n- [sahifa](page:kr.unpaid)\n- [link](https://example.kr)\n\n"
        "> Ogoh boʻling.\n"
    )
    for folder, title, body in (
        ("pages/kr", "Koreya", "Matn.\n"),
        ("pages/kr/eps", "EPS", sections),
        ("pages/kr/unpaid", "Maosh", "Soatiga {figure:kr.wage}.\n"),
    ):
        for name, text in texts(title, body).items():
            files[f"{folder}/{name}"] = text
    return files


def check(folder: Path, files: Mapping[str, str | bytes], today: date = TODAY) -> list[str]:
    """Write files below a folder and return what the check says of them."""
    return [str(fault) for fault in read_content(write_tree(folder, files), today).faults]


def changed(name: str, old: str, new: str) -> dict[str, str]:
    """Return the sound files with a piece of one of them replaced, where it first stands."""
    files = sound_files()
    assert old in files[name], f"{name} does not hold {old!r}"
    return {**files, name: files[name].replace(old, new, 1)}


def write_tree(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files below a folder, as they are, and return it."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


CHANNELS = """\
- id: kr.channel-portal
  destination: kr
  name: {uz: Portal, ru: Портал, en: Portal}
  url: https://example.kr/portal
  state: works
  since: 2024-05
  checked: 2026-11-24
  review_by: 2027-01-08
  sources: [kr.src-law]
- id: kr.channel-centre
  destination: kr
  name: {uz: Markaz, ru: Центр, en: Centre}
  contact: kr.hotline
  state: closed
  since: 2024
  instead: {uz: Telefon qiling, ru: Позвоните, en: Call the hotline}
  checked: 2026-11-24
  review_by: 2027-01-08
  basis: reported
  sources: [kr.src-law]
- id: uz.channel-bot
  destination: uz
  name: {uz: Bot, ru: Бот, en: Bot}
  contact: kr.hotline
  state: not-confirmed
  instead: {uz: Soʻrang, ru: Спросите, en: Ask first}
  checked: 2026-11-24
  review_by: 2027-01-08
  sources: [kr.src-law]
"""
RATIFICATIONS = """\
ratifications:
  - {country: uz, ratified: no, as_of: 2018, basis: reported, sources: [kr.src-law]}
  - {country: kr, ratified: 2021-04-20, as_of: 2021-04-21, sources: [kr.src-law]}
"""


def with_channels() -> dict[str, str]:
    """Return the sound files with official channels beside them."""
    return {**sound_files(), "channels.yaml": CHANNELS}


def with_conventions() -> dict[str, str]:
    """Return the sound files with two conventions; of the second nothing is known."""
    files = sound_files()
    for name, number, more in (("c97", "C97", RATIFICATIONS), ("c19", "C19", "")):
        files[f"pages/{name}/page.yaml"] = page(
            f"ilo.{name}", "convention", f"number: {number}\n{more}"
        )
        files |= {f"pages/{name}/{file}": text for file, text in texts(number, "Matn.\n").items()}
    return files
