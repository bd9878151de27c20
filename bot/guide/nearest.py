"""Which office is nearest to a place: distances along the globe, nothing is kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import asin, cos, radians, sin, sqrt

from bot.entries.contact import Contact, ContactKind

EARTH_KM = 6371.0088
"""Mean radius (IUGG); the true distance differs by half a percent at most."""
OFFICES = frozenset(
    {
        ContactKind.EMBASSY,
        ContactKind.CONSULATE,
        ContactKind.AGENCY,
        ContactKind.SUPPORT_CENTRE,
    }
)
"""Kinds of contact that people go to for help."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is, in degrees; it shows in no log."""

    lat: float = field(repr=False)
    lon: float = field(repr=False)


@dataclass(frozen=True, slots=True)
class Near:
    """An office with a pin, and how far it is as the crow flies."""

    contact: Contact
    km: float


def distance_km(one: Place, other: Place) -> float:
    """Return the distance of two places on a sphere (haversine)."""
    lat, lon = radians(other.lat - one.lat), radians(other.lon - one.lon)
    half = sin(lat / 2) ** 2 + cos(radians(one.lat)) * cos(radians(other.lat)) * sin(lon / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


def nearest(
    contacts: Iterable[Contact], place: Place, own: str | None, limit: int = 3
) -> tuple[Near, ...]:
    """Return the nearest offices that have a pin, the nearest first.

    An embassy in charge of several countries is told once: as that of `own`, the person's
    destination, or else of the country where it stands.
    """
    found: dict[tuple[float, float], Near] = {}
    offices = (contact for contact in contacts if contact.contact_kind in OFFICES)
    for contact in sorted(
        offices, key=lambda one: (one.destination != own, _is_away(one), one.id)
    ):
        if contact.lat is not None and contact.lon is not None:
            pin = Place(contact.lat, contact.lon)
            found.setdefault((pin.lat, pin.lon), Near(contact, distance_km(place, pin)))
    return tuple(sorted(found.values(), key=lambda near: near.km)[:limit])


def _is_away(contact: Contact) -> bool:
    return contact.located_in is not None
