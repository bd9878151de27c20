"""The methods that this simulator has, by lower-case name."""

from __future__ import annotations

from bot.simulator.methods.call import Method
from bot.simulator.methods.chats import CHATS
from bot.simulator.methods.editing import EDITING
from bot.simulator.methods.profile import PROFILE
from bot.simulator.methods.queries import QUERIES
from bot.simulator.methods.sending import SENDING
from bot.simulator.methods.updates import UPDATES

METHODS: dict[str, Method] = {
    name.lower(): method
    for table in (UPDATES, SENDING, EDITING, QUERIES, PROFILE, CHATS)
    for name, method in table.items()
}
