"""What a measure lacks, as codes: where one is missing it says why, and no library warns."""

from __future__ import annotations

from collections.abc import Iterable

from analysis.words._codes import Code
from analysis.words._messages import say

__all__ = ["Lack", "join_lacks"]


class Lack(Code):
    """Why a number is missing, or what it does not meet."""

    NO_PLANS = "no_plans", say("no plan")
    #: Under `inference.LEAST_FOR_SUMMARY`: the bounds are there, their interval is not.
    FEW_PLANS = "few_plans", say("too few plans")
    NO_CENSUS = "no_census", say("no census to weight to")
    #: The weighted plans do not have the census' legal forms: a form without a plan, or no weights that meet both margins.
    LEGAL_FORM_OPEN = "legal_form_open", say("the carriers cannot be weighted to the census' legal forms")
    #: The same for settlement.
    SETTLEMENT_OPEN = "settlement_open", say("the plans cannot be weighted to the census' rural share")
    #: No plan can be told mixed or of one sector.
    NO_DECIDED = "no_decided", say("no plan tells whether it is mixed")
    #: None of a public carrier can: nothing is learned on the others.
    NO_DECIDED_PUBLIC = "no_decided_public", say("no plan of a public carrier tells whether it is mixed")
    #: No plan of a sector can: the chance of its undecided plans is one half.
    SECTOR_UNDECIDED = "sector_undecided", say("no plan of one sector of carriers tells whether it is mixed")
    NO_EUROS = "no_euros", say("no euro")
    #: No complete plan has a known public share.
    NO_COMPLETE = "no_complete", say("no complete plan")
    NO_PRICES = "no_prices", say("no price index")


def join_lacks(lacks: Iterable[Lack]) -> str:
    """Codes as one text for a column of a table; empty where nothing is lacking.

    Examples
    --------
    >>> join_lacks([Lack.NO_CENSUS, Lack.FEW_PLANS])
    'no_census; few_plans'
    """
    return "; ".join(dict.fromkeys(lack.value for lack in lacks))
