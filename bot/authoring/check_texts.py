"""Rules on words: lengths, letters, equal structure in all languages, figures not typed in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from bot.authoring.forms import Placed
from bot.authoring.markdown import ParsedText
from bot.authoring.reader import Path_, Raw
from bot.authoring.rendering import plain_lines
from bot.authoring.tree import PageFolder
from bot.entries.page import PageText
from bot.errors import Fault, mark
from bot.i18n import Locale

TITLE_LIMIT = 60
HEADING_LIMIT = 45
PART_LIMIT = 1500
"""Characters of an introduction or a section, in UTF-16 units: with title, marks and dates it
stays far below the 4,096 of a message (Bot API: sendMessage)."""
PART_WARNING = 1100

_WRONG_APOSTROPHE = re.compile(
    r"(?<=[A-Za-z])['`\u2018\u2019\u00b4](?=[A-Za-z])|(?<=[oOgG])['`\u2018\u2019\u00b4]"
)
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)
_SUM = re.compile(
    r"(?:[$€£¥₩₽₸₺]|\b(?:USD|KRW|JPY|UZS|EUR))\s?\d"
    r"|\d[\d  .,]*\s?(?:[$€£¥₩₽₸₺]|(?:USD|KRW|JPY|UZS|EUR)\b"
    r"|(?:ming |million |mln |тыс\. |млн |thousand |million )?"
    r"(?:von|soʻm|iyena|yen|won|dollars?|dollar|вон[аы]?|сум(?:а|ов)?|иен[аы]?|доллар(?:а|ов)?|rubl|рубл(?:я|ей)?)\b)",
    re.IGNORECASE,
)
_LANGUAGE_OF = {"uz": Locale.uz, "uz_Cyrl": Locale.uz_Cyrl, "ru": Locale.ru, "en": Locale.en}


def check_texts(pages: Iterable[PageFolder], registries: Iterable[Placed]) -> list[Fault]:
    """Return the faults in the words of pages and registries."""
    faults: list[Fault] = []
    for page in pages:
        for locale, parsed in page.texts.items():
            path = f"{page.name}/{locale.value}.md"
            if parsed.text is None:
                continue
            faults += lengths(parsed.text, parsed, path)
            faults += wrong_letters(parsed.text, path, locale, parsed)
            faults += typed_sums(parsed.text, path, parsed)
        faults += same_structure(page)
    for item in registries:
        faults += registry_letters(item)
    return faults


def units(text: str) -> int:
    """Return a text's length as Telegram counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def _parts(text: PageText, parsed: ParsedText) -> Iterator[tuple[str, int, list[str]]]:
    yield "", 1, list(plain_lines(text.intro))
    for part in text.sections:
        yield part.heading, parsed.section_lines.get(part.id, 1), list(plain_lines(part.blocks))


def lengths(text: PageText, parsed: ParsedText, path: str) -> Iterator[Fault]:
    """Titles fit buttons, parts fit a screen."""
    too_long = mark("{what} has {length} characters, {limit} are allowed")
    shorten = mark("shorten it, or split the section in two")
    if units(text.title) > TITLE_LIMIT:
        values = {"what": "title", "length": units(text.title), "limit": TITLE_LIMIT}
        yield Fault(path, 1, 1, "length", too_long, shorten, values)
    for heading, line, lines in _parts(text, parsed):
        if units(heading) > HEADING_LIMIT:
            values = {"what": "heading", "length": units(heading), "limit": HEADING_LIMIT}
            yield Fault(path, line, 1, "length", too_long, shorten, values)
        length = units("\n".join(lines))
        if length > PART_WARNING:
            is_warning = length <= PART_LIMIT
            limit = PART_WARNING if is_warning else PART_LIMIT
            values = {"what": heading or text.title, "length": length, "limit": limit}
            yield Fault(path, line, 1, "length", too_long, shorten, values, is_warning)


def wrong_letters(
    text: PageText, path: str, locale: Locale, parsed: ParsedText
) -> Iterator[Fault]:
    """No invisible characters anywhere, no typewriter apostrophes in Uzbek."""
    for heading, line, lines in _parts(text, parsed):
        whole = [text.title if line == 1 else heading, *lines]
        for words in whole:
            yield from _letters(words, path, line, locale)


def _letters(words: str, path: str, line: int, locale: Locale) -> Iterator[Fault]:
    if found := _INVISIBLE.search(words):
        message = mark("an invisible character (U+{code}) stands in: {words}")
        values = {"code": f"{ord(found[0]):04X}", "words": words[:40]}
        yield Fault(
            path, line, 1, "invisible", message, mark("delete it and type it again"), values
        )
    if locale is Locale.uz and (found := _WRONG_APOSTROPHE.search(words)):
        start = max(0, found.start() - 15)
        yield Fault(
            path,
            line,
            1,
            "apostrophe",
            mark("a wrong apostrophe in Uzbek: {words}"),
            mark("write oʻ and gʻ with ʻ (U+02BB), and ʼ (U+02BC) elsewhere"),
            {"words": words[start : found.end() + 15]},
        )


def typed_sums(text: PageText, path: str, parsed: ParsedText) -> Iterator[Fault]:
    """Sums come from figures, so that one edit changes every page."""
    for _, line, lines in _parts(text, parsed):
        for words in lines:
            if found := _SUM.search(words):
                yield Fault(
                    path,
                    line,
                    1,
                    "sum",
                    mark("a sum is typed into the text: {words}"),
                    mark("make it a figure and write {{figure:ID}}"),
                    {"words": found[0].strip()},
                )


def same_structure(page: PageFolder) -> Iterator[Fault]:
    """Every language has the same sections and names the same figures, contacts and pages."""
    source = page.texts.get(Locale.uz)
    if source is None or source.text is None:
        return
    for locale, parsed in page.texts.items():
        if parsed.text is None or locale is Locale.uz:
            continue
        path = f"{page.name}/{locale.value}.md"
        wanted = [part.id for part in source.text.sections]
        found = [part.id for part in parsed.text.sections]
        if wanted != found:
            message = mark("the sections are {found}, in uz.md they are {wanted}")
            mend = mark("give both the same sections in the same order")
            values = {"found": ", ".join(found) or "-", "wanted": ", ".join(wanted) or "-"}
            yield Fault(path, 1, 1, "sections", message, mend, values)
        yield from _same_references(source, parsed, path)


def _same_references(source: ParsedText, parsed: ParsedText, path: str) -> Iterator[Fault]:
    wanted = Counter((item.kind, item.target) for item in source.references)
    found = Counter((item.kind, item.target) for item in parsed.references)
    for kind, target in (wanted - found).keys() | (found - wanted).keys():
        at = next((r for r in parsed.references if (r.kind, r.target) == (kind, target)), None)
        yield Fault(
            path,
            at.line if at else 1,
            at.column if at else 1,
            "references",
            mark("{kind}:{id} stands {found} times here and {wanted} times in uz.md"),
            mark("name the same figures, contacts and pages in every language"),
            {
                "kind": kind,
                "id": target,
                "found": found[kind, target],
                "wanted": wanted[kind, target],
            },
        )


def registry_letters(item: Placed) -> Iterator[Fault]:
    """The words of contacts and figures keep the same rules of letters."""
    document = item.document
    raw: Raw = document.value
    for step in item.at:
        raw = raw[step] if isinstance(raw, list) and isinstance(step, int) else None
    for at, words in _strings(raw, item.at):
        line, column = document.places.get(at, (1, 1))
        locale = _LANGUAGE_OF.get(str(at[-1]), Locale.en)
        for fault in _letters(words, document.path, line, locale):
            yield Fault(
                fault.path, line, column, fault.rule, fault.message, fault.mend, fault.values
            )


def _strings(raw: Raw, at: Path_) -> Iterator[tuple[Path_, str]]:
    if isinstance(raw, str):
        yield at, raw
    elif isinstance(raw, dict):
        for name, value in raw.items():
            yield from _strings(value, (*at, name))
    elif isinstance(raw, list):
        for number, value in enumerate(raw):
            yield from _strings(value, (*at, number))
