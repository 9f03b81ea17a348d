"""What a carrier pays itself, and the law by cases."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.numbers import ladder
from analysis.numbers.ladder import Assumption
from climbing import GRANT, lines, plan


@pytest.mark.parametrize(
    ("given_", "funding", "low"),
    [
        ({}, GRANT, 100.0),  # 80 granted and at least a quarter of it by the carrier
        ({"year": 2011}, GRANT, 80.0),
        ({"year": None}, GRANT, 80.0),
        ({"region": "Martinique"}, GRANT, 80.0),
        ({"region": "Wallonie"}, GRANT, 80.0),
        ({"region": "Corse"}, GRANT, 100.0),
        ({"carrier_type": "public_joint_carrier"}, GRANT, 80.0),
        ({"carrier_type": "association", "carrier_sector": "private"}, GRANT, 80.0),
        ({"private_eur": 110.0, "unknown_eur": 10.0}, GRANT, 90.0),  # no more than what is not private
        ({}, lines(("state", 70.0, "État"), ("own_funds", 10.0, None)), 87.5),
        ({}, lines(("state", 40.0, "État"), ("own_funds", 40.0, None)), 80.0),  # the carrier pays more than a fifth
        ({}, lines(("public_joint", 80.0, None)), 80.0),  # the carrier may be among them
        ({}, lines(("public_joint", 80.0, "État; Commune de Luzy")), 80.0),
        ({}, lines(("public_joint", 80.0, "État; Région Bretagne")), 100.0),
        ({"carrier_type": "intermunicipality"}, lines(("municipality", 80.0, "Commune de Nontron")), 80.0),
        ({"amount_scope": "operating"}, GRANT, 80.0),
    ],
)
def test_the_law_bounds_the_public_euros_of_whom_it_binds(given_: dict, funding: pd.DataFrame, low: float):
    table = ladder.climb_euros(plan(**given_), funding).set_index("assumption")
    assert table.loc[Assumption.B1, "low"] * 200 == pytest.approx(low)
    assert table.loc[Assumption.B0, ["low", "high"]].tolist() == pytest.approx(
        [0.4, (80 + plan(**given_)["unknown_eur"].iloc[0]) / 200]
    )


def test_what_the_carrier_pays_is_told_from_grants():
    funding = lines(
        ("state", 20.0, "État"),
        ("own_funds", 10.0, None),
        ("bank", 10.0, None),
        ("municipality", 15.0, "Commune de Luzy"),
        ("intermunicipality", 25.0, "Communauté de communes du Bazois"),
    )
    assert ladder.split_public(plan(), funding).to_numpy().tolist() == [["a", 35.0, 45.0]]
    scaled = ladder.split_public(plan(public_eur=160.0), funding)  # the lines of a complete plan were scaled
    assert scaled.to_numpy().tolist() == [["a", 70.0, 90.0]]
