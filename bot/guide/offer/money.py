"""Sums in a text, in Uzbek, Russian and English forms, and what they are for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice

from bot.guide.offer.reading import Role, Sum, blanked
from bot.script import APOSTROPHES

_A = f"[{APOSTROPHES}]?"
_CURRENCIES = {
    "USD": r"dol+ar\w{0,6}|дол+ар\w{0,6}|долл?\.|\$|usd\b|у\.? ?е\b\.?|y\.? ?e\b\.?|bucks\b|baks\w{0,3}|бакс\w{0,3}|aqsh dol\w{0,8}",
    "UZS": rf"so{_A}m\w{{0,5}}|сўм\w{{0,4}}|сум(?:а|у|ов|ы|дан|га|лик)?\b|sum(?:dan|ga|lik)?\b|uzs\b",
    "RUB": r"rubl\w{0,5}|рубл\w{0,5}|руб\b\.?|₽|rub\b|rur\b|р\.|р(?![^\W\d_])",
    "KRW": r"(?:koreya |janubiy koreya |южнокорейских )?(?:von|won)(?:a|dan|ga|ni|lik)?\b|вон(?:а|ы|у|дан|га)?\b|₩|krw\b|원",
    "JPY": r"iy?en(?:a|dan|ga)?\b|yen(?:a|dan|ga|s)?\b|иен\w{0,3}|йен\w{0,3}|¥|円|jpy\b",
    "EUR": r"yevro\w{0,4}|евро\b|euros?\b|eur\b|€",
    "KZT": r"tenge\w{0,4}|тенге\b|тг\b|₸|kzt\b",
    "TRY": r"(?:turk )?lira\w{0,4}|лир(?:а|ы|у)?\b|₺|try\b|tl\b",
    "AED": r"dirh?[ae]m\w{0,4}|дирх?ам\w{0,4}|aed\b",
    "SAR": r"(?:saudiya|saudi|саудовских) (?:riyol|riyal|rial|риял|риал)\w{0,4}|sar\b",
    "QAR": r"(?:qatar|катарских) (?:riyol|riyal|rial|риял|риал)\w{0,4}|qar\b",
    "PLN": r"zlot\w{0,4}|злот\w{0,4}|zł|pln\b",
    "BGN": r"lev[as]?\b|лева\b|левов\b|bgn\b",
    "GBP": r"funt\w{0,9}|фунт\w{0,4}|pounds?\b|gbp\b|£",
    "ILS": r"shekel\w{0,3}|шекел\w{0,4}|₪|ils\b",
    "BYN": r"(?:белорусских|belarus) руб\w{0,4}|byn\b",
}
_SIGNS = r"\$|€|£|¥|₩|₽|₸|₺|₪|usd|eur|gbp|krw|rub|uzs|jpy|kzt|aed|pln|sar|qar"
_MULTIPLIERS = {
    3: r"ming|минг|тыс(?:\.|яч\w{0,3})?|тыщ\w?|thousand|k\b|к\b|т\.(?= ?р)|т(?=р\b)",
    6: r"ml?n\b\.?|млн\b\.?|mil+i?on\w{0,5}|мил+и?он\w{0,5}|лям\w{0,3}|lyam\w{0,3}|m(?=\$)",
    9: r"mlrd\b\.?|млрд\b\.?|mil+iard\w{0,3}|мил+иард\w{0,3}|billion\b",
}
_ANY_CURRENCY = "|".join(f"(?:{forms})" for forms in _CURRENCIES.values())
_ANY_MULTIPLIER = "|".join(f"(?:{forms})" for forms in _MULTIPLIERS.values())
_NUMBER = rf"[0-9]{{1,3}}(?:[ .,{APOSTROPHES}][0-9]{{3}}){{1,4}}(?![0-9])|[0-9]{{1,12}}(?:[.,][0-9]{{1,3}})?"
_WORDS: dict[str, int | Decimal] = {
    "bir бир один одна one": 1, "ikki икки два две two": 2, "uch уч три three": 3,
    "to'rt тўрт турт четыре four": 4, "besh беш пять five": 5, "olti олти шесть six": 6,
    "yetti етти семь seven": 7, "sakkiz саккиз восемь eight": 8,
    "to'qqiz тўққиз туккиз девять nine": 9, "o'n ўн ун десять ten": 10,
    "yigirma йигирма двадцать twenty": 20, "o'ttiz ўттиз уттиз тридцать thirty": 30,
    "qirq қирқ кирк сорок forty": 40, "ellik эллик пятьдесят fifty": 50, "yuz юз сто": 100,
    "полторы полтора": Decimal("1.5"), "yarim ярим пол half": Decimal("0.5"),
}  # fmt: skip
_VALUES: dict[str, Decimal] = {
    word: Decimal(value) for words, value in _WORDS.items() for word in words.split()
}
_WORD = "|".join(sorted((word.replace("'", _A) for word in _VALUES), key=len, reverse=True))
_SPELT = rf"(?:(?:{_WORD}) ){{1,3}}(?=(?:{_ANY_MULTIPLIER}|{_ANY_CURRENCY}))"
_UNIT_BEGINS = r"[^\s0-9.,:;()!?-]"
"""What the name of a unit may begin with: it spares trying them all behind every number."""
# A million of what is not always said.
_BEHIND = re.compile(
    rf"(?<![\w.,])(?=\w)(?:(?P<low>{_NUMBER}) ?(?:[-–—]|до|to) ?(?=[0-9]))?"
    rf"(?:(?P<number>{_NUMBER})(?=[ .-]?{_UNIT_BEGINS}) ?|(?P<spelt>(?=[^\W\d_]){_SPELT}))"
    rf"(?:(?P<times>{_ANY_MULTIPLIER})(?:[ .-]?(?P<of>{_ANY_CURRENCY})|(?![^\W\d_]))"
    rf"|[ .-]?(?P<currency>{_ANY_CURRENCY}))",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"(?<![^\W\d_])(?P<currency>{_SIGNS}) ?(?:(?P<low>{_NUMBER}) ?[-–—] ?)?(?P<number>{_NUMBER})"
    rf"(?P<spelt>(?!))?(?P<of>(?!))? ?(?P<times>{_ANY_MULTIPLIER})?(?![0-9])",
    re.IGNORECASE,
)
_CODES = {code: re.compile(forms, re.IGNORECASE) for code, forms in _CURRENCIES.items()}
# By their beginnings: the forms look ahead at what follows them.
_POWERS = {
    9: re.compile(r"mlrd|млрд|mil+iard|мил+иард|billion"),
    3: re.compile(r"ming|минг|т|thousand|k|к"),
    6: re.compile(""),
}
_PAY = re.compile(
    rf"\bkerak|\bкерак|\bнужн|\bнадо|\bneed|to{_A}l[oa]|тўл[оа]|тул[оа]|narx|нарх|xizmat haq|хизмат ҳақ|oldindan|олдиндан|depozit|депозит"
    rf"|zakalat|garov|гаров|\bbron|\bброн|\bopl|\bопл|заплат|zaplat|предоплат|predoplat|стоимост|stoimost"
    rf"|стоит|\bцен[аыу]|взнос|аванс|avans|залог|zalog|\bcost|\bprice|\bfees?\b|\bpay|deposit|charge"
    rf"|so{_A}ra|сўра|сура|прос[ия]|прашива|\bask|wants?\b|pul ber|пул бер|xarajat|харажат|расход"
    rf"|\bвзял|\bбер[её]|\bбрат|olyapti|olishadi|олаяпти|оформлен|oformlen|перевед|perevod|o{_A}tkaz"
    rf"|ўтказ|skin|скин|transfer|\bsend",
    re.IGNORECASE,
)
_EARN = re.compile(
    r"oylik|ойлик|maosh|маош|moyana|ish haq|иш ҳақ|иш хак|daromad|даромад|зарплат|zarplat|заработ"
    r"|\bоклад|\bзп\b|з/п|salary|\bwages?\b|\bearn|topasiz|топасиз|ishlab top",
    re.IGNORECASE,
)
_RATE = re.compile(
    r"в месяц|в мес\b|в час\b|в день|oyiga|ойига|bir oyda|soatiga|соатига|kuniga|кунига|per month"
    r"|a month|per hour|an hour|monthly|hourly|/ ?mes|/ ?oy\b|v mesyac|v mesyats",
    re.IGNORECASE,
)
MOST = 12
"""Sums of one form that are read: an offer names a few, and each is compared."""
_END = re.compile(r"\n|[.!?;](?= )")
_BEHIND_COSTS, _BREAK_COSTS = 4, 40
"""In letters: a word behind a sum is as near as one this much further before it; a comma between
them counts as many."""
_REACH = 120
"""Letters around a sum among which a word may tell what it is for."""


def find(text: str) -> tuple[list[Sum], str]:
    """Return the sums of a text in their order, and the text with them blanked out."""
    whole = text
    found: list[tuple[int, Sum]] = []
    for pattern in (_BEFORE, _BEHIND):
        for match in list(islice(pattern.finditer(text), MOST)):
            role = _role(whole, match.start(), match.end())
            one = _read(match, role)
            if not one.currency and role is Role.UNCLEAR:
                continue  # A million of anything: people, places.
            found.append((match.start(), one))
            text = blanked(text, match.start(), match.end())
    return [one for _, one in sorted(found, key=lambda item: item[0])], text


def _read(match: re.Match[str], role: Role) -> Sum:
    factor = _factor(match["times"])
    has_factor = bool(match["times"])
    high = (
        _spelt(match["spelt"])
        if match["spelt"]
        else _amount(match["number"], has_factor=has_factor)
    ) * factor
    low = _amount(match["low"], has_factor=has_factor) * factor if match["low"] else high
    return Sum(
        match[0].strip(" -"),
        min(low, high),
        high,
        _code(match["of"] or match["currency"] or ""),
        role,
    )


def _amount(typed: str, *, has_factor: bool) -> Decimal:
    """Read a number: groups of three are thousands, unless a word says thousand itself."""
    pieces = re.split(r"[.,]", typed)
    is_fraction = len(pieces) == 2 and (len(pieces[1]) < 3 or (has_factor and len(pieces[0]) < 3))
    if is_fraction:
        return Decimal(re.sub(r"[^0-9]", "", pieces[0]) + "." + pieces[1])
    return Decimal(re.sub(r"[^0-9]", "", typed))


def _spelt(words: str) -> Decimal:
    plain = words.lower()
    for mark in APOSTROPHES:
        plain = plain.replace(mark, "'")
    total = Decimal(0)
    for word in plain.split():
        value = _VALUES.get(word) or _VALUES.get(word.replace("o", "o'", 1)) or Decimal(0)
        total = max(total, Decimal(1)) * value if value == 100 else total + value
    return total


def _factor(typed: str | None) -> Decimal:
    if not typed:
        return Decimal(1)
    power = next(power for power, form in _POWERS.items() if form.match(typed.lower()))
    return Decimal(10) ** power


def _code(typed: str) -> str:
    # Longer forms are tried first: belarusian roubles are no roubles.
    for code in sorted(_CODES, key=lambda code: code not in {"BYN", "SAR", "QAR"}):
        if _CODES[code].fullmatch(typed):
            return code
    return ""


def _role(text: str, start: int, end: int) -> Role:
    """Tell from the nearest words of its line whether a sum is asked for or promised."""
    before = _cut(text[max(0, start - _REACH) : start], is_before=True)
    after = _cut(text[end : end + _REACH], is_before=False)
    if _RATE.match(after.lstrip(" ,")) or _RATE.search(before[-16:]):
        return Role.PROMISED
    pay = min(_distances(_PAY, before, after), default=None)
    earn = min(_distances(_EARN, before, after), default=None)
    if pay is None and earn is None:
        return Role.UNCLEAR
    if earn is None or (pay is not None and pay <= earn):
        return Role.ASKED
    return Role.PROMISED


def _cut(text: str, *, is_before: bool) -> str:
    ends = list(_END.finditer(text))
    if not ends:
        return text
    return text[ends[-1].end() :] if is_before else text[: ends[0].start()]


def _distances(pattern: re.Pattern[str], before: str, after: str) -> Iterator[int]:
    for match in pattern.finditer(before):
        between = before[match.end() :]
        yield len(between) + _BREAK_COSTS * between.count(",")
    for match in pattern.finditer(after):
        between = after[: match.start()]
        yield len(between) + _BEHIND_COSTS + _BREAK_COSTS * between.count(",")
