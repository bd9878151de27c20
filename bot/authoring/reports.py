"""What the commands print: a status as tables or JSON, a difference as lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from bot.authoring.differences import Difference
from bot.authoring.status import Status
from bot.i18n import WRITTEN, Locale

SHOWN_LINES = 40
"""Lines of one entry in one language: whoever wants more opens the file."""


def difference_text(change: Difference, locales: Iterable[Locale]) -> str:
    """Return a difference as lines: `-` for what goes, `+` for what comes."""
    lines = [f"{change.entry}: {change.change.value}"]
    if change.shown_on:
        lines.append(f"  shown on: {', '.join(change.shown_on)}")
    for locale in locales:
        rows = change.lines[locale]
        lines += [f"  {locale.value:8} {row}" for row in rows[:SHOWN_LINES]]
        if len(rows) > SHOWN_LINES:
            lines.append(f"  {locale.value:8} … {len(rows) - SHOWN_LINES} more lines")
    return "\n".join(lines)


def status_text(status: Status) -> str:
    """Return a status as plain tables."""
    return "\n".join(_status_lines(status))


def _status_lines(status: Status) -> Iterator[str]:
    rows = [("destination", "place", *(locale.value for locale in WRITTEN))]
    rows += [
        (destination or "(none)", place, *(str(cells[locale]) for locale in WRITTEN))
        for (destination, place), cells in status.coverage.items()
    ]
    yield from _table(rows)
    yield ""
    yield f"Outdated translations: {len(status.outdated)}"
    for item in status.outdated:
        names = ", ".join(name or "introduction" for name in item.sections)
        yield f"  {item.page} {item.locale.value}: {names if item.was_stamped else 'never stamped'}"
    yield from _reviews("Overdue reviews", status.overdue)
    yield from _reviews("Reviews due within 30 days", status.due_soon)
    yield ""
    yield from _table([(name, f"{count:,}") for name, count in status.counts.items()])


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()


def _reviews(title: str, rows: Sequence[tuple[str, date]]) -> Iterator[str]:
    yield ""
    yield f"{title}: {len(rows)}"
    for entry_id, day in rows:
        yield f"  {day.isoformat()} {entry_id}"


def status_json(status: Status) -> dict[str, Any]:
    """Return a status as values for JSON."""
    return {
        "coverage": [
            {"destination": key[0], "place": key[1], "locale": locale.value, **asdict(cell)}
            for key, cells in status.coverage.items()
            for locale, cell in cells.items()
        ],
        "outdated": [asdict(item) for item in status.outdated],
        "overdue": _days(status.overdue),
        "due_soon": _days(status.due_soon),
        "counts": dict(status.counts),
    }


def _days(rows: Iterable[tuple[str, date]]) -> list[dict[str, str]]:
    return [{"id": entry_id, "review_by": day.isoformat()} for entry_id, day in rows]
