"""Is this real: what an offer is held against, and what that says. Never a verdict about a person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice

from bot.entries.base import Basis
from bot.entries.contact import Contact
from bot.entries.figure import Value
from bot.entries.page import Page, Place
from bot.entries.sign import Sign
from bot.entries.source import Source
from bot.entries.text import (
    Block,
    Bold,
    Bullets,
    Inline,
    Link,
    Numbered,
    Plain,
    heading,
    lines_of,
    paragraph,
    plain,
)
from bot.guide.offer.check import Report
from bot.guide.offer.prices import Compared, Known, Verdict
from bot.guide.offer.reading import Address
from bot.guide.offer.signs import Stands
from bot.screens.actions import OpenCheck, OpenEntry
from bot.screens.figure import value_text
from bot.screens.menu import country_name, foot, page_button
from bot.screens.screen import ActionButton, AskReply, Row, Screen
from bot.screens.text import contact_line
from bot.screens.view import View

SIGN = "🔍"
"""Begins every message about a check: an answer to such a message is an offer too."""
AGENCY = "uz.agency"
PLATFORM = "uz.xorijda-ish"
CHEATED = "situation.false-recruiter"
WITH_BUTTON = ("before.agencies", CHEATED)
"""Pages of no country on which people think of an offer."""
SHOWN = 6
"""Items of one kind in an answer, at most."""
MESSAGE = 4000
"""UTF-16 units of an answer; a message holds 4,096 (Bot API: sendMessage)."""
_PARTS = 4
_CONTACTS = 3
_PAGES = 3
_TYPED = 48
"""Letters of what stands in an offer that are shown again."""
_LINKED = re.compile(r"\.(?=\w)|@(?=\w)|:(?=//)")


def ask(view: View) -> Screen:
    """Tell what can be checked and that nothing of it is kept, and ask for an offer."""
    t = view.t
    title = t.gettext("Is this real?")
    blocks = (
        heading(f"{SIGN} {title}"),
        paragraph(
            t.gettext(
                "Forward me an offer, or paste its text. "
                "The name of a firm, an @name, a phone number, a link or a sum is enough."
            )
        ),
        paragraph(
            t.gettext(
                "I compare it with the official channels and prices that this guide knows, "
                "and with words that people have been cheated with. "
                "I cannot know who is honest: only what matches and what does not."
            )
        ),
        paragraph(
            t.gettext(
                "Nothing of it is kept, and whoever sent you the offer does not learn of it. "
                "I read the words under a picture, but not the picture."
            )
        ),
    )
    asked = t.gettext("Send the offer as an answer to this message.")
    hint = t.gettext("Offer, @name, phone, link or sum")
    return Screen(blocks, foot(view, None), (AskReply(f"{SIGN} {asked}", hint),))


def unreadable(view: View) -> Screen:
    """Say that an offer without words cannot be read, and what to type of it."""
    t = view.t
    text = t.gettext(
        "I cannot read pictures, voice messages or files. "
        "Type what stands there: the name, the phone, the link or the sum."
    )
    return Screen((paragraph(f"{SIGN} {text}"),), foot(view, OpenCheck()))


def button_row(view: View) -> Row:
    """Return the row that leads to the check."""
    return (ActionButton(view.t.pgettext("button", "🔍 Is this real?"), OpenCheck()),)


def belongs_to(page: Page) -> bool:
    """Say whether the check is offered on a page."""
    return page.place is Place.SCAMS or page.id in WITH_BUTTON


def show(view: View, report: Report) -> Screen:
    """Show what a comparison found, what cannot be known, and what to do before paying.

    What stands in an offer decides how much there is to say: where it is too much for a message,
    fewer items of each kind are shown, and what to do is never left out.
    """
    blocks = _blocks(view, report, SHOWN)
    for shown in range(SHOWN - 1, 0, -1):
        if _length(blocks) <= MESSAGE:
            break
        blocks = _blocks(view, report, shown)
    return Screen(blocks, (*_rows(view, report), *foot(view, OpenCheck())))


def _blocks(view: View, report: Report, shown: int) -> tuple[Block, ...]:
    t = view.t
    title = t.gettext("What I could compare")

    def section(heading_text: str, lines: Iterable[Line]) -> tuple[Block, ...]:
        items = tuple(islice(lines, shown))
        return (heading(heading_text), Bullets(items=items)) if items else ()

    return (
        heading(f"{SIGN} {title}"),
        paragraph(t.gettext("This is a comparison with the guide, no verdict about anybody.")),
        *section(t.gettext("⚠️ Does not match"), _contradictions(view, report)),
        *section(t.gettext("🚩 Warning signs in the text"), _signs(view, report.signs)),
        *section(t.gettext("💵 Sums"), _sums(view, report.compared)),
        *section(t.gettext("✅ Matches the registers"), _matches(view, report, shown)),
        *section(t.gettext("❔ What cannot be known"), _unknown(view, report)),
        heading(t.gettext("Before you pay")),
        Numbered(items=tuple(_steps(view))),
    )


def _length(blocks: Iterable[Block]) -> int:
    """Return about how many UTF-16 units blocks take, with the signs before their lines."""
    lines = [line for block in blocks for line in lines_of(block)]
    return sum(len(_letters(line).encode("utf-16-le")) // 2 + 4 for line in lines)


def _letters(nodes: Iterable[Inline]) -> str:
    return "".join(
        node.text if isinstance(node, Plain) else _letters(getattr(node, "inner", ()))
        for node in nodes
    )


Line = tuple[Inline, ...]


def inert(typed: str) -> str:
    """Return what stands in an offer, short, and so that no app makes a link of it."""
    short = typed if len(typed) <= _TYPED else f"{typed[:_TYPED]}…"
    # A word joiner is not seen, and what is not seen divides the name of a site.
    return _LINKED.sub(lambda sign: f"{sign[0]}\u2060", " ".join(short.split()))


def _contradictions(view: View, report: Report) -> Iterator[Line]:
    t = view.t
    for found in report.resembling:
        yield plain(
            t.gettext(
                "{typed} resembles {official} ({owner}), but is not the one in the register.",
                typed=inert(found.address.typed),
                official=found.official.address,
                owner=_owner(view, found.official.entry),
            )
        )
    for typed, one in _grouped(report.compared):
        if one.verdict is Verdict.ABOVE:
            text = t.gettext(
                "“{sum}” is more than the cost of the official way that this guide knows:",
                sum=typed,
            )
            yield (Plain(text=f"{text} "), *_known(view, one.beside))
        elif one.verdict is Verdict.FREE:
            page = view.guide.find_page(one.page)
            yield plain(
                t.gettext(
                    "“{sum}” is asked for. On the page “{page}” this guide names costs "
                    "that the employer pays, not you.",
                    sum=typed,
                    page=page.text(view.locale).title if page else one.page,
                )
            )


def _grouped(compared: Iterable[Compared]) -> Iterator[tuple[str, Compared]]:
    """Yield each comparison once, with all sums that it is true of.

    Where only single payments are known, those of all programmes stand together.
    """
    sums: dict[tuple[Verdict, object], dict[str, Compared]] = {}
    beside: dict[tuple[Verdict, object], dict[Known, None]] = {}
    for one in compared:
        is_open = one.verdict in {Verdict.NO_PRICE, Verdict.PROMISED}
        key: tuple[Verdict, object] = (one.verdict, is_open or (one.beside, one.page))
        sums.setdefault(key, {}).setdefault(inert(one.sum.typed), one)
        beside.setdefault(key, {}).update(dict.fromkeys(one.beside))
    for key, typed in sums.items():
        first = next(iter(typed.values()))
        yield ", ".join(typed), replace(first, beside=tuple(beside[key])[:_PARTS])


def _sums(view: View, compared: Iterable[Compared]) -> Iterator[Line]:
    t = view.t
    compared = tuple(compared)
    for typed, one in _grouped(compared):
        match one.verdict:
            case Verdict.WITHIN:
                text = t.gettext(
                    "“{sum}” is not more than the cost of the official way that this guide knows:",
                    sum=typed,
                )
            case Verdict.SAME_PART:
                text = t.gettext("“{sum}” is as much as one official payment:", sum=typed)
            case Verdict.OTHER_CURRENCY:
                text = t.gettext(
                    "“{sum}” is in another currency than the cost of the official way. "
                    "Compare yourself:",
                    sum=typed,
                )
            case Verdict.PROMISED:
                text = t.gettext("“{sum}” is promised as pay. Compare it with this:", sum=typed)
            case Verdict.NO_PRICE if one.beside:
                text = t.gettext(
                    "“{sum}”: this guide has no whole price, only single official payments:",
                    sum=typed,
                )
            case _:
                continue
        yield (Plain(text=f"{text} "), *_known(view, one.beside))
    if cases := dict.fromkeys(case for one in compared for case in one.cases):
        text = t.gettext("In cases told in this guide people were asked for, or paid:")
        yield (Plain(text=f"{text} "), *_known(view, tuple(cases)[:_PARTS]))


def _known(view: View, known: Iterable[Known]) -> Line:
    """Return figures with their values, each a link to its entry, with the days it holds."""
    parts: list[Inline] = []
    for one in known:
        name = one.figure.name.to(view.locale)
        value = value_text(view, one.value, one.figure.unit)
        remarks = "".join(f" ({remark})" for remark in _remarks(view, one))
        parts += [
            Plain(text="; " if parts else ""),
            Link(url=view.link_to(one.figure.id), inner=plain(name)),
            Plain(text=f" — {value}, {_days(view, one.value)}{remarks}"),
        ]
    return tuple(parts)


def _days(view: View, value: Value) -> str:
    """Return the days on which a value holds, in few letters."""
    t = view.t
    start = t.short_date(value.start)
    if value.end is None:
        return t.gettext("from {start}", start=start)
    return t.gettext("{low}–{high}", low=start, high=t.short_date(value.end))


def _remarks(view: View, known: Known) -> Iterator[str]:
    t = view.t
    if not known.is_current:
        yield t.gettext("old: no newer value was found")
    yield from _basis(view, known.value.basis)


def _basis(view: View, basis: Basis) -> Iterator[str]:
    if basis is Basis.REPORTED:
        yield view.t.gettext("according to press or second-hand reports")
    if basis is Basis.CONFLICTING:
        yield view.t.gettext("sources disagree")


def _signs(view: View, signs: Iterable[Stands[Sign]]) -> Iterator[Line]:
    for found in signs:
        means, advice = found.owner.means.to(view.locale), found.owner.do.to(view.locale)
        quoted = view.t.gettext("“{words}”", words=inert(found.words))
        remarks = "".join(f" ({remark})" for remark in _basis(view, found.owner.basis))
        yield (Bold(inner=plain(quoted)), Plain(text=f" — {means} {advice}{remarks}"))


def _matches(view: View, report: Report, shown: int) -> Iterator[Line]:
    for found in report.matched[: max(1, shown - 1)]:
        owner = _owner(view, found.official.entry)
        yield plain(f"{found.official.address}: {owner}")
    if report.matched:
        yield plain(
            view.t.gettext(
                "Anybody can put a real address into a false offer. Open it or call it yourself."
            )
        )


def _owner(view: View, entry_id: str) -> str:
    match view.guide.find(entry_id):
        case Contact() as contact:
            return contact.name.to(view.locale)
        case Source() as source:
            return source.publisher or source.title
        case _:
            return entry_id


def _unknown(view: View, report: Report) -> Iterator[Line]:
    t = view.t
    if report.unknown:
        yield plain(
            t.gettext(
                "{addresses}: not in the registers of this guide. "
                "That alone says nothing, good or bad.",
                addresses=_listed(report.unknown),
            )
        )
    for name in report.named[:2]:
        yield plain(
            t.gettext(
                "“{name}”: the list of licensed agencies is not in this guide. "
                "Only the Migration Agency can tell whether a licence is valid today.",
                name=inert(name),
            )
        )
    for typed, one in _grouped(report.compared):
        if one.verdict is not Verdict.NO_PRICE or one.beside:
            continue
        if report.destinations:
            yield plain(t.gettext("“{sum}”: this guide has no official price for it.", sum=typed))
        else:
            yield plain(
                t.gettext(
                    "“{sum}”: the country is not named, so there is no price to compare with.",
                    sum=typed,
                )
            )
    if report.is_empty:
        yield plain(t.gettext("I found nothing in these words that I could compare."))
    yield plain(t.gettext("Whether these people keep their word cannot be seen from a text."))


def _listed(addresses: Iterable[Address]) -> str:
    found = tuple(inert(address.typed) for address in addresses)
    more = "…" if len(found) > SHOWN else ""
    return f"{', '.join(found[:SHOWN])}{more}"


def _steps(view: View) -> Iterator[Line]:
    t = view.t
    agency = view.guide.find_contact(AGENCY)
    yield plain(t.gettext("Give no money, no signature and no passport yet."))
    yield plain(
        t.gettext(
            "Ask in writing for the full name of the firm, the licence number, the employer, "
            "and what each payment is for."
        )
    )
    if agency:
        yield plain(
            t.gettext(
                "Ask the agency whether the licence is valid and covers this country. {contact}",
                contact=contact_line(view, agency),
            )
        )
    yield plain(t.gettext("If you pay, pay through a bank and keep the receipt."))


def _rows(view: View, report: Report) -> Iterator[Row]:
    guide = view.guide
    scams = [
        page for country in report.destinations for page in guide.at_place(country, Place.SCAMS)
    ]
    named = [
        AGENCY,
        *(
            contact
            for page in scams
            for contact in page.contacts
            if contact not in {AGENCY, PLATFORM}
        ),
        PLATFORM,
    ]
    contacts = [guide.find_contact(contact) for contact in dict.fromkeys(named)]
    for contact in [contact for contact in contacts if contact][:_CONTACTS]:
        yield (ActionButton(f"📞 {contact.name.to(view.locale)}", OpenEntry(contact.id)),)
    told = [one.page for one in report.compared if one.page]
    told += [one.owner.page for one in report.signs if one.owner.page]
    ids = chain((page.id for page in scams[:1]), told, (page.id for page in scams[1:2]))
    pages = [guide.find_page(page) for page in dict.fromkeys(ids) if page != CHEATED]
    for page in [page for page in pages if page][:_PAGES]:
        country = guide.find_destination(page.destination)
        button = page_button(view, page)
        label = f"{country_name(view, country)}: {button.label}" if country else button.label
        yield (ActionButton(label, button.action),)
    if cheated := guide.find_page(CHEATED):
        yield (page_button(view, cheated),)
