"""Plans and lines whose money is partly unknown, made by hand for the tests of the ladder."""

from __future__ import annotations

import pandas as pd

from analysis.numbers.ladder import Assumption

A = [Assumption.A0, Assumption.A1, Assumption.A2, Assumption.A3]
CENSUS = pd.DataFrame(
    [
        ("settlement", "rural", 0.34),
        ("settlement", "towns", 0.66),
        ("legal_form", "association", 0.53),
        ("legal_form", "company", 0.19),
        ("legal_form", "cooperative", 0.09),
        ("legal_form", "school", 0.14),
    ],
    columns=["dimension", "category", "share"],
)
NO_LINES = pd.DataFrame({"place_id": [], "line": [], "funder_type": [], "sector": [], "amount_eur": []})


def made(*rows: tuple[str, str, str, int]) -> pd.DataFrame:
    """Plans by mix, sector of the carrier and kind of source."""
    spread = [row[:3] for row in rows for _ in range(row[3])]
    table = pd.DataFrame(spread, columns=["mix", "carrier_sector", "source_kind"]).astype("object")
    types = table["carrier_sector"].map({"public": "municipality", "private": "association"}).fillna("mixed")
    return table.assign(
        place_id=[f"p{at}" for at in range(len(table))],
        carrier_type=types,
        settlement=[("rural", "urban")[at % 2] for at in range(len(table))],
    )


PLANS = made(
    ("mixed", "private", "web_page", 4),
    ("mixed", "public", "web_page", 1),
    ("one_sector", "private", "web_page", 2),
    ("one_sector", "public", "web_page", 9),
    ("unknown", "private", "web_page", 5),
    ("unknown", "mixed", "web_page", 1),
    ("unknown", "public", "web_page", 6),
    ("unknown", "public", "state_list", 12),
)
#: Two of the undecided private plans have a public funder; so have a mixed one and an undecided public one.
LINES = pd.DataFrame({"place_id": ["p16", "p17", "p0", "p30"], "sector": "public"})


def plan(**given_: object) -> pd.DataFrame:
    """One plan of 200 euros of which 80 are known to be public."""
    base = {
        "place_id": "a",
        "investment_eur": 200.0,
        "public_eur": 80.0,
        "private_eur": 0.0,
        "unknown_eur": 120.0,
        "complete": False,
        "carrier_type": "municipality",
        "carrier_sector": "public",
        "carrier_name": "Commune de Luzy",
        "region": "Bretagne",
        "year": 2019,
    }
    return pd.DataFrame([base | given_])


def lines(*rows: tuple[str, float, str | None]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["funder_type", "amount_eur", "funder_name"])
    return table.assign(place_id="a", line=range(1, len(rows) + 1), sector="public")


GRANT = lines(("state", 80.0, "État"))


def euro_plans(plans: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    known = plans.dropna(subset=["investment_eur"])
    return known, known[known["complete"] & (known["unknown_eur"] <= 1e-9 * known["investment_eur"])]


def euro_plan(place: str, sector: str, public: float, private: float, *, complete: bool) -> pd.DataFrame:
    return plan(
        place_id=place,
        carrier_sector=sector,
        public_eur=public,
        private_eur=private,
        unknown_eur=200.0 - public - private,
        complete=complete,
    )
