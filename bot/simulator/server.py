"""The web server: calls of the bot in, answers and refusals out."""

from __future__ import annotations

import asyncio
import hmac
import json
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from importlib.resources import files
from typing import Any

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.simulator.control import control_routes
from bot.simulator.errors import ApiError
from bot.simulator.methods import METHODS
from bot.simulator.methods.call import Call
from bot.simulator.params import Upload, read_params
from bot.simulator.world import Simulator

_REQUIRED: Mapping[str, Sequence[str]] = {
    name.lower(): required
    for name, required in json.loads(
        (files("bot.simulator") / "api.json").read_text(encoding="utf-8")
    )["required"].items()
}
"""Every method of Bot API 10.1, with the parameters that it must have."""

# What our own checks word better than a missing parameter does.
_CHECKED_LATER = {"chat_id", "text", "commands", "results", "latitude", "longitude", "url"}


async def execute(
    world: Simulator, method: str, params: Mapping[str, Any], uploads: Mapping[str, Upload]
) -> Any:
    """Carry out one call; raises ApiError for a refusal."""
    name = method.lower()
    fault = world.take_fault(name)
    if fault is not None:
        raise ApiError(fault.code, fault.description, fault.retry_after)
    if name not in _REQUIRED and name not in METHODS:
        raise ApiError(404, "Not Found: method not found")
    if name not in METHODS:
        raise ApiError(400, "Bad Request: method is not available in this simulator")
    for needed in _REQUIRED.get(name, ()):
        if needed not in params and needed not in uploads and needed not in _CHECKED_LATER:
            raise ApiError(400, f"Bad Request: parameter {needed} is required")
    return await METHODS[name](Call(world, params, uploads))


def create_app(world: Simulator, extra_routes: Sequence[BaseRoute] = ()) -> Starlette:
    """Return the application: the Bot API, the control endpoints, and any further routes."""

    async def call(request: Request) -> Response:
        if not _knows(world, request):
            return _answer(ApiError(401, "Unauthorized"))
        method = request.path_params["method"]
        begun = time.perf_counter()
        shown: Mapping[str, Any] = {}
        try:
            params, uploads = await read_params(request)
            shown = {**params, **{name: f"({upload.name})" for name, upload in uploads.items()}}
            response = JSONResponse(
                {"ok": True, "result": await execute(world, method, params, uploads)}
            )
        except ApiError as error:
            response = _answer(error)
        except ClientDisconnect:
            return Response()
        if method.lower() != "getupdates":
            body = json.loads(bytes(response.body))
            world.record(method, shown, response.status_code, body, time.perf_counter() - begun)
        return response

    async def file(request: Request) -> Response:
        known = world.files.get(request.path_params["path"].removeprefix("files/"))
        if not _knows(world, request) or known is None:
            return _answer(ApiError(404, "Not Found"))
        return Response(known[2], media_type=known[1])

    async def answered(method: str, params: Mapping[str, Any]) -> None:
        try:
            result = await execute(world, method, params, {})
            world.record(method, params, 200, {"ok": True, "result": result}, 0)
        except ApiError as error:
            world.record(method, params, error.code, _body(error), 0)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        delivering = asyncio.create_task(world.webhook.deliver(world.inbox, answered))
        yield
        delivering.cancel()
        await asyncio.gather(delivering, return_exceptions=True)

    return Starlette(
        routes=[
            Route("/bot{token}/{method}", call, methods=["GET", "POST"]),
            Route("/file/bot{token}/{path:path}", file),
            *control_routes(world),
            *extra_routes,
        ],
        lifespan=lifespan,
    )


def _knows(world: Simulator, request: Request) -> bool:
    given = str(request.path_params["token"])
    return hmac.compare_digest(given.encode(), world.token.encode())


def _body(error: ApiError) -> dict[str, Any]:
    body: dict[str, Any] = {
        "ok": False,
        "error_code": error.code,
        "description": error.description,
    }
    if error.retry_after is not None:
        body["parameters"] = {"retry_after": error.retry_after}
    return body


def _answer(error: ApiError) -> JSONResponse:
    return JSONResponse(_body(error), status_code=error.code)
