"""Albums, and the one file of a message exchanged for another."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from bot.simulator.errors import ApiError, bad_request
from bot.simulator.fields import optional_string, string_field
from bot.simulator.media import sent_file
from bot.simulator.methods.call import Call, Method
from bot.simulator.methods.sending import captioned, deliver_all, writable
from bot.simulator.texts import check_caption

ALBUM = range(2, 11)
"""How many files an album has (Bot API: sendMediaGroup)."""
_KINDS = {"photo", "video", "audio", "document", "animation"}
_ALONE = {"audio", "document"}
"""Kinds that an album holds only with their like."""


def input_media(call: Call, raw: object, *, for_album: bool) -> dict[str, Any]:
    """Return the content that an InputMedia stands for; raises ApiError as Telegram would."""
    try:
        return _content(call, raw, for_album=for_album)
    except ApiError as error:
        words = error.description.removeprefix("Bad Request: ")
        raise bad_request(f"can't parse InputMedia: {words}") from None


def _content(call: Call, raw: object, *, for_album: bool) -> dict[str, Any]:
    if not isinstance(raw, dict):
        raise bad_request("expected an Object")
    caption = captioned(raw)
    given = optional_string(raw, "media")
    is_attached = given.startswith("attach://")
    if not given or (is_attached and given.removeprefix("attach://") not in call.files):
        raise bad_request("media not found")
    kind = string_field(raw, "type")
    if kind not in _KINDS:
        raise bad_request(f'type "{kind}" is unsupported')
    if for_album and kind == "animation":
        raise bad_request(f'type "{kind}" can\'t be used in sendMediaGroup')
    content = sent_file(call.world, kind, given, call.files, "")
    if raw.get("has_spoiler") is True:
        content["has_media_spoiler"] = True
    return {**content, **caption}


async def send_media_group(call: Call) -> Any:
    """Bot API: sendMediaGroup."""
    media = call.params.get("media")
    if media in (None, ""):
        raise bad_request('parameter "media" is required')
    if not isinstance(media, list):
        raise bad_request("expected an Array of InputMedia")
    contents = [input_media(call, item, for_album=True) for item in media]
    for content in contents:
        check_caption(content)
    if len(contents) not in ALBUM:
        words = "too few" if len(contents) < ALBUM.start else "too much"
        raise bad_request(f"there are {words} messages to send as an album")
    kinds = {_kind(content) for content in contents}
    if len(kinds) > 1 and kinds & _ALONE:
        raise bad_request("can't use the media of the specified type in the album")
    chat = writable(call)
    group = str(secrets.randbelow(10**17) + 10**17)
    album = [{"media_group_id": group, **content} for content in contents]
    return deliver_all(call, chat, album)


def _kind(content: Mapping[str, Any]) -> str:
    return next(kind for kind in _KINDS if kind in content)


ALBUMS: dict[str, Method] = {"sendMediaGroup": send_media_group}
