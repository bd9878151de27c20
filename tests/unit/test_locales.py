"""The catalogues: complete, in step with the code, and equal in what they promise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from bot import catalogues
from bot.i18n import (
    PLURAL_FORMS,
    WRITTEN,
    CatalogueError,
    Locale,
    catalogue_path,
    load_translators,
    read_catalogue,
)
from bot.locales_commands import exceptions_in
from bot.script import CyrillicExceptions

ROOT = Path(__file__).parents[2]
LOCALES = ROOT / "locales"
ALL = pytest.mark.parametrize("locale", list(Locale))
Key = tuple[str | None, tuple[str, ...]]


def ids(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def forms(message: Message) -> tuple[str, ...]:
    string = message.string
    return tuple(string) if isinstance(string, tuple | list) else (string or "",)


def messages(catalogue: Catalog) -> dict[Key, Message]:
    return {(message.context, ids(message)): message for message in catalogue if message.id}


def texts(locale: Locale) -> Iterator[tuple[str, str]]:
    for (_, sources), message in messages(read_catalogue(LOCALES, locale)).items():
        for form in forms(message):
            yield sources[0], form


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_the_template_holds_just_the_messages_of_the_code() -> None:
    with catalogues.template_path(LOCALES).open("rb") as file:
        template = read_po(file)
    assert set(messages(template)) == set(messages(catalogues.extract(ROOT / "bot"))), (
        "run `yoldosh locales update`"
    )


@ALL
def test_a_catalogue_holds_just_the_messages_of_the_template(locale: Locale) -> None:
    with catalogues.template_path(LOCALES).open("rb") as file:
        template = read_po(file)
    assert set(messages(read_catalogue(LOCALES, locale))) == set(messages(template))


@ALL
def test_every_message_is_translated_in_all_its_forms(locale: Locale) -> None:
    for (_, sources), message in messages(read_catalogue(LOCALES, locale)).items():
        assert not message.fuzzy, sources
        assert all(form.strip() for form in forms(message)), sources
        assert len(forms(message)) == (PLURAL_FORMS[locale] if message.pluralizable else 1)


@ALL
def test_the_header_states_the_plural_forms_that_the_code_uses(locale: Locale) -> None:
    catalogue = read_catalogue(LOCALES, locale)
    assert catalogue.num_plurals == PLURAL_FORMS[locale]


@ALL
def test_a_translation_has_the_placeholders_of_its_message(locale: Locale) -> None:
    for source, text in texts(locale):
        assert placeholders(text) == placeholders(source), text


@ALL
def test_no_message_has_html_or_blanks_at_its_ends(locale: Locale) -> None:
    for _, text in texts(locale):
        assert not re.search(r"</?[A-Za-z][^<>]*>|&\w+;", text), text
        assert text == text.strip(), text


@ALL
def test_no_message_has_a_bare_address(locale: Locale) -> None:
    for _, text in texts(locale):
        assert not re.search(r"https?://\w", text), text


def test_uzbek_has_its_own_apostrophes() -> None:
    for _, text in texts(Locale.uz):
        assert not re.search(r"\w['`‘’´]\w|[oOgG]['`‘’´]", re.sub(r"`[^`]*`", "", text)), text


def test_written_uzbek_is_latin_and_generated_uzbek_is_cyrillic() -> None:
    for _, text in texts(Locale.uz):
        assert not re.search(r"[\u0400-\u04ff]", text), text
    kept = exceptions_in(ROOT / "content").keep
    for source, text in texts(Locale.uz_Cyrl):
        words = re.findall(r"[A-Za-z]{4,}", re.sub(r"\{[^{}]*\}", "", source))
        is_kept = all(word in kept for word in words)
        assert re.search(r"[\u0400-\u04ff]", text) or is_kept, text


def test_the_cyrillic_catalogue_is_what_the_generator_makes() -> None:
    made = catalogues.cyrillic(LOCALES, exceptions_in(ROOT / "content"))
    assert catalogue_path(LOCALES, Locale.uz_Cyrl).read_bytes() == made, (
        "run `yoldosh locales cyrillic`"
    )


# Below: the tool and the loader, on small catalogues of their own.

CODE = """\
def words(t):
    t.gettext("Checked on {date}")
    t.pgettext("button", "Back")
    t.ngettext("{n} page", "{n} pages", 2)
    t.npgettext("button", "{n} file", "{n} files", 2)
"""
HEADER = {
    Locale.uz: "nplurals=2; plural=(n != 1);",
    Locale.uz_Cyrl: "nplurals=2; plural=(n != 1);",
    Locale.ru: (
        "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : "
        "n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
    ),
    Locale.en: "nplurals=2; plural=(n != 1);",
}


def write(folder: Path, locale: Locale, body: str) -> Path:
    path = catalogue_path(folder, locale)
    path.parent.mkdir(parents=True, exist_ok=True)
    head = (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        f'"Plural-Forms: {HEADER[locale]}\\n"\n\n'
    )
    path.write_text(head + body, encoding="utf-8")
    return path


def write_all(folder: Path, body: str = 'msgid "Back"\nmsgstr "x"\n') -> None:
    for locale in Locale:
        write(folder, locale, body)


@pytest.fixture
def code(tmp_path: Path) -> Path:
    folder = tmp_path / "code"
    folder.mkdir()
    (folder / "words.py").write_text(CODE, encoding="utf-8")
    return folder


def test_update_finds_all_four_kinds_of_calls(code: Path, tmp_path: Path) -> None:
    missing = catalogues.update(code, tmp_path)
    found = set(messages(read_catalogue(tmp_path, Locale.ru)))
    assert missing == dict.fromkeys(WRITTEN, 4)
    assert found == {
        (None, ("Checked on {date}",)),
        ("button", ("Back",)),
        (None, ("{n} page", "{n} pages")),
        ("button", ("{n} file", "{n} files")),
    }


def test_update_keeps_translations_and_drops_what_the_code_dropped(
    code: Path, tmp_path: Path
) -> None:
    write(
        tmp_path,
        Locale.ru,
        'msgctxt "button"\nmsgid "Back"\nmsgstr "Назад"\n\nmsgid "Gone"\nmsgstr "Нет"\n',
    )
    missing = catalogues.update(code, tmp_path)
    text = catalogue_path(tmp_path, Locale.ru).read_text(encoding="utf-8")
    assert missing[Locale.ru] == 3
    assert 'msgstr "Назад"' in text
    assert "Gone" not in text


def test_update_twice_changes_nothing_when_lines_move(code: Path, tmp_path: Path) -> None:
    catalogues.update(code, tmp_path)
    paths = [catalogues.template_path(tmp_path), catalogue_path(tmp_path, Locale.uz)]
    before = [path.read_bytes() for path in paths]
    (code / "words.py").write_text(f"\n\n\n{CODE}", encoding="utf-8")
    catalogues.update(code, tmp_path)
    assert [path.read_bytes() for path in paths] == before


def test_the_generator_follows_the_list_of_exceptions(tmp_path: Path) -> None:
    write(tmp_path, Locale.uz, 'msgid "Role of {name}"\nmsgstr "EPS roli: rol, {name}"\n')
    made = catalogues.cyrillic(
        tmp_path, CyrillicExceptions(words={"rol": "роль"}, keep=frozenset({"EPS"}))
    )
    assert 'msgstr "EPS роли: роль, {name}"' in made.decode()


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ('msgid "Back"\nmsgstr ""\n', r"ru.*yoldosh\.po:6: 'Back' is not translated"),
        ('#, fuzzy\nmsgid "Back"\nmsgstr "Назад"\n', r"yoldosh\.po:7: 'Back' is not translated"),
        (
            'msgid "{n} day"\nmsgid_plural "{n} days"\nmsgstr[0] "день"\nmsgstr[1] "дня"\n',
            r"yoldosh\.po:6: '\{n\} day' is not translated",
        ),
        ('msgid "Back"\nnonsense\n', r"yoldosh\.po: the catalogue is broken"),
    ],
)
def test_a_faulty_catalogue_stops_the_start_with_its_place(
    tmp_path: Path, body: str, complaint: str
) -> None:
    write_all(tmp_path)
    write(tmp_path, Locale.ru, body)
    with pytest.raises(CatalogueError, match=complaint):
        load_translators(tmp_path)


def test_a_missing_catalogue_stops_the_start(tmp_path: Path) -> None:
    write_all(tmp_path)
    catalogue_path(tmp_path, Locale.en).unlink()
    with pytest.raises(CatalogueError, match="cannot be read"):
        load_translators(tmp_path)


def test_a_date_ends_no_sentence_of_its_own() -> None:
    day = date(2027, 4, 1)
    said = {locale: t.date(day) for locale, t in load_translators(LOCALES).items()}
    assert said == {
        Locale.uz: "2027-yil 1-aprel",
        Locale.uz_Cyrl: "2027 йил 1 апрель",
        Locale.ru: "1 апреля 2027 года",
        Locale.en: "1 April 2027",
    }
