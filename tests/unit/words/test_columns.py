"""A column that is not there is one line, in functions, figures and notebooks alike."""

from __future__ import annotations

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from analysis import charts, inference, summaries
from analysis.words._columns import MissingColumnsError, need_columns


@pytest.mark.parametrize(
    "ask",
    [
        lambda plans: inference.medians(plans, "investment_eur", by="place_typ"),
        lambda plans: inference.medians(plans, "investment", by="place_type"),
        lambda plans: inference.proportions(plans, "complet", by="place_type"),
        lambda plans: inference.compare_means(plans, "investment_eur", by="setlement"),
        lambda plans: summaries.by_group(plans, "regio"),
        lambda plans: summaries.mixed(plans, by="place_typ"),
        lambda plans: summaries.counts(plans, "funder"),
        lambda plans: charts.plot_groups(plans, by="place_typ"),
        lambda plans: charts.plot_groups(plans, by="place_type", value="investment"),
    ],
)
def test_a_misspelt_column_is_one_line_with_the_one_that_is_meant(plans, ask):
    with pytest.raises(MissingColumnsError, match=r"^there is no column \w+; did you mean \w+\?$") as told:
        ask(plans)
    assert told.value._render_traceback_() == [str(told.value)]
    plt.close("all")


def test_several_columns_where_one_is_asked_for_are_told(plans):
    with pytest.raises(
        MissingColumnsError, match=r"one column is asked for, by its name, not \['region', 'settlement'\]"
    ):
        inference.medians(plans, "investment_eur", by=["region", "settlement"])


def test_where_no_name_is_near_it_says_what_there_is():
    with pytest.raises(MissingColumnsError, match=r"there is no column mood; there are a, b$"):
        need_columns(pd.DataFrame({"a": [], "b": []}), ["mood"])
