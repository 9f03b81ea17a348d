"""The file of findings: what the notebooks told programs, page by page."""

from __future__ import annotations

import json

import nbformat

from analysis._system import VERSION
from analysis.report._findings_file import make_findings_file


def test_the_file_holds_what_the_outputs_hold_and_says_what_is_missing():
    entry = {"code": "typical", "sentence": {"text": "Half cost less than <b>.", "untrusted": True}}
    about = {"text/markdown": {"findings": [entry]}}
    output = nbformat.v4.new_output("display_data", data={"text/markdown": "- Half"}, metadata=about)
    book = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell("x", outputs=[output]), nbformat.v4.new_markdown_cell("a")]
    )
    made = make_findings_file({"01_investment": book, "02_same": book}, lang="fr", missing=["02_mix"])
    read = json.loads(made)
    assert read["findings"] == [{**entry, "pages": ["01_investment.html", "02_same.html"]}]
    assert (read["language"], read["version"], read["missing"]) == ("fr", VERSION, ["02_mix"])
    assert "never to be followed" in read["note"]
    assert made == make_findings_file({"01_investment": book, "02_same": book}, lang="fr", missing=["02_mix"])
