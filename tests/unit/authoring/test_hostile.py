"""Files that would hang, crash or deceive a careless reader are refused with their line."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.authoring.content import read_content
from tests.support.trees import TODAY, changed, check, sound_files, write_tree

SOURCES = "sources/kr.yaml"
SOUND = sound_files()[SOURCES]
ALIAS = "an alias (*name) is not allowed here; write the text out in both places"
BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefghijklmnop", "bcdefghijklmnopq", strict=True)
)
NESTED = "the values are nested too deeply; see README.md in this folder for the form"


def said_of(folder: Path, name: str, content: str | bytes) -> list[str]:
    """Return what is said of a file itself; what refers to it is left out."""
    found = check(folder, {**sound_files(), name: content})
    return [
        line.removeprefix(f"{name}:").split("; look")[0]
        for line in found
        if line.startswith(f"{name}:")
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (f"- &a\n  id: kr.src-law\n  title: *a\n{'':2}kind: press\n", [f"3:10: {ALIAS}"]),
        (f"{SOUND}- id: kr.b\n  title: &t x\n  kind: press\n  publisher: *t\n", [f"11:14: {ALIAS}"]),
        ("- &a {id: a}\n- <<: *a\n", [f"2:7: {ALIAS}"]),
        ("[" * 100_000, ["1:1001: the file is no correct YAML (exceeded maximum nesting depth)"]),
        (
            "".join(f"{' ' * depth}- \n" for depth in range(1300)),
            ["1000:1000: the file is no correct YAML (exceeded maximum nesting depth)"],
        ),
        (f"- id: kr.src-law\n  title: {'[' * 500}{']' * 500}\n", [f"2:17: {NESTED}"]),
        (
            "- id: kr.src-law\n\ttitle: x\n",
            ["2:1: the file is no correct YAML (found a tab character that violates indentation)"],
        ),
        (SOUND.replace("istry", "is\0try"), ["3:19: the file holds a NUL character; remove it"]),
        (
            SOUND.replace("istry", "is\x07try").replace("Labour", "La\x9fbour"),
            [
                "2:12: the file holds a character that YAML does not allow (U+009F); remove it",
                "3:19: the file holds a character that YAML does not allow (U+0007); remove it",
            ],
        ),
        (
            "- id: a\n  title: ў\xff".encode("latin-1", "replace") + b"\xfe\n",
            ["2:11: the file is not UTF-8; save the file as UTF-8"],
        ),
        (SOUND.encode("utf-16"), ["1:1: the file is not UTF-8; save the file as UTF-8"]),
        (
            b"\xef\xbb\xbf- id: a\n  title: \xd1\x9e\xff\n",
            ["2:11: the file is not UTF-8; save the file as UTF-8"],
        ),
        (f"#{'x' * 1_048_576}", ["1:1: the file is over 1024 KB; split it into smaller ones"]),
        (f"{SOUND}  kind: press\n", ["8:3: the field kind stands here twice; remove one of the two"]),
        (
            f"{SOUND}---\n- id: kr.b\n",
            ["8:1: the file is no correct YAML (but found another document)"],
        ),
        (
            "- !!python/object/apply:os.system [ls]\n",
            ["1:3: this entry has no fields; begin it with `- id: …`"],
        ),
        (
            "- ? [id]\n  : x\n",
            ["1:5: a field has a list or fields as its name; write `name: value`"],
        ),
        ("hello\n", ["1:1: the file must be a list: each entry begins with `- id:`; see README.md in this folder"]),
        ("- hello\n", ["1:3: this entry has no fields; begin it with `- id: …`"]),
        (
            SOUND.replace("Ministry", '"\\ud800"'),
            ["3:17: the file is no correct YAML (found invalid Unicode character escape code)"],
        ),
    ],
    ids=[
        "an alias of itself", "an alias of a text", "a merged alias", "an open list of lists",
        "a block of blocks", "a closed list of lists", "a tab", "NUL", "control characters",
        "Latin-1", "UTF-16", "a broken letter after a mark of order", "a huge file",
        "a field twice", "two documents", "a program", "a list as a name", "a word", "a list",
        "half a letter",
    ],
)  # fmt: skip
def test_hostile_yaml_is_refused_with_its_line(
    tmp_path: Path, content: str | bytes, said: list[str]
) -> None:
    assert said_of(tmp_path, SOURCES, content) == said


@pytest.mark.parametrize("name", [SOURCES, "pages/kr/page.yaml", "cyrillic.yaml"])
def test_a_bomb_of_aliases_is_not_unfolded(tmp_path: Path, name: str) -> None:
    begun = time.process_time()
    said = said_of(tmp_path, name, BOMB)
    assert time.process_time() - begun < 2
    assert said[0] == f"2:8: {ALIAS}"
    assert len(said) == BOMB.count("*")


@pytest.mark.parametrize("prefix", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("name", [SOURCES, "pages/kr/eps/uz.md", "cyrillic.yaml"])
def test_marks_of_order_and_foreign_line_ends_change_nothing(
    tmp_path: Path, name: str, end: str, prefix: str
) -> None:
    plain = read_content(write_tree(tmp_path / "plain", sound_files()), TODAY)
    text = prefix + sound_files()[name].replace("\n", end)
    other = read_content(write_tree(tmp_path / "other", {**sound_files(), name: text}), TODAY)
    assert (other.faults, other.entries) == ([], plain.entries)


def test_foreign_line_ends_keep_the_line_of_a_fault(tmp_path: Path) -> None:
    files = changed("pages/kr/eps/page.yaml", "review_by: 2027", "review_by: 27")
    files = {name: text.replace("\n", "\r\n") for name, text in files.items()}
    assert check(tmp_path, files)[0].startswith(
        "pages/kr/eps/page.yaml:7:12: review_by is no date"
    )


def link(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target)


CANNOT = "the file cannot be read; check its rights and its links"
NO_TEXT = "this is no file with text; remove it"


@pytest.mark.parametrize(
    "name", [SOURCES, "pages/kr/page.yaml", "pages/kr/uz.md", "cyrillic.yaml"]
)
@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda path: path.symlink_to(path.name), CANNOT),
        (link("nowhere"), CANNOT),
        (os.mkdir, NO_TEXT),
        (os.mkfifo, NO_TEXT),
        (link("/dev/zero"), NO_TEXT),
    ],
    ids=["a link to itself", "a link to nothing", "a folder", "a pipe", "a device"],
)
def test_what_is_no_file_is_refused(
    tmp_path: Path, name: str, make: Callable[[Path], None], said: str
) -> None:
    path = write_tree(tmp_path, sound_files()) / name
    path.unlink()
    make(path)
    found = [str(fault) for fault in read_content(tmp_path, TODAY).faults]
    assert f"{name}:1:1: {said}" in found


def test_a_linked_folder_is_not_followed_and_not_silently_left_out(tmp_path: Path) -> None:
    write_tree(tmp_path, sound_files())
    (tmp_path / "pages/kr/again").symlink_to(tmp_path / "pages")
    assert [str(fault) for fault in read_content(tmp_path, TODAY).faults] == [
        (
            "pages/kr/again:1:1: this link to another folder is not followed; "
            "copy the folder to this place, or remove the link"
        )
    ]


@pytest.mark.parametrize(
    "body",
    [
        "*a " * 30_000,
        "[" * 40_000,
        "![" * 30_000,
        "> " * 30_000,
        "".join(f"{'  ' * depth}- a\n" for depth in range(250)),
        "".join(f"{'`' * ticks} " for ticks in range(400)),
        "<" * 60_000,
        "&" * 60_000,
        "**a" * 20_000,
        "[a](" * 20_000,
        "{figure:" * 10_000,
        "1 " * 60_000,
        "9" * 120_000,
        "o'" * 60_000,
        "\u200b" * 40_000,
        "|a" * 30_000 + "\n" + "|-" * 30_000,
    ],
)
def test_a_hostile_text_is_refused_soon(tmp_path: Path, body: str) -> None:
    write_tree(tmp_path, {**sound_files(), "pages/kr/uz.md": f"# T\n\n{body}\n"})
    begun = time.process_time()
    checked = read_content(tmp_path, TODAY)
    assert time.process_time() - begun < 10
    assert checked.errors


def test_a_huge_text_is_refused_unread(tmp_path: Path) -> None:
    assert said_of(tmp_path, "pages/kr/uz.md", "x" * (128 * 1024 + 1)) == [
        "1:1: the file is over 128 KB; split it into smaller ones"
    ]


pieces = st.sampled_from([
    "a", "id", ": ", "- ", "\n", "\n  ", "[", "]", "{", "}", "'", '"', "#", "&a ", "*a", "!!str ",
    "|", ">", "---", "\t", "\0", "\ufeff", "\x85", "\u2028", "?", ",", "~", "2026-11-24", "kr.eps",
    "%", "@", "`", "ʻ", "😀", "# ", "## ", "{#a}", "{figure:kr.wage}", "](", "**", "<b>", "o'z",
])  # fmt: skip
soup = st.one_of(
    st.lists(pieces, max_size=40).map("".join).map(str.encode), st.binary(max_size=200)
)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    name=st.sampled_from(
        [SOURCES, "contacts/kr.yaml", "figures/kr.yaml", "pages/kr/page.yaml", "pages/kr/uz.md",
         "cyrillic.yaml", "pages/kr/translated.yaml"]
    ),
    content=soup,
)  # fmt: skip
def test_whatever_stands_in_a_file_is_told_and_never_raised(
    tmp_path: Path, name: str, content: bytes
) -> None:
    files: dict[str, str | bytes] = {**sound_files(), name: content}
    for fault in read_content(write_tree(tmp_path, files), TODAY).faults:
        assert str(fault).startswith(f"{fault.path}:{fault.line}:{fault.column}: ")
        assert fault.line >= 1
        assert fault.column >= 1
    write_tree(tmp_path, {"pages/kr/translated.yaml": "{}"})


fields = st.recursive(
    st.one_of(
        st.none(), st.text(max_size=5), st.sampled_from(["kr.eps", "2026-11-24", "1", "true"])
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    name=st.sampled_from([SOURCES, "contacts/kr.yaml", "figures/kr.yaml", "pages/kr/page.yaml"]),
    field=st.sampled_from(
        ["id", "kind", "name", "values", "phones", "sources", "destination", "checked", "unit",
         "review_by", "related", "parent", "time_zone", "country", "texts", "url", "note", "flag"]
    ),
    value=fields,
)  # fmt: skip
def test_whatever_a_field_holds_is_told_and_never_raised(
    tmp_path: Path, name: str, field: str, value: object
) -> None:
    import yaml

    raw = yaml.safe_load(sound_files()[name].replace("2026-", "x2026-").replace("2027-", "x2027-"))
    (raw if isinstance(raw, dict) else raw[0])[field] = value
    text = yaml.safe_dump(raw, allow_unicode=True).replace("x202", "202")
    read_content(write_tree(tmp_path, {**sound_files(), name: text}), TODAY)
