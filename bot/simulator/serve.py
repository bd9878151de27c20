"""Run the simulator's server inside the running loop: for the demo and for tests."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager

import uvicorn
from starlette.routing import BaseRoute

from bot.simulator.server import create_app
from bot.simulator.world import Simulator


class _Server(uvicorn.Server):
    """A web server that stops when it is told to, not when it next looks."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.told = asyncio.Event()

    async def main_loop(self) -> None:
        """Serve until told to stop."""
        ticking = asyncio.create_task(super().main_loop())
        await self.told.wait()
        ticking.cancel()
        await asyncio.gather(ticking, return_exceptions=True)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals to whoever runs the loop."""
        yield


@asynccontextmanager
async def running(
    simulator: Simulator,
    *,
    host: str = "127.0.0.1",
    port: int = 0,
    extra_routes: Sequence[BaseRoute] = (),
) -> AsyncIterator[str]:
    """Serve until the end of the block; yields the base address. Port 0 takes a free one."""
    listener = socket.create_server((host, port), backlog=2048)
    # Connections inherit this. Without it an answer, which goes out in two pieces, waits 40 ms for
    # the other side to acknowledge the first.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    config = uvicorn.Config(
        create_app(simulator, extra_routes),
        log_config=None,
        access_log=False,
        ws="none",
        timeout_graceful_shutdown=1,
    )
    server = _Server(config)
    serving = asyncio.create_task(server.serve([listener]))
    try:
        while not server.started:
            if serving.done():
                await serving
            await asyncio.sleep(0.005)
        yield f"http://{host}:{listener.getsockname()[1]}"
    finally:
        server.told.set()
        await serving
        listener.close()
