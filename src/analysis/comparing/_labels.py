"""Names for readers of the measures, choices of peers and scenarios of a comparison."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.numbers.population import Draw
from analysis.words import vocabulary
from analysis.words._codes import Code
from analysis.words._formatting import join_names
from analysis.words._messages import say
from analysis.words.i18n import _

__all__ = ["EXPECTED", "SHARE_OF", "WITHOUT", "Scenario", "label_choice", "label_measure", "label_scenario"]

#: The measure of the row that holds what the plan should cost.
EXPECTED = "expected_eur"

#: How the code of a measure or of a scenario begins that is about one funder type, which follows.
SHARE_OF, WITHOUT = "share_of_", "without_"


class Scenario(Code):
    """What happens to the whole of a plan."""

    AS_PLANNED = "as_planned", say("as planned")
    DEARER = "a_fifth_dearer", say("the total grows by 20%")


def label_measure(code: str, draw: str = "") -> str:
    """A number of a plan, for readers; beside the lists of grants where it is set beside them.

    Examples
    --------
    >>> label_measure("investment_eur"), label_measure("share_of_region")
    ('investment', 'part of: region')
    >>> label_measure("share_of_state", "lists")
    'part of: State (lists of grants)'
    """
    if code == EXPECTED:
        return _("expected range")
    if code.startswith(SHARE_OF):
        funder = vocabulary.labels("funder_type")[code.removeprefix(SHARE_OF)]
        told = _("part of: {funder} ({draw})") if draw == Draw.LISTS else _("part of: {funder}")
        return told.format(funder=funder, draw=Draw.LISTS.label)
    return _("public share") if code == "public_share" else vocabulary.label(code)


def label_choice(like: Sequence[str]) -> str:
    """What peers share with the plan, for readers.

    Examples
    --------
    >>> label_choice(()), label_choice(("place_type", "region"))
    ('all places', 'same kind of place and region')
    """
    names = join_names([vocabulary.label(name) for name in like])
    return _("same {fields}").format(fields=names) if names else _("all places")


def label_scenario(code: str) -> str:
    """What happens to the plan, for readers.

    Examples
    --------
    >>> label_scenario("a_fifth_dearer"), label_scenario("without_region")
    ('the total grows by 20%', 'without region')
    """
    if code.startswith(WITHOUT):
        return _("without {funder}").format(funder=vocabulary.labels("funder_type")[code.removeprefix(WITHOUT)])
    return str(Scenario(code).label)
