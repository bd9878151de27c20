"""Sending: texts, files, places, people's cards, copies."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from bot.simulator.entities import caption_text, message_text
from bot.simulator.errors import bad_request
from bot.simulator.keyboards import reply_markup
from bot.simulator.methods.call import Call, Method
from bot.simulator.params import Upload, boolean, chat_id, integer, number
from bot.simulator.world import Chat, Message

_FILES = ("photo", "document", "voice", "sticker", "video", "audio", "animation", "video_note")
_COPIED = {
    "text",
    "entities",
    "caption",
    "caption_entities",
    "location",
    "venue",
    "contact",
    *_FILES,
}


def _deliver(call: Call, chat: Chat, content: Mapping[str, Any], markup: Any) -> Message:
    message = call.world.new_message(chat, call.world.me, content)
    _reply_to(call, chat, message)
    if call.params.get("message_thread_id") not in (None, ""):
        thread = integer(call.params, "message_thread_id")
        if thread not in chat.topics:
            raise bad_request("message thread not found")
        message |= {"message_thread_id": thread, "is_topic_message": True}
    if markup and "inline_keyboard" in markup:
        if markup["inline_keyboard"]:
            message["reply_markup"] = markup
    elif markup:
        chat.reply_keyboard = markup if "keyboard" in markup else None
        event = {"type": "reply_keyboard", "chat_id": chat.info["id"]}
        call.world.tell({**event, "reply_keyboard": chat.reply_keyboard})
    if boolean(call.params, "protect_content"):
        message["has_protected_content"] = True
    call.world.put(chat, message)
    return message


def _reply_to(call: Call, chat: Chat, message: Message) -> None:
    given = call.params.get("reply_parameters")
    target = given.get("message_id") if isinstance(given, dict) else None
    lenient = isinstance(given, dict) and given.get("allow_sending_without_reply") is True
    if target is None:
        return
    if target in chat.messages:
        original = {k: v for k, v in chat.messages[target].items() if k != "reply_to_message"}
        message["reply_to_message"] = original
    elif not lenient:
        raise bad_request("message to be replied not found")


async def send_message(call: Call) -> Any:
    """Bot API: sendMessage."""
    target = chat_id(call.params)
    call.world.chat_of(target)
    text, entities = message_text(call.params)
    markup = reply_markup(call.params)
    chat = call.world.chat_to_write(target)
    content: dict[str, Any] = {"text": text}
    if entities:
        content["entities"] = entities
    preview = call.params.get("link_preview_options")
    if isinstance(preview, dict):
        content["link_preview_options"] = preview
    return _deliver(call, chat, content, markup)


def _keep(call: Call, upload: Upload) -> dict[str, Any]:
    file_id = f"file_{secrets.token_hex(12)}"
    call.world.files[file_id] = (upload.name, upload.mime_type, upload.data)
    return {
        "file_id": file_id,
        "file_unique_id": file_id[-12:],
        "file_size": len(upload.data),
    }


def file_content(call: Call, kind: str) -> dict[str, Any]:
    """Return the field of a message that holds a sent file; raises ApiError without one."""
    given = call.params.get(kind)
    upload = call.files.get(kind)
    if isinstance(given, str) and given.startswith("attach://"):
        upload = call.files.get(given.removeprefix("attach://"))
    if upload is not None:
        if not upload.data:
            raise bad_request("file must be non-empty")
        return {kind: described(kind, _keep(call, upload), upload.name, upload.mime_type)}
    if not given:
        raise bad_request(f"there is no {kind} in the request")
    if str(given).startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    known = call.world.files.get(str(given))
    if known is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    name, mime, data = known
    info = {"file_id": given, "file_unique_id": str(given)[-12:], "file_size": len(data)}
    return {kind: described(kind, info, name, mime)}


def described(kind: str, info: dict[str, Any], name: str, mime: str) -> Any:
    """Return a file in the form of its kind of message."""
    if kind == "photo":
        return [{**info, "width": 320, "height": 320}]
    if kind == "sticker":
        shape = {"width": 512, "height": 512, "type": "regular"}
        return {**info, **shape, "is_animated": False, "is_video": False, "emoji": "🙂"}
    if kind in {"voice", "audio"}:
        return {**info, "duration": 1, "mime_type": mime}
    if kind in {"video", "animation"}:
        return {**info, "width": 320, "height": 240, "duration": 1, "file_name": name}
    if kind == "video_note":
        return {**info, "length": 240, "duration": 1}
    return {**info, "file_name": name, "mime_type": mime}


def _send_file(kind: str) -> Method:
    async def send(call: Call) -> Any:
        target = chat_id(call.params)
        call.world.chat_of(target)
        content = file_content(call, kind)
        text, entities = caption_text(call.params)
        if text:
            content["caption"] = text
            if entities:
                content["caption_entities"] = entities
        markup = reply_markup(call.params)
        if kind == "animation":
            content["document"] = content["animation"]
        return _deliver(call, call.world.chat_to_write(target), content, markup)

    return send


def _position(call: Call) -> dict[str, float]:
    latitude, longitude = number(call.params, "latitude"), number(call.params, "longitude")
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise bad_request("invalid coordinates specified")
    return {"latitude": latitude, "longitude": longitude}


async def send_location(call: Call) -> Any:
    """Bot API: sendLocation."""
    place = _position(call)
    markup = reply_markup(call.params)
    chat = call.world.chat_to_write(chat_id(call.params))
    return _deliver(call, chat, {"location": place}, markup)


async def send_venue(call: Call) -> Any:
    """Bot API: sendVenue."""
    place = _position(call)
    title, address = str(call.params.get("title") or ""), str(call.params.get("address") or "")
    if not title:
        raise bad_request("venue title must be non-empty")
    markup = reply_markup(call.params)
    chat = call.world.chat_to_write(chat_id(call.params))
    venue = {"location": place, "title": title, "address": address}
    return _deliver(call, chat, {"location": place, "venue": venue}, markup)


async def send_contact(call: Call) -> Any:
    """Bot API: sendContact."""
    phone = str(call.params.get("phone_number") or "")
    name = str(call.params.get("first_name") or "")
    if not phone:
        raise bad_request("contact phone number must be non-empty")
    if not name:
        raise bad_request("contact first name must be non-empty")
    markup = reply_markup(call.params)
    chat = call.world.chat_to_write(chat_id(call.params))
    return _deliver(call, chat, {"contact": {"phone_number": phone, "first_name": name}}, markup)


ACTIONS = {
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
    action = str(call.params.get("action") or "")
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = call.world.chat_of(chat_id(call.params))
    chat.typing_until = call.world.clock() + 5
    call.world.tell({"type": "typing", "chat_id": chat.info["id"], "action": action})
    return True


async def copy_message(call: Call) -> Any:
    """Bot API: copyMessage."""
    message = _copied(call)
    content = {
        name: value
        for name, value in message.items()
        if name
        in {
            "text",
            "entities",
            "caption",
            "caption_entities",
            "location",
            "venue",
            "contact",
            *_FILES,
        }
    }
    markup = reply_markup(call.params)
    made = _deliver(call, call.world.chat_to_write(chat_id(call.params)), content, markup)
    return {"message_id": made["message_id"]}


async def forward_message(call: Call) -> Any:
    """Bot API: forwardMessage."""
    message = _copied(call)
    own = {"message_id", "from", "chat", "date", "reply_markup"}
    kept = {name: value for name, value in message.items() if name not in own}
    sender = message["from"]
    origin = {"type": "user", "date": message["date"], "sender_user": sender}
    chat = call.world.chat_to_write(chat_id(call.params))
    return _deliver(call, chat, {**kept, "forward_origin": origin}, None)


def _copied(call: Call) -> Message:
    origin = call.world.chat_of(integer(call.params, "from_chat_id"))
    message = origin.messages.get(integer(call.params, "message_id"))
    if message is None:
        raise bad_request("message to copy not found")
    return message


SENDING: dict[str, Method] = {
    "sendMessage": send_message,
    "sendLocation": send_location,
    "sendVenue": send_venue,
    "sendContact": send_contact,
    "sendChatAction": send_chat_action,
    "copyMessage": copy_message,
    "forwardMessage": forward_message,
    "sendPhoto": _send_file("photo"),
    "sendDocument": _send_file("document"),
    "sendVoice": _send_file("voice"),
    "sendSticker": _send_file("sticker"),
    "sendVideo": _send_file("video"),
    "sendAudio": _send_file("audio"),
    "sendAnimation": _send_file("animation"),
    "sendVideoNote": _send_file("video_note"),
}
