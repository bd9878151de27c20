"""Releases: immutable, shared where nothing changed, and seen whole or not at all."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.authoring.content import Checked, read_content
from bot.authoring.release import (
    FaultyContentError,
    Published,
    go_back,
    new_entries,
    publish,
    published_entries,
)
from db.models import EntryBody, ReleaseEntry
from db.releases import current_release, list_releases, save_release
from db.session import create_engine, reading, writing
from tests.support.trees import TODAY, changed, sound_files, write_tree

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
ROOT = Path(__file__).parents[3]
TABLES = ("entry_bodies", "releases", "release_entries", "publications")
ENTRIES = 7
KILLED_HALFWAY = """
import asyncio, sys
from datetime import UTC, date, datetime
from pathlib import Path
from bot.authoring.content import read_content
from bot.authoring.release import new_entries
from db.releases import save_release
from db.session import create_engine, writing

async def main():
    entries = new_entries(read_content(Path(sys.argv[2]), date(2026, 11, 24)).entries)
    async with writing(create_engine(sys.argv[1])) as session:
        await save_release(session, entries, "half", "", datetime.now(UTC))
        print("halfway", flush=True)
        await asyncio.sleep(60)

asyncio.run(main())
"""


def content(folder: Path, files: Mapping[str, str] | None = None) -> Checked:
    return read_content(write_tree(folder, files or sound_files()), TODAY)


def other(folder: Path, amount: int) -> Checked:
    """Return the sound content with another wage, which is one entry of it."""
    return content(folder / str(amount), changed("figures/kr.yaml", "10320", str(amount)))


async def put(engine: AsyncEngine, checked: Checked) -> Published:
    return await publish(engine, checked, "Aziza", "note", NOON)


async def rows(engine: AsyncEngine) -> dict[str, list[Any]]:
    """Return everything in the tables of releases, in a fixed order."""
    async with reading(engine) as session:
        return {
            table: sorted(map(str, (await session.execute(text(f"SELECT * FROM {table}"))).all()))  # noqa: S608 (our own names)
            for table in TABLES
        }


async def counts(engine: AsyncEngine) -> list[int]:
    found = await rows(engine)
    return [len(found[table]) for table in TABLES]


async def test_the_first_publish_gives_back_what_was_checked(
    engine: AsyncEngine, tmp_path: Path
) -> None:
    checked = content(tmp_path)
    done = await put(engine, checked)
    info, entries = await published_entries(engine)
    assert (done, done.is_new) == (Published(1, ENTRIES, 0, 0), True)
    assert entries == checked.entries
    assert info is not None
    assert (info.id, info.author, info.note, info.entries, info.created_at, info.is_current) == (
        1, "Aziza", "note", ENTRIES, NOON, True,
    )  # fmt: skip


async def test_before_the_first_publish_there_is_nothing(engine: AsyncEngine) -> None:
    assert await published_entries(engine) == (None, {})


async def test_publishing_the_same_writes_nothing(engine: AsyncEngine, tmp_path: Path) -> None:
    await put(engine, content(tmp_path))
    before = await rows(engine)
    done = await put(engine, content(tmp_path))
    assert (done, done.is_new) == (Published(1, 0, 0, 0), False)
    assert await rows(engine) == before


async def test_unchanged_entries_are_shared(engine: AsyncEngine, tmp_path: Path) -> None:
    await put(engine, content(tmp_path))
    done = await put(engine, other(tmp_path, 10500))
    assert done == Published(2, 0, 1, 0)
    assert await counts(engine) == [ENTRIES + 1, 2, 2 * ENTRIES, 2]


async def test_added_and_removed_entries_are_counted(engine: AsyncEngine, tmp_path: Path) -> None:
    await put(engine, content(tmp_path / "a"))
    files = changed("sources/kr.yaml", "- id: kr.src-law", "- id: kr.new\n  title: x\n  kind: press\n- id: kr.src-law")  # fmt: skip
    files = {name: body for name, body in files.items() if "/unpaid/" not in name}
    for code in ("uz", "ru", "en"):
        name = f"pages/kr/eps/{code}.md"
        files[name] = files[name].replace("[sahifa](page:kr.unpaid)", "sahifa")
    assert await put(engine, content(tmp_path / "b", files)) == Published(2, 1, 1, 1)


async def test_an_older_release_is_unchanged_by_all_that_follows(
    engine: AsyncEngine, tmp_path: Path
) -> None:
    first = content(tmp_path)
    await put(engine, first)
    before = await rows(engine)
    await put(engine, other(tmp_path, 10500))
    await go_back(engine, 1, "Aziza", NOON)
    await put(engine, other(tmp_path, 10600))
    after = await rows(engine)
    assert all(set(before[table]) <= set(after[table]) for table in TABLES)
    assert (await published_entries(engine, 1))[1] == first.entries


async def test_going_back_makes_the_older_release_current(
    engine: AsyncEngine, tmp_path: Path
) -> None:
    first = content(tmp_path)
    await put(engine, first)
    await put(engine, other(tmp_path, 10500))
    await go_back(engine, 1, "Aziza", NOON)
    info, entries = await published_entries(engine)
    async with reading(engine) as session:
        found = [(release.id, release.is_current) for release in await list_releases(session)]
    assert info is not None
    assert (info.id, entries, found) == (1, first.entries, [(2, False), (1, True)])


async def test_what_was_taken_back_can_be_published_anew_without_new_bodies(
    engine: AsyncEngine, tmp_path: Path
) -> None:
    await put(engine, content(tmp_path))
    await put(engine, other(tmp_path, 10500))
    await go_back(engine, 1, "Aziza", NOON)
    assert await put(engine, other(tmp_path, 10500)) == Published(3, 0, 1, 0)
    assert await counts(engine) == [ENTRIES + 1, 3, 3 * ENTRIES, 4]


async def test_a_release_that_is_not_there_cannot_be_gone_back_to(
    engine: AsyncEngine, tmp_path: Path
) -> None:
    await put(engine, content(tmp_path))
    before = await rows(engine)
    with pytest.raises(LookupError, match="7"):
        await go_back(engine, 7, "Aziza", NOON)
    assert await rows(engine) == before


async def test_faulty_content_unpublishes_nothing(engine: AsyncEngine, tmp_path: Path) -> None:
    await put(engine, content(tmp_path))
    before = await rows(engine)
    with pytest.raises(FaultyContentError):
        await put(engine, content(tmp_path / "b", {**sound_files(), "sources/kr.yaml": "- ["}))
    assert await rows(engine) == before


async def test_a_warning_does_not_stop_a_publish(engine: AsyncEngine, tmp_path: Path) -> None:
    checked = content(tmp_path, changed("pages/kr/page.yaml", "review_by: 2027-11-24\n", ""))
    assert len(checked.faults) == 1
    assert (await put(engine, checked)).is_new


async def test_half_a_release_is_seen_by_nobody_and_taken_back_on_an_error(
    engine: AsyncEngine, tmp_path: Path
) -> None:
    await put(engine, content(tmp_path))
    before = await rows(engine)
    entries = new_entries(other(tmp_path, 10500).entries)

    async def halfway() -> None:
        async with writing(engine) as session:
            assert await save_release(session, entries, "half", "", NOON) == 2
            assert await rows(engine) == before
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await halfway()
    assert await rows(engine) == before
    assert await put(engine, other(tmp_path, 10500)) == Published((await current(engine)), 0, 1, 0)


async def current(engine: AsyncEngine) -> int:
    async with reading(engine) as session:
        release = await current_release(session)
    assert release is not None
    return release.id


async def test_a_publisher_killed_halfway_leaves_nothing(
    engine: AsyncEngine, database_url: str, tmp_path: Path
) -> None:
    await put(engine, content(tmp_path / "old"))
    before = await rows(engine)
    new = write_tree(tmp_path / "new", changed("figures/kr.yaml", "10320", "10500"))
    publisher = await asyncio.create_subprocess_exec(
        sys.executable, "-c", KILLED_HALFWAY, database_url, str(new),
        cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert publisher.stdout is not None
    assert await publisher.stdout.readline() == b"halfway\n"
    publisher.send_signal(signal.SIGKILL)
    await publisher.wait()
    assert await rows(engine) == before
    assert (await put(engine, read_content(new, TODAY))).is_new


async def test_publishers_at_once_leave_whole_releases_and_the_last_is_current(
    engine: AsyncEngine, database_url: str, tmp_path: Path
) -> None:
    await put(engine, content(tmp_path))
    amounts = range(10401, 10407)
    versions = [other(tmp_path, amount) for amount in amounts]
    # As from several machines: each has its own engine.
    engines = [create_engine(database_url) for _ in versions]
    done = await asyncio.gather(*map(put, engines, versions))
    for one in engines:
        await one.dispose()
    assert sorted(release.release for release in done) == [2, 3, 4, 5, 6, 7]
    assert await current(engine) == 7
    for release, version in zip(done, versions, strict=True):
        assert (await published_entries(engine, release.release))[1] == version.entries
    assert (await counts(engine))[0] == ENTRIES + len(amounts)


async def test_publishers_of_the_same_at_once_make_one_release(
    engine: AsyncEngine, tmp_path: Path
) -> None:
    checked = content(tmp_path)
    done = await asyncio.gather(*(put(engine, checked) for _ in range(4)))
    assert sorted(release.is_new for release in done) == [False, False, False, True]
    assert await counts(engine) == [ENTRIES, 1, ENTRIES, 1]


async def test_publishing_and_going_back_at_once_end_in_one_of_the_two(
    engine: AsyncEngine, tmp_path: Path
) -> None:
    await put(engine, content(tmp_path))
    await put(engine, other(tmp_path, 10500))
    await asyncio.gather(
        *(go_back(engine, 1, "a", NOON) for _ in range(3)), put(engine, other(tmp_path, 10600))
    )
    assert await current(engine) in {1, 3}
    assert (await counts(engine))[3] == 6


async def test_an_entry_in_a_form_of_old_is_left_out_and_written_anew(
    engine: AsyncEngine, tmp_path: Path
) -> None:
    checked = content(tmp_path)
    await put(engine, checked)
    async with writing(engine) as session:
        key = "0" * 64
        body = {"fingerprint": key, "kind": "old", "entry_id": "kr.old", "body": '{"kind": "old"}'}
        await session.execute(insert(EntryBody), [body])
        link = {"release_id": 1, "entry_id": "kr.old", "fingerprint": key}
        await session.execute(insert(ReleaseEntry), [link])
    assert (await published_entries(engine))[1] == checked.entries
    assert await put(engine, checked) == Published(2, 0, 0, 1)
