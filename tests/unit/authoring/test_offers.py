"""Warning signs and official costs: what they make, and each fault with its place and mend."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.authoring.content import read_content
from bot.entries.cost import Cost
from bot.entries.entry import dump, load
from bot.entries.sign import Sign
from tests.support.trees import TODAY, check, sound_files, write_tree

DATES = "  checked: 2026-11-24\n  review_by: 2027-11-24\n  sources: [kr.src-law]\n"
SAYS = (
    "  means: {uz: Bu belgi, ru: Это знак, en: A sign}\n"
    "  do: {uz: Toʻxtang, ru: Стойте, en: Stop}\n"
)
WORDS = "  words: {uz: [kafolat*], ru: [гаранти*], en: [guarantee*]}\n"
SIGN = f"- id: sign.a\n{WORDS}{SAYS}{DATES}"
COST = "- id: cost.kr\n  destination: kr\n  page: kr.eps\n  total: [kr.wage]\n"


def sign(old: str, new: str) -> dict[str, str]:
    assert old in SIGN
    return {"warning-signs.yaml": SIGN.replace(old, new, 1)}


def cost(old: str, new: str) -> dict[str, str]:
    assert old in COST
    return {"official-costs.yaml": COST.replace(old, new, 1)}


FAULTS: list[tuple[str, Mapping[str, str], list[str]]] = [
    (
        "a sign without anything to find",
        sign(WORDS, ""),
        [
            "1:3: : a sign has words in at least one language, or card: true; mend the values",
        ],
    ),
    (
        "words of two languages only",
        sign(", en: [guarantee*]", ""),
        [("2:3: the sign has no words in the language en; add `en:` with what such offers say")],
    ),
    (
        "an unknown language",
        sign("en: [guarantee*]", "en: [guarantee*], uk: [гарантія]"),
        ["2:61: the field uk is not known; remove it; known are: en, ru, uz"],
    ),
    (
        "a phrase that stands in every text",
        sign("kafolat*", "va"),
        [
            (
                "2:16: va would be found in too many texts; "
                "write a longer phrase; a single word with * needs four letters"
            )
        ],
    ),
    (
        "any ending of three letters",
        sign("kafolat*", "pul*"),
        [
            (
                "2:16: pul* would be found in too many texts; "
                "write a longer phrase; a single word with * needs four letters"
            )
        ],
    ),
    (
        "a phrase of two signs",
        {"warning-signs.yaml": SIGN + SIGN.replace("sign.a", "sign.b")},
        [
            "9:16: kafolat* stands in sign.a already; remove one of the two",
            "9:32: гаранти* stands in sign.a already; remove one of the two",
            "9:48: guarantee* stands in sign.a already; remove one of the two",
        ],
    ),
    (
        "a long phrase",
        sign("kafolat*", "x" * 61),
        [(f"2:16: uz has the wrong form: {'x' * 40}…; write a short phrase, at most 60 letters")],
    ),
    (
        "no advice",
        sign("  do: {uz: Toʻxtang, ru: Стойте, en: Stop}\n", ""),
        ["1:3: the field do is missing; add it; see README.md for its form"],
    ),
    (
        "a long meaning",
        sign("A sign", "A" * 171),
        [f"3:43: {'A' * 40}… has 171 characters, 170 are allowed; shorten it"],
    ),
    (
        "no source",
        sign("  sources: [kr.src-law]\n", ""),
        ["1:3: no source is named; name at least one source id"],
    ),
    (
        "a country that there is not",
        sign("  means", "  destinations: [jp]\n  means"),
        ["3:18: there is no destination with the id jp; add it, or remove the reference"],
    ),
    (
        "a page that there is not",
        sign("  means", "  page: kr.ep\n  means"),
        ["3:9: there is no page with the id kr.ep; did you mean kr.eps?"],
    ),
    (
        "a cost of nothing",
        cost("  total: [kr.wage]\n", ""),
        ["1:3: : a cost names at least one figure, or employer_pays: true; mend the values"],
    ),
    (
        "a figure that there is not",
        cost("kr.wage", "kr.wagee"),
        ["4:11: there is no figure with the id kr.wagee; did you mean kr.wage?"],
    ),
    (
        "a page in place of a figure",
        cost("kr.wage", "kr.eps"),
        ["4:11: there is no figure with the id kr.eps; add it, or remove the reference"],
    ),
    (
        "a cost without its page",
        cost("  page: kr.eps\n", ""),
        ["1:3: the field page is missing; add it; see README.md for its form"],
    ),
    (
        "two costs of one way",
        {"official-costs.yaml": COST + COST.replace("cost.kr", "cost.other")},
        [
            (
                "6:16: cost.kr is the cost of the same way already; "
                "put both together, or name another programme"
            )
        ],
    ),
    (
        "an unknown field",
        cost("total", "totals"),
        [
            "4:3: the field totals is not known; did you mean total?",
        ],
    ),
]


def test_sound_files_are_entries_of_the_release(tmp_path: Path) -> None:
    files = {**sound_files(), "warning-signs.yaml": SIGN, "official-costs.yaml": COST}
    checked = read_content(write_tree(tmp_path, files), TODAY)
    assert checked.faults == []
    made, price = checked.entries["sign.a"], checked.entries["cost.kr"]
    assert isinstance(made, Sign)
    assert isinstance(price, Cost)
    assert made.words.all == ("kafolat*", "гаранти*", "guarantee*")
    assert made.means.uz_Cyrl == "Бу белги"
    assert price.total == ("kr.wage",)
    assert load(dump(made)) == made
    assert load(dump(price)) == price


@pytest.mark.parametrize(
    ("files", "says"), [row[1:] for row in FAULTS], ids=[r[0] for r in FAULTS]
)
def test_a_fault_is_told_with_its_place(
    tmp_path: Path, files: Mapping[str, str], says: list[str]
) -> None:
    (name,) = files
    assert check(tmp_path, {**sound_files(), **files}) == [f"{name}:{line}" for line in says]


def test_a_number_is_no_price(tmp_path: Path) -> None:
    figures = sound_files()["figures/kr.yaml"]
    figures += figures.replace("kr.wage", "kr.age").replace("unit: KRW", "unit: years")
    files = {**sound_files(), "figures/kr.yaml": figures, **cost("kr.wage", "kr.age")}
    assert check(tmp_path, files) == [
        (
            "official-costs.yaml:4:11: the figure kr.age is in years, not in a currency; "
            "name a figure that is a sum of money"
        )
    ]
