"""The conference's claims on the first page: each part with its verdict as sign, colour and word, and a plain sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest

from markupsafe import Markup

from analysis.findings import Verdict
from analysis.report._frame import render_fragment
from analysis.report._outputs import Shown

__all__ = ["render_claims"]


@dataclass(frozen=True)
class Judged:
    """One part of a claim: its verdict, the plain sentence, and both of all places where it differs."""

    verdict: str
    label: str
    about: str
    plain: str
    under: str
    other: Judged | None = None


def _read(row: dict[str, str], other: dict[str, str] | None = None) -> Judged:
    verdict = Verdict(row["verdict"])
    beside = _read(other) if other and other["plain"] != row["plain"] else None
    return Judged(verdict.value, row["label"], row["about"], row["plain"], row["under"], beside)


def render_claims(ours: Shown | None, whole: Shown | None = None) -> Markup:
    """The claims of a table of claims, part by part; of a part of the data with all places beside it.

    Parameters
    ----------
    ours, whole : Shown, optional
        The table of the data, and that of all places where the data is a part; its rows' codes stand behind it.

    Returns
    -------
    Markup
        Empty where a table has no codes.
    """
    rows = list(zip_longest(ours.behind if ours else (), whole.behind if whole else ()))
    pairs = [(one, other) for one, other in rows if one]
    claims: list[tuple[str, str, Sequence[Judged]]] = []
    for (text, settles), parts in groupby(pairs, key=lambda pair: (pair[0]["claim"], pair[0]["settles"])):
        claims.append((text, settles, [_read(*pair) for pair in parts]))
    return render_fragment("claims", claims=claims) if claims else Markup("")
