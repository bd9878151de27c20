"""Answering pressed buttons and inline queries."""

from __future__ import annotations

import re
from typing import Any

from bot.simulator.errors import bad_request
from bot.simulator.fields import object_field, string_field
from bot.simulator.inline import check_results
from bot.simulator.methods.call import Call, Method
from bot.simulator.params import clamped, text
from bot.simulator.utf16 import units

ANSWER_LIMIT = 200
"""UTF-16 units of a notification (Bot API: answerCallbackQuery)."""
OFFSET_LIMIT = 64
ANSWERS_KEPT = 200
_START = re.compile(r"[A-Za-z0-9_-]{1,64}")


async def answer_callback_query(call: Call) -> Any:
    """Bot API: answerCallbackQuery; a query is answered once."""
    query_id, words = text(call.params, "callback_query_id"), text(call.params, "text")
    if units(words) > ANSWER_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    url = text(call.params, "url")
    own = re.compile(
        rf"(?:https?://)?(?:t\.me|telegram\.me)/{re.escape(call.world.bot['username'])}\b"
        rf"|tg://resolve\?domain={re.escape(call.world.bot['username'])}\b",
        re.IGNORECASE,
    )
    if url and not own.match(url):
        raise bad_request("URL_INVALID")
    query = call.world.take_query(query_id, is_inline=False)
    call.world.tell(
        {
            "type": "callback_answer",
            "person_id": query.person_id,
            "callback_query_id": query_id,
            "text": words,
            "show_alert": call.says("show_alert"),
            "url": url,
        }
    )
    return True


async def answer_inline_query(call: Call) -> Any:
    """Bot API: answerInlineQuery."""
    query_id = text(call.params, "inline_query_id")
    answer: dict[str, Any] = {
        "cache_time": clamped(call.params, "cache_time", 300, 0, 24 * 60 * 60),
        "is_personal": call.says("is_personal"),
        "next_offset": text(call.params, "next_offset"),
    }
    if (button := call.params.get("button")) is not None:
        answer["button"] = _button(button)
    answer["results"] = check_results(call.params.get("results"))
    if len(answer["next_offset"].encode()) > OFFSET_LIMIT:
        raise bad_request("NEXT_OFFSET_INVALID")
    query = call.world.take_query(query_id, is_inline=True)
    answers = call.world.inline_answers
    answers[query_id] = answer
    if len(answers) > ANSWERS_KEPT:
        del answers[next(iter(answers))]
    call.world.tell({"type": "inline_answer", "person_id": query.person_id, **answer})
    return True


def _button(raw: object) -> dict[str, Any]:
    if not isinstance(raw, dict):
        raise bad_request(
            "can't parse inline query results button: InlineQueryResultsButton must be an Object"
        )
    label = string_field(raw, "text")
    if raw.get("start_parameter") is not None:
        parameter = string_field(raw, "start_parameter")
        if not _START.fullmatch(parameter):
            raise bad_request("START_PARAM_INVALID")
        return {"text": label, "start_parameter": parameter}
    if raw.get("web_app") is not None:
        return {
            "text": label,
            "web_app": {"url": string_field(object_field(raw, "web_app"), "url")},
        }
    raise bad_request(
        "can't parse inline query results button: InlineQueryResultsButton must have exactly one "
        "optional field"
    )


QUERIES: dict[str, Method] = {
    "answerCallbackQuery": answer_callback_query,
    "answerInlineQuery": answer_inline_query,
}
