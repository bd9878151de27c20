"""Results of inline queries: checked when the bot offers them, made a message when chosen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.simulator.chats import Chats
from bot.simulator.errors import ApiError, bad_request
from bot.simulator.fields import (
    Object,
    checked_location,
    number_field,
    object_field,
    optional_string,
    string_field,
)
from bot.simulator.keyboards import inline_markup
from bot.simulator.media import sent_file
from bot.simulator.texts import TEXT_LIMIT, caption_text, check_caption, formatted
from bot.simulator.utf16 import units

RESULTS_LIMIT = 50
ID_LIMIT = 64
"""Bytes of a result's identifier (Bot API: InlineQueryResult)."""

# What a result must have beside type and id; a pair means either.
_NEEDS: dict[str, tuple[str | tuple[str, str], ...]] = {
    "article": ("title",),
    "audio": (("audio_url", "audio_file_id"),),
    "contact": ("phone_number", "first_name"),
    "document": ("title", ("document_url", "document_file_id")),
    "game": ("game_short_name",),
    "gif": (("gif_url", "gif_file_id"),),
    "location": ("title",),
    "mpeg4_gif": (("mpeg4_url", "mpeg4_file_id"),),
    "photo": (("photo_url", "photo_file_id"),),
    "sticker": ("sticker_file_id",),
    "venue": ("title", "address"),
    "video": ("title", ("video_url", "video_file_id")),
    "voice": ("title", ("voice_url", "voice_file_id")),
}
_FILES = {"mpeg4_gif": "animation", "gif": "animation"}


def check_results(raw: object) -> list[dict[str, Any]]:
    """Return checked results of an inline query; raises ApiError as Telegram would."""
    if raw is None:
        return []
    if not isinstance(raw, list):
        raise bad_request("expected an Array of inline query results")
    if len(raw) > RESULTS_LIMIT:
        raise bad_request("too many inline query results specified")
    results = []
    for item in raw:
        try:
            checked, becomes = _checked(item)
        except ApiError as error:
            words = error.description.removeprefix("Bad Request: ")
            raise bad_request(f"can't parse inline query result: {words}") from None
        if units(becomes.get("text", "")) > TEXT_LIMIT:
            raise bad_request("MESSAGE_TOO_LONG")
        check_caption(becomes, too_long="MEDIA_CAPTION_TOO_LONG")
        results.append(checked)
    ids = [result["id"] for result in results]
    if not all(1 <= len(result_id.encode()) <= ID_LIMIT for result_id in ids):
        raise bad_request("RESULT_ID_INVALID")
    if len(set(ids)) < len(ids):
        raise bad_request("RESULT_ID_DUPLICATE")
    return results


def _checked(item: object) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return a result in its form, and the text or caption of the message it would become."""
    if not isinstance(item, dict):
        raise bad_request("Inline query result must be an object")
    kind = string_field(item, "type").lower()
    result_id = string_field(item, "id")
    if kind not in _NEEDS:
        raise bad_request(f'type "{kind}" is unsupported for the inline query result')
    becomes: dict[str, Any] = {"caption": caption_text(item)[0]}
    if item.get("input_message_content") is not None:
        becomes = _content(object_field(item, "input_message_content"))
    elif kind == "article":
        string_field(item, "message_text")
        becomes = _content(item)
    markup = inline_markup(item.get("reply_markup"))
    for name in _NEEDS[kind]:
        either = name if isinstance(name, tuple) else (name, name)
        if not optional_string(item, either[0]):
            string_field(item, either[1])
    if kind in {"location", "venue"}:
        _place(item)
    checked = {**item, "type": kind, "id": result_id, "reply_markup": markup}
    return {name: value for name, value in checked.items() if value is not None}, becomes


def chosen_message(world: Chats, result: Mapping[str, Any]) -> dict[str, Any]:
    """Return the content of the message that a chosen result becomes."""
    given = result.get("input_message_content")
    content = _content(given) if given else _own(world, result)
    if "reply_markup" in result:
        content["reply_markup"] = result["reply_markup"]
    return content


def _content(given: Object) -> dict[str, Any]:
    if optional_string(given, "message_text"):
        text, entities = formatted(
            given["message_text"], given.get("parse_mode"), given.get("entities")
        )
        return {"text": text, "entities": entities} if entities else {"text": text}
    if given.get("latitude") is not None and given.get("longitude") is not None:
        return _place(given)
    if given.get("phone_number") is not None:
        return _contact(given)
    raise bad_request("Input message content is not specified")


def _place(given: Object) -> dict[str, Any]:
    location = checked_location(
        {name: number_field(given, name) for name in ("latitude", "longitude")}
    )
    if given.get("title") is not None and given.get("address") is not None:
        words = {name: string_field(given, name) for name in ("title", "address")}
        return {"location": location, "venue": {"location": location, **words}}
    return {"location": location}


def _contact(given: Object) -> dict[str, Any]:
    card = {name: string_field(given, name) for name in ("phone_number", "first_name")}
    return {"contact": card}


def _own(world: Chats, result: Mapping[str, Any]) -> dict[str, Any]:
    kind = result["type"]
    if kind in {"location", "venue"}:
        return _place(result)
    if kind == "contact":
        return _contact(result)
    if kind == "article":
        return _content(result)
    name = kind.removesuffix("_gif")
    content = sent_file(world, _FILES.get(kind, kind), result.get(f"{name}_file_id"), {}, "")
    caption, entities = caption_text(result)
    if caption:
        content["caption"] = caption
        if entities:
            content["caption_entities"] = entities
    return content
