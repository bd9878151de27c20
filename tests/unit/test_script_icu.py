"""Our Cyrillic against ICU's, an outside judge, on words of everyday Uzbek."""

from __future__ import annotations

from pathlib import Path

import icu
import yaml

from bot.script import load_cyrillic_exceptions, to_cyrillic

DATA = Path(__file__).parent / "data"
CONTENT = Path(__file__).parents[2] / "content"


def reviewed() -> dict[str, tuple[str, str]]:
    """Return the reviewed disagreements: Latin -> (ours, ICU's)."""
    groups = yaml.safe_load((DATA / "icu_disagreements.yaml").read_text(encoding="utf-8"))
    rows = [row.split() for group in groups for row in group["words"].split(";")]
    found = {latin: (ours, theirs) for latin, ours, theirs in rows}
    assert len(found) == len(rows), "a word is reviewed twice"
    assert all(group["reason"].strip() for group in groups)
    return found


def test_all_disagreements_with_icu_are_reviewed_and_all_reviewed_ones_are_left() -> None:
    words = (DATA / "uz_words.txt").read_text(encoding="utf-8").split()
    raw = yaml.safe_load((CONTENT / "cyrillic.yaml").read_text(encoding="utf-8"))
    exceptions = load_cyrillic_exceptions(raw)
    judge = icu.Transliterator.createInstance("uz_Latn-uz_Cyrl")
    pairs = {word: (to_cyrillic(word, exceptions), judge.transliterate(word)) for word in words}
    differing = {word: pair for word, pair in pairs.items() if pair[0] != pair[1]}
    assert len(pairs) >= 2000
    assert differing == reviewed()
