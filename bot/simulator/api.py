"""Telegram's description of its methods: which parameters each has, and of what kind.

`api.json` is made from the documentation of Bot API 10.1: method -> parameter -> kind, where I, S,
B and F are the plain types, J and A JSON objects and arrays, M a file or a text, `!` required.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files

Kinds = Mapping[str, str]

PARAMETERS: Mapping[str, Kinds] = {
    name.lower(): kinds
    for name, kinds in json.loads(
        (files("bot.simulator") / "api.json").read_text(encoding="utf-8")
    )["methods"].items()
}
"""Lower-case method -> parameter -> kind."""

LEGACY: Kinds = {
    "disable_web_page_preview": "B",
    "reply_to_message_id": "I",
    "allow_sending_without_reply": "B",
}
"""Parameters that left the documentation and that the server still takes."""
