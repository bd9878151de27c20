"""Locales, catalogues, and numbers, dates and money in the reader's form."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from babel import Locale as BabelLocale
from babel.core import UnknownLocaleError
from babel.dates import format_date, format_time
from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po
from babel.numbers import format_currency, format_decimal, format_percent
from babel.units import format_unit

from bot.errors import mark_plural
from bot.script import normalise_apostrophes, to_cyrillic

DOMAIN = "yoldosh"


class Locale(StrEnum):
    """Language and script of a reader."""

    uz = "uz"
    uz_Cyrl = "uz_Cyrl"  # noqa: N815 (the name of the locale)
    ru = "ru"
    en = "en"

    @property
    def own_name(self) -> str:
        """Return the language's name as its readers write it."""
        return OWN_NAMES[self]


OWN_NAMES = {
    Locale.uz: "Oʻzbekcha",
    Locale.uz_Cyrl: "Ўзбекча",
    Locale.ru: "Русский",
    Locale.en: "English",
}
WRITTEN = (Locale.uz, Locale.ru, Locale.en)
"""The locales that people write; Cyrillic Uzbek is generated."""

# Languages whose speakers in the region mostly read Russian better than English or Uzbek.
_READ_RUSSIAN = {"ru", "kk", "ky", "tg", "tk", "be", "uk", "hy", "az", "ka"}
_BABEL = {
    Locale.uz: "uz_Latn_UZ",
    Locale.uz_Cyrl: "uz_Latn_UZ",
    Locale.ru: "ru_RU",
    Locale.en: "en_GB",
}
PLURAL_FORMS = {Locale.uz: 2, Locale.uz_Cyrl: 2, Locale.ru: 3, Locale.en: 2}
"""How many plural forms a locale has (as the headers of the catalogues say)."""
# Babel knows no units in Uzbek, so all locales have them in their catalogues.
_UNITS = {
    "days": mark_plural("{n} day", "{n} days"),
    "weeks": mark_plural("{n} week", "{n} weeks"),
    "months": mark_plural("{n} month", "{n} months"),
    "years": mark_plural("{n} year", "{n} years"),
    "hours": mark_plural("{n} hour", "{n} hours"),
    "minutes": mark_plural("{n} minute", "{n} minutes"),
    "persons": mark_plural("{n} person", "{n} persons"),
    "points": mark_plural("{n} point", "{n} points"),
}

# Where Babel's name reads badly in one of the languages: "zlotiyi", "Turkish Lira".
_CURRENCIES = {
    "BYN": mark_plural("{n} Belarusian rouble", "{n} Belarusian roubles"),
    "PLN": mark_plural("{n} Polish zloty", "{n} Polish zlotys"),
    "TRY": mark_plural("{n} Turkish lira", "{n} Turkish liras"),
    "UZS": mark_plural("{n} Uzbek soum", "{n} Uzbek soums"),
}


def negotiate(language_code: str | None) -> Locale:
    """Return the locale for Telegram's language code (IETF tag of the app), Uzbek if unsure."""
    parts = (language_code or "").replace("_", "-").lower().split("-")
    if parts[0] == "uz":
        return Locale.uz_Cyrl if "cyrl" in parts else Locale.uz
    if parts[0] in _READ_RUSSIAN:
        return Locale.ru
    return Locale.en if parts[0] == "en" else Locale.uz


class CatalogueError(Exception):
    """A catalogue is missing, broken or incomplete; the text names the file and the mend."""


Key = tuple[str | None, str]


@dataclass(frozen=True)
class Translator:
    """The words of one locale, and the forms of its numbers and dates."""

    locale: Locale
    messages: Mapping[Key, tuple[str, ...]]
    babel: BabelLocale = field(default_factory=lambda: BabelLocale.parse("en_GB"))

    @property
    def _is_uzbek(self) -> bool:
        return self.locale in {Locale.uz, Locale.uz_Cyrl}

    def gettext(self, message: str, **values: object) -> str:
        """Return a message in the reader's language, its placeholders filled.

        Raises KeyError for a message that nobody declared, or a placeholder without a value.
        """
        return self.messages[None, message][0].format_map(values)

    def pgettext(self, context: str, message: str, **values: object) -> str:
        """Return a message that has several uses, in the use named by `context`."""
        return self.messages[context, message][0].format_map(values)

    def ngettext(self, singular: str, plural: str, n: int | Decimal, **values: object) -> str:
        """Return the form of a message for a count; `{n}` is the count, formatted.

        Raises KeyError for a message that nobody declared, or a placeholder without a value.
        """
        return self._counted(None, singular, plural, n, values)

    def npgettext(
        self, context: str, singular: str, plural: str, n: int | Decimal, **values: object
    ) -> str:
        """Return the form for a count of a message that has several uses."""
        return self._counted(context, singular, plural, n, values)

    def _counted(
        self,
        context: str | None,
        singular: str,
        plural: str,
        n: int | Decimal,
        values: Mapping[str, object],
    ) -> str:
        del plural  # It is there for the extraction of messages; catalogues hold the forms.
        form = self.messages[context, singular][_plural_index(self.locale, n)]
        return form.format_map({"n": self.number(n), **values})

    def template(self, message: str) -> str:
        """Return a message with its placeholders, for a page that fills them itself."""
        return self.messages[None, message][0]

    def date(self, day: dt.date) -> str:
        """Return a day in words: 24 November 2026."""
        # Babel's Russian ends with the full stop of г., which doubles at the end of a sentence.
        usual = "d MMMM y 'года'" if self.locale is Locale.ru else "long"
        return self._own(format_date(day, self._pattern(usual, "y-'yil' d-MMMM"), self.babel))

    def short_date(self, day: dt.date) -> str:
        """Return a day in few letters, month and day never to be mistaken: 24 Nov 2026."""
        pattern = "d MMM y" if self.locale is Locale.en else "dd.MM.y"
        return self._own(format_date(day, pattern, self.babel))

    def month_year(self, day: dt.date) -> str:
        """Return a month with its year."""
        return self._own(format_date(day, self._pattern("LLLL y", "y-'yil' MMMM"), self.babel))

    def time(self, moment: dt.time | dt.datetime) -> str:
        """Return a time of the day, of 24 hours; a datetime in its own zone."""
        return format_time(moment, "HH:mm", tzinfo=moment.tzinfo, locale=self.babel)

    def _pattern(self, usual: str, uzbek: str) -> str:
        # Babel's Uzbek writes "24-noyabr, 2026"; Uzbek officials write the year first.
        return uzbek if self._is_uzbek else usual

    def number(self, amount: Decimal | int) -> str:
        """Return a number with the reader's grouping."""
        return format_decimal(amount, locale=self.babel)

    def number_range(self, low: Decimal | int, high: Decimal | int) -> str:
        """Return two numbers as the ends of a range."""
        return f"{self.number(low)}–{self.number(high)}"

    def percent(self, share: Decimal) -> str:
        """Return a share of one as a percentage, with up to three decimals."""
        return format_percent(share, format="#,##0.###%", locale=self.babel)

    def money(self, amount: Decimal, currency: str) -> str:
        """Return a sum with the currency's full name, so that no sign is mistaken for another."""
        # Russian has a form for fractions that gettext lacks and Babel knows.
        is_whole = amount == int(amount)
        if currency in _CURRENCIES and (is_whole or self.locale is not Locale.ru):
            return self.ngettext(*_CURRENCIES[currency], amount)
        text = format_currency(
            amount, currency, locale=self.babel, currency_digits=False, format_type="name"
        )
        return self._own(text)

    def money_short(self, amount: Decimal, currency: str) -> str:
        """Return a sum with the currency's ISO code, for tables."""
        return f"{self.number(amount)}\xa0{currency}"

    def unit(self, amount: Decimal, unit: str) -> str:
        """Return an amount of days, weeks, months, years, hours, minutes, persons or points."""
        singular, plural = _UNITS[unit]
        return self.ngettext(singular, plural, amount)

    def distance(self, km: float) -> str:
        """Return a distance as people say it: in tens of metres, tenths of a km, or whole km."""
        metres = round(km * 100) * 10
        if metres < 1000:
            return self._own(format_unit(metres, "length-meter", "short", locale=self.babel))
        amount = round(km, 1 if km < 10 else 0)
        return self._own(format_unit(amount, "length-kilometer", "short", locale=self.babel))

    def territory(self, code: str) -> str:
        """Return a country's name for its ISO code; an unknown code stays as it is."""
        return self._own(self.babel.territories.get(code, code))

    def language(self, code: str) -> str:
        """Return a language's name for its ISO code; an unknown code stays as it is."""
        try:
            name = BabelLocale.parse(code).get_language_name(self.babel)
        except (UnknownLocaleError, ValueError):
            return code
        # Babel's Uzbek names some languages by the adverb (ruscha), others not (yapon).
        return self._own((name or code).removesuffix("cha" if self._is_uzbek else ""))

    def _own(self, text: str) -> str:
        # Babel's Uzbek mixes U+2018 and U+02BB, and its Cyrillic Uzbek is thin: the Latin
        # forms are normalised, and rendered in Cyrillic letters by our own rules.
        if self.locale is Locale.uz:
            return normalise_apostrophes(text)
        if self.locale is Locale.uz_Cyrl:
            return to_cyrillic(text)
        return text


def _plural_index(locale: Locale, n: int | Decimal) -> int:
    """Return the number of the plural form (as the headers of the catalogues say).

    A fraction takes the second form: 1,5 года, 1.5 years.
    """
    if n != int(n):
        return 1
    n = n if n >= 0 else -n
    if locale is Locale.ru:
        if n % 10 == 1 and n % 100 != 11:
            return 0
        return 1 if n % 10 in {2, 3, 4} and n % 100 not in {12, 13, 14} else 2
    return 0 if n == 1 else 1


def load_translators(folder: Path) -> Mapping[Locale, Translator]:
    """Read the four catalogues.

    Raises CatalogueError when one is missing, broken, or has a missing or fuzzy message.
    """
    return {
        locale: Translator(
            locale=locale,
            messages=_messages(
                read_catalogue(folder, locale), locale, catalogue_path(folder, locale)
            ),
            babel=BabelLocale.parse(_BABEL[locale]),
        )
        for locale in Locale
    }


def catalogue_path(folder: Path, locale: Locale) -> Path:
    """Return where a locale's catalogue stands."""
    return folder / locale.value / "LC_MESSAGES" / f"{DOMAIN}.po"


def read_catalogue(folder: Path, locale: Locale) -> Catalog:
    """Read one catalogue; raises CatalogueError when it is missing or broken."""
    path = catalogue_path(folder, locale)
    try:
        with path.open("rb") as file:
            return read_po(file, locale=locale.value, domain=DOMAIN, abort_invalid=True)
    except OSError:
        raise CatalogueError(f"{path}: the catalogue cannot be read") from None
    except (PoFileError, ValueError) as error:
        raise CatalogueError(f"{path}: the catalogue is broken: {error}") from None


def _messages(catalogue: Catalog, locale: Locale, path: Path) -> dict[Key, tuple[str, ...]]:
    found: dict[Key, tuple[str, ...]] = {}
    for message in catalogue:
        if not message.id:
            continue
        is_plural = not isinstance(message.id, str)
        key = message.id[0] if is_plural else message.id
        forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
        wanted = PLURAL_FORMS[locale] if is_plural else 1
        if message.fuzzy or len(forms) != wanted or not all(forms):
            raise CatalogueError(
                f"{path}:{message.lineno}: {key!r} is not translated; "
                "translate it, remove the fuzzy mark, and start again"
            )
        found[message.context, str(key)] = tuple(str(form) for form in forms)
    return found
