"""Logs for operators: one line an event, its fields after it. Never a token, name or text."""

from __future__ import annotations

import logging
import sys

_STANDARD = set(logging.makeLogRecord({}).__dict__) | {"message", "asctime"}
_TALKATIVE = ("httpx", "httpcore", "telegram", "aiohttp", "uvicorn", "alembic", "watchfiles")


class FieldsFormatter(logging.Formatter):
    """Writes `time level logger: event key=value …`."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one line; tracebacks are left out, since their values may be people's words."""
        fields = " ".join(
            f"{name}={value}" for name, value in record.__dict__.items() if name not in _STANDARD
        )
        time = self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z")
        head = f"{time} {record.levelname.lower()} {record.name}: {record.getMessage()}"
        return f"{head} {fields}".rstrip()


def set_up_logs() -> None:
    """Write logs to stderr; libraries speak only of faults, for their lines hold URLs and data."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(FieldsFormatter())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.ERROR)
