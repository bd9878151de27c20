"""What search costs: building, memory, a question: `python tests/bench/bench_search.py`.

The shipped pages, then copies of them as further countries, to show the growth. The baseline of a
question is the plainest search there is: is the word in the text of the page?
"""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
import time
import tracemalloc
from collections import deque
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # Started as a file, Python looks only beside it.

from bot.authoring.content import read_content
from bot.entries.page import Page
from bot.entries.words import Words
from bot.guide.folding import fold
from bot.guide.judging import read_questions
from bot.guide.passages import passages
from bot.guide.search import Search

SIZES = (667, 2_000, 20_000)
DAY = date(2026, 11, 24)


def shipped() -> tuple[list[Page], list[Words]]:
    """Return the pages and words that are shipped."""
    entries = read_content(ROOT / "content", DAY).entries.values()
    pages: list[Page] = [entry for entry in entries if isinstance(entry, Page)]
    return pages, [entry for entry in entries if isinstance(entry, Words)]


def grown(pages: list[Page], count: int) -> list[Page]:
    """Return so many pages: copies belong to countries of their own."""
    copies: list[Page] = []
    for number in range(count):
        page = pages[number % len(pages)]
        times = number // len(pages)
        name = f"x{times}-{page.id}" if times else page.id
        country = f"x{times}-{page.destination}" if times and page.destination else None
        changed = {"id": name, "destination": country or page.destination}
        copies.append(page.model_copy(update=changed if times else {}))
    return copies


def questions() -> list[tuple[str, str | None]]:
    """Return the judged questions, and each of them with a slip of the finger."""
    chance = random.Random(4)
    text = (ROOT / "tests/search/judged.tsv").read_text(encoding="utf-8")
    asked = [(question.text, question.own) for question in read_questions(text)]
    slips = []
    for words, own in asked:
        at = chance.randrange(len(words))
        slips.append((words[:at] + words[at + 1 :], own))
    return asked + slips


def report(size: int) -> None:
    """Print the costs for so many pages."""
    pages, words = shipped()
    pages = grown(pages, size)
    began = time.process_time()
    search = Search(pages, words)
    deque(search.prepare(), maxlen=0)
    built = time.process_time() - began
    times = []
    for text, own in questions():
        began = time.perf_counter()
        search.find(text, own)
        times.append((time.perf_counter() - began) * 1000)
    times.sort()
    middle, slow = statistics.median(times), times[int(len(times) * 0.99)]
    tracemalloc.start()
    kept = Search(pages, words)
    deque(kept.prepare(), maxlen=0)
    memory = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    del kept
    print(
        f"{size:6} pages: built in {built:5.2f} s ({built / size * 1000:.2f} ms a page), "
        f"{memory / 2**20:5.1f} MB ({memory / size:,.0f} bytes a page), "
        f"a question {middle:.2f} ms (median), {slow:.2f} ms (99 of 100), {times[-1]:.2f} ms (all)"
    )
    if size == SIZES[0]:
        texts = [fold(" ".join(text for _, text in passages(page))) for page in pages]
        began = time.perf_counter()
        for text, _ in questions():
            parts = [fold(word) for word in text.split()]
            sorted(range(size), key=lambda at: -sum(part in texts[at] for part in parts))
        each = (time.perf_counter() - began) / len(questions()) * 1000
        print(f"{'':6} baseline, looking through the folded texts: a question {each:.2f} ms")


def main() -> None:
    """Measure each size in a process of its own, since memory that is freed stays with Python."""
    if len(sys.argv) > 1:
        report(int(sys.argv[1]))
        return
    for size in SIZES:
        subprocess.run([sys.executable, __file__, str(size)], check=True)


if __name__ == "__main__":
    main()
