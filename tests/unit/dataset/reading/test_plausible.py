"""Amounts that cannot be are told."""

from __future__ import annotations

import pytest

from analysis import load


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("Lieu;Coût total;Région\nP;450000;120\nQ;900000;300\n", {"part_in_thousands"}),
        ("Lieu;Coût total;Région\nP;450000;120000\nQ;900000;300\n", set()),
        ("Lieu;Coût total\nP;450\nQ;1250\n", {"totals_small"}),
        ("Lieu;Coût total (€)\nP;450\nQ;1250\n", set()),
        ("Lieu;Coût total (k€);Région (€)\nP;450;120000\nQ;900;300000\n", set()),
        ("Lieu;Coût total;Région\nP;45000;120000\nQ;90000;300000\n", {"parts_above_total", "lines_above_total"}),
        ("Lieu;Coût total;Région\nP;45000;120000\nQ;90000;3000\nR;80000;900\n", {"lines_above_total"}),
    ],
)
def test_a_size_that_cannot_be_is_told(tmp_path, text, rules):
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    assert {problem.code.value for problem in load(path).problems} == rules
