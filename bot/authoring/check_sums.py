"""The rule that sums come from figures: one edit then changes every page and language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from bot.errors import mark

_SIGN = r"[$€£¥₩₽₸₺₾₼円원]"
_CODE = r"(?-i:USD|KRW|JPY|UZS|EUR|RUB|KZT|AED|TRY|PLN|CNY|GBP)"
_TIMES = (
    r"(?:(?:ming|minglab|million|milliard|mln|mlrd|thousand|billion|тыс|тысяч[аи]?|млн|млрд"
    r"|миллион(?:а|ов)?|миллиард(?:а|ов)?|минг)\b\.?\s?)"
)
_WHOSE = (
    r"(?:(?:janubiy\s+)?koreya\s|yaponiya\s|aqsh\s|oʻzbekiston\s|(?:южно)?корейск\w+\s"
    r"|японск\w+\s|американск\w+\s|узбекск\w+\s|(?:south\s)?korean\s|japanese\s|us\s|u\.s\.\s"
    r"|uzbek\s)"
)
# Uzbek words take endings of any length; Russian ones are listed, for сум is no сумка.
_WORDS = (
    r"(?:(?:von|so[ʻʼ'`\u2018\u2019]?m|iyena|yena|dollar|rubl|yevro(?!p)|tenge|dirham|zlot)"
    r"[a-zʻʼ]*|won|yen|euros?|soums?|sums?|roubles?"
    r"|вон[аыу]?|сум(?:а|ов|у|ы|ам|ах)?|сўм\w*|иен(?:а|ы|у|ам|ах)?|долл(?:ар\w*|\.)"
    r"|рубл\w*|руб\.|евро|тенге|дирхам\w*|злот\w*)"
)
# The length of a number is bounded, so that a hostile text cannot make the search slow.
_NUMBER = r"(?<![\d.,])\d[\d\s.,]{0,18}"
_SUM = re.compile(
    rf"(?:{_SIGN}|\b{_CODE})\s?\d[\d.,]{{0,18}}"
    rf"|{_NUMBER}{_TIMES}{{0,2}}{_WHOSE}?(?:{_SIGN}|{_CODE}\b|{_WORDS}(?!\w))",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_TWICE = re.compile(
    rf"\{{figure:[^{{}}]{{1,60}}\}}\s?(?:{_SIGN}|{_CODE}\b|{_WORDS}(?!\w))", re.IGNORECASE
)


def typed_sums(
    lines: Iterable[str],
) -> Iterator[tuple[str, int, str, str, str, Mapping[str, object]]]:
    """Yield the sums that are typed in, and currencies after a figure, which brings its own."""
    for line in lines:
        # Most lines hold neither a digit nor a figure, and these two looks are quick.
        found = [*_SUM.finditer(line)] if _DIGIT.search(line) else []
        if "{figure:" in line:
            found += _TWICE.finditer(line)
        # In the order of the text, in which their places are looked for.
        for match in sorted(found, key=lambda match: match.start()):
            words = match[0].strip().rstrip(".,")
            if match.re is _TWICE:
                message = mark("a currency follows a figure: {words}")
                mend = mark("remove it: the figure brings its currency or unit")
            else:
                message = mark("a sum is typed into the text: {words}")
                mend = mark("make it a figure and write {{figure:ID}}")
            yield words, 0, "sum", message, mend, {"words": words}
