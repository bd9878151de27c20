"""Questions that the guide did not answer, counted without the people."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_25"
down_revision = "2026_11_24"


def upgrade() -> None:
    """Create the two tables."""
    op.create_table(
        "unanswered_questions",
        sa.Column("key", sa.String(32), nullable=False),
        sa.Column("words", sa.String(200)),
        sa.Column("asked_on", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_unanswered_questions"),
    )
    op.create_index("ix_unanswered_questions_asked_on", "unanswered_questions", ["asked_on"])
    op.create_table(
        "unanswered_marks",
        sa.Column("key", sa.String(32), nullable=False),
        sa.Column("mark", sa.Integer, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("key", "mark", name="pk_unanswered_marks"),
        sa.ForeignKeyConstraint(
            ["key"],
            ["unanswered_questions.key"],
            name="fk_unanswered_marks_key_unanswered_questions",
            ondelete="CASCADE",
        ),
    )
