"""Everything in an offer that can be compared."""

from __future__ import annotations

from bot.guide.offer import addresses, money
from bot.guide.offer.reading import Extracted, clean


def extract(text: str) -> Extracted:
    """Return what can be compared in any text; it never fails, and reads LIMIT letters."""
    text = clean(text)
    named, rest = addresses.find(text)
    # A phone with its plus is no sum, and a sum no phone: what is surer is read first.
    sums, without = money.find(rest)
    numbers, rest = addresses.find_numbers(without)
    return Extracted(text, (*named, *numbers), tuple(sums), rest)
