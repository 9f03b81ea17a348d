"""The command's first step: until it can say a word, Ctrl-C ends it without one, instead of with a traceback."""

from __future__ import annotations

import signal

__all__ = ["main"]


def main() -> None:
    """Run the command ``cluster-funding``."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # where it is ignored, that stays
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from analysis.__main__ import main as run

    run()
