"""Rules on what offers are held against: warning signs and official costs. One function for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from bot.authoring.reader import Path_, Raw
from bot.authoring.tree import Tree, Written
from bot.entries.cost import Cost
from bot.entries.figure import UNITS, Figure
from bot.entries.sign import Sign
from bot.errors import Fault, mark

LANGUAGES = ("uz", "ru", "en")
AMOUNTS = ("total", "parts", "cases", "wages")


def check_offers(tree: Tree) -> Iterator[Fault]:
    """Yield the faults of the warning signs and of the official costs."""
    signs = [entry for entry in tree.written if entry.kind is Sign]
    for sign in signs:
        yield from words_of_every_language(sign)
        yield from too_short(sign)
    yield from said_twice(signs)
    units = {
        item.entry.id: item.entry.unit for item in tree.placed if isinstance(item.entry, Figure)
    }
    costs = [entry for entry in tree.written if entry.kind is Cost]
    for cost in costs:
        yield from no_sums(cost, units)
    yield from one_cost_each(costs)


def _phrases(sign: Written) -> Iterator[tuple[Path_, str]]:
    words = sign.fields.get("words")
    for language in LANGUAGES:
        raw: Raw = words.get(language) if isinstance(words, dict) else None
        for number, item in enumerate(raw if isinstance(raw, list) else []):
            if isinstance(item, str):
                yield (*sign.at, "words", language, number), item


def words_of_every_language(sign: Written) -> Iterator[Fault]:
    """A sign with words has some in each language: the same trick is tried in all of them."""
    words = sign.fields.get("words")
    if not isinstance(words, dict):
        return
    for language in LANGUAGES:
        if not words.get(language):
            message = mark("the sign has no words in the language {language}")
            mend = mark("add `{language}:` with what such offers say")
            at = (*sign.at, "words", ":")
            yield sign.document.fault(at, "words", message, mend, language=language)


def too_short(sign: Written) -> Iterator[Fault]:
    """A phrase has a word of three letters, and alone with any ending of four: others abound."""
    for at, phrase in _phrases(sign):
        letters = [sum(map(str.isalpha, word)) for word in phrase.split()]
        is_open = len(letters) == 1 and phrase.endswith("*")
        if max(letters, default=0) < (4 if is_open else 3):
            message = mark("{phrase} would be found in too many texts")
            mend = mark("write a longer phrase; a single word with * needs four letters")
            yield sign.document.fault(at, "words", message, mend, phrase=phrase)


def said_twice(signs: Iterable[Written]) -> Iterator[Fault]:
    """A phrase belongs to one sign, and stands there once."""
    seen: dict[str, Raw] = {}
    for sign in signs:
        for at, phrase in _phrases(sign):
            key = phrase.lower()
            if key in seen:
                message = mark("{phrase} stands in {sign} already")
                mend = mark("remove one of the two")
                values = {"phrase": phrase, "sign": seen[key]}
                yield sign.document.fault(at, "words", message, mend, **values)
            seen.setdefault(key, sign.fields.get("id"))


def no_sums(cost: Written, units: Mapping[str, str]) -> Iterator[Fault]:
    """What a sum is compared with is a sum of money."""
    for name in AMOUNTS:
        raw: Raw = cost.fields.get(name)
        for number, figure in enumerate(raw if isinstance(raw, list) else []):
            unit = units.get(figure) if isinstance(figure, str) else None
            if unit in UNITS:
                message = mark("the figure {id} is in {unit}, not in a currency")
                mend = mark("name a figure that is a sum of money")
                at = (*cost.at, name, number)
                yield cost.document.fault(at, "unit", message, mend, id=figure, unit=unit)


def one_cost_each(costs: Iterable[Written]) -> Iterator[Fault]:
    """A programme, or a country without one, has one cost."""
    seen: dict[tuple[str, str], Raw] = {}
    for cost in costs:
        key = str(cost.fields.get("destination")), str(cost.fields.get("programme") or "")
        if key in seen:
            message = mark("{other} is the cost of the same way already")
            mend = mark("put both together, or name another programme")
            at = (*cost.at, "programme" if key[1] else "destination")
            yield cost.document.fault(at, "twice", message, mend, other=seen[key])
        seen.setdefault(key, cost.fields.get("id"))
