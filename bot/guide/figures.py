"""A figure on a day, or the plain statement that it is not known."""

from __future__ import annotations

from datetime import date

from bot.entries.figure import Figure, Value


def find_value(figure: Figure, day: date) -> Value | None:
    """Return the value in force on a day, or None when no period covers it.

    There is no fallback to older values: a last year's wage shown as today's does harm.
    """
    return next((value for value in figure.values if value.covers(day)), None)
