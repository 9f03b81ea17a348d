"""A column that is not there is one line, in functions, figures and notebooks alike."""

from __future__ import annotations

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from analysis import charts, inference, load, selecting, shares, substance, summaries, tables
from analysis.words._columns import MissingColumnsError, need_columns, need_numbers


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
        lambda plans: inference.trend(plans, "investment"),
        lambda plans: inference.fit_slope(plans, "investment"),
        lambda plans: inference.association(plans, "yer", "stakeholders"),
        lambda plans: summaries.gini(plans, "investment"),
        lambda plans: summaries.top_share(plans, "investment"),
        lambda plans: tables.coverage(plans, ["yer"]),
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


@pytest.mark.parametrize(
    "ask",
    [
        lambda plans: inference.medians(plans, "region"),
        lambda plans: inference.trend(plans, "region"),
        lambda plans: summaries.gini(plans, "region"),
        lambda plans: charts.plot_groups(plans, by="place_type", value="region"),
        lambda plans: charts.plot_distribution(plans, value="region"),
        lambda plans: charts.plot_association(plans, x="year", y="region"),
    ],
)
def test_text_where_numbers_are_asked_for_is_one_line_with_columns_of_numbers(plans, ask):
    with pytest.raises(MissingColumnsError, match=r"^column region holds no numbers; .*investment_eur.* do$"):
        ask(plans)
    plt.close("all")


@pytest.mark.parametrize(
    "ask",
    [
        lambda data: charts.plot_groups(data, by="region"),
        lambda data: inference.medians(data, "investment_eur"),
        lambda data: summaries.by_group(data),
        lambda data: selecting.select(data, region="Bretagne"),
        lambda data: tables.places(data),
    ],
)
def test_a_dataset_where_plans_are_asked_for_is_one_line(ask):
    with pytest.raises(
        MissingColumnsError, match=r"^a table is asked for, not Dataset; shares\.plans\(data\) makes one"
    ):
        ask(load())
    plt.close("all")


@pytest.mark.parametrize("ask", [shares.plans, tables.rows, tables.problems, tables.understood])
def test_a_table_where_a_dataset_is_asked_for_is_one_line(plans, ask):
    with pytest.raises(
        MissingColumnsError, match=r"^a dataset is asked for, as analysis\.load gives it, not DataFrame$"
    ):
        ask(plans)


def test_a_table_of_another_kind_is_told_by_what_it_lacks(plans):
    with pytest.raises(MissingColumnsError, match=r"^there is no column group, n, median"):
        tables.medians(plans, by="region", caption="Cost")
    with pytest.raises(MissingColumnsError, match=r"^there is no column mix; there are a$"):
        summaries.mixed(pd.DataFrame({"a": [1]}))


def test_a_column_is_given_by_its_name_and_labels_as_the_column(plans):
    with pytest.raises(MissingColumnsError, match=r"^one column is asked for, by its name, not Series$"):
        inference.medians(plans, "investment_eur", by=plans["region"])
    with pytest.raises(ValueError, match=r"^by='generation' is not accepted; it is the column itself"):
        substance.permanova(substance.features(plans), by="generation")


def test_one_column_twice_is_drawn(plans):
    assert charts.plot_groups(plans, by="year", value="year")
    assert charts.plot_association(plans, x="year", y="year")
    plt.close("all")


def test_numbers_that_are_written_are_numbers():
    need_numbers(pd.DataFrame({"a": ["5", None], "b": [None, None]}), ["a", "b"])
    with pytest.raises(MissingColumnsError, match=r"^column a holds no numbers$"):
        need_numbers(pd.DataFrame({"a": ["x"]}), ["a"])


def test_where_no_name_is_near_it_says_what_there_is():
    with pytest.raises(MissingColumnsError, match=r"there is no column mood; there are a, b$"):
        need_columns(pd.DataFrame({"a": [], "b": []}), ["mood"])
