"""Answering pressed buttons and inline queries."""

from __future__ import annotations

from typing import Any

from bot.simulator.errors import bad_request
from bot.simulator.html import units
from bot.simulator.keyboards import reply_markup
from bot.simulator.methods.call import Call, Method
from bot.simulator.params import boolean, integer


async def answer_callback_query(call: Call) -> Any:
    """Bot API: answerCallbackQuery; a query is answered once."""
    query_id = str(call.params.get("callback_query_id") or "")
    text = str(call.params.get("text") or "")
    if units(text) > 200:
        raise bad_request("MESSAGE_TOO_LONG")
    query = call.world.open_query(query_id)
    query.is_answered = True
    call.world.tell(
        {
            "type": "callback_answer",
            "person_id": query.person_id,
            "callback_query_id": query_id,
            "text": text,
            "show_alert": boolean(call.params, "show_alert"),
            "url": str(call.params.get("url") or ""),
        }
    )
    return True


async def answer_inline_query(call: Call) -> Any:
    """Bot API: answerInlineQuery."""
    query_id = str(call.params.get("inline_query_id") or "")
    results = call.params.get("results")
    if not isinstance(results, list):
        raise bad_request("can't parse inline query results: expected an Array")
    if len(results) > 50:
        raise bad_request("RESULTS_TOO_MUCH")
    seen: set[str] = set()
    for result in results:
        result_id = result.get("id") if isinstance(result, dict) else None
        if not isinstance(result_id, str) or not 1 <= len(result_id.encode()) <= 64:
            raise bad_request("RESULT_ID_INVALID")
        if result_id in seen:
            raise bad_request("RESULT_ID_DUPLICATE")
        seen.add(result_id)
        if result.get("reply_markup"):
            reply_markup({"reply_markup": result["reply_markup"]})
    query = call.world.open_query(query_id)
    query.is_answered = True
    answer: dict[str, Any] = {
        "results": results,
        "cache_time": integer(call.params, "cache_time", 300),
        "next_offset": str(call.params.get("next_offset") or ""),
    }
    call.world.inline_answers[query_id] = answer
    call.world.tell({"type": "inline_answer", "person_id": query.person_id, **answer})
    return True


QUERIES: dict[str, Method] = {
    "answerCallbackQuery": answer_callback_query,
    "answerInlineQuery": answer_inline_query,
}
