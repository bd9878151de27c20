"""An asked sum beside the official cost: table of verdicts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from bot.entries.base import Localized
from bot.entries.cost import Cost
from bot.entries.figure import Figure, Value
from bot.guide.offer.prices import Verdict, applicable, compare, known_value
from bot.guide.offer.reading import Role, Sum

TODAY = date(2026, 11, 24)
NAME = Localized(uz="n", uz_Cyrl="н", ru="н", en="n")


def figure(name: str, unit: str, amount: int, to: int | None = None, year: int = 2026) -> Figure:
    value = Value(
        start=date(year, 1, 1),
        end=date(year, 12, 31),
        amount=Decimal(amount),
        to=Decimal(to) if to else None,
        sources=("kr.src-law",),
    )
    return Figure(
        id=name,
        name=NAME,
        unit=unit,
        values=(value,),
        checked=TODAY,
        review_by=TODAY,
        sources=("kr.src-law",),
    )


FIGURES = {
    one.id: one
    for one in (
        figure("total", "USD", 859, year=2023),
        figure("test", "USD", 24, 28),
        figure("fee", "KRW", 500_000),
        figure("case", "USD", 2000, 3000),
        figure("wage", "KRW", 2_156_880),
    )
}
WHOLE = Cost(
    id="cost.a", destination="kr", page="kr.eps.cost", total=("total",), parts=("test",),
    cases=("case",), wages=("wage",),
)  # fmt: skip
PARTS = Cost(id="cost.b", destination="jp", page="jp.cost", parts=("fee", "test"))
FREE = Cost(id="cost.c", destination="ae", page="ae.cost", employer_pays=True)


def asked(amount: int, currency: str = "USD", role: Role = Role.ASKED, high: int = 0) -> Sum:
    return Sum("…", Decimal(amount), Decimal(high or amount), currency, role)


@pytest.mark.parametrize(
    ("one", "cost", "verdict", "beside"),
    [
        (asked(3000), WHOLE, Verdict.ABOVE, ["total"]),
        (asked(860), WHOLE, Verdict.ABOVE, ["total"]),
        (asked(859), WHOLE, Verdict.WITHIN, ["total"]),
        (asked(300), WHOLE, Verdict.WITHIN, ["total"]),
        (asked(500, high=1000), WHOLE, Verdict.ABOVE, ["total"]),
        (asked(24), WHOLE, Verdict.SAME_PART, ["test"]),
        (asked(28), WHOLE, Verdict.SAME_PART, ["test"]),
        (asked(29), WHOLE, Verdict.WITHIN, ["total"]),
        (asked(5_000_000, "UZS"), WHOLE, Verdict.OTHER_CURRENCY, ["total"]),
        (asked(5_000_000, ""), WHOLE, Verdict.OTHER_CURRENCY, ["total"]),
        (asked(500_000, "KRW"), PARTS, Verdict.SAME_PART, ["fee"]),
        (asked(3000), PARTS, Verdict.NO_PRICE, ["fee", "test"]),
        (asked(3000), FREE, Verdict.FREE, []),
        (asked(3_000_000, "KRW", Role.PROMISED), WHOLE, Verdict.PROMISED, ["wage"]),
        (asked(3000, role=Role.UNCLEAR), WHOLE, Verdict.ABOVE, ["total"]),
    ],
)
def test_what_a_comparison_says(one: Sum, cost: Cost, verdict: Verdict, beside: list[str]) -> None:
    (found,) = compare([one], [cost], FIGURES.get, TODAY)
    assert found.verdict is verdict
    assert [known.figure.id for known in found.beside] == beside


def test_without_a_cost_nothing_is_said_and_a_wage_is_left_alone() -> None:
    found = list(compare([asked(3000), asked(9, "USD", Role.PROMISED)], [], FIGURES.get, TODAY))
    assert [one.verdict for one in found] == [Verdict.NO_PRICE]


def test_cases_are_told_in_the_same_currency_only() -> None:
    dollars, soums = compare([asked(2500), asked(2500, "UZS")], [WHOLE], FIGURES.get, TODAY)
    assert [known.figure.id for known in dollars.cases] == ["case"]
    assert soums.cases == ()


def test_a_value_of_last_years_says_that_it_is_none_of_today() -> None:
    old = known_value(FIGURES["total"], TODAY)
    new = known_value(FIGURES["test"], TODAY)
    assert old is not None
    assert not old.is_current
    assert new is not None
    assert new.is_current
    assert known_value(figure("later", "USD", 1, year=2027), TODAY) is None


def test_the_cost_of_what_is_named_is_chosen() -> None:
    country = Cost(id="cost.d", destination="jp", page="jp", parts=("fee",))
    ssw = Cost(id="cost.e", destination="jp", programme="jp.ssw", page="jp", parts=("fee",))
    costs = (country, ssw, WHOLE)
    assert applicable(costs, {"jp"}, {"jp.ssw.exams"}) == (ssw,)
    assert applicable(costs, {"jp"}, {"jp.sswx"}) == (country, ssw)
    assert applicable(costs, {"jp", "kr"}, {"jp.ssw"}) == (ssw, WHOLE)
    assert applicable(costs, set(), {"jp.ssw"}) == ()
