"""The command `yoldosh`: arguments in, text and exit code out."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Coroutine
from importlib import import_module

import click

from bot.errors import ForOperators

_GROUPS = {
    "content": "bot.authoring.commands:content",
    "gaps": "bot.gaps_command:gaps",
    "locales": "bot.locales_commands:locales",
}
_JOINED = {"content": {"preview": "bot.preview:preview", "judge": "bot.judge:judge"}}
"""Commands of a group that the group's own module must not know."""


class LazyGroup(click.Group):
    """A group whose larger parts are imported only when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return sorted([*super().list_commands(ctx), *_GROUPS])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, importing its module if need be."""
        if cmd_name in _GROUPS:
            command = _load(_GROUPS[cmd_name])
            if isinstance(command, click.Group):
                for name, where in _JOINED.get(cmd_name, {}).items():
                    command.add_command(_load(where), name)
            return command
        return super().get_command(ctx, cmd_name)


def _load(where: str) -> click.Command:
    module, _, name = where.partition(":")
    command: click.Command = getattr(import_module(module), name)
    return command


@click.group(cls=LazyGroup)
@click.version_option(package_name="yoldosh")
def cli() -> None:
    """Run Yoʻldosh, try it out, and work on its content."""


@cli.command()
@click.option("--webhook", is_flag=True, help="Let Telegram call us instead of polling.")
def run(*, webhook: bool) -> None:
    """Run the bot."""
    from bot.logs import set_up_logs  # noqa: PLC0415 (a quick start for the other commands)
    from bot.running import run_polling, run_webhook  # noqa: PLC0415
    from bot.settings import read_settings  # noqa: PLC0415

    set_up_logs()
    settings = read_settings()
    _run(run_webhook(settings) if webhook else run_polling(settings))


@cli.command()
@click.option("--port", default=8000, show_default=True, help="Port on this machine.")
def demo(port: int) -> None:
    """Talk to the bot in a browser, without a token, an account or a server."""
    from bot.demo import run_demo  # noqa: PLC0415 (a quick start for the other commands)
    from bot.logs import set_up_logs  # noqa: PLC0415

    set_up_logs()
    _run(run_demo(port))


def _run(work: Coroutine[object, object, None]) -> None:
    asyncio.run(work)


def main() -> None:
    """Run the command line; an operator's mistake is one clear line and exit code 2."""
    try:
        cli()
    except ForOperators as error:
        click.echo(str(error), err=True)
        sys.exit(2)
