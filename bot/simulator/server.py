"""The web server: calls of the bot in, answers and refusals out."""

from __future__ import annotations

import asyncio
import hmac
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.simulator.control import control_routes
from bot.simulator.errors import ApiError
from bot.simulator.methods import execute
from bot.simulator.methods.call import Described
from bot.simulator.params import Upload, read_params
from bot.simulator.state import Fault
from bot.simulator.world import Simulator

_SILENT = {"getupdates"}
"""Calls that are not kept for the raw view, for they only wait."""


def create_app(world: Simulator, extra_routes: Sequence[BaseRoute] = ()) -> Starlette:
    """Return the application: the Bot API, the control endpoints, and any further routes."""
    server = _Server(world)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        delivering = asyncio.create_task(
            world.webhook.deliver(world.next_change, server.answered_webhook)
        )
        yield
        delivering.cancel()
        await asyncio.gather(delivering, return_exceptions=True)

    return Starlette(
        routes=[
            Route("/bot{token}/{method}", server.call, methods=["GET", "POST"]),
            Route("/file/bot{token}/{path:path}", server.file),
            *control_routes(world),
            *extra_routes,
        ],
        lifespan=lifespan,
    )


class _Server:
    def __init__(self, world: Simulator) -> None:
        self.world = world

    def _knows(self, request: Request) -> bool:
        given = str(request.path_params["token"])
        return hmac.compare_digest(given.encode(), self.world.token.encode())

    async def call(self, request: Request) -> Response:
        if not self._knows(request):
            return _answer(ApiError(401, "Unauthorized"))
        method = request.path_params["method"]
        fault = self.world.take_fault(method) if self.world.faults else None
        if fault is not None and fault.delay_s:
            await asyncio.sleep(fault.delay_s)
        begun = time.perf_counter()
        shown: Mapping[str, Any] = {}
        try:
            params, uploads = await read_params(request)
            shown = {**params, **{name: f"({upload.name})" for name, upload in uploads.items()}}
            status, body = await self._outcome(method, params, uploads, fault)
        except ApiError as error:
            status, body = error.code, error.body()
        except ClientDisconnect:
            return Response()
        if method.lower() not in _SILENT:
            self.world.record(method, shown, status, body, time.perf_counter() - begun)
        if fault is not None and fault.cuts_connection:
            return await _cut(request)
        if fault is not None and fault.body is not None:
            return Response(fault.body, status_code=status, media_type="text/html")
        return JSONResponse(body, status_code=status)

    async def _outcome(
        self,
        method: str,
        params: dict[str, Any],
        uploads: Mapping[str, Upload],
        fault: Fault | None,
    ) -> tuple[int, dict[str, Any]]:
        is_let_through = fault is None or fault.is_carried_out
        if fault is not None and not fault.code and not fault.cuts_connection:
            is_let_through = True
        body: dict[str, Any] = {"ok": True}
        if is_let_through:
            result = await execute(self.world, method, params, uploads)
            if isinstance(result, Described):
                body |= {"result": result.result, "description": result.description}
            else:
                body["result"] = result
        if fault is not None and fault.code:
            raise ApiError(fault.code, fault.description, fault.retry_after)
        return 200, body

    async def file(self, request: Request) -> Response:
        known = self.world.files.get(request.path_params["path"].removeprefix("files/"))
        if not self._knows(request):
            return _answer(ApiError(401, "Unauthorized"))
        if known is None:
            return _answer(ApiError(404, "Not Found"))
        return Response(known.data, media_type="application/octet-stream")

    async def answered_webhook(self, method: str, params: dict[str, Any]) -> None:
        """Carry out the method that a webhook's answer held; nobody hears how it went."""
        begun = time.perf_counter()
        try:
            result = await execute(self.world, method, params, {})
            result = result.result if isinstance(result, Described) else result
            status, body = 200, {"ok": True, "result": result}
        except ApiError as error:
            status, body = error.code, error.body()
        self.world.record(method, params, status, body, time.perf_counter() - begun)


def _answer(error: ApiError) -> JSONResponse:
    return JSONResponse(error.body(), status_code=error.code)


async def _cut(request: Request) -> Response:
    """Cut the connection under a call, as far as the web server lets its transport be seen."""
    transport = getattr(getattr(request.receive, "__self__", None), "transport", None)
    if transport is not None:
        transport.abort()
        await asyncio.sleep(0.01)
    return Response(status_code=502)
