"""Questions that the guide did not answer: how many people asked each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, func, select, update

from db.models import UnansweredMark, UnansweredQuestion
from db.session import ReadingSession, WritingSession, insert_into

SHOWN_FROM = 3
"""People who must have asked the same before its words are kept and shown."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A question without an answer; `asked_on` is the day in UTC of the last time."""

    words: str
    people: int
    asked_on: date


async def note_unanswered(
    session: WritingSession, key: str, mark: int, words: str, today: date
) -> None:
    """Count a question; the same mark counts once. `words` are kept from SHOWN_FROM marks on."""
    question = insert_into(session, UnansweredQuestion).values({"key": key, "asked_on": today})
    await session.execute(
        question.on_conflict_do_update(
            index_elements=[UnansweredQuestion.key], set_={"asked_on": today}
        )
    )
    marked = insert_into(session, UnansweredMark).values({"key": key, "mark": mark})
    await session.execute(marked.on_conflict_do_nothing())
    count = select(func.count()).where(UnansweredMark.key == key)
    if (await session.scalar(count) or 0) >= SHOWN_FROM:
        is_meant = UnansweredQuestion.key == key
        await session.execute(update(UnansweredQuestion).where(is_meant).values(words=words))


async def list_gaps(session: ReadingSession) -> list[Gap]:
    """Return the questions that at least SHOWN_FROM people asked, the most frequent first."""
    people = func.count(UnansweredMark.mark)
    query = (
        select(UnansweredQuestion.words, people, UnansweredQuestion.asked_on)
        .join(UnansweredMark, UnansweredMark.key == UnansweredQuestion.key)
        .where(UnansweredQuestion.words.is_not(None))
        .group_by(UnansweredQuestion.key, UnansweredQuestion.words, UnansweredQuestion.asked_on)
        .having(people >= SHOWN_FROM)
        .order_by(people.desc(), UnansweredQuestion.words)
    )
    rows = await session.execute(query)
    return [Gap(words or "", count, day) for words, count, day in rows]


async def prune_gaps(session: WritingSession, before: date) -> None:
    """Drop the questions that nobody asked since a day."""
    old = select(UnansweredQuestion.key).where(UnansweredQuestion.asked_on < before)
    await session.execute(delete(UnansweredMark).where(UnansweredMark.key.in_(old)))
    await session.execute(delete(UnansweredQuestion).where(UnansweredQuestion.asked_on < before))
