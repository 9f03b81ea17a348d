"""Grants published in the 360Giving standard."""

from __future__ import annotations

import json

from analysis import load
from files import written


def test_360giving_as_json(tmp_path):
    grants = [{"id": "360G-1", "title": "A", "currency": "EUR", "amountAwarded": 5000, "awardDate": "2020-01-02",
               "recipientOrganization": [{"name": "Lab"}], "fundingOrganization": [{"name": "Fondation X"}]}]  # fmt: skip
    data = load(written(tmp_path / "g.json", json.dumps({"grants": grants})))
    assert data.shape.startswith("360Giving")
    assert data.funding[["funder", "funder_type", "sector", "amount_eur"]].values.tolist() == [
        ["Fondation X", "foundation", "private", 5000]
    ]
