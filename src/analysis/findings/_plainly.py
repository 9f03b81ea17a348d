"""What each verdict of each question is in plain words: at most 25, and no method's name."""

from __future__ import annotations

from analysis.findings._codes import Verdict
from analysis.words.i18n import mark
from analysis.words.vocabulary import Sector

__all__ = [
    "CARRIED",
    "CITIZENS",
    "COSTS_THE_FLOOR",
    "LEAP",
    "LOCAL_BODIES",
    "LOCATION",
    "MIX",
    "MIX_BY_SECTOR",
    "MORE_TAKE_PART",
    "UNDER_THE_CEILING",
]

COSTS_THE_FLOOR = {
    Verdict.SUPPORTED: mark("Most new places cost {euros} or more to start: {range} of the plans."),
    Verdict.NOT_SUPPORTED: mark(
        "Most new places cost less than {euros} to start; {range} of the plans cost that or more."
    ),
    Verdict.DEPENDS: mark("Whether most new places cost {euros} or more depends on which places are counted: {range}."),
    Verdict.CANNOT_TELL: mark("The plans do not settle whether most new places cost {euros} or more ({range})."),
}
UNDER_THE_CEILING = {
    Verdict.SUPPORTED: mark("Most new places cost less than {euros} to start: {range} of the plans."),
    Verdict.NOT_SUPPORTED: mark("Most new places cost {euros} or more to start; {range} of the plans cost less."),
    Verdict.DEPENDS: mark(
        "Whether most new places cost less than {euros} depends on which places are counted: {range}."
    ),
    Verdict.CANNOT_TELL: mark("The plans do not settle whether most new places cost less than {euros} ({range})."),
}
CITIZENS = {
    Verdict.SUPPORTED: mark("Citizens take part in most new places: at least {range}, by what the sources say."),
    Verdict.DEPENDS: mark(
        "Citizens take part in at least {range} of the new places; whether in most depends on which are counted."
    ),
    Verdict.CANNOT_TELL: mark(
        "Citizens take part in at least {range} of the new places; the sources do not say whether in most."
    ),
}
LOCAL_BODIES = {
    Verdict.SUPPORTED: mark("A local authority carries or funds most new places: at least {range}."),
    Verdict.DEPENDS: mark(
        "A local authority carries or funds at least {range} of the new places; whether most "
        "depends on which are counted."
    ),
    Verdict.CANNOT_TELL: mark(
        "A local authority carries or funds at least {range} of the new places; whether most is not settled."
    ),
}
MIX_BY_SECTOR = {
    Sector.PUBLIC: {
        Verdict.SUPPORTED: mark("Most new places that a public body carries mix public and private money."),
        Verdict.SUPPORTED_IF: mark(
            "Most new places that a public body carries mix public and private money, if {assumption}."
        ),
        Verdict.NOT_SUPPORTED: mark("Fewer than half of the new places of public bodies mix public and private money."),
        Verdict.NOT_SUPPORTED_IF: mark(
            "Most new places of public bodies do not mix public and private money, if {assumption}."
        ),
        Verdict.CANNOT_TELL: mark(
            "Whether most new places of public bodies mix public and private money is not settled."
        ),
    },
    Sector.PRIVATE: {
        Verdict.SUPPORTED: mark(
            "Most new places of associations, cooperatives and companies mix public and private money."
        ),
        Verdict.SUPPORTED_IF: mark(
            "Most new places of associations, cooperatives and companies mix public and private money, if {assumption}."
        ),
        Verdict.NOT_SUPPORTED: mark(
            "Fewer than half of the new places of associations, cooperatives and companies mix public and private money."
        ),
        Verdict.NOT_SUPPORTED_IF: mark(
            "Most new places of private carriers do not mix public and private money, if {assumption}."
        ),
        Verdict.CANNOT_TELL: mark(
            "{mixed} of {decided} known plans of associations, cooperatives and companies mix public and private money; the "
            "others do not settle it."
        ),
    },
}
MIX = {
    Verdict.SUPPORTED: mark("Most new places mix public and private money."),
    Verdict.SUPPORTED_IF: mark("Most new places mix public and private money, if {assumption}."),
    Verdict.NOT_SUPPORTED: mark("Fewer than half of the new places mix public and private money."),
    Verdict.NOT_SUPPORTED_IF: mark("Fewer than half of the new places mix public and private money, if {assumption}."),
    Verdict.DEPENDS: mark("Whether most new places mix public and private money depends on who carries them."),
    Verdict.CANNOT_TELL: mark("The plans do not settle whether most new places mix public and private money."),
}
LOCATION = {
    Verdict.SUPPORTED: mark(
        "New places stand in rural municipalities more often than older ones: {new} against {older}."
    ),
    Verdict.NOT_SUPPORTED: mark(
        "New places stand in rural municipalities less often than older ones: {new} against {older}."
    ),
    Verdict.CANNOT_TELL: mark(
        "New places are rural in {new} of cases and older ones in {older}; the difference may be chance."
    ),
}
MORE_TAKE_PART = {
    Verdict.SUPPORTED: mark("More organisations take part in the later places: {low} to {high} more in ten years."),
    Verdict.NOT_SUPPORTED: mark(
        "The later places name no more organisations than the earlier ones: {low} to {high} in ten years."
    ),
    Verdict.DEPENDS: mark(
        "Whether more and more organisations take part depends on which places are counted: {low} "
        "to {high} in ten years."
    ),
    Verdict.CANNOT_TELL: mark(
        "Whether more and more organisations take part is not settled: {low} to {high} more in ten years."
    ),
}
LEAP = {
    Verdict.SUPPORTED: mark("New places are a leap by each of the {total} ways to compare them with older ones."),
    Verdict.NOT_SUPPORTED: mark("New places are no leap by any of the {total} ways to compare them with older ones."),
    Verdict.DEPENDS: mark(
        "A leap or a change of words: of {total} ways to compare, {no} say no leap, {yes} a leap, {open} neither."
    ),
    Verdict.CANNOT_TELL: mark(
        "A leap or a change of words: of {total} ways to compare, {no} say no leap and {open} leave it open."
    ),
}
CARRIED = {
    Verdict.SUPPORTED: mark("Local authorities carry most new places: {web} on web pages, {census} in the census."),
    Verdict.NOT_SUPPORTED: mark(
        "Local authorities do not carry most new places: {web} on web pages, {census} in the census."
    ),
    Verdict.DEPENDS: mark(
        "Local authorities carry {web} of the new places on web pages, and run {census} of those in the census."
    ),
    Verdict.CANNOT_TELL: mark(
        "Local authorities carry {web} of the new places on web pages; whether most is not settled."
    ),
}
