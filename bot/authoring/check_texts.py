"""Rules on words: lengths, letters, equal structure in all languages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.authoring.check_sums import typed_sums
from bot.authoring.inline import Reference
from bot.authoring.markdown import ParsedText
from bot.authoring.reader import Path_, Raw
from bot.authoring.rendering import plain_lines
from bot.authoring.tree import PageFolder, Tree, Written
from bot.entries.contact import Contact
from bot.entries.page import Page
from bot.errors import Fault, mark
from bot.i18n import Locale

TITLE_LIMIT = 60
HEADING_LIMIT = 45
PART_LIMIT = 1500
"""Characters of an introduction or a section, in UTF-16 units as Telegram counts them."""
PART_WARNING = 950
FILLED_LIMIT = 3400
"""The same with references filled in: a message holds 4,096 (Bot API: sendMessage), of which
titles, marks and the day of the check take up to 700."""
NAME_LIMIT = 100
"""Names in registries: they are buttons, and headings."""
LINE_LIMIT = 300
"""Other texts of one line; a screen of sources shows eight, each with title and publisher."""
NOTE_LIMIT = 900
INSTEAD_LIMIT = 240
"""What to do instead of a channel: eight of them stand on one screen, each with a name."""
SIGN_LIMIT = 170
"""What a warning sign means, and what to do: a screen shows six of them."""
_LIMITS = {
    "means": SIGN_LIMIT,
    "do": SIGN_LIMIT,
    "name": NAME_LIMIT,
    "city": NAME_LIMIT,
    "publisher": NAME_LIMIT,
    "note": NOTE_LIMIT,
    "instead": INSTEAD_LIMIT,
    "hours": NOTE_LIMIT,
    "address": NOTE_LIMIT,
    "url": NOTE_LIMIT,
}
_FIGURE_LENGTH = 40
"""A long figure: a range of sums with the name of its currency."""
_PHONE_LENGTH = 24

_WORD = r"[A-Za-zʻʼ'`\u2018\u2019\u00b4-]"
_WRONG_APOSTROPHE = re.compile(
    r"(?<=[A-Za-zʻʼ])['`\u2018\u2019\u00b4](?=[A-Za-z])|(?<=[oOgG])['`\u2018\u2019\u00b4]"
)
_BEFORE = re.compile(rf"{_WORD}{{0,20}}$")
_AFTER = re.compile(rf"{_WORD}{{0,20}}")
# Controls, soft hyphens, fillers, zero-width and direction marks, tags.
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e"
    r"\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
)


@dataclass(frozen=True, slots=True)
class _Part:
    """The introduction (id `""`, with the title as heading) or a section of a text."""

    id: str
    heading: str
    line: int
    lines: tuple[str, ...]


def check_texts(tree: Tree) -> list[Fault]:
    """Return the faults in the words of pages and registries."""
    faults: list[Fault] = []
    contacts = {
        item.entry.id: item.entry for item in tree.placed if isinstance(item.entry, Contact)
    }
    for page in tree.pages:
        for locale, parsed in page.texts.items():
            path = f"{page.name}/{locale.value}.md"
            parts = _parts(parsed)
            faults += lengths(parts, path)
            faults += filled_lengths(parts, parsed, path, locale, contacts)
            for part in parts:
                faults += _located(wrong_letters((part.heading, *part.lines), locale), part, parsed, path)  # fmt: skip
                faults += _located(typed_sums(part.lines), part, parsed, path)
        faults += same_structure(page)
    for entry in tree.written:
        if not issubclass(entry.kind, Page):
            faults += registry_words(entry)
    return faults


def units(text: str) -> int:
    """Return a text's length as Telegram counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _parts(parsed: ParsedText) -> list[_Part]:
    text, lines = parsed.draft, parsed.section_lines
    if text is None:
        return []
    return [
        _Part("", text.title, lines.get("", 1), tuple(plain_lines(text.intro))),
        *(
            _Part(part.id, part.heading, lines.get(part.id, 1), tuple(plain_lines(part.blocks)))
            for part in text.sections
        ),
    ]


Found = tuple[str, int, str, str, str, Mapping[str, object]]
"""Words as they stand in the file, the offset of the fault in them, rule, message, mend, values."""


def _located(
    found: Iterable[Found], part: _Part, parsed: ParsedText, path: str
) -> Iterator[Fault]:
    """Yield what was found with its place in the file, where the same words stand."""
    number, column = part.line - 1, 0
    for words, offset, rule, message, mend, values in found:
        line, start = part.line, 0
        # Words that a line break or a star divides are looked for by a piece of them.
        first = re.split(r"[\s*]", words, maxsplit=1)[0]
        for piece, inside in ((words, offset), (first, offset), (words[offset:], 0)):
            at = _find(parsed.source, piece, number, column) if piece else None
            if at:
                number, column = at[0], at[1] + len(piece)
                line, start = at[0] + 1, at[1] + min(inside, len(piece) - 1)
                break
        yield Fault(path, line, start + 1, rule, message, mend, values)


def _find(source: list[str], words: str, number: int, column: int) -> tuple[int, int] | None:
    for at in range(number, len(source)):
        found = source[at].find(words, column if at == number else 0)
        if found >= 0:
            return at, found
    return None


def lengths(parts: Iterable[_Part], path: str) -> Iterator[Fault]:
    """Titles fit buttons, parts fit a screen."""
    too_long = mark("{what} has {length} characters, {limit} are allowed")
    for part in parts:
        limit = HEADING_LIMIT if part.id else TITLE_LIMIT
        if (length := units(part.heading)) > limit:
            values = {"what": part.heading, "length": length, "limit": limit}
            yield Fault(path, part.line, 1, "length", too_long, mark("shorten it"), values)
        length = units("\n".join(part.lines))
        if length > PART_WARNING:
            is_warning = length <= PART_LIMIT
            limit = PART_WARNING if is_warning else PART_LIMIT
            values = {"what": part.heading, "length": length, "limit": limit}
            shorten = mark("shorten it, or make two sections of it")
            yield Fault(path, part.line, 1, "length", too_long, shorten, values, is_warning)


def filled_lengths(
    parts: Iterable[_Part],
    parsed: ParsedText,
    path: str,
    locale: Locale,
    contacts: Mapping[str, Contact],
) -> Iterator[Fault]:
    """No part outgrows a message once its figures and contacts are filled in."""
    for part in parts:
        length = units("\n".join(part.lines))
        length += sum(
            _growth(r, locale, contacts) for r in parsed.references if r.section == part.id
        )
        if length > FILLED_LIMIT:
            yield Fault(
                path,
                part.line,
                1,
                "message",
                mark("{what} has {length} characters with its contacts and figures"),
                mark("name fewer of them, or make two sections of it"),
                {"what": part.heading, "length": length},
            )


def _growth(reference: Reference, locale: Locale, contacts: Mapping[str, Contact]) -> int:
    if reference.kind == "figure":
        return _FIGURE_LENGTH
    contact = contacts.get(reference.target)
    if reference.kind == "page" or contact is None:
        return 0
    return units(contact.name.to(locale)) + _PHONE_LENGTH


def wrong_letters(lines: Iterable[str], locale: Locale) -> Iterator[Found]:
    """No invisible characters anywhere, no typewriter apostrophes in Uzbek."""
    for line in lines:
        shown: str | None = None
        for found in _INVISIBLE.finditer(line):
            if found[0] == "\u200d" and _joins_emoji(line, found.start()):
                continue
            if shown is None:
                shown = _INVISIBLE.sub("", line)[:40]
            message = mark("an invisible character (U+{code}) stands in: {words}")
            values = {"code": f"{ord(found[0]):04X}", "words": shown}
            mend = mark("delete it and type it again")
            yield found[0], 0, "invisible", message, mend, values
        for found in _WRONG_APOSTROPHE.finditer(line) if locale is Locale.uz else ():
            before = _BEFORE.search(line[max(found.start() - 20, 0) : found.start()])
            after = _AFTER.match(line, found.end())
            start = before[0] if before else ""
            word = start + found[0] + (after[0] if after else "")
            message = mark("a wrong apostrophe in Uzbek: {words}")
            mend = mark("write oʻ and gʻ with ʻ (U+02BB), and ʼ (U+02BC) elsewhere")
            yield word, len(start), "apostrophe", message, mend, {"words": word}


def _joins_emoji(line: str, at: int) -> bool:
    """Say whether a joiner stands between two emoji, as in a family."""
    around = (line[at - 1 : at] or "a", line[at + 1 : at + 2] or "a")
    return all(sign >= "\u2600" for sign in around)


def same_structure(page: PageFolder) -> Iterator[Fault]:
    """Every language has the same sections, which name the same figures, contacts and pages."""
    source = page.texts.get(Locale.uz)
    if source is None or source.draft is None:
        return
    wanted = [part.id for part in source.draft.sections]
    for locale, parsed in page.texts.items():
        if parsed.draft is None or locale is Locale.uz:
            continue
        path = f"{page.name}/{locale.value}.md"
        found = [part.id for part in parsed.draft.sections]
        if wanted == found:
            # What was refused may have held a reference.
            if source.text and parsed.text:
                yield from _same_references(source, parsed, path)
            continue
        if "" in {*wanted, *found}:  # The section without an id is told already.
            continue
        other = next((a for n, a in enumerate(found) if n >= len(wanted) or wanted[n] != a), "")
        message = mark("the sections are {found}, in uz.md they are {wanted}")
        mend = mark("give both the same sections in the same order")
        values = {"found": ", ".join(found) or "-", "wanted": ", ".join(wanted) or "-"}
        yield Fault(path, parsed.section_lines.get(other, 1), 1, "sections", message, mend, values)


def _same_references(source: ParsedText, parsed: ParsedText, path: str) -> Iterator[Fault]:
    wanted = dict.fromkeys((r.section, r.kind, r.target) for r in source.references)
    found = {(r.section, r.kind, r.target): r for r in reversed(parsed.references)}
    mend = mark("name the same figures, contacts and pages in the same section of every language")
    for key in [key for key in wanted if key not in found]:
        section, kind, target = key
        line = parsed.section_lines.get(section, 1)
        message = mark("{kind}:{id} stands in uz.md but not here")
        yield Fault(path, line, 1, "references", message, mend, {"kind": kind, "id": target})
    for key, at in found.items():
        if key in wanted:
            continue
        message = mark("{kind}:{id} stands here but not in uz.md")
        values = {"kind": at.kind, "id": at.target}
        yield Fault(path, at.line, at.column, "references", message, mend, values)


_LANGUAGE_OF = {locale.value: locale for locale in Locale}


def registry_words(entry: Written) -> Iterator[Fault]:
    """The words of contacts, figures and sources keep the same rules, and fit a message."""
    fault = entry.document.fault
    lengths_of: dict[Locale | None, int] = defaultdict(int)
    for at, words in _strings(entry.fields, entry.at):
        locale = _LANGUAGE_OF.get(str(at[-1]))
        for _, _, rule, message, mend, values in wrong_letters([words], locale or Locale.en):
            yield fault(at, rule, message, mend, **values)
        limit = _LIMITS.get(str(at[-2] if locale else at[-1]), LINE_LIMIT)
        length = units(words)
        lengths_of[locale] += length
        if length > limit:
            message = mark("{what} has {length} characters, {limit} are allowed")
            values = {"what": f"{words[:40]}…", "length": length, "limit": limit}
            yield fault(at, "length", message, mark("shorten it"), **values)
    # What a reader sees is in one language, or in none.
    most = lengths_of.pop(None, 0) + max(lengths_of.values(), default=0)
    if most > FILLED_LIMIT:
        message = mark("the entry has {length} characters, {limit} are allowed")
        values = {"length": most, "limit": FILLED_LIMIT}
        yield fault(entry.at, "message", message, mark("shorten it"), **values)


def _strings(raw: Raw, at: Path_) -> Iterator[tuple[Path_, str]]:
    if isinstance(raw, str):
        yield at, raw
    elif isinstance(raw, dict):
        for name, value in raw.items():
            yield from _strings(value, (*at, name))
    elif isinstance(raw, list):
        for number, value in enumerate(raw):
            yield from _strings(value, (*at, number))
