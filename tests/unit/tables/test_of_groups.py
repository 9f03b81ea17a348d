"""Tables of numbers by group, as people read them."""

from __future__ import annotations

import re

from analysis import inference, substance, summaries, tables


def test_tables_write_numbers_for_people(plans, data):
    medians = tables.medians(
        inference.medians(plans, "investment_eur", by="place_type"), by="place_type", caption="c"
    ).frame
    assert medians.iloc[0].tolist() == [
        "third place",
        "89",
        "€540k",
        "€393k to €1M",
        "€240k to €1.9M",
    ]
    assert medians.loc[medians["group"] == "makerspace", "median"].item() == "too few"
    mix = tables.funder_mix(summaries.funder_mix(plans, data.funding), caption="c").frame
    assert mix.iloc[-1].tolist()[:2] == ["no line explains", "unknown"]
    regions = tables.regions(summaries.regions(plans), caption="c").frame
    assert regions.iloc[0]["region"] == "Occitanie"
    assert regions.set_index("region").loc["Corse", "median plan"] == "too few"
    cover = tables.coverage(plans, ["surface_m2"])
    assert cover.frame.values.tolist() == [["surface", "97", "41%"]]
    assert "n = 238 places" in cover.caption


def test_the_claims_table_holds_verdict_and_rule(claims):
    found = tables.claims(claims).frame
    parts = [(claim, part) for claim in claims for part in claim.parts]
    assert len(found) == len(parts)
    assert [row["plain"] for row in tables.claims(claims).behind] == [str(part.plain) for _claim, part in parts]
    under = [row for row, (_claim, part) in zip(found["verdict"], parts, strict=True) if part.under]
    assert under
    assert all(": " in verdict for verdict in under)  # the assumption is named beside its verdict
    assert all(row["settles"] for row in tables.claims(claims).behind)


def test_permanova_and_drivers_are_rounded(plans):
    pages = substance.comparable(plans)
    table = substance.features(pages)
    found = tables.permanova(substance.permanova(table, pages["generation"]), caption="c").frame
    assert found.iloc[0].tolist() == ["159", "12.7", "7%", "p < 0.001"]
    drivers = tables.features(substance.drivers(table, pages["generation"]), caption="c").frame
    assert all(re.fullmatch(r"<?\d+%", value) for value in drivers["R²"])
