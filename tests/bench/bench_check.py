"""How long the check of a large content folder takes: `python tests/bench/bench_check.py`."""

from __future__ import annotations

import sys
import tempfile
import time
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bot.authoring.content import read_content  # noqa: E402 (the path comes first)
from tests.support.trees import page, sound_files, write_tree  # noqa: E402

PAGES = 3_000
AIM_S = 6.0
WORDS = {
    "uz": "Ish haqi oʻz vaqtida toʻlanmasa, avval ish beruvchidan yozma javob soʻrang. ",
    "ru": "Если зарплату не платят вовремя, сначала попросите у работодателя письменный ответ. ",
    "en": "If your wages are not paid on time, first ask your employer for an answer in writing. ",
}


def large_tree(folder: Path, pages: int) -> None:
    """Write a sound tree of pages in three languages, four sections each, about 2 KB a text."""
    files = sound_files()
    for number in range(pages):
        name = f"pages/kr/many/p{number}"
        files[f"{name}/page.yaml"] = page(
            f"kr.many.p{number}", "programme", "destination: kr\nplace: routes\n"
        )
        for code, words in WORDS.items():
            sections = "".join(
                f"\n## Bir {part} {{#part-{part}}}\n\n{words * 3}\n\n1. {words}\n"
                f"2. **{words.strip()}** {{figure:kr.wage}}\n\n- [x](page:kr.eps)\n"
                for part in range(4)
            )
            files[f"{name}/{code}.md"] = f"# {number} {code}\n\n{words}{number}\n{sections}"
    write_tree(folder, files)


def main() -> int:
    """Print the seconds; fail over the aim."""
    with tempfile.TemporaryDirectory() as folder:
        large_tree(Path(folder), PAGES)
        start = time.perf_counter()
        checked = read_content(Path(folder), date(2026, 11, 24))
        seconds = time.perf_counter() - start
    print(
        f"{PAGES} pages in 3 languages: {seconds:.1f} s (aim: {AIM_S:.0f} s), "
        f"{len(checked.entries)} entries, {len(checked.errors)} faults"
    )
    return 1 if seconds > AIM_S or checked.errors else 0


if __name__ == "__main__":
    sys.exit(main())
