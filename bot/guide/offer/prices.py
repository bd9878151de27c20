"""Asked sums held against the official cost: same currency only, and with the days it is of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum, auto

from bot.entries.cost import Cost
from bot.entries.figure import Figure, Value
from bot.guide.offer.reading import Role, Sum

FindFigure = Callable[[str], Figure | None]


@dataclass(frozen=True, slots=True)
class Known:
    """A figure with the newest value that has begun; `is_current` where it covers the day."""

    figure: Figure
    value: Value
    is_current: bool


class Verdict(Enum):
    """What a comparison of an asked sum says; it says nothing about who asks."""

    ABOVE = auto()  # More than the whole official cost.
    WITHIN = auto()  # No more than it.
    SAME_PART = auto()  # Just what a single official payment is.
    FREE = auto()  # The employer pays these costs.
    OTHER_CURRENCY = auto()  # To be compared by the person.
    NO_PRICE = auto()  # Nothing here to compare with.
    PROMISED = auto()  # A wage, beside which the minimum is put.


@dataclass(frozen=True, slots=True)
class Compared:
    """A sum, what it was held against, and what that says.

    `beside` are the figures of the comparison, `cases` sums of cases told on the page, in the
    same currency; `page` tells more.
    """

    sum: Sum
    verdict: Verdict
    beside: tuple[Known, ...] = ()
    cases: tuple[Known, ...] = ()
    page: str = ""


def known_value(figure: Figure, today: date) -> Known | None:
    """Return the value of a day or, where none covers it, the last one before.

    An older value is never shown without its days: `is_current` says that they are over.
    """
    begun = [value for value in figure.values if value.start <= today and value.amount is not None]
    if not begun:
        return None
    return Known(figure, begun[-1], begun[-1].covers(today))


def applicable(
    costs: Iterable[Cost], destinations: AbstractSet[str], pages: AbstractSet[str]
) -> tuple[Cost, ...]:
    """Return the costs of what an offer speaks of.

    Where one of a country's programmes is named, only its costs count.
    """
    of_countries = [cost for cost in costs if cost.destination in destinations]
    chosen: list[Cost] = []
    for country in sorted(destinations):
        own = [cost for cost in of_countries if cost.destination == country]
        named = [cost for cost in own if _is_named(cost, pages)]
        chosen += named or own
    return tuple(chosen)


def _is_named(cost: Cost, pages: AbstractSet[str]) -> bool:
    name = cost.programme
    return name is not None and any(page == name or page.startswith(f"{name}.") for page in pages)


def compare(
    sums: Iterable[Sum], costs: Sequence[Cost], find: FindFigure, today: date
) -> Iterator[Compared]:
    """Yield each sum with what the costs say of it."""

    def known(ids: Iterable[str]) -> tuple[Known, ...]:
        figures = (find(one) for one in ids)
        values = (known_value(figure, today) for figure in figures if figure)
        return tuple(value for value in values if value)

    for one in sums:
        if one.role is Role.PROMISED:
            wages = [known(cost.wages) for cost in costs]
            beside = tuple(dict.fromkeys(wage for row in wages for wage in row))
            if beside:
                yield Compared(one, Verdict.PROMISED, beside)
            continue
        if not costs:
            yield Compared(one, Verdict.NO_PRICE)
        for cost in costs:
            yield _compared(one, cost, known)


def _compared(
    one: Sum, cost: Cost, known: Callable[[Iterable[str]], tuple[Known, ...]]
) -> Compared:
    cases = tuple(case for case in known(cost.cases) if case.figure.unit == one.currency)
    if cost.employer_pays:
        return Compared(one, Verdict.FREE, (), cases, cost.page)
    totals, parts = known(cost.total), known(cost.parts)
    same = tuple(total for total in totals if total.figure.unit == one.currency)
    equal = tuple(part for part in parts if part.figure.unit == one.currency and _holds(part, one))
    if equal:
        return Compared(one, Verdict.SAME_PART, equal, cases, cost.page)
    if same:
        verdict = Verdict.ABOVE if one.high > max(map(_most, same)) else Verdict.WITHIN
        return Compared(one, verdict, same, cases, cost.page)
    if totals:
        return Compared(one, Verdict.OTHER_CURRENCY, totals, cases, cost.page)
    return Compared(one, Verdict.NO_PRICE, parts, cases, cost.page)


def _most(known: Known) -> Decimal:
    return known.value.to or known.value.amount or Decimal(0)


def _holds(part: Known, one: Sum) -> bool:
    least = part.value.amount or Decimal(0)
    return least <= one.low and one.high <= _most(part)
