"""What people did not find: counted without the people, so that staff can write it."""

from __future__ import annotations

import hashlib
import hmac
import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.guide.folding import fold, tokens
from db.gaps import note_unanswered, prune_gaps
from db.session import writing

log = logging.getLogger(__name__)

WORDS = 8
"""Words of a question at most: a longer one is somebody's story and nobody else's."""
LETTERS = 200
KEEP = timedelta(days=90)
_MARKS = 4096


def countable(question: str) -> str:
    """Return a question's folded words; `""` for a story, and for what holds a number.

    Numbers are phones, papers and sums of one person.
    """
    words = [fold(word) for word in tokens(question)]
    if len(words) > WORDS or any(letter.isdigit() for word in words for letter in word):
        return ""
    return " ".join(words)[:LETTERS]


class Gaps:
    """Counts unanswered questions. `secret` keys the hashes and is not in the database.

    Of a person a mark of 12 bits is kept with a question: enough to tell three people apart, too
    little to find anybody by it. `now` gives the time, aware, in UTC.
    """

    def __init__(self, engine: AsyncEngine, secret: str, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._secret = hashlib.sha256(f"unanswered questions:{secret}".encode()).digest()
        self._now = now

    async def note(self, chat_id: int, question: str) -> None:
        """Count a question that found nothing. Never raises: people wait for their answer."""
        words = countable(question)
        if not words:
            return
        key = self._hash(words)[:32]
        mark = int(self._hash(f"{words}:{chat_id}")[:8], 16) % _MARKS
        try:
            async with writing(self._engine) as session:
                await note_unanswered(session, key, mark, words, self._now().date())
        except (SQLAlchemyError, OSError) as error:
            log.warning("a question was not counted", extra={"error": type(error).__name__})

    async def prune(self) -> None:
        """Drop what nobody asked for three months."""
        async with writing(self._engine) as session:
            await prune_gaps(session, (self._now() - KEEP).date())

    def _hash(self, text: str) -> str:
        return hmac.new(self._secret, text.encode("utf-8", "replace"), hashlib.sha256).hexdigest()
