"""The tables."""

from __future__ import annotations

from datetime import UTC, date, datetime

from sqlalchemy import (
    CHAR,
    BigInteger,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    MetaData,
    String,
    Text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator


class UtcDateTime(TypeDecorator[datetime]):
    """An aware time, kept in UTC; SQLite, which knows no zones, keeps it without one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a time without a zone and turn the others to UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the time aware, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


class Base(DeclarativeBase):
    """The base of all tables; names of constraints are fixed, so that migrations find them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class EntryBody(Base):
    """One version of one entry; releases that share it point to the same row."""

    __tablename__ = "entry_bodies"

    fingerprint: Mapped[str] = mapped_column(CHAR(64), primary_key=True)
    kind: Mapped[str] = mapped_column(String(32))
    entry_id: Mapped[str] = mapped_column(String(64))
    body: Mapped[str] = mapped_column(Text)


class Release(Base):
    """A published whole, with the number of its entries. Never changed, never deleted."""

    __tablename__ = "releases"

    id: Mapped[int] = mapped_column(primary_key=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    author: Mapped[str] = mapped_column(String(200))
    note: Mapped[str] = mapped_column(Text)
    entries: Mapped[int]


class ReleaseEntry(Base):
    """Which version of an entry belongs to a release."""

    __tablename__ = "release_entries"

    release_id: Mapped[int] = mapped_column(ForeignKey("releases.id"), primary_key=True)
    entry_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(
        CHAR(64), ForeignKey("entry_bodies.fingerprint"), index=True
    )


class Publication(Base):
    """A release becoming current, by publishing or rolling back; the latest row counts."""

    __tablename__ = "publications"

    id: Mapped[int] = mapped_column(primary_key=True)
    release_id: Mapped[int] = mapped_column(ForeignKey("releases.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    author: Mapped[str] = mapped_column(String(200))
    action: Mapped[str] = mapped_column(String(16))


class PersonRow(Base):
    """What is kept about a person: nothing but their choices."""

    __tablename__ = "people"

    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    locale: Mapped[str | None] = mapped_column(String(16))
    destination: Mapped[str | None] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class HandledUpdate(Base):
    """An update that was handled, so that a repeated one acts once."""

    __tablename__ = "handled_updates"
    __table_args__ = (Index("ix_handled_updates_handled_at", "handled_at"),)

    bot_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    update_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    handled_at: Mapped[datetime] = mapped_column(UtcDateTime)


class UnansweredQuestion(Base):
    """A question that the guide did not answer, by a keyed hash of its words.

    `words` stay empty until several people have asked it: what one person wrote is not kept.
    """

    __tablename__ = "unanswered_questions"
    __table_args__ = (Index("ix_unanswered_questions_asked_on", "asked_on"),)

    key: Mapped[str] = mapped_column(String(32), primary_key=True)
    words: Mapped[str | None] = mapped_column(String(200))
    asked_on: Mapped[date] = mapped_column(Date)


class UnansweredMark(Base):
    """That somebody asked it: one of 4,096 marks, which thousands of people share."""

    __tablename__ = "unanswered_marks"

    key: Mapped[str] = mapped_column(
        String(32), ForeignKey("unanswered_questions.key", ondelete="CASCADE"), primary_key=True
    )
    mark: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
