"""Distances along the globe, and which office is nearest."""

from __future__ import annotations

from datetime import date

import pytest

from bot.entries.base import Localized
from bot.entries.contact import Contact, ContactKind
from bot.guide.nearest import EARTH_KM, Place, distance_km, nearest

TASHKENT, MOSCOW, SEOUL = Place(41.2995, 69.2401), Place(55.7558, 37.6173), Place(37.5665, 126.978)
ANKARA = Place(39.8723, 32.8638)


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [
        # Great-circle distances of airports, as published: ICN-NRT and LHR-JFK.
        (Place(37.4691, 126.4505), Place(35.7653, 140.3857), 1259),
        (Place(51.4775, -0.4614), Place(40.6398, -73.7789), 5540),
        # A degree of the equator, half the globe, and over the line of the date.
        (Place(0, 0), Place(0, 1), 111.195),
        (Place(90, 0), Place(-90, 0), 20015.1),
        (Place(0, 179.5), Place(0, -179.5), 111.195),
        (SEOUL, SEOUL, 0),
    ],
)
def test_known_distances(one: Place, other: Place, km: float) -> None:
    assert distance_km(one, other) == pytest.approx(km, rel=0.004, abs=0.001)
    assert distance_km(other, one) == pytest.approx(distance_km(one, other))


def test_the_other_side_of_the_globe_is_not_beyond_it() -> None:
    far = distance_km(Place(12.3456789, 98.7654321), Place(-12.3456789, -81.2345679))
    assert far == pytest.approx(EARTH_KM * 3.14159265, rel=1e-6)


def office(
    name: str, at: Place | None, kind: ContactKind = ContactKind.EMBASSY, **more: str
) -> Contact:
    return Contact(
        id=f"{name}.office",
        destination=name,
        contact_kind=kind,
        name=Localized(uz=name, uz_Cyrl=name, ru=name, en=name),
        lat=at.lat if at else None,
        lon=at.lon if at else None,
        checked=date(2026, 11, 24),
        review_by=date(2027, 11, 24),
        sources=("src",),
        located_in=more.get("located_in"),
    )


def told(contacts: list[Contact], own: str | None = None, limit: int = 3) -> list[str]:
    return [near.contact.destination or "" for near in nearest(contacts, ANKARA, own, limit)]


def test_the_nearest_come_first_and_only_so_many() -> None:
    found = [office("kr", SEOUL), office("ru", MOSCOW), office("uz", TASHKENT)]
    assert told(found) == ["ru", "uz", "kr"]
    assert told(found, limit=1) == ["ru"]


def test_what_has_no_pin_or_is_no_office_is_left_out() -> None:
    hotline = office("ru", MOSCOW, ContactKind.HOTLINE)
    assert told([office("kr", None), hotline, office("uz", TASHKENT)]) == ["uz"]


def test_an_embassy_for_several_countries_is_told_once() -> None:
    both = [office("bg", ANKARA, located_in="TR"), office("tr", ANKARA)]
    assert told(both) == ["tr"]
    assert told(both, "bg") == ["bg"]
