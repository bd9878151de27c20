"""Raw values to entries: pydantic's complaints become faults in the editor's terms."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import chain
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.authoring.reader import Document, Path_, Raw
from bot.entries.base import Localized, Reviewed
from bot.entries.card import Card, LocalPhrase
from bot.entries.channel import Channel
from bot.entries.contact import Contact, Phone
from bot.entries.cost import Cost
from bot.entries.danger import Danger
from bot.entries.entry import Entry
from bot.entries.figure import Figure, Value
from bot.entries.page import PAGE_KINDS, AnyPage, Page, PageText, Ratification
from bot.entries.sign import Said, Sign
from bot.entries.source import Source
from bot.entries.words import Words
from bot.errors import Fault, mark
from bot.i18n import Locale

Model = TypeVar("Model", bound=BaseModel)
Cyrillic = Callable[[str], str]
Listed = Contact | Channel | Figure | Source | Words | Danger | Card | Sign | Cost
"""What stands in files as a list of entries."""

_LOCALIZED = {"name", "note", "city", "hours", "instead", "sound", "means", "do"}
_INNER: Mapping[str | int, type[BaseModel]] = {
    **dict.fromkeys(_LOCALIZED, Localized),
    "phones": Phone,
    "phrases": LocalPhrase,
    "values": Value,
    "ratifications": Ratification,
    "words": Said,
}
_RENAMED = {"contact_kind": "kind", "source_kind": "kind", "start": "from", "end": "until"}
_PATTERNS = {
    "pages": mark("an id such as kr.eps.cost, *.rights.wage or kr.eps.*"),
    "words": mark("a word or a short phrase, at most 60 letters"),
    **dict.fromkeys(
        ("alone", "unless"),
        mark(
            "a word or a short phrase, at most 60 letters; `*` only at the end of a word, behind two letters"
        ),
    ),
    "language": mark("the code of a language, such as `ko`"),
    **dict.fromkeys(("uz", "ru", "en"), mark("a short phrase, at most 60 letters")),
    "id": mark("small Latin letters, digits, dots and hyphens, at most 40, such as kr.eps.cost"),
    "number": mark("the international form, such as +82 2 1234 5678"),
    "short_number": mark("the digits as they are dialled, such as 1350"),
    "email": mark("an address such as help@example.kr"),
    "telegram": mark("a name such as @example"),
    "signed": mark("2005-05-10, 2005-05 or 2005"),
    "in_force": mark("2005-05-10, 2005-05 or 2005"),
    "published": mark("2005-05-10, 2005-05 or 2005"),
    "since": mark("2005-05-10, 2005-05 or 2005"),
    "ratified": mark("2005-05-10, 2005-05 or 2005, `yes` where the date is not known, or `no`"),
    "as_of": mark("2005-05-10, 2005-05 or 2005, with `before`, `after` or `about` where needed"),
    "country": mark("two capital letters, such as KR"),
    "located_in": mark("two capital letters, such as KR"),
    "currency": mark("three capital letters, such as KRW"),
    "flag": mark("one flag, such as 🇰🇷"),
}
_AT_LEAST_ONE = {
    "words": ("words", mark("the group has no words"), mark("write at least one")),
    "sources": ("source", mark("no source is named"), mark("name at least one source id")),
    "phrases": ("card", mark("the card has no phrases"), mark("write at least one")),
    "destinations": (
        "card",
        mark("the card belongs to no country"),
        mark("name at least one, such as `[kr]`"),
    ),
    "contacts": (
        "contact",
        mark("the situation has no contact"),
        mark("name at least one contact id, so that people know whom to call"),
    ),
}
_DAYS = {"checked", "review_by", "from", "until", "day"}
_PARTIAL = {"signed", "in_force", "published", "since", "ratified", "as_of"}
_MORE_THAN_DATES = {"ratified", "as_of"}
_YES_NO = {"yes", "no"}
_ROUGHLY = re.compile("(before|after|about) ")
_AMOUNTS = {"amount", "to"}
_AMOUNT = re.compile(r"\d{1,15}(\.\d{1,6})?", re.ASCII)
"""pydantic takes 1_000, -5 and 1e999 too."""
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MONTH = re.compile(r"\d{4}(-\d{2})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry, the file it stands in, and where its id stands there."""

    entry: Entry
    document: Document
    at: Path_


def page_form(
    document: Document, texts: Mapping[Locale, PageText]
) -> tuple[AnyPage | None, list[Fault]]:
    """Return the page that a `page.yaml` and its texts make, or its faults."""
    raw = document.value
    if not isinstance(raw, dict):
        message = mark("the file must hold fields such as `id: kr.eps`")
        return None, [document.fault((), "form", message, mark("see README.md in this folder"))]
    kind = raw.get("kind")
    model = PAGE_KINDS.get(kind) if isinstance(kind, str) else None
    data = {name: value for name, value in _reviewed(raw).items() if value is not None}
    # Our own name for what the Markdown files hold.
    own = [_unknown(document, ("texts",), "texts", model or Page)] if "texts" in data else []
    if model is not None:
        page, faults = _validated(model, {**data, "texts": texts}, document, ())
        return (None if own else page), [*own, *faults]
    # The fields that all kinds share are looked at all the same.
    shared = {name: value for name, value in data.items() if name in Page.model_fields}
    _, faults = _validated(Page, {**shared, "texts": texts}, document, ())
    faults += (_unknown(document, (name,), name, Page) for name in data.keys() - _known_of_pages())
    kinds = _one_of(document, ("kind",), "kind", [", ".join(sorted(PAGE_KINDS))])
    return None, [kinds, *own, *faults]


@cache
def _known_of_pages() -> frozenset[str]:
    return frozenset(chain.from_iterable(model.model_fields for model in PAGE_KINDS.values()))


def _reviewed(raw: dict[str, Raw]) -> dict[str, Raw]:
    """Return fields with a day of review: where none is named, it is due at once.

    Whoever wrote them is warned (`reviews`), and the reader is told that it may have changed.
    """
    if raw.get("review_by") is None:
        return {**raw, "review_by": raw.get("checked")}
    return raw


def list_form(
    document: Document, kind: type[Listed], cyrillic: Cyrillic
) -> tuple[list[Placed], list[Fault]]:
    """Return the entries of a registry file, and the faults of those that are none."""
    found: list[Placed] = []
    faults: list[Fault] = []
    if document.value is None:
        return found, faults
    if not isinstance(document.value, list):
        message = mark("the file must be a list: each entry begins with `- id:`")
        return found, [document.fault((), "form", message, mark("see README.md in this folder"))]
    for number, raw in enumerate(document.value):
        at = (number,)
        if not isinstance(raw, dict):
            message = mark("this entry has no fields")
            faults.append(document.fault(at, "form", message, mark("begin it with `- id: …`")))
            continue
        if kind is Figure and "sources" in raw:
            message = mark("a figure has no sources of its own")
            mend = mark("write them in each of its values")
            faults.append(document.fault((*at, "sources", ":"), "unknown", message, mend))
        entry, wrong = _validated(kind, _prepared(kind, raw, cyrillic), document, at)
        faults += wrong
        if entry is not None:
            found.append(Placed(entry, document, at))
    return found, faults


def _prepared(kind: type[Listed], raw: dict[str, Raw], cyrillic: Cyrillic) -> dict[str, Any]:
    if kind in {Words, Danger, Cost}:
        return {name: value for name, value in raw.items() if value is not None}
    if issubclass(kind, Reviewed):
        raw = _reviewed(raw)
    data: dict[str, Any] = {name: _localized(name, value, cyrillic) for name, value in raw.items()}
    if kind is Contact:
        data["contact_kind"] = data.pop("kind", None)
        data["phones"] = _localized_items(data.get("phones"), cyrillic)
    elif kind is Card:
        data["phrases"] = _localized_items(data.get("phrases"), cyrillic)
    elif kind is Source:
        data["source_kind"] = data.pop("kind", None)
    elif kind is Figure:
        data["values"] = _values(raw.get("values"))
        data["sources"] = _sources(data["values"])
    return {name: value for name, value in data.items() if value is not None}


def _localized(name: str, value: Any, cyrillic: Cyrillic) -> Any:
    if name in _LOCALIZED and isinstance(value, dict) and isinstance(value.get("uz"), str):
        return {"uz_Cyrl": cyrillic(value["uz"]), **value}
    return value


def _localized_items(items: Any, cyrillic: Cyrillic) -> Any:
    if not isinstance(items, list):
        return items
    return [
        {name: _localized(name, value, cyrillic) for name, value in item.items()}
        if isinstance(item, dict)
        else item
        for item in items
    ]


def _values(raw: Raw) -> Any:
    if not isinstance(raw, list):
        return raw
    new = {"from": "start", "until": "end"}
    return [
        {new.get(name, name): value for name, value in item.items() if value is not None}
        if isinstance(item, dict)
        else item
        for item in raw
    ]


def _sources(values: Any) -> list[str]:
    found: dict[str, None] = {}
    for value in values if isinstance(values, list) else []:
        sources = value.get("sources") if isinstance(value, dict) else None
        found.update(dict.fromkeys(map(str, sources if isinstance(sources, list) else [])))
    return list(found)


def _validated(
    model: type[Model], data: dict[str, Any], document: Document, at: Path_
) -> tuple[Model | None, list[Fault]]:
    entry: Model | None = None
    raw: Any = document.value
    for step in at:
        raw = raw[step]
    faults = list(_wrong_values(raw, document, at))
    known = {(fault.line, fault.column) for fault in faults}
    try:
        entry = model.model_validate(data)
    except ValidationError as error:
        details = error.errors()
        found = [
            _reworded(detail, model, document, at)
            for detail in details
            if not _is_follow_up(detail, details, model)
        ]
        faults += [fault for fault in found if (fault.line, fault.column) not in known]
    return (None if faults else entry), faults


def _is_follow_up(
    detail: ErrorDetails, details: Iterable[ErrorDetails], model: type[BaseModel]
) -> bool:
    """Say whether a complaint only repeats another one in other words."""
    place = detail["loc"]
    if model is Figure and place == ("sources",):
        return True  # They are those of its values, where they are missed already.
    if detail["type"] == "missing" and place == ("review_by",):
        return True  # `reviews` speaks of it.
    # A list whose items are all wrong counts as too short for pydantic.
    return detail["type"] == "too_short" and any(
        other["loc"][: len(place)] == place and other["loc"] != place for other in details
    )


def _wrong_values(raw: Raw, document: Document, at: Path_) -> Iterator[Fault]:
    """Yield what the models cannot see: empty words, their own names, days that are none.

    pydantic takes timestamps for days, and a pattern takes 31 February.
    """
    if isinstance(raw, list):
        for number, item in enumerate(raw):
            yield from _wrong_values(item, document, (*at, number))
    if not isinstance(raw, dict):
        return
    for name, value in raw.items():
        place = (*at, name)
        if name in _RENAMED:
            message, mend = mark("the field {field} is not known"), mark("did you mean {near}?")
            near = _RENAMED[name]
            yield document.fault((*place, ":"), "unknown", message, mend, field=name, near=near)
        elif not isinstance(value, str):
            yield from _wrong_values(value, document, place)
        elif not value.strip():
            message, mend = mark("the field {field} is empty"), mark("fill it or remove it")
            yield document.fault(place, "empty", message, mend, field=name)
        elif name in _AMOUNTS and not _AMOUNT.fullmatch(value):
            message = mark("{field} is no amount: {value}")
            mend = mark("write a number such as 10320 or 4.5, without spaces and signs")
            values = {"field": name, "value": _short(value)}
            yield document.fault(place, "amount", message, mend, **values)
        elif name in _DAYS and not is_day(value):
            message, mend = mark("{field} is no date: {value}"), mark("write it as 2026-11-24")
            values = {"field": name, "value": _short(value)}
            yield document.fault(place, "date", message, mend, **values)
        elif name in _PARTIAL and not _is_partial(name, value):
            message = mark("{field} is no day, month or year: {value}")
            mend = mark("write it as 2005-05-10, 2005-05 or 2005")
            values = {"field": name, "value": _short(value)}
            if name in _MORE_THAN_DATES:
                mend, values["form"] = mark("write {form}"), _PATTERNS[name]
            yield document.fault(place, "date", message, mend, **values)


def _is_partial(name: str, value: str) -> bool:
    """Say whether a field holds a date, or the words that it may hold in place of one."""
    if name == "ratified" and value in _YES_NO:
        return True
    if name == "as_of":
        value = _ROUGHLY.sub("", value, count=1) if _ROUGHLY.match(value) else value
    return is_partial_date(value)


def is_day(text: str) -> bool:
    """Say whether a text is a day that exists, in ISO form."""
    try:
        return bool(_ISO.fullmatch(text) and date.fromisoformat(text))
    except ValueError:
        return False


def is_partial_date(text: str) -> bool:
    """Say whether a text is a day, month or year that exists, in ISO form."""
    if _MONTH.fullmatch(text):
        return is_day(f"{text}-01" if "-" in text else f"{text}-01-01")
    return is_day(text)


def _reworded(
    detail: ErrorDetails, model: type[BaseModel], document: Document, at: Path_
) -> Fault:
    path: Path_ = (
        *at,
        *(_RENAMED.get(part, part) if isinstance(part, str) else part for part in detail["loc"]),
    )
    name = str(next((part for part in reversed(path) if isinstance(part, str)), ""))
    match detail["type"]:
        case "extra_forbidden":
            return _unknown(document, path, name, model)
        case _ if detail["input"] is None:
            message, mend = mark("the field {field} is empty"), mark("fill it or remove it")
            return document.fault(path, "empty", message, mend, field=name)
        case "missing" | "too_short" if name in _AT_LEAST_ONE:
            rule, message, mend = _AT_LEAST_ONE[name]
            return document.fault(path, rule, message, mend)
        case "missing":
            message = mark("the field {field} is missing")
            mend = mark("add it; see README.md for its form")
            return document.fault(path, "missing", message, mend, field=name)
        case "enum" | "literal_error":
            expected = str((detail.get("ctx") or {}).get("expected", "")).replace("'", "")
            return _one_of(document, path, name, [expected])
        case "string_too_long" if model is Card:
            message, mend = (
                mark("{field} has the wrong form: {value}"),
                mark("write at most {n} letters"),
            )
            values = {
                "value": _short(detail["input"]),
                "n": (detail.get("ctx") or {}).get("max_length"),
            }
            return document.fault(path, "form", message, mend, field=name, **values)
        case "string_pattern_mismatch" | "string_too_long":
            message = mark("{field} has the wrong form: {value}")
            field = "alone" if model is Danger and name == "words" else name
            form = _PATTERNS.get(field, _PATTERNS["id"])
            mend = mark("write {form}")
            value = _short(detail["input"])
            return document.fault(path, "form", message, mend, field=name, value=value, form=form)
        case "value_error":
            message = mark("{field}: {problem}")
            problem = detail["msg"].removeprefix("Value error, ")
            return document.fault(
                path, "value", message, mark("mend the values"), field=name, problem=problem
            )
    message = mark("{field} has the wrong type: {value}")
    mend = mark("write {expected}; see README.md")
    return document.fault(
        path, "type", message, mend,
        field=name, value=_short(detail["input"]), expected=_expected(detail["type"]),
    )  # fmt: skip


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 40 else f"{text[:40]}…"


def _expected(kind: str) -> str:
    words = {
        "int_parsing": mark("a whole number"),
        "bool_parsing": mark("true or false"),
        "decimal_parsing": mark("a number such as 10320 or 4.5"),
        "finite_number": mark("a number such as 10320 or 4.5"),
        "date_type": mark("a date such as 2026-11-24"),
        "float_parsing": mark("a number such as 37.5"),
        "tuple_type": mark("a list such as [kr.eps, kr.eps.cost]"),
        "string_type": mark("a single text"),
        "model_type": mark("fields such as uz:, ru:, en:"),
        "model_attributes_type": mark("fields such as uz:, ru:, en:"),
    }
    return words.get(kind, mark("a value of the form in README.md"))


def _one_of(document: Document, path: Path_, name: str, known: list[str]) -> Fault:
    message = mark("{field} has a value that is not in the list, or none")
    mend = mark("use one of: {known}")
    return document.fault(path, "list", message, mend, field=name, known=", ".join(known))


def _unknown(document: Document, path: Path_, name: str, model: type[BaseModel]) -> Fault:
    inner = next((_INNER[part] for part in reversed(path[:-1]) if part in _INNER), model)
    known = {_RENAMED.get(field, field) for field in inner.model_fields} - {"texts"}
    near = difflib.get_close_matches(name, sorted(known), n=1)
    message = mark("the field {field} is not known")
    place = (*path, ":") if (*path, ":") in document.places else path
    if near:
        mend = mark("did you mean {near}?")
        return document.fault(place, "unknown", message, mend, field=name, near=near[0])
    mend = mark("remove it; known are: {known}")
    return document.fault(
        place, "unknown", message, mend, field=name, known=", ".join(sorted(known))
    )
