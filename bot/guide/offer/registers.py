"""The content's own registers: whose phone, account or site an address is, or resembles."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from bot.entries.contact import Contact
from bot.entries.source import Source, SourceKind
from bot.guide.offer.likeness import Look, above, owned, readable
from bot.guide.offer.reading import Address, Kind

_OFFICIAL = frozenset({SourceKind.OFFICIAL, SourceKind.INTERGOVERNMENTAL})
_TELEGRAM = frozenset({"t.me", "telegram.me"})
_CERTAIN = 9
"""Last digits of a phone that are enough to know it: codes of countries are left out at home."""


@dataclass(frozen=True, slots=True)
class Official:
    """An entry of the registers with the address of it that counts, as it stands there."""

    entry: str
    address: str


@dataclass(frozen=True, slots=True)
class Matched:
    """An address that is a registered one."""

    address: Address
    official: Official


@dataclass(frozen=True, slots=True)
class Resembling:
    """An address that could be taken for a registered one, and is none."""

    address: Address
    official: Official


@dataclass
class Registers:
    """Registered addresses by their comparable form; contacts count before sources."""

    phones: dict[str, Official] = field(default_factory=dict)
    short: dict[str, Official] = field(default_factory=dict)
    names: dict[str, Official] = field(default_factory=dict)
    emails: dict[str, Official] = field(default_factory=dict)
    hosts: dict[str, Official] = field(default_factory=dict)
    _host_looks: list[tuple[Look, Official]] = field(default_factory=list)
    _name_looks: list[tuple[Look, Official]] = field(default_factory=list)

    @classmethod
    def of(
        cls, contacts: Iterable[Contact], sources: Iterable[Source], ordinary: Iterable[str] = ()
    ) -> Registers:
        """Return the registers of a release; `ordinary` words in a name resemble nothing.

        uzbekistan.de is a registered site, and no name with a country in it is like it for that.
        """
        made = cls()
        for contact in contacts:
            made._add_contact(contact)
        for source in sources:
            if source.source_kind in _OFFICIAL and source.url:
                made._add_host(source.url, source.id)
        plain = {Look.of_name(word).whole for word in ordinary}
        made._host_looks = [(Look.of_host(host, plain), one) for host, one in made.hosts.items()]
        made._name_looks = [(Look.of_name(name), one) for name, one in made.names.items()]
        return made

    def _add_contact(self, contact: Contact) -> None:
        for phone in contact.phones:
            digits = _digits(phone.number)
            self.phones.setdefault(digits, Official(contact.id, phone.number))
        if contact.short_number:
            digits = _digits(contact.short_number)
            self.short.setdefault(digits, Official(contact.id, contact.short_number))
        if contact.telegram:
            name = contact.telegram.removeprefix("@").lower()
            self.names.setdefault(name, Official(contact.id, contact.telegram))
        if contact.email:
            self.emails.setdefault(contact.email.lower(), Official(contact.id, contact.email))
        if contact.url:
            self._add_host(contact.url, contact.id)

    def _add_host(self, url: str, entry: str) -> None:
        host = readable(urlsplit(url).hostname or "")
        if host and host not in _TELEGRAM:
            self.hosts.setdefault(host, Official(entry, host))

    def find(self, address: Address) -> Matched | Resembling | None:
        """Return whose address one is, or whose it resembles; None where nobody is known."""
        match address.kind:
            case Kind.PHONE:
                return self._phone(address)
            case Kind.SHORT:
                official = self.short.get(address.value)
                return Matched(address, official) if official else None
            case Kind.NAME:
                return self._name(address)
            case Kind.LINK:
                return self._host(address, address.value)
            case Kind.EMAIL:
                if official := self.emails.get(address.value):
                    return Matched(address, official)
                return self._host(address, readable(address.value.partition("@")[2]))
        return None

    def _phone(self, address: Address) -> Matched | Resembling | None:
        digits = address.value.lstrip("0")
        if len(digits) == 11 and digits[0] == "8":
            digits = f"7{digits[1:]}"  # In Russia 8 is dialled for +7.
        if official := self.phones.get(digits):
            return Matched(address, official)
        if len(digits) < _CERTAIN:
            return None
        for number, official in self.phones.items():
            if len(number) > len(digits) and number.endswith(digits):
                return Matched(address, official)
        for number, official in self.phones.items():
            if len(number) == len(digits) and _is_one_off(number, digits):
                return Resembling(address, official)
        return None

    def _name(self, address: Address) -> Matched | Resembling | None:
        if official := self.names.get(address.value):
            return Matched(address, official)
        look = Look.of_name(address.value)
        for other, official in (*self._name_looks, *self._host_looks):
            if look.resembles(other):
                return Resembling(address, official)
        return None

    def _host(self, address: Address, host: str) -> Matched | Resembling | None:
        for name in above(host):
            if official := self.hosts.get(name):
                return Matched(address, official)
        look = Look.of_host(host)
        for other, official in (*self._host_looks, *self._name_looks):
            # The owner of a registered name may have others: they are neither.
            if owned(host) != owned(official.address) and look.resembles(other):
                return Resembling(address, official)
        return None


def _digits(number: str) -> str:
    return re.sub(r"[^0-9]", "", number)


def _is_one_off(one: str, other: str) -> bool:
    return sum(a != b for a, b in zip(one, other, strict=True)) == 1
