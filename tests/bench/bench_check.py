"""How long the check of a large content folder takes: `python tests/bench/bench_check.py [PAGES]`.

The baseline reads and parses the same files with the same libraries (PyYAML on libyaml,
markdown-it-py) and checks nothing: what any checker on these libraries must spend.
"""

from __future__ import annotations

import gc
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import yaml
from markdown_it import MarkdownIt

from bot.authoring.content import read_content
from tests.support.trees import page, sound_files, write_tree

PAGES = 3_000
AIM_RATIO = 1.8
"""Of the baseline's time; seconds depend on the machine."""
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


def parse_only(folder: Path) -> None:
    """Read and parse every file, and look at nothing."""
    parser = MarkdownIt("commonmark")
    gc.disable()  # As the check does.
    for path in folder.rglob("*.*"):
        if path.suffix == ".yaml":
            yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        elif path.suffix == ".md":
            parser.parse(path.read_text(encoding="utf-8"))
    gc.enable()


def seconds(work: Callable[[], object]) -> float:
    """Return the processor time of some work: other programs do not count."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> int:
    """Print the seconds of both and their ratio; fail over the aim, or where faults are found."""
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else PAGES
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        large_tree(folder, pages)
        baseline = seconds(lambda: parse_only(folder))
        start = time.perf_counter()
        taken = seconds(lambda: faults.extend(read_content(folder, date(2026, 11, 24)).faults))
        wall = time.perf_counter() - start
    ratio = taken / baseline
    print(
        f"{pages} pages in 3 languages: {taken:.1f} s of processor time, {wall:.1f} s in all; "
        f"parsing alone (PyYAML, markdown-it-py): {baseline:.1f} s; "
        f"ratio {ratio:.2f} (aim: at most {AIM_RATIO}); {len(faults)} faults"
    )
    return 1 if ratio > AIM_RATIO or faults else 0


faults: list[object] = []

if __name__ == "__main__":
    sys.exit(main())
