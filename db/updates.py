"""Which updates were handled."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import delete, select

from db.models import HandledUpdate
from db.session import ReadingSession, WritingSession, insert_into


async def handled_among(
    session: ReadingSession, bot_id: int, update_ids: Collection[int]
) -> set[int]:
    """Return those of the updates that this bot handled before."""
    if not update_ids:
        return set()
    query = select(HandledUpdate.update_id).where(
        HandledUpdate.bot_id == bot_id, HandledUpdate.update_id.in_(update_ids)
    )
    return set(await session.scalars(query))


async def last_handled(session: ReadingSession, bot_id: int, count: int) -> set[int]:
    """Return the updates that this bot handled last, at most `count` of them.

    By time and not by id: after a quiet week Telegram begins anew with any id (Bot API: Update).
    """
    query = (
        select(HandledUpdate.update_id)
        .where(HandledUpdate.bot_id == bot_id)
        .order_by(HandledUpdate.handled_at.desc())
        .limit(count)
    )
    return set(await session.scalars(query))


async def mark_handled(
    session: WritingSession, bot_id: int, update_ids: Iterable[int], now: datetime
) -> None:
    """Mark updates as handled, in one statement; one that is marked already stays as it is."""
    rows = [
        {"bot_id": bot_id, "update_id": update_id, "handled_at": now}
        for update_id in dict.fromkeys(update_ids)
    ]
    if not rows:
        return
    await session.execute(insert_into(session, HandledUpdate).on_conflict_do_nothing(), rows)


async def prune_handled(session: WritingSession, before: datetime) -> None:
    """Drop the marks made before a time."""
    await session.execute(delete(HandledUpdate).where(HandledUpdate.handled_at < before))
