"""The sentences of a comparison before anything is filled in: Python tells them, and the page "my plan" tells the same."""

from __future__ import annotations

from typing import Any

from analysis.words._messages import Message
from analysis.words.i18n import mark

__all__ = ["PLURALS", "TEXTS", "fill"]

#: What several places of a kind are called.
PLURALS = {
    "third_place": mark("third places"),
    "coworking": mark("coworking spaces"),
    "fab_lab": mark("fab labs"),
    "makerspace": mark("makerspaces"),
    "living_lab": mark("living labs"),
    "cultural_brownfield": mark("cultural brownfields"),
    "incubator": mark("incubators"),
    "business_centre": mark("business centres"),
    "cluster_house": mark("houses of clusters"),
    "innovation_platform": mark("innovation platforms"),
    "other": mark("other places"),
}

TEXTS = {
    "my_project": mark("my project"),
    "comparable": mark("comparable places"),
    "all_places": mark("innovation places"),
    # where it stands
    "place_few": mark("Too few {places} to say where {plan} stands among them (n = {n})."),
    "place_less": mark("{plan} costs less than {part} of {of} {places} (median {median})."),
    "place_more": mark("{plan} costs more than {part} of {of} {places} (median {median})."),
    "place_middle": mark("{plan} stands in the middle of {places} (median {median})."),
    "place_numbers": mark(
        "It costs more than {below} of its peers; 95% interval {interval} (n = {peers}). Their median is {median} (95% "
        "interval {around}; {money}). With other choices of peers, it costs more than {others}."
    ),
    # what it should cost
    "expected": mark("Such a place costs about {middle}, 8 times in 10 between {low} and {high}."),
    "expected_surface": mark(
        "At {surface} m², such a place costs about {middle}, 8 times in 10 between {low} and {high}."
    ),
    "standing_below": mark("{plan} is below that range."),
    "standing_within": mark("{plan} is within that range."),
    "standing_above": mark("{plan} is above that range."),
    "expected_numbers": mark(
        "{cost} beside an expected {range} (four of five plans lie in such a range; told by {basis}; n = {plans}; {money}). It "
        "is a range, no judgement on need."
    ),
    "expected_not_known": mark("Plans are too few to say what such a place should cost (n = {plans})."),
    "expected_none_numbers": mark("The cost is {cost} ({money})."),
    "euros_of": mark("euros of {year}"),
    "euros_nominal": mark("nominal euros, since there is no price index"),
    "euros_assumed": mark("euros of {year}, as which those of the plan are taken"),
    "euros_own": mark("euros of {year}; {cost} in those of {own}"),
    # public money
    "public": mark("Public money pays {share} of it; the middle complete plan of its peers has {median}."),
    "public_few": mark("Public money pays {share} of it; too few of its peers have a complete plan to compare."),
    "public_numbers": mark("Median of the peers with a complete plan {median}; 95% interval {interval} (n = {peers})."),
    "public_few_numbers": mark("n = {peers}."),
    # each funder
    "larger": mark("Larger part here than of most peers that it gives to: {funders}."),
    "smaller": mark("Smaller part here than of most peers that it gives to: {funders}."),
    "no_funder_differs": mark("No funder’s part clearly differs from what it pays where it gives."),
    "giving_not_known": mark("What its funders pay elsewhere cannot be said: too few peers tell it."),
    "giving": mark("{funder} {share} beside {median} ({interval}; n = {n})"),
    "giving_numbers": mark(
        "Part here beside the median where it gives, with its 95% interval; web pages unless lists are named: {funders}."
    ),
    "funder_on_lists": mark("{funder} ({draw})"),
    # the nearest
    "nearest": mark("Nearest places: {places}."),
    "none": mark("none"),
    # the law
    "law_own": mark(
        "Remark: the carrier pays at most {share} of the public money itself. The law asks a local authority that builds in "
        "mainland France for 20%, save where the prefect allows less (CGCT, article L1111-10 III)."
    ),
    "law_state": mark(
        "Remark: the State pays {share} of the cost. Its grants of investment may reach 80% of the eligible cost, which is not "
        "known here (CGCT, article R2334-27)."
    ),
    # what weakens it
    "few_peers": mark("Only {peers}: a position among so few says little."),
    "not_complete": mark("The lines explain {share} of the total; {rest} are of unknown nature."),
    "closing": mark(
        "Of {complete} among the peers, {stated} are stated line by line; the others rest on computed amounts, which are no "
        "evidence of who pays."
    ),
    "vat": mark("Peers count with and without VAT: a difference of up to a fifth may be the tax."),
    "stay_nominal": mark("Without a year that has an index, amounts stay nominal: {peers}."),
    "nothing_weakens": mark("Nothing that is known of."),
}


def fill(name: str, /, **fields: Any) -> Message:
    """A sentence with its fields, worded when it is shown.

    Examples
    --------
    >>> str(fill("euros_of", year=2024))
    'euros of 2024'
    """
    return Message(TEXTS[name], fields)
