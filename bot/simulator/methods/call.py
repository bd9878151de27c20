"""A call as the methods see it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.simulator.params import Upload
from bot.simulator.world import Simulator


@dataclass(frozen=True)
class Call:
    """The world a call acts on, its parameters and its files."""

    world: Simulator
    params: Mapping[str, Any]
    files: Mapping[str, Upload] = field(default_factory=dict)


Method = Callable[[Call], Awaitable[Any]]
