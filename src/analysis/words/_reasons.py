"""Why the system refused a file, in the language that is spoken: its own words are English whatever the system's language."""

from __future__ import annotations

from analysis.words.i18n import _, mark

__all__ = ["say_reason"]

#: What systems say most, for the catalogues.
REASONS = (
    mark("No such file or directory"),
    mark("Permission denied"),
    mark("Operation not permitted"),
    mark("Is a directory"),
    mark("Not a directory"),
    mark("File exists"),
    mark("File name too long"),
    mark("No space left on device"),
    mark("Disk quota exceeded"),
    mark("Read-only file system"),
    mark("Too many levels of symbolic links"),
    mark("Input/output error"),
)


def say_reason(error: BaseException) -> str:
    """Why a file cannot be opened or written; what is not known here stays as the system says it.

    Examples
    --------
    >>> say_reason(PermissionError(13, "Permission denied")), say_reason(OSError("broken"))
    ('Permission denied', 'broken')
    """
    reason = getattr(error, "strerror", None)
    return _(reason) if reason else str(error)
