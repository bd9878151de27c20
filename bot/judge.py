"""`yoldosh content judge`: how well search answers a set of judged questions, as a table.

It stands between authoring, which reads the files, and the guide, which searches; neither of the
two imports the other.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from bot.authoring.content import read_content
from bot.guide.guide import Guide
from bot.guide.judging import Answer, Measure, answers, grouped, read_questions
from bot.settings import read_settings

_HEAD = ("", "asked", "hit@1", "hit@3", "MRR", "silent", "unanswerable", "honest", "misled")


@click.command()
@click.argument("questions", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--half", help="Ask only this half of the set, such as tune.")
@click.option("--failures", is_flag=True, help="List the questions that were answered wrongly.")
@click.option(
    "--content-dir",
    type=click.Path(path_type=Path),
    help="The folder with the files, as in YOLDOSH_CONTENT_DIR.",
)
@click.pass_context
def judge(
    ctx: click.Context,
    questions: Path,
    half: str | None,
    content_dir: Path | None,
    *,
    failures: bool,
) -> None:
    """Ask the set in the file QUESTIONS and print how often the right page comes first.

    The file has columns with tabs between them; its own first lines tell which. `silent` is the
    share that was told "nothing found" although a page answers, `honest` the share of questions
    without an answer that was told so, `misled` the share of all for which a wrong page was opened
    at once.
    """
    given = {"content_dir": content_dir} if content_dir else {}
    settings = read_settings(**{**(ctx.obj or {}), **given})
    try:
        asked = read_questions(questions.read_text(encoding="utf-8"))
    except ValueError as error:
        raise click.ClickException(f"{questions}: {error}") from None
    checked = read_content(settings.content_dir, datetime.now(UTC).date())
    if checked.errors:
        click.echo("The content has faults; see `yoldosh content check`.", err=True)
        sys.exit(1)
    guide = Guide(checked.entries.values(), 0)
    chosen = [question for question in asked if half in {None, question.half}]
    found = answers(guide.search, chosen)
    for line in table(found):
        click.echo(line)
    if failures:
        for line in wrong(found):
            click.echo(line)


def table(given: Sequence[Answer]) -> Iterator[str]:
    """Yield the measures of a set of answers as lines of a table."""
    rows = [_HEAD, *(_row(name, measured) for name, measured in grouped(given))]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        first, *others = row
        cells = (cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True))
        yield "  ".join((first.ljust(widths[0]), *cells))


def _row(name: str, measured: Measure) -> tuple[str, ...]:
    shares = (measured.hit_1, measured.hit_3, measured.reciprocal, measured.silent)
    real = [f"{share:.3f}" for share in shares] if measured.count else ["-"] * len(shares)
    honest = f"{measured.honest:.3f}" if measured.unanswerable else "-"
    misled = f"{measured.misled:.3f}"
    return (name, str(measured.count), *real, str(measured.unanswerable), honest, misled)


def wrong(given: Sequence[Answer]) -> Iterator[str]:
    """Yield the questions whose first page is a wrong one, with what was found instead."""
    for answer in given:
        question = answer.question
        is_wrong = answer.rank != 1 if question.pages else answer.is_confident
        if is_wrong:
            hits = " ".join(hit.page for hit in answer.found.hits[:3]) or "-"
            wanted = " ".join(sorted(question.pages)) or "-"
            verdict = answer.found.verdict.name.lower()
            yield f"{question.locale}\t{question.text}\twanted {wanted}\t{verdict}: {hits}"
