"""Whom a share is about: new kinds, the two draws, the readings that stand side by side."""

from __future__ import annotations

import pandas as pd

from analysis.numbers._statistics import LEAST_FOR_SUMMARY
from analysis.words import vocabulary
from analysis.words._codes import Code
from analysis.words._columns import need_columns
from analysis.words._messages import say

#: Kinds of place choose whom a page looks at where at least this part of them is known.
MOST_KNOWN = 0.5


class Draw(Code):
    """The two draws of the sample: rows of lists of grants, and web pages."""

    BOTH = "both", say("both kinds of source")
    WEB = "web", say("web pages")
    LISTS = "lists", say("lists of grants")


class Counted(Code):
    """Whom a share is about: the sample as published, one draw of it, one sector of carriers, or the census' places."""

    PUBLISHED = "published", say("as published")
    WEB = "web", say("web pages")
    LISTS = "lists", say("lists of grants")
    PUBLIC = "public", say("public carriers")
    PRIVATE = "private", say("private carriers")
    CENSUS = "census", say("weighted to the census")


def select_new(plans: pd.DataFrame) -> pd.DataFrame:
    """The plans of new kinds: the subject of every claim.

    Examples
    --------
    >>> select_new(pd.DataFrame({"generation": ["new", "older", None]}))["generation"].tolist()
    ['new']
    """
    need_columns(plans, ["generation"])
    return plans[plans["generation"] == "new"]


def choose_subject(plans: pd.DataFrame) -> pd.DataFrame:
    """The plans that a page looks at: those of new kinds; all plans where these are too few, or most kinds are not known.

    A list whose rows do not say what they are is looked at whole: to leave out what is unknown would leave nothing. Claims
    are judged on new kinds alone, whatever a page looks at.

    Examples
    --------
    >>> kinds = ["new"] * 5 + ["older"]
    >>> [len(choose_subject(pd.DataFrame({"generation": kinds + [None] * unknown}))) for unknown in (0, 6, 7)]
    [5, 5, 13]
    """
    new = select_new(plans)
    enough = len(new) >= LEAST_FOR_SUMMARY and plans["generation"].notna().mean() >= MOST_KNOWN
    return new if enough else plans


def find_draw(plans: pd.DataFrame) -> pd.Series:
    """The draw of each plan, as a code of `Draw`; a plan that does not say where it comes from is no row of a list.

    Examples
    --------
    >>> find_draw(pd.DataFrame({"source_kind": ["state_list", "web_page", None]})).tolist()
    ['lists', 'web', 'web']
    """
    kind = plans["source_kind"] if "source_kind" in plans else pd.Series(None, plans.index, dtype="object")
    return kind.isin(vocabulary.LISTS).map({True: Draw.LISTS.value, False: Draw.WEB.value})


def select_draw(plans: pd.DataFrame, draw: Draw) -> pd.DataFrame:
    """The plans of one draw, or of both.

    Examples
    --------
    >>> plans = pd.DataFrame({"source_kind": ["state_list", "web_page", None]})
    >>> len(select_draw(plans, Draw.LISTS)), len(select_draw(plans, Draw.WEB))
    (1, 2)
    """
    return plans if draw is Draw.BOTH else plans[find_draw(plans) == draw]
