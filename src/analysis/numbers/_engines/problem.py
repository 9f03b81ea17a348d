"""What an engine cannot do, told in one line."""

from __future__ import annotations

from analysis.words.i18n import _

__all__ = ["EngineError", "take_first_line", "tell_missing"]


class EngineError(RuntimeError):
    """An engine, a file or a cluster that cannot be used; the message says what to do."""


def tell_missing(module: str, extra: str) -> EngineError:
    """An engine that is not installed, and what to install."""
    told = _("{module} is not installed: pip install 'cluster-funding[{extra}]'")
    return EngineError(told.format(module=module, extra=extra))


def take_first_line(error: BaseException) -> str:
    """The first line of an engine's own message, at most 300 characters of it."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return (lines[0] if lines else type(error).__name__)[:300]
