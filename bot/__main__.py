"""`python -m bot` is the command `yoldosh`."""

from bot.cli import main

main()
