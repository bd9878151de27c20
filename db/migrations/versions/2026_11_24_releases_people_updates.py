"""The first tables: releases, people, handled updates."""

import sqlalchemy as sa
from alembic import op

from db.models import UtcDateTime

revision = "2026_11_24"
down_revision = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "entry_bodies",
        sa.Column("fingerprint", sa.CHAR(64), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("entry_id", sa.String(64), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("fingerprint", name="pk_entry_bodies"),
    )
    op.create_table(
        "releases",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("created_at", UtcDateTime, nullable=False),
        sa.Column("author", sa.String(200), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("entries", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_releases"),
    )
    op.create_table(
        "release_entries",
        sa.Column("release_id", sa.Integer, nullable=False),
        sa.Column("entry_id", sa.String(64), nullable=False),
        sa.Column("fingerprint", sa.CHAR(64), nullable=False),
        sa.PrimaryKeyConstraint("release_id", "entry_id", name="pk_release_entries"),
        sa.ForeignKeyConstraint(
            ["release_id"], ["releases.id"], name="fk_release_entries_release_id_releases"
        ),
        sa.ForeignKeyConstraint(
            ["fingerprint"],
            ["entry_bodies.fingerprint"],
            name="fk_release_entries_fingerprint_entry_bodies",
        ),
    )
    op.create_index("ix_release_entries_fingerprint", "release_entries", ["fingerprint"])
    op.create_table(
        "publications",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("release_id", sa.Integer, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("author", sa.String(200), nullable=False),
        sa.Column("action", sa.String(16), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_publications"),
        sa.ForeignKeyConstraint(
            ["release_id"], ["releases.id"], name="fk_publications_release_id_releases"
        ),
    )
    op.create_table(
        "people",
        sa.Column("chat_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("locale", sa.String(16)),
        sa.Column("destination", sa.String(64)),
        sa.Column("created_at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("chat_id", name="pk_people"),
    )
    op.create_table(
        "handled_updates",
        sa.Column("bot_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("update_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("handled_at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("bot_id", "update_id", name="pk_handled_updates"),
    )
    op.create_index("ix_handled_updates_handled_at", "handled_updates", ["handled_at"])
