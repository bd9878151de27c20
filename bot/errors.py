"""The base errors: one for people, one for staff, one for operators."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


def mark(message: str) -> str:
    """Mark a message id for extraction where it is not translated on the spot."""
    return message


def mark_plural(singular: str, plural: str) -> tuple[str, str]:
    """Mark a message with a count for extraction where it is not translated on the spot."""
    return singular, plural


class YoldoshError(Exception):
    """Something went wrong inside the program."""


class ForPeople(YoldoshError):  # noqa: N818 (read as "an error for people")
    """A refusal that a person is told about, in their language.

    `message` is a gettext message id that is marked where it is raised; `values` fill its
    placeholders.
    """

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.values = values


class ForOperators(YoldoshError):  # noqa: N818 (read as "an error for operators")
    """The program cannot go on, and the operator can mend it; the text says how."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault in a content file, with its place and the way to mend it.

    `line` and `column` count from 1; 1:1 where a whole file is meant. `message` and `mend` are
    marked gettext message ids, `values` fills the placeholders of both. A warning does not stop
    publishing.
    """

    path: str
    line: int
    column: int
    rule: str
    message: str
    mend: str
    values: Mapping[str, object] = field(default_factory=dict)
    is_warning: bool = False

    def __str__(self) -> str:
        kind = "warning: " if self.is_warning else ""
        text = f"{self.message}; {self.mend}".format(**self.values)
        return f"{self.path}:{self.line}:{self.column}: {kind}{text}"
