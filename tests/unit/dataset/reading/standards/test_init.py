"""Which standard a table follows is told by its columns alone."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.dataset._reading.standards import find_standard, scdl, state_grants, threesixtygiving


@pytest.mark.parametrize(
    ("title", "columns"),
    [
        (scdl.TITLE, ["nomAttribuant", "nomBeneficiaire", "objet", "montant", "nature"]),
        (scdl.TITLE, ["Nom du bénéficiaire", "montant", "Nom de l'attribuant", "objet de la subvention", "nature"]),
        (threesixtygiving.TITLE, ["Amount Awarded", "Recipient Org:Name", "Funding Org:Name"]),
        (state_grants.TITLE, ["nom_terr", "dotation", "cout_total", "montant_sub"]),
    ],
)
def test_a_standard_is_recognised(title, columns):
    found = find_standard(pd.DataFrame(columns=columns))
    assert found is not None
    assert found.title == title


@pytest.mark.parametrize(
    "columns",
    [
        ["Lieu", "Coût total", "montant"],
        ["nomAttribuant", "objet", "nature", "idRAE", "notificationUE"],  # neither who receives nor how much
        ["Amount Awarded", "Recipient Org:Name"],  # nobody gives
        ["nom_terr", "dotation", "cout_total"],
    ],
)
def test_a_table_that_lacks_what_a_standard_needs_follows_none(columns):
    assert find_standard(pd.DataFrame(columns=columns)) is None
