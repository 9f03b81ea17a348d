"""The conference's eight claims in its words, the rule of each verdict, and what would settle it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from analysis.findings._finding import Sample
from analysis.findings._judges import (
    judge_carriers,
    judge_citizens,
    judge_cost,
    judge_leap,
    judge_local_bodies,
    judge_mixed,
    judge_rural,
    judge_stakeholders,
)
from analysis.findings._part import ClaimPart
from analysis.findings._wording import Told
from analysis.numbers.specification import LARGE
from analysis.words._formatting import format_share
from analysis.words._messages import say, spell

__all__ = ["QUESTIONS", "Question"]


@dataclass(frozen=True)
class Question:
    """A claim before it is put to data.

    Attributes
    ----------
    claim : Message
        The conference's words, in few.
    judge : callable
        A sample to the parts of the claim with their verdicts.
    rule : Message
        How the verdict comes about.
    settles : Message
        What would settle it.
    """

    claim: Told
    judge: Callable[[Sample], tuple[ClaimPart, ...]]
    rule: Told
    settles: Told
    #: Whether other ways to take the sample are looked at; claims 1 and 8 have every defensible choice instead.
    again: bool = True


#: The claims by their number, in the order of the conference.
QUESTIONS: dict[int, Question] = {
    1: Question(
        say("The starting investment goes from €50,000 to several hundred thousand."),
        judge_cost,
        say("Each half: do most plans lie on one side, however places are counted? Nominal euros, VAT basis mixed."),
        say("The whole cost of places drawn at random among those that started."),
        again=False,
    ),
    2: Question(
        say("Most places have mixed public and private funding."),
        judge_mixed,
        say(
            "Are most plans mixed? It is asked under assumptions on the plans that cannot be told, weakest first; the first "
            "under which every way to count says the same is named."
        ),
        say("The whole list of payers of the plans that cannot be told."),
    ),
    3: Question(
        say("The places make rural territories attractive."),
        judge_rural,
        say("Location: is there a clear difference, on web pages, between the rural shares of new and older places?"),
        say("Arrivals, jobs and firms before and after, around the places and in comparable municipalities."),
    ),
    4: Question(
        say("More and more stakeholders take part."),
        judge_stakeholders,
        say("Is there a clear rise over the years, or a clear fall, on web pages, however places are counted?"),
        say("The partners of places drawn at random in each year, counted in the same way."),
    ),
    5: Question(
        say("The citizen is part of it."),
        judge_citizens,
        say("A minimum beside one half: silence of a source is no no. It can support the claim, never refute it."),
        say("One question to every place: do residents or users decide or pay?"),
    ),
    6: Question(
        say("Local elected bodies are involved."),
        judge_local_bodies,
        say("A minimum beside one half. The conference asked how elected people take part: money is not involvement."),
        say("One question to every place: who sits on its board, and what do elected people decide?"),
    ),
    7: Question(
        say("The places are carried by territories and by clusters."),
        judge_carriers,
        say("Territories: do most places have such a carrier, on web pages and in the census? Clusters: names are counted."),
        say("The carriers by name, and which of them are clusters."),
    ),
    8: Question(
        say("A qualitative leap, not a change of words."),
        judge_leap,
        say(
            "For every set of two or more of seven features: do they set new places clearly apart from older ones, by {large} of "
            "the differences or more? The verdict is what all sets say.",
            large=spell(format_share, LARGE),
        ),
        say("What happens inside: services, know-how that is shared, who meets whom. Financing plans do not hold it."),
        again=False,
    ),
}  # fmt: skip
