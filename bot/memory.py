"""Memory given back to the machine after a large piece of work."""

from __future__ import annotations

import ctypes
import gc
import sys


def give_back() -> None:
    """Give back what is free but held: glibc keeps it for this process (malloc_trim(3)).

    Reading a release leaves some 15 MB of it. Other C libraries do this by themselves.
    """
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim is not None:
        trim(0)
