"""What a file was read as can be read again: with the mapping of a reading, the same tables come out."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.dataset._reading import read
from files import written

FILES = {
    "a total and a grant": "Lieu;Coût total;Subvention;Financeur\nA;100000;40000;DETR\nB;1,5 M€;;\n",
    "a column for each funder": "Plans de 2019\nLieu;Coût total (k€);État;Région\nA;100;30;10\nTotal;100;30;10\n",
    "a row for each funder": "Lieu;Coût total;Financeur;Montant\nA;100;Région Sud;40\nA;100;DETR;20\n",
}


@pytest.mark.parametrize("name", FILES)
def test_reading_again_with_the_mapping_gives_the_same(tmp_path, name):
    file = written(tmp_path / "plans.csv", FILES[name])
    first = read(file).readings[0]
    again = read(file, first.mapping).readings[0]
    for table in ("places", "funding"):
        pd.testing.assert_frame_equal(first.texts[table], again.texts[table])
    assert again.mapping == first.mapping


def test_each_row_of_a_table_is_that_of_its_source(tmp_path):
    found = read(written(tmp_path / "plans.csv", FILES["a row for each funder"])).readings[0]
    assert found.texts["places"].index.tolist() == [2]
    assert found.texts["funding"].index.tolist() == [2, 3]
    assert found.merged == {3: 2}
    assert found.sources["places"].index.tolist() == [2, 3]
