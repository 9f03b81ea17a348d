"""Whom a share is about: new kinds, the two draws, the readings that stand side by side."""

from __future__ import annotations

import pandas as pd

from analysis.words import vocabulary
from analysis.words._codes import Code
from analysis.words._columns import need_columns
from analysis.words._messages import say


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
