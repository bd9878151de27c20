"""The web server: calls of the bot in, answers and refusals out."""

from __future__ import annotations

import asyncio
import hmac
import time
from collections.abc import AsyncIterator, Coroutine, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.simulator.control import control_routes
from bot.simulator.errors import ApiError
from bot.simulator.methods import execute
from bot.simulator.methods.call import Described
from bot.simulator.params import read_params
from bot.simulator.parts import Upload
from bot.simulator.state import Fault
from bot.simulator.world import Simulator

TOKEN_LIMIT = 80
"""Bytes of a token; a longer one is none."""
T = TypeVar("T")
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
            Route("/bot{rest:path}", _not_found, methods=["GET", "POST"]),
            Route("/file/bot{token}/{path:path}", server.file),
            *control_routes(world),
            *extra_routes,
        ],
        lifespan=lifespan,
    )


class _Server:
    def __init__(self, world: Simulator) -> None:
        self.world = world

    def _stranger(self, request: Request) -> ApiError | None:
        """Return the refusal of a token that is not the bot's, or None."""
        given = str(request.path_params["token"])
        if hmac.compare_digest(given.encode(), self.world.token.encode()):
            return None
        is_sound = ":" in given and not given.startswith("0") and len(given) <= TOKEN_LIMIT
        words = "Unauthorized" if is_sound else "Unauthorized: invalid token specified"
        return ApiError(401, words)

    async def call(self, request: Request) -> Response:
        if (refusal := self._stranger(request)) is not None:
            return _answer(refusal)
        method = request.path_params["method"]
        fault = self.world.take_fault(method) if self.world.faults else None
        if fault is not None and fault.delay_s:
            await asyncio.sleep(fault.delay_s)
        begun = time.perf_counter()
        shown: Mapping[str, Any] = {}
        try:
            params, uploads = await read_params(request)
            shown = _shown(params, uploads)
            outcome = self._outcome(method, params, uploads, fault)
            is_poll = method.lower() in _SILENT
            status, body = await (_while_connected(request, outcome) if is_poll else outcome)
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
        wait_s = body.get("parameters", {}).get("retry_after")
        headers = None if wait_s is None else {"Retry-After": str(wait_s)}
        return JSONResponse(body, status_code=status, headers=headers)

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
        if (refusal := self._stranger(request)) is not None:
            return _answer(refusal)
        known = self.world.files.get(request.path_params["path"].removeprefix("files/"))
        if known is None:
            return _answer(ApiError(404, "Not Found"))
        return Response(known.data, media_type="application/octet-stream")

    async def answered_webhook(
        self, method: str, params: dict[str, Any], uploads: Mapping[str, Upload]
    ) -> None:
        """Carry out the method that a webhook's answer held; nobody hears how it went."""
        begun = time.perf_counter()
        try:
            status, body = await self._outcome(method, params, uploads, None)
        except ApiError as error:
            status, body = error.code, error.body()
        shown = _shown(params, uploads)
        self.world.record(method, shown, status, body, time.perf_counter() - begun)


def _shown(params: Mapping[str, Any], uploads: Mapping[str, Upload]) -> dict[str, Any]:
    return {**params, **{name: f"({upload.name})" for name, upload in uploads.items()}}


async def _not_found(_: Request) -> Response:
    return _answer(ApiError(404, "Not Found"))


def _answer(error: ApiError) -> JSONResponse:
    return JSONResponse(error.body(), status_code=error.code)


async def _while_connected(request: Request, work: Coroutine[Any, Any, T]) -> T:
    """Wait for an outcome as long as somebody is there to hear it; raises ClientDisconnect."""

    async def left() -> None:
        while (await request.receive())["type"] != "http.disconnect":
            pass

    working, leaving = asyncio.create_task(work), asyncio.create_task(left())
    try:
        await asyncio.wait({working, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise ClientDisconnect
        return working.result()
    finally:
        working.cancel()
        leaving.cancel()


async def _cut(request: Request) -> Response:
    """Cut the connection under a call, as far as the web server lets its transport be seen."""
    transport = getattr(getattr(request.receive, "__self__", None), "transport", None)
    if transport is not None:
        transport.abort()
        await asyncio.sleep(0.01)
    return Response(status_code=502)
