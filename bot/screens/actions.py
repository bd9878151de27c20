"""What a press means, as data. The callback codec gives each a stored form."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.entries.page import Branch, Place, Stage
from bot.i18n import Locale


@dataclass(frozen=True, slots=True)
class GoHome:
    """Open the first screen."""


@dataclass(frozen=True, slots=True)
class ChooseLocale:
    """Open the choice of languages."""


@dataclass(frozen=True, slots=True)
class SetLocale:
    """Keep a language; `then` is the entry to open afterwards, as asked by a link."""

    locale: Locale
    then: str = ""


@dataclass(frozen=True, slots=True)
class ChooseDestination:
    """Open the choice of the person's own destination."""


@dataclass(frozen=True, slots=True)
class SetDestination:
    """Keep a destination as the person's own; `""` for none."""

    destination: str


@dataclass(frozen=True, slots=True)
class ListDestinations:
    """Open the list of destinations."""

    offset: int = 0


@dataclass(frozen=True, slots=True)
class OpenEntry:
    """Open a page, contact, figure or source; `section` is a section id of a page."""

    entry: str
    section: str = ""


@dataclass(frozen=True, slots=True)
class ListPlace:
    """Open a place of a destination."""

    destination: str
    place: Place
    offset: int = 0


@dataclass(frozen=True, slots=True)
class ListContacts:
    """Open the contacts of a destination; `""` for international ones."""

    destination: str
    offset: int = 0


@dataclass(frozen=True, slots=True)
class ListContactPlaces:
    """Open the choice of whose contacts to show."""


@dataclass(frozen=True, slots=True)
class ListFigures:
    """Open the figures of a destination; `""` for those of none."""

    destination: str
    offset: int = 0


@dataclass(frozen=True, slots=True)
class ListSources:
    """Open the sources of an entry."""

    entry: str
    offset: int = 0


@dataclass(frozen=True, slots=True)
class ListStage:
    """Open the general pages of a stage of the road."""

    stage: Stage
    offset: int = 0


@dataclass(frozen=True, slots=True)
class ListSituations:
    """Open the troubles: of the person's destination and general ones."""

    offset: int = 0


@dataclass(frozen=True, slots=True)
class ListAgreements:
    """Open the choice of agreements: by country, on social security, for many countries."""


@dataclass(frozen=True, slots=True)
class ListSecurityAgreements:
    """Open the agreements that deal with social security, of all countries."""

    offset: int = 0


@dataclass(frozen=True, slots=True)
class ListConventions:
    """Open the international conventions."""

    offset: int = 0


@dataclass(frozen=True, slots=True)
class CompareBranch:
    """Open one branch of social security, country by country."""

    branch: Branch
    offset: int = 0


@dataclass(frozen=True, slots=True)
class CompareRatifications:
    """Open the conventions with the countries that have ratified each."""

    offset: int = 0


@dataclass(frozen=True, slots=True)
class ListRatifiers:
    """Open who has ratified a convention, country by country."""

    entry: str
    offset: int = 0


@dataclass(frozen=True, slots=True)
class ListRatified:
    """Open which conventions a country has ratified; `uz` for the country at home."""

    destination: str
    offset: int = 0


@dataclass(frozen=True, slots=True)
class ListChannels:
    """Open the official channels of a destination; `""` for those of all."""

    destination: str = ""
    offset: int = 0


@dataclass(frozen=True, slots=True)
class ListInstitutions:
    """Open the bodies that can help."""

    offset: int = 0


@dataclass(frozen=True, slots=True)
class OpenUrgent:
    """Open urgent help of a destination; `""` for the person's own."""

    destination: str = ""


@dataclass(frozen=True, slots=True)
class ChooseUrgent:
    """Open the choice of the country whose urgent help is needed now."""


@dataclass(frozen=True, slots=True)
class ShowCard:
    """Open the card to show in a language of a destination, by its ISO code."""

    destination: str
    language: str


@dataclass(frozen=True, slots=True)
class AskNearest:
    """Ask where the person is, for the nearest help."""


@dataclass(frozen=True, slots=True)
class OpenSearch:
    """Open the words on how to ask a question."""


@dataclass(frozen=True, slots=True)
class OpenHelp:
    """Open the help screen."""


@dataclass(frozen=True, slots=True)
class OpenCheck:
    """Open the screen that tells how an offer is checked, and asks for one."""


@dataclass(frozen=True, slots=True)
class ShowMyData:
    """Show what is kept about the person."""


@dataclass(frozen=True, slots=True)
class AskForget:
    """Ask whether everything kept about the person should be erased."""


@dataclass(frozen=True, slots=True)
class Forget:
    """Erase everything kept about the person."""


class Form(StrEnum):
    """A kind of file."""

    HTML = "html"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class OpenSave:
    """Open the choice of files in which a page can be kept."""

    entry: str


@dataclass(frozen=True, slots=True)
class SaveFile:
    """Send a page as a file."""

    entry: str
    form: Form


@dataclass(frozen=True, slots=True)
class SendCard:
    """Send a destination's emergency numbers as a picture."""

    destination: str


@dataclass(frozen=True, slots=True)
class SendCode:
    """Send the link to a page as a QR code."""

    entry: str


SENDING = SaveFile | SendCard | SendCode
"""Actions that send something each time: their screens are not renewed."""

Action = (
    GoHome
    | ChooseLocale
    | SetLocale
    | ChooseDestination
    | SetDestination
    | ListDestinations
    | OpenEntry
    | ListPlace
    | ListContacts
    | ListContactPlaces
    | ListFigures
    | ListSources
    | ListStage
    | ListSituations
    | ListAgreements
    | ListSecurityAgreements
    | ListConventions
    | CompareBranch
    | CompareRatifications
    | ListRatifiers
    | ListRatified
    | ListChannels
    | ListInstitutions
    | OpenUrgent
    | OpenSearch
    | ChooseUrgent
    | ShowCard
    | AskNearest
    | OpenHelp
    | OpenCheck
    | ShowMyData
    | AskForget
    | Forget
    | OpenSave
    | SaveFile
    | SendCard
    | SendCode
)
