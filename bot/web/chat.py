"""The chat page of the demo: static files that talk to the simulator's own endpoints."""

from __future__ import annotations

from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

STATIC = Path(__file__).parent / "static"


def chat_routes() -> list[BaseRoute]:
    """Return the routes of the page and its files."""
    return [Route("/", _page), Mount("/static", StaticFiles(directory=STATIC))]


async def _page(_: Request) -> FileResponse:
    return FileResponse(STATIC / "index.html")
