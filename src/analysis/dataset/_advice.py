"""What would make a file more useful: each thing that it does not say, with what it would give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.dataset._reading import Told
from analysis.words._messages import say

if TYPE_CHECKING:
    from analysis.dataset._loading import Dataset

__all__ = ["advise"]

#: The most useful first; more would not be read.
MOST = 5
#: What a column of places would give, in the order of its use.
GAINS: tuple[tuple[str, Told], ...] = (
    ("place_type", say("with the kind of each place (a column “Kind of place”) you get what each kind costs")),
    (
        "carrier_type",
        say("with the carrier of each place you get who starts places, and on which side own funds and loans stand"),
    ),
    ("surface_m2", say("with surfaces (m²) you get the cost per m²")),
    ("year", say("with the year of each decision you get euros of one year, and how costs change")),
    ("vat", say("with the tax basis (HT or TTC) of each total you get totals that can be compared")),
    ("workstations", say("with workstations you get the cost per workstation")),
    ("region", say("with the department or the region of each place you get a report on a territory: --where")),
    ("jobs_fte", say("with jobs (full-time equivalents) you get the investment per job")),
    ("source_url", say("with a link to the source of each plan readers can check it")),
)


def advise(data: Dataset) -> tuple[Told, ...]:
    """What would make a file more useful, the most useful first; nothing where there is no place.

    A thing counts as missing where it is known of fewer than half of the places.

    Examples
    --------
    >>> from analysis.dataset import load
    >>> advise(load())
    ()
    """
    places, funding = data.places, data.funding
    if not len(places) or data.kind.shape == "package":
        return ()
    found: list[Told] = []
    if places["investment_eur"].notna().mean() < 0.5:
        found.append(say("with the total of each plan you get what places cost, and the share that each funder pays"))
    if funding["amount_eur"].notna().sum() == 0:
        found.append(say("with what each funder gives (a column for each funder) you get who pays"))
    for name, gain in GAINS:
        column = places[name]
        known = column.notna() & (column != "unknown") if column.dtype != "float64" else column.notna()
        if known.mean() < 0.5:
            found.append(gain)
    return tuple(found[:MOST])
