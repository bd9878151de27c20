"""The only catch-all: a fault of ours becomes a calm screen and one line in the log."""

from __future__ import annotations

import logging

from bot.errors import ForPeople
from bot.screens import replies
from bot.screens.screen import Screen
from bot.telegram.turn import Turn

log = logging.getLogger(__name__)


def screen_for(error: Exception, turn: Turn, update_id: int) -> Screen:
    """Return what the person sees; operators get the kind of error and the update's number.

    The traceback names files and lines only: values could hold what the person wrote.
    """
    if isinstance(error, ForPeople):
        return replies.refusal(turn.view(), error.message, error.values)
    log.error(
        "an update failed",
        extra={"update_id": update_id, "error": type(error).__name__, "where": where(error)},
    )
    return replies.failure(turn.view())


def where(error: BaseException) -> str:
    """Return the file and line at which an error was raised, without any value."""
    trace = error.__traceback__
    if trace is None:
        return "unknown"
    while trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"
