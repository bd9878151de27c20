"""Whatever a call holds, it is carried out or refused; the answer can always be written."""

from __future__ import annotations

import asyncio
import copy
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.responses import JSONResponse

from bot.simulator.errors import ApiError
from bot.simulator.methods import METHODS, execute
from bot.simulator.methods.call import Described
from bot.simulator.world import Simulator
from tests.unit.simulator.sound import GROUP, PERSON, SOUND, UPLOADS, enliven


async def outcome(method: str, params: dict[str, Any]) -> tuple[bool, bytes]:
    """Carry out one call in a fresh world; return whether it was, and what would be sent."""
    world = Simulator("1:x", clock=lambda: 1_800_000_000.0, limits=False)
    ids = await enliven(world)
    known = {
        name: ids.get(given, given) if isinstance(given, str) else given
        for name, given in params.items()
    }
    done, answer = True, None
    try:
        result = await execute(world, method, known, UPLOADS)
        answer = result.result if isinstance(result, Described) else result
    except ApiError as error:
        done, answer = False, error.body()
    everything = [list(chat.messages.values()) for chat in world.chats.values()]
    return done, bytes(JSONResponse([answer, everything, world.inbox.updates]).body)


def test_every_method_has_a_sound_call() -> None:
    assert {name.lower() for name in SOUND} == set(METHODS)


@pytest.mark.parametrize("method", sorted(SOUND))
async def test_a_sound_call_is_carried_out(method: str) -> None:
    done, answer = await outcome(method, SOUND[method])
    assert done, answer


JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 3)
    | st.sampled_from([PERSON, GROUP, 2**31, 2**63, -(10**30), 0.5, -200.0, 1e308])
    | st.sampled_from(
        ["", "<b>", "*x", "²", "-5", "--5", "@x", "٣", "1e999", "nan", "attach://document", "💥"]
    )
    | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)


def nodes(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every place in an object as its holder and key."""
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield value, key
            yield from nodes(value[key])


@st.composite
def damaged_calls(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """Draw a sound call in which one to three values are something else, or missing."""
    method = draw(st.sampled_from(sorted(name for name in SOUND if SOUND[name])))
    params = copy.deepcopy(SOUND[method])
    for _ in range(draw(st.integers(1, 3))):
        holder, key = draw(st.sampled_from(list(nodes(params))))
        if draw(st.integers(0, 4)):
            holder[key] = draw(JUNK)
        else:
            del holder[key]
        if not params:
            break
    params.pop("timeout", None)
    return method, params


@settings(max_examples=800, deadline=None)
@given(damaged_calls())
def test_a_damaged_call_is_carried_out_or_refused(call: tuple[str, dict[str, Any]]) -> None:
    asyncio.run(outcome(*call))
