"""Sending: texts, files, places, people's cards, copies, and what shows that one is coming."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.simulator.errors import bad_request
from bot.simulator.fields import (
    checked_location,
    integer_field,
    optional_boolean,
    optional_string,
    whole_number,
)
from bot.simulator.keyboards import check_place, reply_markup
from bot.simulator.media import KINDS, sent_file
from bot.simulator.methods.call import Call, Method
from bot.simulator.params import text, whole
from bot.simulator.state import TYPING_S, Chat, Message
from bot.simulator.texts import caption_text, check_caption, formatted, message_text
from bot.simulator.topics import in_topic, without_reply


def deliver(
    call: Call, chat: Chat, content: Mapping[str, Any], markup: dict[str, Any] | None
) -> Message:
    """Send what a call holds to a chat it may write to; raises ApiError, floods included."""
    check_place(markup, is_private=chat.is_private)
    place = in_topic(chat, _reply_to(call, chat), whole(call.params, "message_thread_id"))
    call.world.floods.charge(chat.id)
    return _show(call, chat, {**place, **content}, markup)


def deliver_all(call: Call, chat: Chat, contents: Sequence[Mapping[str, Any]]) -> list[Message]:
    """Send several messages, all or none; raises ApiError, floods included."""
    place = in_topic(chat, _reply_to(call, chat), whole(call.params, "message_thread_id"))
    call.world.floods.charge(chat.id, len(contents))
    return [_show(call, chat, {**place, **content}, None) for content in contents]


def _show(
    call: Call, chat: Chat, content: Mapping[str, Any], markup: dict[str, Any] | None
) -> Message:
    world, params = call.world, call.params
    message = world.new_message(chat, world.bot, _known(call, content))
    if call.says("protect_content"):
        message["has_protected_content"] = True
    if params.get("message_effect_id") and chat.is_private:
        message["effect_id"] = params["message_effect_id"]
    if markup and "inline_keyboard" in markup:
        if markup["inline_keyboard"]:
            message["reply_markup"] = markup
    elif markup:
        _show_keyboard(call, chat, markup)
    world.put(chat, message)
    return message


def _known(call: Call, content: Mapping[str, Any]) -> dict[str, Any]:
    """Fill in the people whom entities mention."""
    filled = dict(content)
    for name in ("entities", "caption_entities"):
        if name in filled:
            entities = call.world.mentioned(filled.pop(name))
            filled |= {name: entities} if entities else {}
    return filled


def _show_keyboard(call: Call, chat: Chat, markup: dict[str, Any]) -> None:
    if "force_reply" not in markup:
        chat.reply_keyboard = markup if "keyboard" in markup else None
    shown = markup if "force_reply" in markup else chat.reply_keyboard
    event = {"type": "reply_keyboard", "chat_id": chat.id, "reply_keyboard": shown}
    call.world.tell(event)


def _reply_to(call: Call, chat: Chat) -> dict[str, Any]:
    given = call.params.get("reply_parameters")
    if given is None:
        old = call.params.get("reply_to_message_id")
        lenient = call.params.get("allow_sending_without_reply", False)
        given = {"message_id": old, "allow_sending_without_reply": lenient} if old else {}
    if not isinstance(given, dict):
        raise bad_request("object expected as reply parameters")
    if not given:
        return {}
    target = integer_field(given, "message_id")
    other = optional_string(given, "chat_id")
    number = whole_number(other)
    source = call.world.chat_of(other if number is None else number) if other else chat
    quote = formatted(
        given.get("quote"),
        given.get("quote_parse_mode"),
        given.get("quote_entities"),
        may_be_empty=True,
    )[0]
    original = source.messages.get(target)
    if original is None:
        if optional_boolean(given, "allow_sending_without_reply"):
            return {}
        raise bad_request("message to be replied not found")
    if source is not chat:
        origin = {"type": "user", "date": original["date"], "sender_user": original["from"]}
        return {"external_reply": {"origin": origin, "chat": source.info, "message_id": target}}
    reply = without_reply(original)
    if not quote:
        return {"reply_to_message": reply}
    place = str(original.get("text", original.get("caption", ""))).find(quote)
    if place < 0:
        raise bad_request("QUOTE_TEXT_INVALID")
    quoted = {"text": quote, "position": place, "is_manual": True}
    return {"reply_to_message": reply, "quote": quoted}


def writable(call: Call) -> Chat:
    """Return the chat that a call writes to; raises ApiError."""
    return call.world.chat_to_write(call.params.get("chat_id"))


def link_preview(params: Mapping[str, Any]) -> dict[str, Any]:
    """Return a message's link preview options as a field of it, if any were given."""
    given = params.get("link_preview_options")
    if given is None:
        disabled = bool(params.get("disable_web_page_preview"))
        return {"link_preview_options": {"is_disabled": True}} if disabled else {}
    if not isinstance(given, dict):
        raise bad_request("object expected as link preview options")
    for name in ("is_disabled", "prefer_small_media", "prefer_large_media", "show_above_text"):
        optional_boolean(given, name)
    optional_string(given, "url")
    kept = {name: value for name, value in given.items() if value}
    return {"link_preview_options": kept} if kept else {}


async def send_message(call: Call) -> Any:
    """Bot API: sendMessage."""
    words, entities = message_text(call.params)
    content: dict[str, Any] = {"text": words, **link_preview(call.params)}
    if entities:
        content["entities"] = entities
    return deliver(call, writable(call), content, reply_markup(call.params.get("reply_markup")))


def captioned(params: Mapping[str, Any]) -> dict[str, Any]:
    """Return the caption fields that a call gives to a message with a file, not measured yet."""
    words, entities = caption_text(params)
    content: dict[str, Any] = {"caption": words} if words else {}
    if words and entities:
        content["caption_entities"] = entities
    if words and params.get("show_caption_above_media"):
        content["show_caption_above_media"] = True
    return content


def _send_file(kind: str) -> Method:
    async def send(call: Call) -> Any:
        content = sent_file(call.world, kind, call.params.get(kind), call.files, kind)
        if kind not in {"sticker", "video_note"}:
            content |= captioned(call.params)
            check_caption(content)
        if call.says("has_spoiler"):
            content["has_media_spoiler"] = True
        markup = reply_markup(call.params.get("reply_markup"))
        return deliver(call, writable(call), content, markup)

    send.__doc__ = f"Bot API: sending a {kind}."
    return send


def _position(call: Call) -> dict[str, float]:
    for name in ("latitude", "longitude"):
        if name not in call.params:
            raise bad_request(f"{name} is empty")
    return checked_location({name: call.params[name] for name in ("latitude", "longitude")})


async def send_location(call: Call) -> Any:
    """Bot API: sendLocation."""
    place = _position(call)
    markup = reply_markup(call.params.get("reply_markup"))
    return deliver(call, writable(call), {"location": place}, markup)


async def send_venue(call: Call) -> Any:
    """Bot API: sendVenue."""
    place = _position(call)
    title, address = text(call.params, "title"), text(call.params, "address")
    if not title:
        raise bad_request("venue title must be non-empty")
    venue = {"location": place, "title": title, "address": address}
    markup = reply_markup(call.params.get("reply_markup"))
    return deliver(call, writable(call), {"location": place, "venue": venue}, markup)


async def send_contact(call: Call) -> Any:
    """Bot API: sendContact."""
    card = {name: text(call.params, name) for name in ("phone_number", "first_name")}
    for name, shown in (("phone_number", "phone number"), ("first_name", "first name")):
        if not card[name]:
            raise bad_request(f"contact {shown} must be non-empty")
    for name in ("last_name", "vcard"):
        if call.params.get(name):
            card[name] = call.params[name]
    markup = reply_markup(call.params.get("reply_markup"))
    return deliver(call, writable(call), {"contact": card}, markup)


ACTIONS = {
    "cancel",
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}


async def send_chat_action(call: Call) -> Any:
    """Bot API: sendChatAction."""
    action = text(call.params, "action").lower()
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = writable(call)
    chat.typing_until = 0.0 if action == "cancel" else call.world.clock() + TYPING_S
    call.world.tell({"type": "typing", "chat_id": chat.id, "action": action})
    return True


SENDING: dict[str, Method] = {
    "sendMessage": send_message,
    "sendLocation": send_location,
    "sendVenue": send_venue,
    "sendContact": send_contact,
    "sendChatAction": send_chat_action,
    **{
        "send" + "".join(part.title() for part in kind.split("_")): _send_file(kind)
        for kind in KINDS
    },
}
