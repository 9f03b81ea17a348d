"""Every kind of input that the page "What is read" shows comes to what it says."""

from __future__ import annotations

import pytest

from readable import CASES, DOCUMENT, outcome


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.kind}, {case.shown}"[:60])
def test_a_kind_of_input_comes_to_its_right_answer(case, tmp_path):
    assert outcome(case, tmp_path) == case.right


def test_the_page_has_a_row_for_each():
    page = DOCUMENT.read_text(encoding="utf-8")
    rows = [f"| {case.kind} | {case.shown} | {case.right} |" for case in CASES]
    assert [line for line in page.splitlines() if line.startswith("| ")][1:] == rows
