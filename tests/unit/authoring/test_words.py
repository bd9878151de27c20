"""The file with other words: what it makes, and each fault with its place and mend."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.authoring.content import read_content
from bot.entries.entry import dump, load
from bot.entries.words import Words, is_meant
from tests.support.trees import TODAY, check, sound_files, write_tree

SOUND = """\
- id: words.unpaid
  pages: ["*.unpaid", kr.eps]
  words:
    - oylik bermayapti
    - no
"""
FAULTS = [
    (
        "an unknown page",
        "- id: words.a\n  pages: [kr.ep]\n  words: [x]\n",
        ["2:11: there is no page with the id kr.ep; did you mean kr.eps?"],
    ),
    (
        "a page that no country has",
        '- id: words.a\n  pages: ["*.zzz"]\n  words: [x]\n',
        ["2:11: there is no page with the id *.zzz; add it, or remove the reference"],
    ),
    (
        "a pattern of another form",
        '- id: words.a\n  pages: ["kr*"]\n  words: [x]\n',
        [
            (
                "2:11: pages has the wrong form: kr*; "
                "write an id such as kr.eps.cost, *.rights.wage or kr.eps.*"
            ),
            "2:11: there is no page with the id kr*; did you mean kr?",
        ],
    ),
    (
        "an unknown country",
        "- id: words.a\n  destination: jp\n  words: [x]\n",
        [
            "2:16: there is no destination with the id jp; add it, or remove the reference",
        ],
    ),
    (
        "no words",
        "- id: words.a\n  words: []\n",
        ["2:3: the group has no words; write at least one"],
    ),
    (
        "a word twice",
        "- id: words.a\n  words: [x, y, X]\n",
        ["2:17: X stands in this group twice; remove one of the two"],
    ),
    (
        "a long phrase",
        f"- id: words.a\n  words: [{'x' * 61}]\n",
        [
            (
                f"2:11: words has the wrong form: {'x' * 40}…; "
                "write a word or a short phrase, at most 60 letters"
            )
        ],
    ),
    (
        "two things at once",
        "- id: words.a\n  outside: true\n  filler: true\n  words: [x]\n",
        [
            "1:3: : a group leads to pages or is one of filler, outside, offer; mend the values",
        ],
    ),
    (
        "a filler of two words",
        "- id: words.a\n  filler: true\n  words: [x y]\n",
        ["1:3: : each filler is a single word; mend the values"],
    ),
    (
        "an unknown field",
        "- id: words.a\n  page: [kr.eps]\n  words: [x]\n",
        ["2:3: the field page is not known; did you mean pages?"],
    ),
    (
        "no list",
        "words: [x]\n",
        [
            (
                "1:1: the file must be a list: each entry begins with `- id:`; "
                "see README.md in this folder"
            )
        ],
    ),
]


def test_a_sound_group_is_an_entry_of_the_release(tmp_path: Path) -> None:
    files = {**sound_files(), "synonyms.yaml": SOUND}
    checked = read_content(write_tree(tmp_path, files), TODAY)
    entry = checked.entries["words.unpaid"]
    assert checked.faults == []
    assert isinstance(entry, Words)
    assert entry.words == ("oylik bermayapti", "no")
    assert load(dump(entry)) == entry


@pytest.mark.parametrize(("text", "says"), [row[1:] for row in FAULTS], ids=[r[0] for r in FAULTS])
def test_a_fault_in_the_words(tmp_path: Path, text: str, says: list[str]) -> None:
    said = check(tmp_path, {**sound_files(), "synonyms.yaml": text})
    assert said == [f"synonyms.yaml:{line}" for line in says]


def test_a_word_names_one_country_only(tmp_path: Path) -> None:
    files = sound_files()
    about = files["pages/kr/page.yaml"].replace("id: kr", "id: jp").replace("KR\n", "JP\n")
    files["pages/jp/page.yaml"] = about
    files |= {
        f"pages/jp/{code}.md": f"# Yaponiya {code}\n\nMatn.\n" for code in ("uz", "ru", "en")
    }
    files["synonyms.yaml"] = (
        "- id: words.kr\n  destination: kr\n  words: [Seul]\n"
        "- id: words.jp\n  destination: jp\n  words: [Tokio, seul]\n"
    )
    assert check(tmp_path, files) == [
        (
            "synonyms.yaml:6:18: seul names kr already; "
            "keep it for one country, or make the phrase longer"
        )
    ]


@pytest.mark.parametrize(
    ("pattern", "page", "holds"),
    [
        ("kr.eps", "kr.eps", True),
        ("kr.eps", "kr.eps.cost", False),
        ("*.rights.wage", "kr.rights.wage", True),
        ("*.rights.wage", "rights.wage", False),
        ("kr.eps.*", "kr.eps.cost", True),
        ("kr.eps.*", "kr.eps", False),
    ],
)
def test_what_a_pattern_means(pattern: str, page: str, holds: bool) -> None:
    assert is_meant(pattern, page) is holds
