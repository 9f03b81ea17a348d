"""Each claim's number, computed again by hand-written pandas from the CSV files."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analysis import Dataset, findings, load, shares
from editions import FROZEN, REAL


@pytest.fixture(scope="module", params=[FROZEN, REAL], ids=["frozen", "real"])
def data(request) -> Dataset:
    """The numbers follow from the files in every edition; what they say is held for the frozen one below."""
    return load(request.param)


@pytest.fixture(scope="module")
def plans(data) -> pd.DataFrame:
    return shares.plans(data)


@pytest.fixture(scope="module")
def claims(data) -> dict[int, findings.Claim]:
    return {claim.number: claim for claim in findings.claims(data)}


@pytest.fixture(scope="module")
def places(data) -> pd.DataFrame:
    return pd.read_csv(data.path / "places.csv", dtype={"department_code": "str", "insee_code": "str"})


@pytest.fixture(scope="module")
def funding(data) -> pd.DataFrame:
    return pd.read_csv(data.path / "funding.csv")


def wilson(count: int, n: int) -> tuple[float, float]:
    bounds = stats.binomtest(count, n).proportion_ci(method="wilson")
    return bounds.low, bounds.high


def test_claim_1_investment_in_the_band(claims, places):
    count = ((places["investment_eur"] >= 50_000) & (places["investment_eur"] < 1_000_000)).sum()
    assert claims[1].value == pytest.approx(count / len(places))
    assert (claims[1].low, claims[1].high) == pytest.approx(wilson(count, len(places)))


def test_claim_2_mixed_funding_with_bounds(claims, places, funding):
    sectors = funding.groupby("place_id")["sector"].agg(set)
    mixed = sectors.map(lambda found: {"public", "private"} <= found).sum()
    known = funding.groupby("place_id")["amount_eur"].sum() / places.set_index("place_id")["investment_eur"]
    whole = known[known >= 0.98].index
    single = sum(len(sectors[place]) == 1 and "unknown" not in sectors[place] for place in whole)
    n = len(places)
    assert claims[2].low == pytest.approx(wilson(mixed, n)[0])
    assert claims[2].high == pytest.approx(wilson(n - single, n)[1])


def test_claim_3_rural_places(claims, places):
    known = places["density"].dropna()
    rural = known.isin(["rural_town", "dispersed_rural", "very_dispersed_rural"]).sum()
    assert claims[3].value == pytest.approx(rural / len(known))


def test_claim_4_stakeholders_against_the_year(claims, plans):
    pages = plans[(plans["source_kind"] == "web_page") & plans["year"].notna()]
    line = stats.theilslopes(pages["stakeholders"], pages["year"])
    assert (claims[4].value, claims[4].low, claims[4].high) == pytest.approx(
        (line.slope, line.low_slope, line.high_slope)
    )


def test_claim_5_citizens_is_a_lower_bound(claims, places):
    count = (places["citizens_involved"] == True).sum()  # noqa: E712
    assert claims[5].value == pytest.approx(count / len(places))


def test_claim_6_local_authorities(claims, places, funding):
    local = ["municipality", "intermunicipality", "department", "region"]
    funded = set(funding.loc[funding["funder_type"].isin(local), "place_id"])
    count = (places["carrier_type"].isin(local) | places["place_id"].isin(funded)).sum()
    assert claims[6].value == pytest.approx(count / len(places))
    assert (claims[6].low, claims[6].high) == pytest.approx(wilson(count, len(places)))


def test_claim_7_carriers(claims, places):
    count = places["carrier_type"].isin(["municipality", "intermunicipality", "department", "region"]).sum()
    assert claims[7].value == pytest.approx(count / len(places))


def test_claim_8_leap_or_words(claims, plans):
    pages = plans[(plans["source_kind"] == "web_page") & plans["generation"].notna()]
    table = pd.DataFrame(
        {
            "investment": np.log10(pages["investment_eur"]),
            "funders": pages["funders"],
            "stakeholders": pages["stakeholders"],
            "public": pages["carrier_sector"] == "public",
            "private": pages["carrier_sector"] == "private",
        }
    ).astype(float)
    scores = (table - table.mean()) / table.std(ddof=0)
    within = scores.groupby(pages["generation"]).transform("mean")
    assert claims[8].value == pytest.approx((within**2).to_numpy().sum() / (scores**2).to_numpy().sum())
    assert claims[8].low < claims[8].value < claims[8].high


def test_verdicts_are_one_of_three_and_the_overview_counts_them(claims):
    verdicts = [claim.verdict for claim in claims.values()]
    assert set(verdicts) <= set(findings.Verdict)
    count = verdicts.count("supported")
    texts = list(findings.overview(list(claims.values())))
    assert texts[0].startswith(f"Supported: {count} of 8 claims" if count else "")


def test_claims_table_has_a_row_each(claims):
    table = findings.claims_table(list(claims.values()))
    assert table["number"].tolist() == list(range(1, 9))


def test_what_the_claims_say_of_the_frozen_edition():
    claims = findings.claims(load(FROZEN))
    assert [claim.verdict for claim in claims] == [
        "cannot_tell", "cannot_tell", "cannot_tell", "cannot_tell", "cannot_tell", "supported", "cannot_tell", "not_supported",
    ]  # fmt: skip
    texts = list(findings.overview(claims))
    assert texts[0] == "Supported: 1 of 8 claims (6)."
    assert texts[-1] == "Claim 1 differs without the State's lists: not supported."
    assert "32%" in str(claims[2].measure)
    assert claims[7].high < 0.14
    places = load(FROZEN).places
    pages = places[places["source_kind"] == "web_page"]["investment_eur"].between(50_000, 999_999)
    assert wilson(pages.sum(), len(pages))[1] < 0.5
    assert claims[0].turns == (("without_lists", "not_supported"),)
    assert str(claims[0].where_it_turns) == "without the State's lists: not supported"
