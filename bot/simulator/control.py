"""The endpoints through which a page or a test acts as people, and watches.

They are for the loopback: whoever reaches them is everybody. Pages of other origins are refused.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from bot.simulator.errors import ApiError
from bot.simulator.fields import checked_location, number_field
from bot.simulator.methods.profile import commands_for, text_for
from bot.simulator.params import read_params
from bot.simulator.reading import read_json
from bot.simulator.state import Chat
from bot.simulator.texts import CAPTION_LIMIT, TEXT_LIMIT
from bot.simulator.utf16 import clipped
from bot.simulator.world import Simulator

INLINE_WAIT_S = 10.0
HEARTBEAT_S = 10.0
QUERY_LIMIT = 256
"""UTF-16 units of an inline query (Bot API: InlineQuery)."""
UPLOADS = {"document", "photo", "voice", "video", "audio"}
CALLS_AT_ONCE = 1000
Handler = Callable[[Request], Awaitable[Response]]


def control_routes(world: Simulator) -> list[BaseRoute]:
    """Return the routes under `/sim/`."""
    control = _Control(world)
    acts = _Acts(world)
    return [
        Route("/sim/state", _guarded(control.state)),
        Route("/sim/people", _guarded(control.people), methods=["GET", "POST"]),
        Route("/sim/people/{id:int}/{what}", _guarded(acts.act), methods=["POST"]),
        Route("/sim/events", _guarded(control.events)),
        Route("/sim/calls", _guarded(control.calls)),
        Route("/sim/files/{file_id}", _guarded(control.file)),
    ]


def _guarded(handler: Handler) -> Handler:
    async def guard(request: Request) -> Response:
        origin = request.headers.get("origin")
        if origin and urlsplit(origin).netloc != request.headers.get("host"):
            return _error("this page may not act here", 403)
        try:
            return await handler(request)
        except ApiError as error:
            return _error(error.description, 400)
        except (KeyError, ValueError, TypeError, OverflowError):
            return _error("the request has the wrong form", 400)

    return guard


def _error(words: str, status: int) -> JSONResponse:
    return JSONResponse({"error": words}, status_code=status)


class _Control:
    """What can be looked at."""

    def __init__(self, world: Simulator) -> None:
        self.world = world

    async def state(self, request: Request) -> Response:
        person_id = int(request.query_params["person"])
        world = self.world
        if person_id not in world.people:
            return _error("there is no such person", 404)
        code = str(world.people[person_id].user["language_code"])
        chats = [chat for chat in world.chats.values() if person_id in chat.members]
        return JSONResponse(
            {
                "bot": world.bot,
                "person": world.person_state(person_id),
                "people": [world.person_state(known) for known in world.people],
                "chats": [self._chat(chat, person_id, code) for chat in chats],
                "commands": commands_for(world, person_id, person_id, code),
                "description": text_for(world, "description", code),
                "short_description": text_for(world, "short_description", code),
            }
        )

    def _chat(self, chat: Chat, person_id: int, code: str) -> dict[str, Any]:
        return {
            "chat": chat.info,
            "messages": list(chat.messages.values()),
            "typing": chat.typing_until > self.world.clock(),
            "reply_keyboard": chat.reply_keyboard,
            "menu_commands": commands_for(self.world, person_id, chat.id, code),
        }

    async def people(self, request: Request) -> Response:
        world = self.world
        if request.method == "GET":
            return JSONResponse([world.person_state(known) for known in world.people])
        body = await _object(request)
        first_name = str(body["first_name"]).strip()[:64]
        if not first_name:
            return _error("a person has a name", 400)
        person_id = world.add_person(
            first_name,
            username=str(body["username"])[:32] if body.get("username") else None,
            last_name=str(body["last_name"])[:64] if body.get("last_name") else None,
            language_code=str(body.get("language_code") or "uz")[:16],
        )
        return JSONResponse(world.person_state(person_id))

    async def calls(self, request: Request) -> Response:
        after = int(request.query_params.get("after", 0))
        limit = min(max(int(request.query_params.get("limit", 200)), 1), CALLS_AT_ONCE)
        found = [call.as_json() for call in self.world.calls if call.number > after]
        return JSONResponse({"calls": found[-limit:]})

    async def file(self, request: Request) -> Response:
        known = self.world.files.get(request.path_params["file_id"])
        if known is None:
            return _error("there is no such file", 404)
        return Response(
            known.data,
            media_type=known.mime_type if known.mime_type.isascii() else None,
            # A person's file must never run as a page of ours.
            headers={"Content-Security-Policy": "sandbox", "X-Content-Type-Options": "nosniff"},
        )

    async def events(self, _: Request) -> Response:
        queue = self.world.listen()

        async def stream() -> AsyncIterator[str]:
            try:
                yield ": begin\n\n"
                while True:
                    try:
                        event = await asyncio.wait_for(queue.get(), HEARTBEAT_S)
                    except TimeoutError:
                        yield ": heartbeat\n\n"
                        continue
                    yield f"data: {json.dumps(event, ensure_ascii=False)}\n\n"
            finally:
                self.world.stop_listening(queue)

        return StreamingResponse(
            stream(), media_type="text/event-stream", headers={"Cache-Control": "no-store"}
        )


class _Acts:
    """What people can do."""

    def __init__(self, world: Simulator) -> None:
        self.world = world

    async def act(self, request: Request) -> Response:
        person_id, what = request.path_params["id"], request.path_params["what"]
        if person_id not in self.world.people:
            return _error("there is no such person", 404)
        if what in UPLOADS:
            return await self._upload(person_id, what, request)
        body = await _object(request)
        if what == "inline":
            return await self._inline(person_id, body)
        result = self._do(person_id, what, body)
        if result is None:
            return _error("there is no such act", 404)
        return JSONResponse(result)

    def _do(self, person_id: int, what: str, body: dict[str, Any]) -> dict[str, Any] | None:
        world = self.world
        chat_id = _whole(body, "chat_id")
        match what:
            case "text":
                return world.send_text(
                    person_id,
                    clipped(str(body["text"]), TEXT_LIMIT),
                    chat_id=chat_id,
                    reply_to=_whole(body, "reply_to"),
                    thread_id=_whole(body, "thread_id"),
                )
            case "edit":
                text = clipped(str(body["text"]), TEXT_LIMIT)
                return world.edit_text(
                    person_id, int(body["chat_id"]), int(body["message_id"]), text
                )
            case "press":
                data = str(body["data"])
                query = world.press(person_id, int(body["chat_id"]), int(body["message_id"]), data)
                return {"callback_query_id": query}
            case "location":
                place = checked_location(
                    {name: number_field(body, name) for name in ("latitude", "longitude")}
                )
                return world.send_location(person_id, **place, chat_id=chat_id)
            case "contact":
                phone = str(body.get("phone_number") or "+998901234567")
                name = str(body["first_name"]) if body.get("first_name") else None
                return world.send_contact(
                    person_id, phone_number=phone, first_name=name, chat_id=chat_id
                )
            case "sticker":
                return world.send_sticker(person_id, chat_id=chat_id)
            case "choose":
                return world.choose_inline(person_id, str(body["result_id"]), chat_id)
            case "block" | "unblock":
                (world.block if what == "block" else world.unblock)(person_id)
                return world.person_state(person_id)
        return None

    async def _upload(self, person_id: int, kind: str, request: Request) -> Response:
        params, files = await read_params(request)
        upload = files["file"]
        message = self.world.send_file(
            person_id,
            kind,
            upload.data,
            name=upload.name[:255],
            mime_type=upload.mime_type,
            caption=clipped(params.get("caption", ""), CAPTION_LIMIT),
            chat_id=int(params["chat_id"]) if params.get("chat_id") else None,
        )
        return JSONResponse(message)

    async def _inline(self, person_id: int, body: dict[str, Any]) -> Response:
        query = clipped(str(body.get("query") or ""), QUERY_LIMIT)
        offset = str(body.get("offset") or "")
        query_id = self.world.inline_query(person_id, query, offset)
        answers = self.world.inline_answers
        try:
            await self.world.wait_for(lambda: query_id in answers, INLINE_WAIT_S)
        except TimeoutError:
            return _error("the bot did not answer", 504)
        return JSONResponse(answers[query_id])


async def _object(request: Request) -> dict[str, Any]:
    body = read_json(await request.body() or b"{}")
    if not isinstance(body, dict):
        raise TypeError("an object is expected")
    return body


def _whole(body: dict[str, Any], name: str) -> int | None:
    return None if body.get(name) is None else int(body[name])
