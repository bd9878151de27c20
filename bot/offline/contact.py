"""A contact whole: every number to dial, where it is, when it answers."""

from __future__ import annotations

from bot.entries.contact import Contact
from bot.entries.text import Block, Bullets, Inline, Link, Plain, paragraph, plain
from bot.screens.view import View


def contact_blocks(view: View, contact: Contact) -> tuple[Block, ...]:
    """Return everything that is known of a contact but its name and basis; numbers dial."""
    blocks: list[Block] = [Bullets(items=(*numbers(view, contact), *_ways(view, contact)))]
    if contact.note:
        blocks.append(paragraph(contact.note.to(view.locale)))
    return tuple(blocks)


def numbers(view: View, contact: Contact) -> tuple[tuple[Inline, ...], ...]:
    """Return a line for each number of a contact."""
    lines: list[tuple[Inline, ...]] = []
    if contact.short_number:
        words = view.t.gettext(
            "📞 {number} (only inside the country)", number=contact.short_number
        )
        lines.append((_dial(contact.short_number, words),))
    for phone in contact.phones:
        note = f" ({phone.note.to(view.locale)})" if phone.note else ""
        lines.append((_dial(phone.number, phone.number), Plain(text=note)))
    return tuple(lines)


def _dial(number: str, words: str) -> Link:
    url = "tel:" + "".join(sign for sign in number if sign in "+*#0123456789")
    return Link(url=url.replace("#", "%23"), inner=plain(words))


def _ways(view: View, contact: Contact) -> list[tuple[Inline, ...]]:
    t = view.t
    lines: list[tuple[Inline, ...]] = []
    if contact.free:
        lines.append(plain(t.gettext("The call is free.")))
    if contact.telegram:
        name = contact.telegram.removeprefix("@")
        link = Link(url=f"https://t.me/{name}", inner=plain(contact.telegram))
        lines.append((Plain(text="Telegram: "), link))
    if contact.email:
        lines.append((Link(url=f"mailto:{contact.email}", inner=plain(contact.email)),))
    if contact.url:
        shown = contact.url.removeprefix("https://").rstrip("/")
        lines.append((Link(url=contact.url, inner=plain(shown)),))
    return lines + [plain(words) for words in _where(view, contact)]


def _where(view: View, contact: Contact) -> list[str]:
    t = view.t
    lines: list[str] = []
    if contact.local_name:
        lines.append(t.gettext("Name there: {name}", name=contact.local_name))
    city = contact.city.to(view.locale) if contact.city else ""
    address = ", ".join(part for part in (city, contact.address) if part)
    if address:
        lines.append(t.gettext("Address: {address}", address=address))
    if contact.hours:
        lines.append(t.gettext("Hours: {hours}", hours=contact.hours.to(view.locale)))
    if contact.languages:
        spoken = ", ".join(t.language(code) for code in contact.languages)
        lines.append(t.gettext("They speak: {languages}", languages=spoken))
    return lines
