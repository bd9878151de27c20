"""Files in messages: where a call has them, and the form that each kind takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.simulator.chats import Chats
from bot.simulator.errors import bad_request
from bot.simulator.params import UPLOAD_LIMIT
from bot.simulator.parts import Upload

KINDS = ("photo", "document", "voice", "sticker", "video", "audio", "animation", "video_note")
PHOTO_LIMIT = 10 * 1024 * 1024
"""Bytes of a photo (Bot API: sendPhoto)."""
_LONGEST_NAME = 255


def sent_file(
    world: Chats, kind: str, given: object, uploads: Mapping[str, Upload], field: str
) -> dict[str, Any]:
    """Return the field of a message that holds a sent file; raises ApiError without one.

    A file comes in the part `field`, in the part that `attach://` names, or as the id of a file
    sent before. A web address is refused: the simulator fetches nothing.
    """
    upload = uploads.get(field)
    if isinstance(given, str) and given.startswith("attach://"):
        upload = uploads.get(given.removeprefix("attach://"))
        if upload is None:
            raise bad_request(f"there is no {kind} in the request")
    if upload is not None:
        return _content(kind, _kept(world, kind, upload), upload.name, upload.mime_type)
    if not given:
        raise bad_request(f"there is no {kind} in the request")
    if "://" in str(given):
        raise bad_request("failed to get HTTP URL content")
    known = world.files.get(str(given))
    if known is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if (kind == "photo") != (known.kind == "photo"):
        names = [name.title().replace("_", "") for name in (known.kind, kind)]
        raise bad_request(f"can't use file of type {names[0]} as {names[1]}")
    return _content(kind, world.file_info(str(given)), known.name, known.mime_type)


def _kept(world: Chats, kind: str, upload: Upload) -> dict[str, Any]:
    if not upload.data:
        raise bad_request("file must be non-empty")
    if len(upload.data) > UPLOAD_LIMIT:
        raise bad_request("file is too big")
    if kind == "photo" and len(upload.data) > PHOTO_LIMIT:
        raise bad_request(f"too big file for a photo: {len(upload.data)} bytes; max size is 10 MB")
    name = upload.name.rpartition("/")[2][-_LONGEST_NAME:] or "file"
    return world.keep_file(kind, name, upload.mime_type, upload.data)


def _content(kind: str, info: dict[str, Any], name: str, mime_type: str) -> dict[str, Any]:
    content = {kind: described(kind, info, name, mime_type)}
    if kind == "animation":
        content["document"] = described("document", info, name, mime_type)
    return content


def described(kind: str, info: dict[str, Any], name: str, mime_type: str) -> Any:
    """Return a file in the form of its kind of message; sizes and durations are made up."""
    if kind == "photo":
        return [{**info, "width": 90, "height": 90}, {**info, "width": 320, "height": 320}]
    if kind == "sticker":
        shape = {"type": "regular", "width": 512, "height": 512}
        return {**info, **shape, "is_animated": False, "is_video": False, "emoji": "🙂"}
    if kind == "voice":
        return {**info, "duration": 1, "mime_type": mime_type}
    if kind == "video_note":
        return {**info, "length": 240, "duration": 1}
    named = {**info, "file_name": name, "mime_type": mime_type}
    if kind == "audio":
        return {**named, "duration": 1}
    if kind in {"video", "animation"}:
        return {**named, "width": 320, "height": 240, "duration": 1}
    return named
