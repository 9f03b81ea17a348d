"""What logic compares in this room: verdicts, parts of the sample, measures, and what a finding comes to."""

from __future__ import annotations

from enum import StrEnum, auto

from analysis.words._codes import Code
from analysis.words._messages import say

__all__ = ["MEANINGS", "MeasureName", "Side", "Subset", "Unit", "Verdict"]


class Verdict(Code):
    """What the data says of a claim, or of a part of one."""

    SUPPORTED = "supported", say("supported")
    SUPPORTED_IF = "supported_if", say("supported under an assumption")
    NOT_SUPPORTED = "not_supported", say("not supported")
    NOT_SUPPORTED_IF = "not_supported_if", say("not supported under an assumption")
    DEPENDS = "depends", say("depends on who is counted")
    CANNOT_TELL = "cannot_tell", say("cannot tell")


#: What each verdict means, said once on each page that has one.
MEANINGS = {
    Verdict.SUPPORTED: say("every way to count the places says yes, chance included"),
    Verdict.SUPPORTED_IF: say(
        "every way to count says yes, once the assumption that is named is made about money that is not known"
    ),
    Verdict.NOT_SUPPORTED: say("every way to count the places says no, chance included"),
    Verdict.NOT_SUPPORTED_IF: say(
        "every way to count says no, once the assumption that is named is made about money that is not known"
    ),
    Verdict.DEPENDS: say("the ways to count do not say the same; each is given"),
    Verdict.CANNOT_TELL: say("no way to count settles it, or the plans do not hold what the claim speaks of"),
}


class Subset(Code):
    """Whom a finding counts: its subject, and the other ways to count on which it is computed again."""

    #: The subject: plans of new kinds.
    ALL = "all", say("as above")
    ALL_KINDS = "all_kinds", say("all kinds")
    WEB = "web", say("web pages")
    ONE_PER_SITE = "one_per_site", say("one plan per site")
    STATED = "stated", say("stated amounts only")
    CARRIED_OUT = "carried_out", say("without planned or abandoned plans")


class Unit(StrEnum):
    """The unit of a reading's numbers."""

    SHARE = auto()
    #: A difference of two shares.
    POINTS = auto()
    PER_YEAR = auto()


class MeasureName(Code):
    """The measures of notebooks 01 to 05."""

    MEDIAN = "median", say("median investment")
    EXPECTED = "expected", say("a third place of 350 m²")
    BY_KIND = "by_kind", say("cheapest and dearest kind")
    RURAL_AGAINST_URBAN = "rural_against_urban", say("rural against urban")
    PER_UNIT = "per_unit", say("per m²")
    OVER_YEARS = "over_years", say("trend over years")
    LARGEST_TENTH = "largest_tenth", say("largest tenth")

    PUBLIC_SHARE = "public_share", say("public share, all plans")
    PUBLIC_SHARE_COMPLETE = "public_share_complete", say("public share, complete plans")
    LARGEST_FUNDER = "largest_funder", say("largest known funder type")
    LEVERAGE = "leverage", say("private euros beside public ones")
    TOGETHER = "together", say("most often together")
    FUNDERS = "funders", say("funders named")

    REGIONS = "regions", say("region with most places")
    RURAL = "rural", say("places in rural municipalities")
    RURAL_INVESTMENT = "rural_investment", say("rural against urban investment")
    PUBLIC_SHARE_BY_SETTLEMENT = "public_share_by_settlement", say("public share by settlement")

    CARRIERS = "carriers", say("public carriers")
    STAKEHOLDERS_AGAINST_INVESTMENT = "stakeholders_against_investment", say("stakeholders against investment")

    GENERATIONS = "generations", say("new against older kinds")
    GENERATIONS_WITH_SURFACE = "generations_with_surface", say("the same with the surface")
    WHAT_DIFFERS = "what_differs", say("what differs")
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
