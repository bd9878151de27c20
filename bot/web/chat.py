"""The chat page of the demo: static files that talk to the simulator's own endpoints."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.errors import mark
from bot.i18n import Locale, Translator

STATIC = Path(__file__).parent / "static"
WORDS = {
    "language": mark("Language of this page"),
    "calls": mark("Calls"),
    "phones": mark("Phones"),
    "close": mark("Close"),
    "commands": mark("Commands"),
    "attach": mark("Attach"),
    "message": mark("Message"),
    "send": mark("Send"),
    "start": mark("Start"),
    "edited": mark("edited"),
    "photo": mark("Photo"),
    "file": mark("File"),
    "location": mark("Location"),
    "contact": mark("My phone number"),
    "sticker": mark("Sticker"),
    "block": mark("Block the bot"),
    "unblock": mark("Unblock the bot"),
    "typing": mark("is typing…"),
    "add": mark("Add a person"),
    "person": mark("Person"),
    "lost": mark("The connection is lost; trying again…"),
    "release": mark("Release {number}"),
    "faults": mark("The content has faults; the last sound release stays:"),
    "copied": mark("Copied"),
}
_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


def chat_routes(translators: Mapping[Locale, Translator]) -> list[BaseRoute]:
    """Return the routes of the page, its files and its words."""

    async def words(request: Request) -> Response:
        asked = request.query_params.get("locale", "")
        locale = Locale(asked) if asked in set(Locale) else Locale.uz
        t = translators[locale]
        # Placeholders stay: the page fills them itself.
        return JSONResponse(
            {
                "words": {key: t.template(message) for key, message in WORDS.items()},
                "locales": [{"id": known.value, "name": known.own_name} for known in Locale],
            }
        )

    return [
        Route("/", _page),
        Route("/demo/words", words),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]


async def _page(_: Request) -> FileResponse:
    return FileResponse(STATIC / "index.html", headers=_HEADERS)
