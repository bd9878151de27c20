"""What the bot costs: start, memory, CPU of a page: `python tests/bench/bench_answer.py`.

Baselines of the same run: a bare interpreter that imports the same libraries (start, memory), and
the same two calls to Telegram with a text that is ready (a page).
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import aiohttp
import psutil

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # Started as a file, Python looks only beside it.

from bot.simulator.serve import running
from bot.simulator.world import Simulator
from tests.support.processes import yoldosh
from tests.support.talk import TOKEN, SteppingClock, buttons

PAGES = 600
LIBRARIES = "import telegram, aiohttp, sqlalchemy.ext.asyncio, aiosqlite, pydantic, babel"
TWO_CALLS = """
import asyncio, sys, time
from telegram import InlineKeyboardButton as B, InlineKeyboardMarkup as M
sys.path.insert(0, {root!r})
from bot.telegram.raw import RawBot
from bot.telegram.request import AiohttpRequest

async def main():
    bot = RawBot({token!r}, base_url={url!r} + "/bot", request=AiohttpRequest(),
                 get_updates_request=AiohttpRequest())
    await bot.initialize()
    begun = 0.0
    count = 0
    while count < {count}:
        for raw in await bot.get_raw_updates({first} + count, 100, 5):
            query = raw["callback_query"]
            message = query["message"]
            # The text differs from the last one, as pages do.
            await asyncio.gather(
                bot.answer_callback_query(query["id"]),
                bot.edit_message_text("<b>" + "w " * 300 + str(count) + "</b>",
                    message["chat"]["id"], message["message_id"], parse_mode="HTML",
                    reply_markup=M([[B("button", callback_data="1h")]] * 8)))
            count += 1
            if count == 50:
                begun = time.process_time()
    print((time.process_time() - begun) / (count - 50))
    await bot.shutdown()

asyncio.run(main())
"""


def bare_start() -> tuple[float, float]:
    """Return seconds and megabytes of an interpreter that imports the libraries."""
    code = f"{LIBRARIES}; import psutil; print(psutil.Process().memory_info().rss)"
    began = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    return time.perf_counter() - began, int(done.stdout) / 2**20


async def rested(process: psutil.Process) -> None:
    """Wait until a process has done the work of its start: search is made ready behind it."""
    used, before = sum(process.cpu_times()[:2]), -1.0
    while used - before > 0.02:
        await asyncio.sleep(1.5)
        used, before = sum(process.cpu_times()[:2]), used


async def cold_start(folder: Path) -> tuple[float, float, float]:
    """Return seconds to the first answer, megabytes, and CPU seconds of a page."""
    world = Simulator(TOKEN, clock=SteppingClock(step_s=1.0))
    person = world.add_person("Dilshod", language_code="en")
    world.send_text(person, "/start")
    async with running(world) as address:
        settings = {
            "YOLDOSH_BOT_TOKEN": TOKEN,
            "YOLDOSH_API_URL": address,
            "YOLDOSH_DATABASE_URL": f"sqlite:///{folder / 'bot.db'}",
            "YOLDOSH_RATE": "1000",
        }
        # The first start publishes the content; a cold start is one that finds it published.
        async with yoldosh("run", settings=settings, log=folder / "log"):
            await world.wait_for(lambda: len(world.inbox) == 0, timeout_s=60)
        world.send_text(person, "/start")
        before = len(world.messages(person))
        began = time.perf_counter()
        async with yoldosh("run", settings=settings, log=folder / "log") as process:
            await world.wait_for(lambda: len(world.messages(person)) > before, timeout_s=60)
            seconds = time.perf_counter() - began
            shown = world.messages(person)[-1]
            world.press(person, person, shown["message_id"], buttons(shown)[-1]["callback_data"])
            await world.wait_for(lambda: len(world.inbox) == 0, timeout_s=60)
            watched = psutil.Process(process.pid)
            await rested(watched)
            pages = ["1ekr.eps.cost:", "1ekr.social:", "1ejp.ssw:", "1ekr.situation.unpaid-wages:"]
            cost = 0.0
            for number in range(PAGES):
                if number == 50:
                    cost = sum(watched.cpu_times()[:2])
                data = pages[number % len(pages)]
                world.press(person, person, shown["message_id"], data)
                await world.wait_for(lambda: len(world.inbox) == 0, timeout_s=60)
            each = (sum(watched.cpu_times()[:2]) - cost) / (PAGES - 50)
            memory = watched.memory_info().rss / 2**20
        return seconds, memory, each


async def two_calls() -> float:
    """Return CPU seconds of one answered button with a text that is ready."""
    world = Simulator(TOKEN, clock=SteppingClock(step_s=1.0))
    person = world.add_person("Dilshod", language_code="en")
    world.send_text(person, "/start")
    async with running(world) as address:
        first = world.inbox.updates[0]["update_id"]
        async with aiohttp.ClientSession() as session:
            said = {"chat_id": person, "text": "ready"}
            async with session.post(f"{address}/bot{TOKEN}/sendMessage", json=said) as answer:
                shown = (await answer.json())["result"]["message_id"]
        code = TWO_CALLS.format(
            root=str(ROOT), token=TOKEN, url=address, count=PAGES, first=first + 1
        )
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", code, stdout=asyncio.subprocess.PIPE, env=dict(os.environ)
        )
        # The first button also confirms what came before it.
        for _ in range(PAGES):
            world.press(person, person, shown, "1h")
            await world.wait_for(lambda: len(world.inbox) <= 1, timeout_s=60)
        output, _ = await process.communicate()
        return float(output)


async def main() -> None:
    bare_start()
    bare_s, bare_mb = bare_start()
    with tempfile.TemporaryDirectory() as folder:
        seconds, memory, page = await cold_start(Path(folder))
    calls = await two_calls()
    show("cold start to first answer", seconds, "s", bare_s, "bare imports", "3 s")
    show(f"memory after {PAGES} pages", memory, "MB", bare_mb, "bare imports", "150 MB")
    show("CPU of a page", page * 1000, "ms", calls * 1000, "the two calls alone", "5 ms")


def show(what: str, value: float, unit: str, baseline: float, name: str, aim: str) -> None:
    ratio = value / baseline
    print(f"{what}: {value:.2f} {unit} (aim {aim}), {ratio:.2f} x {name} ({baseline:.2f} {unit})")


if __name__ == "__main__":
    asyncio.run(main())
