"""What logic compares in this room: verdicts, parts of the sample, measures, and what a finding comes to."""

from __future__ import annotations

from enum import StrEnum, auto

from analysis.words._codes import Code
from analysis.words._messages import say

__all__ = ["MeasureName", "Side", "Subset", "Unit", "Verdict"]


class Verdict(Code):
    """What the data says of a claim."""

    SUPPORTED = "supported", say("supported")
    NOT_SUPPORTED = "not_supported", say("not supported")
    CANNOT_TELL = "cannot_tell", say("cannot tell")


class Subset(Code):
    """A part of the sample on which findings and verdicts are computed again."""

    ALL = "all", say("all")
    WITHOUT_LISTS = "without_lists", say("without the State's lists")
    WITHOUT_DOUBTFUL = "without_doubtful", say("without abandoned, planned or operating plans")


class Unit(StrEnum):
    """The unit of a claim's numbers."""

    SHARE = auto()
    PER_YEAR = auto()
    R2 = auto()


class MeasureName(Code):
    """The measures of notebooks 01 to 05."""

    MEDIAN = "median", say("median investment")
    IN_BAND = "in_band", say("from €50k to under €1M")
    BY_KIND = "by_kind", say("cheapest and dearest kind")
    RURAL_AGAINST_URBAN = "rural_against_urban", say("rural against urban")
    PER_UNIT = "per_unit", say("per m²")
    OVER_YEARS = "over_years", say("trend over years")
    LARGEST_TENTH = "largest_tenth", say("largest tenth")

    PUBLIC_SHARE = "public_share", say("public share, all plans")
    PUBLIC_SHARE_COMPLETE = "public_share_complete", say("public share, complete plans")
    MIXED = "mixed", say("mixed plans")
    LARGEST_FUNDER = "largest_funder", say("largest known funder type")
    LEVERAGE = "leverage", say("leverage")
    TOGETHER = "together", say("most often together")
    FUNDERS = "funders", say("funders named")

    REGIONS = "regions", say("region with most places")
    RURAL = "rural", say("places in rural municipalities")
    RURAL_INVESTMENT = "rural_investment", say("rural against urban investment")
    PUBLIC_SHARE_BY_SETTLEMENT = "public_share_by_settlement", say("public share by settlement")

    CARRIERS = "carriers", say("public carriers")
    LOCAL = "local", say("carried or funded by a local authority")
    CITIZENS = "citizens", say("citizens take part (at least)")
    STAKEHOLDERS_OVER_YEARS = "stakeholders_over_years", say("stakeholders over the years")
    STAKEHOLDERS_AGAINST_INVESTMENT = "stakeholders_against_investment", say("stakeholders against investment")

    GENERATIONS = "generations", say("new against older kinds")
    GENERATIONS_WITH_SURFACE = "generations_with_surface", say("the same with the surface")
    WHAT_DIFFERS = "what_differs", say("what differs")
    WHICH_WAY = "which_way", say("which way")
    MEDIAN_YEAR = "median_year", say("median year")


class Side(StrEnum):
    """What a finding comes to; where it is another on a part of the sample, the finding turns."""

    #: There is nothing to measure, or too little.
    NOT_KNOWN = auto()
    TOO_FEW = auto()
    NO_PLACE = auto()
    NO_LINE = auto()
    NO_REGION = auto()
    NO_PAIR = auto()
    #: A sentence that gives numbers and takes no side: it never turns.
    STATED = auto()
    #: What the data names (`Finding.of`) is the side.
    NAMED = auto()
    #: A share beside one half.
    MOST = auto()
    FEWER_THAN_HALF = auto()
    CANNOT_TELL = auto()
    #: A number over the years.
    RISES = auto()
    FALLS = auto()
    NO_CLEAR_TREND = auto()
    #: A number beside a bound.
    UNDER_A_MILLION = auto()
    A_MILLION_OR_MORE = auto()
    OVER_A_THIRD = auto()
    A_THIRD_OR_LESS = auto()
    LESS_THAN_ONE = auto()
    ONE_OR_MORE = auto()
    #: The rural share of the places beside that of the population.
    ABOVE_POPULATION = auto()
    ABOUT_POPULATION = auto()
    BELOW_POPULATION = auto()
    #: Two groups, or two numbers of each place.
    RURAL_LOWER = auto()
    RURAL_HIGHER = auto()
    NO_CLEAR_DIFFERENCE = auto()
    APART = auto()
    OVERLAPPING = auto()
    LARGER_PLANS = auto()
    SMALLER_PLANS = auto()
    NO_CLEAR_ASSOCIATION = auto()
    NEW_ARE_LATER = auto()
    NEW_ARE_NOT_LATER = auto()
    NO_FEATURE = auto()
