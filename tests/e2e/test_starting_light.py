"""What draws is loaded when it is asked for: most people never ask."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("PIL", "segno", "weasyprint", "fontTools")
CODE = f"""
import sys
import bot.app, bot.cli, bot.demo, bot.running
print([name for name in {HEAVY!r} if name in sys.modules])
"""


def test_the_bot_starts_without_what_draws() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
