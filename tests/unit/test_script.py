"""The rules of both alphabets, on tables and on what chance finds."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.script import (
    CyrillicExceptions,
    load_cyrillic_exceptions,
    normalise_apostrophes,
    to_cyrillic,
    to_latin,
)

DATA = Path(__file__).parent / "data"
CONTENT = Path(__file__).parents[2] / "content"
EXCEPTIONS = load_cyrillic_exceptions(
    yaml.safe_load((CONTENT / "cyrillic.yaml").read_text(encoding="utf-8"))
)
WORDS = (DATA / "uz_words.txt").read_text(encoding="utf-8").split()
TERMS = [
    line.split(" | ") for line in (DATA / "uz_terms.txt").read_text(encoding="utf-8").splitlines()
]
# Beginnings of words that do not come back, each with the reason.
NO_WAY_BACK = {
    "budjet": "ю after a consonant is yu everywhere else: valyuta",
    "tsunami": "ц at the start of a word is s everywhere else: sirk, sement",
}
LETTERS = [*"abdefghijklmnopqrstuvxyz", "sh", "ch", "oʻ", "gʻ", "yo", "yu", "ya", "ye", "ng"]
LATIN_LETTER = re.compile(r"[A-Za-z]")
PROTECTED = (
    "https://my.gov.uz/oz/service/269?q=o'zbek",
    "http://example.kr/a-b_c",
    "tg://user?id=1",
    "yordam@example.uz",
    "@yoldosh_bot",
    "#koreya",
    "/start",
    "{figure:kr.minimum-wage-hour}",
    "{{contact:kr.police}}",
    "{name}",
    "%(count)s",
    "<b>",
    "</b>",
    "<a href='https://hrd.uz'>",
    "&amp;",
    "page:kr.eps.cost",
    "contact:kr.police",
    "`yoldosh content check`",
    "kr.eps.cost",
    "uz_Cyrl.md",
    "review_by",
    "my.gov.uz",
    "E-9",
    "F-4-19",
    "G1",
    "COVID-19",
    "XXI",
    "EPS",
    "TOPIK",
    "WhatsApp",
    "WeChat",
    "U+02BB",
)
words = st.lists(st.sampled_from(LETTERS), min_size=1, max_size=12).map("".join)
sentences = st.lists(words, min_size=1, max_size=8).map(" ".join)


@pytest.mark.parametrize(("latin", "cyrillic"), TERMS)
def test_terms_of_the_field_are_spelt_as_the_glossary_spells_them(
    latin: str, cyrillic: str
) -> None:
    assert to_cyrillic(latin, EXCEPTIONS) == cyrillic


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        # yo before ʻ is й and ў, never ё
        ("Yoʻldosh yoʻq YOʻL yosh", "Йўлдош йўқ ЙЎЛ ёш"),
        # typed apostrophes of every kind
        ("o'zbek o`zbek o‘zbek o’zbek g'isht", "ўзбек ўзбек ўзбек ўзбек ғишт"),
        ("ma'no ma’no maʼno san'at", "маъно маъно маъно санъат"),
        # the mark that only parts s and h
        ("Isʼhoq asʼhob Shohruh ISʼHOQ", "Исҳоқ асҳоб Шоҳруҳ ИСҲОҚ"),
        # e by its place
        ("eshik yetti aeroport poeziya kelajak faʼel", "эшик етти аэропорт поэзия келажак фаъэл"),
        ("eʼlon, oʻe togʻe", "эълон, ўэ тоғе"),
        # y before vowels
        ("yangi yurak tayyor dunyo keyin sayyora", "янги юрак тайёр дунё кейин сайёра"),
        # capital letters
        ("SHAHAR Shahar CHOY Choy YANGI Yangi", "ШАҲАР Шаҳар ЧОЙ Чой ЯНГИ Янги"),
        ("MIGRATSIYA AGENTLIGI Litsenziya LITSENZIYA", "МИГРАЦИЯ АГЕНТЛИГИ Лицензия ЛИЦЕНЗИЯ"),
        # ц, and ts at the seam of root and ending
        ("konstitutsiyaviy aksiya aytsa ketsin", "конституциявий акция айтса кетсин"),
        ("aksincha sirka kvitansiyasi pensiya", "аксинча сирка квитанцияси пенсия"),
        # ь and ъ
        ("kompyuter albomi rol roli iyun iyunda", "компьютер альбоми роль роли июнь июнда"),
        ("obyekti premyera Vyetnam syezd", "объекти премьера Вьетнам съезд"),
        # Uzbek abbreviations are words, foreign ones are not
        ("BMT XMT AQSH MDH JSHSHIR", "БМТ ХМТ АҚШ МДҲ ЖШШИР"),
        ("EPSga EPS-TOPIKdan SSWning Telegramdan", "EPSга EPS-TOPIKдан SSWнинг Telegramдан"),
        ("E-9ga G-1 D-10dan my.gov.uzda", "E-9га G-1 D-10дан my.gov.uzда"),
        ("XXI asr, II bosqich, 5G, 2km", "XXI аср, II босқич, 5G, 2км"),
        # a word to keep in small letters holds on to nothing
        ("uzoq uzun idish", "узоқ узун идиш"),
        # Cyrillic has no hyphen before year and month
        ("2026-yil 24-noyabr, 5-maydan", "2026 йил 24 ноябрь, 5 майдан"),
        ("2-yil 3-maydon 1-bosqich", "2-йил 3-майдон 1-босқич"),
        # months before an ending
        ("oktabrda 24-sentabrdan SENTABRGACHA", "октябрда 24 сентябрдан СЕНТЯБРГАЧА"),
        # a name is no beginning of a common word
        ("pul olgan, olganlar olgach", "пул олган, олганлар олгач"),
        ("Koreya Yaponiya Rossiya Turkiya Yevropa", "Корея Япония Россия Туркия Европа"),
        ("Seul Tokio Xitoy Polsha Germaniya", "Сеул Токио Хитой Польша Германия"),
    ],
)
def test_rules_and_shipped_exceptions(latin: str, cyrillic: str) -> None:
    assert to_cyrillic(latin, EXCEPTIONS) == cyrillic


@pytest.mark.parametrize("month", ["yanvar", "mart", "may", "iyun", "avgust", "sentabr"])
def test_months_need_no_list(month: str) -> None:
    assert to_latin(to_cyrillic(f"{month}, {month}da")) == f"{month}, {month}da"
    assert not LATIN_LETTER.search(to_cyrillic(month))


@given(sentences)
def test_no_latin_letter_is_left_of_uzbek_words(text: str) -> None:
    made = to_cyrillic(text)
    assert not LATIN_LETTER.search(made)
    assert "ʻ" not in made


@given(st.lists(st.one_of(words, st.sampled_from(PROTECTED)), min_size=1, max_size=10))
def test_what_is_no_word_stays_as_it_is(pieces: list[str]) -> None:
    made = to_cyrillic(" ".join(pieces), EXCEPTIONS)
    kept = [piece for piece in pieces if piece in PROTECTED]
    at = 0
    for piece in kept:
        at = made.index(piece, at) + len(piece)


@pytest.mark.parametrize("piece", PROTECTED)
def test_each_kind_of_token_stays_inside_a_sentence(piece: str) -> None:
    assert to_cyrillic(f"shu: {piece}, keyin", EXCEPTIONS) == f"шу: {piece}, кейин"


def test_every_word_comes_back_but_the_reviewed_ones() -> None:
    lost = {word for word in WORDS if to_latin(to_cyrillic(word, EXCEPTIONS)) != word}
    reviewed = {word for word in WORDS if word.startswith(tuple(NO_WAY_BACK))}
    assert lost == reviewed
    assert len(WORDS) == len(set(WORDS)) >= 2000


@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_any_text_is_taken_and_a_second_pass_changes_nothing(text: str) -> None:
    once = to_cyrillic(text, EXCEPTIONS)
    assert to_cyrillic(once, EXCEPTIONS) == once
    to_latin(text)
    assert normalise_apostrophes(normalise_apostrophes(text)) == normalise_apostrophes(text)


@given(st.text(st.sampled_from("абвгдеёжзийклмнопрстуфхцчшъьэюяўқғҳ АЯЎЁ.,-0123«»\n")))
def test_cyrillic_text_is_left_alone(text: str) -> None:
    assert to_cyrillic(text, EXCEPTIONS) == text


@given(sentences)
def test_typed_apostrophes_make_no_difference(text: str) -> None:
    typed = text.replace("ʻ", "'")
    assert normalise_apostrophes(typed) == text
    assert to_cyrillic(typed) == to_cyrillic(text)


@pytest.mark.parametrize(
    "bad",
    ["a", "a.", "{", "<a", "a@", "a-", "%(a", "`", "o'", "A-1", "https:", "é", "_a", "a_", "@a",
     "E-9im", "EPSim", "&a", "tsi", "my.", "1-may"],
)  # fmt: skip
def test_hostile_repetition_takes_time_in_proportion(bad: str) -> None:
    # Quadratic work on so many characters would take minutes.
    text = bad * (200_000 // len(bad))
    begun = time.process_time()
    to_cyrillic(text, CyrillicExceptions(EXCEPTIONS.words, EXCEPTIONS.stems, EXCEPTIONS.keep))
    to_latin(text)
    assert time.process_time() - begun < 5


def test_a_hundred_thousand_words_take_less_than_a_second() -> None:
    text = " ".join((WORDS * 40)[:100_000])
    fresh = CyrillicExceptions(EXCEPTIONS.words, EXCEPTIONS.stems, EXCEPTIONS.keep)
    begun = time.process_time()
    to_cyrillic(text, fresh)
    assert time.process_time() - begun < 1


@pytest.mark.parametrize(
    ("raw", "complaint"),
    [
        (["EPS"], "must have the parts"),
        ({"wrods": {}}, "unknown part 'wrods'"),
        ({"keep": {"EPS": 1}}, "keep must be a list"),
        ({"keep": [True]}, "put it in quotes"),
        ({"words": ["rol"]}, "words must be lines"),
        ({"stems": {"rol": 5}}, "put both words in quotes"),
        ({"words": {"роль": "rol"}}, "the Latin word comes first"),
    ],
)
def test_a_wrong_list_of_exceptions_is_refused_plainly(raw: object, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        load_cyrillic_exceptions(raw)


def test_an_empty_list_of_exceptions_is_the_rules_alone() -> None:
    assert load_cyrillic_exceptions({"words": None}) == CyrillicExceptions()
    assert to_cyrillic("kompyuter") == "компютер"


def test_an_exception_typed_with_any_apostrophe_works() -> None:
    made = load_cyrillic_exceptions({"words": {"So'm": "Сум"}})
    assert to_cyrillic("Soʻm SOʻM so'm", made) == "Сум СУМ сум"
