"""The endpoints through which a page or a test acts as people, and watches."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from bot.simulator.errors import ApiError
from bot.simulator.methods.sending import described
from bot.simulator.world import Simulator

INLINE_WAIT_S = 10.0
HEARTBEAT_S = 10.0
UPLOADS = {"document", "photo", "voice"}
Handler = Callable[[Request], Awaitable[Response]]


def control_routes(world: Simulator) -> list[BaseRoute]:
    """Return the routes under `/sim/`."""
    control = _Control(world)
    return [
        Route("/sim/state", control.guarded(control.state)),
        Route("/sim/people", control.guarded(control.people), methods=["GET", "POST"]),
        Route("/sim/people/{id:int}/{what}", control.guarded(control.act), methods=["POST"]),
        Route("/sim/events", control.events),
        Route("/sim/calls", control.guarded(control.calls)),
        Route("/sim/files/{file_id}", control.guarded(control.file)),
    ]


class _Control:
    def __init__(self, world: Simulator) -> None:
        self.world = world

    def guarded(self, handler: Handler) -> Handler:
        async def guard(request: Request) -> Response:
            try:
                return await handler(request)
            except ApiError as error:
                return JSONResponse({"error": error.description}, status_code=400)
            except (KeyError, ValueError, TypeError):
                return JSONResponse({"error": "the request has the wrong form"}, status_code=400)

        return guard

    async def state(self, request: Request) -> Response:
        person_id = int(request.query_params["person"])
        world = self.world
        person = world.person_state(person_id)
        code = str(person.get("language_code", ""))[:2]
        return JSONResponse(
            {
                "bot": world.me,
                "person": person,
                "people": [world.person_state(known) for known in world.people],
                "chats": [
                    {
                        "chat": chat.info,
                        "messages": list(chat.messages.values()),
                        "typing": chat.typing_until > world.clock(),
                        "reply_keyboard": chat.reply_keyboard,
                    }
                    for chat in world.chats.values()
                    if person_id in chat.members
                ],
                "commands": self._commands(code),
                "description": self._text("description", code),
                "short_description": self._text("short_description", code),
            }
        )

    def _commands(self, code: str) -> list[dict[str, str]]:
        for scope in ('{"type":"all_private_chats"}', '{"type":"default"}'):
            for language in (code, ""):
                if found := self.world.commands.get((scope, language)):
                    return found
        return []

    def _text(self, name: str, code: str) -> str:
        return self.world.texts.get((name, code)) or self.world.texts.get((name, ""), "")

    async def people(self, request: Request) -> Response:
        if request.method == "POST":
            body = await request.json()
            person_id = self.world.add_person(
                str(body["first_name"])[:64],
                username=body.get("username"),
                language_code=str(body.get("language_code") or "uz"),
            )
            return JSONResponse(self.world.person_state(person_id))
        return JSONResponse([self.world.person_state(known) for known in self.world.people])

    async def act(self, request: Request) -> Response:
        person_id, what = request.path_params["id"], request.path_params["what"]
        if person_id not in self.world.people:
            return JSONResponse({"error": "there is no such person"}, status_code=404)
        if what in UPLOADS:
            return await self._upload(person_id, what, request)
        body: dict[str, Any] = await request.json()
        if what == "inline":
            return await self._inline(person_id, body)
        result = self._do(person_id, what, body)
        if result is None:
            return JSONResponse({"error": "there is no such act"}, status_code=404)
        return JSONResponse(result)

    def _do(self, person_id: int, what: str, body: dict[str, Any]) -> dict[str, Any] | None:
        world = self.world
        chat_id = body.get("chat_id")
        match what:
            case "text":
                return world.send_text(
                    person_id,
                    str(body["text"])[:4096],
                    chat_id=chat_id,
                    reply_to=body.get("reply_to"),
                    thread_id=body.get("thread_id"),
                )
            case "edit":
                return world.edit_text(
                    person_id, int(body["chat_id"]), int(body["message_id"]), str(body["text"])
                )
            case "press":
                query = world.press(
                    person_id, int(body["chat_id"]), int(body["message_id"]), str(body["data"])
                )
                return {"callback_query_id": query}
            case "location":
                place = {name: float(body[name]) for name in ("latitude", "longitude")}
                return world.send(person_id, {"location": place}, chat_id)
            case "contact":
                card = {
                    "phone_number": str(body.get("phone_number") or "+998901234567"),
                    "first_name": str(
                        body.get("first_name") or world.people[person_id].user["first_name"]
                    ),
                    "user_id": person_id,
                }
                return world.send(person_id, {"contact": card}, chat_id)
            case "sticker":
                sticker = described(
                    "sticker", self._kept("sticker.webp", "image/webp", b"RIFF"), "", ""
                )
                return world.send(person_id, {"sticker": sticker}, chat_id)
            case "choose":
                return world.choose_inline(person_id, str(body["result_id"]), chat_id)
            case "block":
                world.block(person_id)
                return world.person_state(person_id)
            case "unblock":
                world.unblock(person_id)
                return world.person_state(person_id)
        return None

    def _kept(self, name: str, mime: str, data: bytes) -> dict[str, Any]:
        file_id = f"file_p{len(self.world.files):08d}"
        self.world.files[file_id] = (name, mime, data)
        return {"file_id": file_id, "file_unique_id": file_id, "file_size": len(data)}

    async def _upload(self, person_id: int, kind: str, request: Request) -> Response:
        form = await request.form()
        upload = form["file"]
        if isinstance(upload, str):
            raise TypeError("a file is expected")
        data = await upload.read()
        mime = upload.content_type or "application/octet-stream"
        name = upload.filename or "file"
        content: dict[str, Any] = {kind: described(kind, self._kept(name, mime, data), name, mime)}
        if caption := form.get("caption"):
            content["caption"] = str(caption)
        return JSONResponse(self.world.send(person_id, content))

    async def _inline(self, person_id: int, body: dict[str, Any]) -> Response:
        query_id = self.world.inline_query(
            person_id, str(body.get("query") or ""), str(body.get("offset") or "")
        )
        answers = self.world.inline_answers
        try:
            await self.world.wait_for(lambda: query_id in answers, INLINE_WAIT_S)
        except TimeoutError:
            return JSONResponse({"error": "the bot did not answer"}, status_code=400)
        return JSONResponse(answers[query_id])

    async def calls(self, request: Request) -> Response:
        after = int(request.query_params.get("after", 0))
        limit = min(int(request.query_params.get("limit", 200)), 1000)
        found = [vars(call) for call in self.world.calls if call.number > after]
        return JSONResponse({"calls": found[-limit:]})

    async def file(self, request: Request) -> Response:
        known = self.world.files[request.path_params["file_id"]]
        return Response(
            known[2],
            media_type=known[1],
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
                    yield f"data: {json.dumps(event, ensure_ascii=False, default=str)}\n\n"
            finally:
                self.world.stop_listening(queue)

        return StreamingResponse(stream(), media_type="text/event-stream")
