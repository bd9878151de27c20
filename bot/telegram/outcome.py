"""What a refused call means, decided in one place and as a value."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError


class Verdict(Enum):
    """What to do after a refused call."""

    DONE = auto()  # Nothing is left to do: the screen already shows this.
    SEND_NEW = auto()  # The message cannot be edited any more.
    GONE = auto()  # The person cannot be reached: blocked, deactivated, chat gone.
    WAIT = auto()  # Flood: the same call again after a pause.
    RETRY = auto()  # The network or Telegram's server failed: the same call again.
    REFUSED = auto()  # A fault of ours; repeating it cannot help.


@dataclass(frozen=True, slots=True)
class Outcome:
    """A verdict, with the pause in seconds that Telegram asked for."""

    verdict: Verdict
    pause_s: float = 0.0


_EDIT_LOST = ("message to edit not found", "message can't be edited", "message_id_invalid")
_PERSON_LOST = ("chat not found", "user is deactivated", "peer_id_invalid", "user not found")


def decide(error: TelegramError) -> Outcome:
    """Return what a refused call means (wordings: Telegram's Bot API server)."""
    words = error.message.lower()
    if isinstance(error, RetryAfter):
        after = error.retry_after
        return Outcome(Verdict.WAIT, float(after if isinstance(after, int) else after.seconds))
    if isinstance(error, Forbidden):
        return Outcome(Verdict.GONE)
    if isinstance(error, BadRequest):
        if "message is not modified" in words or "query is too old" in words:
            return Outcome(Verdict.DONE)
        if any(part in words for part in _EDIT_LOST):
            return Outcome(Verdict.SEND_NEW)
        if any(part in words for part in _PERSON_LOST):
            return Outcome(Verdict.GONE)
        return Outcome(Verdict.REFUSED)
    if isinstance(error, NetworkError):
        return Outcome(Verdict.RETRY)
    return Outcome(Verdict.REFUSED)
