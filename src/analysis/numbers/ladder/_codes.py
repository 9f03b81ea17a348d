"""The assumptions by name, weakest first, and what each rests on."""

from __future__ import annotations

import numpy as np

from analysis.words._codes import Code
from analysis.words._formatting import format_share
from analysis.words._messages import Message, say, spell


class Assumption(Code):
    """What is assumed of the money that is not known: for shares of plans (A) and for euros (B), weakest first."""

    A0 = "A0", say("nothing is assumed")
    A1 = "A1", say("a municipality in the State's lists has no private payer")
    A2 = "A2", say("public carriers mix no more than those that are known")
    A3 = "A3", say("public carriers do not mix, private ones with a grant do")
    A4 = "A4", say("unknown plans are like known ones of the same sector")
    #: A4, weighted to the census.
    A4_CENSUS = "A4_census", say("the same, weighted to the census")
    B0 = "B0", say("nothing is assumed")
    B1 = "B1", say("a local authority pays a fifth of the public money itself, as the law asks")
    B2 = "B2", say("what no line explains in the plan of a public carrier is public")
    B3 = "B3", say("plans that cannot be told are like complete ones of the same sector")


def name_rung(assumption: str, part: float = np.nan) -> Message:
    """What an assumption says in plain words; of B2 also the part that it leaves out.

    Parameters
    ----------
    assumption : str
        A code of `Assumption`: a cell of ``assumption`` in what `climb_mixed` or `climb_euros` returns.
    part : float
        The cell of ``part`` beside it; NaN where there is none.

    Examples
    --------
    >>> str(name_rung("A0")), str(name_rung("B2", 0.15))[-24:]
    ('nothing is assumed', 'r is public, but for 15%')
    """
    label = Assumption(assumption).label
    return say("{assumed}, but for {part}", assumed=label, part=spell(format_share, part)) if part > 0 else label


class Basis(Code):
    """What an assumption rests on."""

    NOTHING = "nothing", say("none")
    #: A commune or an intermunicipality that builds has no private payer.
    STATE_LISTS = "state_lists", say("who the State's lists are for")
    #: The upper end of what is seen among the decided plans of public carriers.
    DECIDED_PUBLIC = "decided_public", say("plans of public carriers that are known")
    #: A public carrier is paid by public money, a private one that has a public grant adds its own.
    CARRIER = "carrier", say("the sector of the carrier")
    #: Missing at random within the sector of the carrier.
    SECTOR = "sector", say("known plans of the same sector")
    #: CGCT, article L1111-10 III.
    LAW = "law", say("the law: CGCT, article L1111-10 III")


BASES = {
    Assumption.A0: Basis.NOTHING,
    Assumption.A1: Basis.STATE_LISTS,
    Assumption.A2: Basis.DECIDED_PUBLIC,
    Assumption.A3: Basis.CARRIER,
    Assumption.A4: Basis.SECTOR,
    Assumption.A4_CENSUS: Basis.SECTOR,
    Assumption.B0: Basis.NOTHING,
    Assumption.B1: Basis.LAW,
    Assumption.B2: Basis.CARRIER,
    Assumption.B3: Basis.SECTOR,
}
