"""What an operator sees when something is wrong at the start: one clear line, and the mend."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.simulator.serve import running
from bot.simulator.world import Simulator
from tests.support.postgres import PostgresServer
from tests.support.processes import run_yoldosh, yoldosh
from tests.support.talk import TOKEN, SteppingClock
from tests.support.trees import sound_files, write_tree


@pytest.fixture
def sound(tmp_path: Path) -> dict[str, str]:
    content = write_tree(tmp_path / "content", sound_files())
    return {
        "YOLDOSH_BOT_TOKEN": TOKEN,
        "YOLDOSH_API_URL": "http://127.0.0.1:9",
        "YOLDOSH_DATABASE_URL": f"sqlite:///{tmp_path / 'bot.db'}",
        "YOLDOSH_CONTENT_DIR": str(content),
    }


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("BOT_TOKEN", "", "get a token from @BotFather"),
        ("API_URL", "api.telegram.org", "it must start with https:// or http://"),
        ("DATABASE_URL", "mysql://secret-password@host/x", "sqlite:///path or postgresql://"),
        ("CONTENT_DIR", "/no/such/folder", "there is no such folder"),
        ("LOCALES_DIR", "/no/such/folder", "there is no such folder"),
        ("RATE", "fast", "Messages a second"),
        ("RATE", "0", "greater than 0"),
        ("LISTEN", "everywhere", "host:port"),
    ],
)
async def test_a_bad_setting_names_the_variable_and_what_it_should_be(
    sound: dict[str, str], name: str, value: str, words: str
) -> None:
    code, said = await run_yoldosh("run", settings={**sound, f"YOLDOSH_{name}": value})
    assert code == 2
    assert said.startswith(f"YOLDOSH_{name}")
    assert words in said
    assert "secret-password" not in said
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("WEBHOOK_URL", "http://example.org/hook", "an https address is needed"),
        ("WEBHOOK_SECRET", "short", "at least 16 characters"),
        ("LISTEN", "192.0.2.1:80", "cannot be used"),
    ],
)
async def test_a_webhook_needs_its_own_settings(
    sound: dict[str, str], name: str, value: str, words: str
) -> None:
    settings = {
        **sound,
        "YOLDOSH_WEBHOOK_URL": "https://example.org/hook",
        "YOLDOSH_WEBHOOK_SECRET": "a-secret-of-nobody-0123456789",
        "YOLDOSH_LISTEN": "127.0.0.1:0",
        f"YOLDOSH_{name}": value,
    }
    code, said = await run_yoldosh("run", "--webhook", settings=settings)
    assert code == 2
    assert said.startswith(f"YOLDOSH_{name}")
    assert words in said


async def test_a_token_that_telegram_does_not_know_is_said(sound: dict[str, str]) -> None:
    async with running(Simulator(TOKEN)) as address:
        wrong = {"YOLDOSH_API_URL": address, "YOLDOSH_BOT_TOKEN": TOKEN[:-1] + "x"}
        code, said = await run_yoldosh("run", settings={**sound, **wrong})
    assert code == 2
    assert "YOLDOSH_BOT_TOKEN: Telegram does not know this token" in said
    assert TOKEN[:-1] not in said


async def test_broken_content_is_refused_where_nothing_was_published(
    sound: dict[str, str],
) -> None:
    page = Path(sound["YOLDOSH_CONTENT_DIR"]) / "pages/kr/eps/uz.md"
    page.write_text("# Sarlavha\n\n{figure:kr.nothing}\n", encoding="utf-8")
    code, said = await run_yoldosh("run", settings=sound)
    assert code == 2
    assert "Run `yoldosh content check`" in said
    assert "pages/kr/eps/" in said
    assert "Traceback" not in said


async def test_broken_content_stops_no_bot_that_has_a_release(sound: dict[str, str]) -> None:
    code, said = await run_yoldosh("content", "publish", "--yes", settings=sound)
    assert code == 0, said
    page = Path(sound["YOLDOSH_CONTENT_DIR"]) / "pages/kr/eps/uz.md"
    page.write_text("no title", encoding="utf-8")
    world = Simulator(TOKEN, clock=SteppingClock())
    person = world.add_person("Dilshod")
    world.send_text(person, "/start")
    log = page.parent / "log"
    async with running(world) as address:
        settings = {**sound, "YOLDOSH_API_URL": address}
        async with yoldosh("run", settings=settings, log=log):
            await world.wait_for(lambda: len(world.inbox) == 0, timeout_s=30)
    assert world.messages(person)[-1]["from"]["is_bot"]


@pytest.fixture
def asleep() -> Iterator[PostgresServer]:
    """A server of its own that does not run yet."""
    server = PostgresServer.create()
    yield server
    server.stop()
    server.remove()


@pytest.mark.timeout(180)
async def test_a_database_that_is_away_is_waited_for_with_one_line(
    sound: dict[str, str], asleep: PostgresServer, tmp_path: Path
) -> None:
    world = Simulator(TOKEN, clock=SteppingClock())
    person = world.add_person("Dilshod")
    world.send_text(person, "/start")
    log = tmp_path / "log"
    url = asleep.url("postgres").replace("postgres@", "postgres:secret-password@")
    async with running(world) as address:
        settings = {**sound, "YOLDOSH_API_URL": address, "YOLDOSH_DATABASE_URL": url}
        async with yoldosh("run", settings=settings, log=log) as process:
            async with asyncio.timeout(30):
                while not log.exists() or not log.read_text(encoding="utf-8"):  # noqa: ASYNC110 (a file tells nobody)
                    await asyncio.sleep(0.05)
            lines = log.read_text(encoding="utf-8").splitlines()
            assert len(lines) == 1
            assert "database" in lines[0]
            assert process.returncode is None
            await asyncio.to_thread(asleep.start)
            await world.wait_for(lambda: len(world.inbox) == 0, timeout_s=60)
    assert world.messages(person)[-1]["from"]["is_bot"]
    said = log.read_text(encoding="utf-8")
    assert "secret-password" not in said
    assert TOKEN not in said
