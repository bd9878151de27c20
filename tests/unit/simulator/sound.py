"""A lively world, and one call of every method that is carried out in it."""

from __future__ import annotations

from typing import Any

from bot.simulator.methods import execute
from bot.simulator.parts import Upload
from bot.simulator.world import Simulator

PERSON = 100_000_001
GROUP = -1_000_000_001_001
TOPIC = 1
GREETING, LEAFLET = 2, 3
CALLBACK, INLINE = "callback", "inline"
DILSHOD = {"id": PERSON, "is_bot": False, "first_name": "Dilshod"}
BUTTON = {"text": "Go", "callback_data": "go"}
KEYS = {"keyboard": [[{"text": "Phone", "request_contact": True}, "Back"]], "is_persistent": True}
TEXT = {
    "text": "Salom 💥 dunyo",
    "entities": [
        {"type": "text_link", "offset": 0, "length": 5, "url": "https://example.uz"},
        {"type": "bold", "offset": 6, "length": 2},
        {"type": "text_mention", "offset": 9, "length": 5, "user": DILSHOD},
    ],
    "link_preview_options": {"is_disabled": True},
    "reply_markup": {
        "inline_keyboard": [
            [BUTTON, {"text": "Site", "url": "example.uz"}],
            [{"text": "Copy", "copy_text": {"text": "+998"}}],
            [{"text": "Open", "web_app": {"url": "https://example.uz"}}],
            [{"text": "Find", "switch_inline_query_current_chat": ""}],
        ]
    },
}
HERE = {"chat_id": PERSON}
THERE = {"chat_id": GROUP, "message_thread_id": TOPIC}
GREETED = {**HERE, "message_id": GREETING}
COPY = {"chat_id": GROUP, "from_chat_id": PERSON}
PLACE = {"latitude": 41.31, "longitude": 69.24}
FILE = {**HERE, "caption": "<b>x</b>", "parse_mode": "HTML"}
RESULTS = [
    {
        "type": "article",
        "id": "1",
        "title": "EPS",
        "input_message_content": {"message_text": "*EPS*", "parse_mode": "MarkdownV2"},
        "reply_markup": {"inline_keyboard": [[BUTTON]]},
    },
    {"type": "location", "id": "2", "title": "Here", **PLACE},
    {"type": "contact", "id": "3", "phone_number": "+998", "first_name": "A"},
]
SOUND: dict[str, dict[str, Any]] = {
    "getMe": {},
    "getUpdates": {"offset": -1, "limit": 5, "allowed_updates": ["message"]},
    "setWebhook": {"url": "http://127.0.0.1:1/", "secret_token": "a-b", "max_connections": 2},
    "deleteWebhook": {"drop_pending_updates": True},
    "getWebhookInfo": {},
    "logOut": {},
    "close": {},
    "sendMessage": {**HERE, **TEXT, "reply_parameters": {"message_id": 1, "quote": "start"}},
    "sendLocation": {**THERE, **PLACE},
    "sendVenue": {**HERE, **PLACE, "title": "Agency", "address": "Toshkent", "reply_markup": KEYS},
    "sendContact": {**HERE, "phone_number": "+998", "first_name": "A", "last_name": "B"},
    "sendChatAction": {**HERE, "action": "typing"},
    "sendPhoto": {**FILE, "photo": "attach://photo", "has_spoiler": True},
    "sendDocument": {**FILE, "document": "attach://document"},
    "sendVoice": {**FILE, "voice": "attach://document"},
    "sendSticker": {**HERE, "sticker": "attach://document"},
    "sendVideo": {**FILE, "video": "attach://document"},
    "sendAudio": {**FILE, "audio": "attach://document"},
    "sendAnimation": {**FILE, "animation": "attach://document"},
    "sendVideoNote": {**HERE, "video_note": "attach://document"},
    "sendMediaGroup": {
        **HERE,
        "media": [
            {"type": "photo", "media": "attach://photo", "caption": "a"},
            {"type": "video", "media": "attach://document"},
        ],
    },
    "copyMessage": {**COPY, "message_id": LEAFLET, "caption": "c", **THERE},
    "copyMessages": {**COPY, "message_ids": [GREETING, LEAFLET]},
    "forwardMessage": {**COPY, "message_id": GREETING},
    "forwardMessages": {**COPY, "message_ids": [1, GREETING]},
    "editMessageText": {**GREETED, **TEXT},
    "editMessageCaption": {**HERE, "message_id": LEAFLET, "caption": "new"},
    "editMessageMedia": {
        **HERE,
        "message_id": LEAFLET,
        "media": {"type": "document", "media": "attach://document", "caption": "c"},
    },
    "editMessageReplyMarkup": {**GREETED, "reply_markup": TEXT["reply_markup"]},
    "deleteMessage": GREETED,
    "deleteMessages": {**HERE, "message_ids": [GREETING, LEAFLET]},
    "setMessageReaction": {
        **HERE,
        "message_id": 1,
        "reaction": [{"type": "emoji", "emoji": "👍"}],
    },
    "answerCallbackQuery": {"callback_query_id": CALLBACK, "text": "Done", "show_alert": True},
    "answerInlineQuery": {
        "inline_query_id": INLINE,
        "results": RESULTS,
        "cache_time": 0,
        "button": {"text": "Open", "start_parameter": "kr-eps"},
    },
    "setMyCommands": {
        "commands": [{"command": "start", "description": "Begin"}],
        "scope": {"type": "chat_member", "chat_id": GROUP, "user_id": PERSON},
        "language_code": "uz",
    },
    "getMyCommands": {"scope": {"type": "all_private_chats"}},
    "deleteMyCommands": {"scope": {"type": "chat", "chat_id": PERSON}},
    "setMyName": {"name": "Yoʻldosh"},
    "getMyName": {"language_code": "uz"},
    "setMyDescription": {"description": "A companion"},
    "getMyDescription": {},
    "setMyShortDescription": {"short_description": "A companion"},
    "getMyShortDescription": {},
    "setChatMenuButton": {
        **HERE,
        "menu_button": {"type": "web_app", "text": "A", "web_app": {"url": "https://example.uz"}},
    },
    "getChatMenuButton": HERE,
    "getChat": HERE,
    "getChatMember": {"chat_id": GROUP, "user_id": PERSON},
    "getChatAdministrators": {"chat_id": GROUP},
    "getChatMemberCount": {"chat_id": GROUP},
    "createForumTopic": {"chat_id": GROUP, "name": "Answers", "icon_color": 7322096},
    "editForumTopic": {**THERE, "name": "Old questions", "icon_custom_emoji_id": "5"},
    "closeForumTopic": THERE,
    "reopenForumTopic": {"chat_id": GROUP, "message_thread_id": 2},
    "deleteForumTopic": THERE,
    "pinChatMessage": {"chat_id": GROUP, "message_id": TOPIC},
    "unpinChatMessage": GREETED,
    "unpinAllChatMessages": HERE,
    "getFile": {"file_id": "leaflet"},
}
"""One call of each method that is carried out in a lively world; ids by name are filled in."""

UPLOADS = {
    "document": Upload("a.pdf", "application/pdf", b"%PDF"),
    "photo": Upload("a.jpg", "image/jpeg", b"\xff\xd8\xff"),
}


async def enliven(world: Simulator) -> dict[str, str]:
    """Put something of everything into a world; return the ids that tests cannot know, by name."""
    person = world.add_person("Dilshod")
    group = world.add_group("Staff", members=[person], forum=True)
    world.create_topic(group, "Questions")
    closed = world.create_topic(group, "Closed")
    world.send_text(person, "/start")
    await execute(world, "sendMessage", {"chat_id": person, "text": "Hello"}, {})
    sent = await execute(world, "sendDocument", {"chat_id": person}, UPLOADS)
    await execute(world, "pinChatMessage", {"chat_id": person, "message_id": GREETING}, {})
    topic = {"chat_id": group, "message_thread_id": closed}
    await execute(world, "closeForumTopic", topic, {})
    return {
        CALLBACK: world.press(person, person, GREETING, "go"),
        INLINE: world.inline_query(person, "eps"),
        "leaflet": sent["document"]["file_id"],
    }
