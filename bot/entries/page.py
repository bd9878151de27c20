"""Pages: everything with a title and text, one model per kind."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from bot.entries.base import Basis, EntryId, Frozen, Reviewed
from bot.entries.text import Block
from bot.i18n import Locale


class Place(StrEnum):
    """The places every destination has, in the order in which they are shown.

    Contacts have a list of their own and are no place of pages.
    """

    ROUTES = "routes"
    AGREEMENTS = "agreements"
    WORK_RIGHTS = "work-rights"
    SOCIAL_SECURITY = "social-security"
    SITUATIONS = "situations"
    MONEY = "money"
    COMING_HOME = "coming-home"
    SCAMS = "scams"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a page that fits one screen; `basis` is set where it differs from the page's."""

    id: str
    heading: str
    basis: Basis | None = None
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageText:
    """A page's words in one locale.

    `outdated` names the sections (`""` is the introduction with the title) whose Uzbek source
    changed after this translation was made. It is always empty for Uzbek.
    """

    title: str
    intro: tuple[Block, ...]
    sections: tuple[Section, ...] = ()
    outdated: tuple[str, ...] = ()


class Page(Reviewed):
    """What all kinds of page have; `texts` holds all four locales."""

    id: EntryId
    destination: EntryId | None = None
    place: Place | None = None
    parent: EntryId | None = None
    order: int = 100
    contacts: tuple[EntryId, ...] = ()
    related: tuple[EntryId, ...] = ()
    texts: dict[Locale, PageText]

    def text(self, locale: Locale) -> PageText:
        """Return the words for a locale."""
        return self.texts[locale]


class Destination(Page):
    """A country of work; its id is the lower-case country code.

    `emergency` lists contacts, the most urgent first.
    """

    kind: Literal["destination"] = "destination"
    country: str = Field(pattern=r"^[A-Z]{2}$")
    flag: str = Field(min_length=1, max_length=4)
    currency: str = Field(pattern=r"^[A-Z]{3}$")
    time_zone: str
    emergency: tuple[EntryId, ...] = ()


class Programme(Page):
    """An official way to go, or one part of it."""

    kind: Literal["programme"] = "programme"


class AgreementStatus(StrEnum):
    """How far a treaty or memorandum has come."""

    IN_FORCE = "in-force"
    APPROVED = "approved"
    SIGNED = "signed"
    COOPERATION = "cooperation"
    DRAFT = "draft"
    PLANNED = "planned"
    ENDED = "ended"
    UNKNOWN = "unknown"


PARTIAL_DATE = r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"
PartialDate = Annotated[str, Field(pattern=PARTIAL_DATE)]
"""A day, a month or a year, in ISO form, as far as it is known."""


class Agreement(Page):
    """A treaty or memorandum; `parties` are country codes or names of organisations."""

    kind: Literal["agreement"] = "agreement"
    parties: tuple[str, ...] = Field(min_length=2)
    signed: PartialDate | None = None
    in_force: PartialDate | None = None
    status: AgreementStatus
    social_security: bool = False


class Branch(StrEnum):
    """The nine branches of social security (ILO Convention No. 102), in its order."""

    MEDICAL_CARE = "medical-care"
    SICKNESS = "sickness"
    UNEMPLOYMENT = "unemployment"
    OLD_AGE = "old-age"
    WORK_INJURY = "work-injury"
    FAMILY = "family"
    MATERNITY = "maternity"
    INVALIDITY = "invalidity"
    SURVIVORS = "survivors"


class Coverage(StrEnum):
    """Whether a foreign worker is covered in a branch."""

    COVERED = "covered"
    PARTLY = "partly"
    NOT_COVERED = "not-covered"
    NOT_CONFIRMED = "not-confirmed"


class SocialSecurity(Page):
    """One branch of social security in one destination."""

    kind: Literal["social-security"] = "social-security"
    branch: Branch
    coverage: Coverage


AS_OF = rf"^((before|after|about) )?{PARTIAL_DATE[1:-1]}$"
RATIFIED = rf"^(yes|no|{PARTIAL_DATE[1:-1]})$"


class Ratification(Frozen):
    """Whether a country has ratified a convention, by a list that was read.

    `country` is a destination or `uz`. `ratified` is the day, month or year, `yes` where that is
    not known, or `no`. `as_of` is the date of the list, such as `2022-07-20` or `before 2008`.
    """

    country: EntryId
    ratified: Annotated[str, Field(pattern=RATIFIED)]
    as_of: Annotated[str, Field(pattern=AS_OF)] | None = None
    basis: Basis = Basis.CONFIRMED
    sources: tuple[EntryId, ...] = Field(min_length=1)

    @property
    def is_ratified(self) -> bool:
        """Say whether the country has ratified it, on whatever day."""
        return self.ratified != "no"

    @property
    def date(self) -> str | None:
        """Return the date of the ratification as far as it is known."""
        return None if self.ratified in {"yes", "no"} else self.ratified


class Convention(Page):
    """An international convention, such as ILO `C117`.

    A country that `ratifications` does not name is one of which nothing is known.
    """

    kind: Literal["convention"] = "convention"
    number: str
    ratifications: tuple[Ratification, ...] = ()

    def ratification(self, country: str) -> Ratification | None:
        """Return what is known of a country, or None."""
        return next((row for row in self.ratifications if row.country == country), None)


class Situation(Page):
    """A trouble a person is in; `urgent` where life, freedom or health is in danger."""

    kind: Literal["situation"] = "situation"
    urgent: bool = False
    contacts: tuple[EntryId, ...] = Field(min_length=1)


class Stage(StrEnum):
    """A part of the road, in order."""

    BEFORE = "before"
    ARRIVAL = "arrival"
    WORK = "work"
    RETURN = "return"


class Journey(Page):
    """A page of the road: before you go, on arrival, at work, coming home."""

    kind: Literal["journey"] = "journey"
    stage: Stage


class Institution(Page):
    """A body that can help."""

    kind: Literal["institution"] = "institution"


class Topic(Page):
    """Any other page."""

    kind: Literal["topic"] = "topic"


AnyPage = Annotated[
    Destination
    | Programme
    | Agreement
    | SocialSecurity
    | Convention
    | Situation
    | Journey
    | Institution
    | Topic,
    Field(discriminator="kind"),
]
PAGE_KINDS: dict[str, type[AnyPage]] = {
    "destination": Destination,
    "programme": Programme,
    "agreement": Agreement,
    "social-security": SocialSecurity,
    "convention": Convention,
    "situation": Situation,
    "journey": Journey,
    "institution": Institution,
    "topic": Topic,
}
