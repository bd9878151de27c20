"""The methods that this simulator has, by lower-case name.

Every other method of the Bot API is known too: its parameters are checked, and then it is refused
with `Bad Request: method is not available in this simulator`, rather than answered wrongly.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.simulator.api import PARAMETERS
from bot.simulator.errors import ApiError, bad_request
from bot.simulator.methods.albums import ALBUMS
from bot.simulator.methods.call import Call, Method
from bot.simulator.methods.chats import CHATS
from bot.simulator.methods.copies import COPIES
from bot.simulator.methods.editing import EDITING
from bot.simulator.methods.profile import PROFILE
from bot.simulator.methods.queries import QUERIES
from bot.simulator.methods.sending import SENDING
from bot.simulator.methods.updates import UPDATES
from bot.simulator.params import typed
from bot.simulator.parts import Upload
from bot.simulator.world import Simulator

METHODS: dict[str, Method] = {
    name.lower(): method
    for table in (UPDATES, SENDING, ALBUMS, COPIES, EDITING, QUERIES, PROFILE, CHATS)
    for name, method in table.items()
}


async def execute(
    world: Simulator, name: str, params: Mapping[str, Any], uploads: Mapping[str, Upload]
) -> Any:
    """Carry out one call; raises ApiError for a refusal. Names are taken in any case."""
    name = name.lower()
    if name not in PARAMETERS:
        raise ApiError(404, "Not Found: method not found")
    values = typed(name, params)
    method = METHODS.get(name)
    if method is not None:
        return await method(Call(world, values, uploads))
    for parameter, kind in PARAMETERS[name].items():
        if kind.endswith("!") and parameter not in values and parameter not in uploads:
            raise bad_request(f'parameter "{parameter}" is required')
    raise bad_request("method is not available in this simulator")
