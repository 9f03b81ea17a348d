"""Both languages through the whole: the command's messages, and French sentences, figures and tables."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from analysis import charts, findings, inference, shares, summaries, tables
from analysis.__main__ import app
from analysis.charts._describing import find_text
from analysis.words.i18n import VARIABLE, speak
from spoken import english, plain

run = CliRunner()


@pytest.mark.parametrize("arguments", [["notebooks"], ["lab"], ["template"]])
def test_an_unknown_language_is_told_in_one_line(arguments):
    result = run.invoke(app, [*arguments, "--lang", "de"])
    assert (result.exit_code, result.output) == (2, "unknown language 'de': choose en or fr\n")


def test_an_unknown_language_in_the_environment_is_told_in_one_line():
    done = subprocess.run(
        [sys.executable, "-m", "analysis", "check"], env={**os.environ, VARIABLE: "de"}, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (2, f"{VARIABLE}: unknown language 'de': choose en or fr\n")


def test_the_help_of_the_command_speaks_french():
    done = subprocess.run(
        [sys.executable, "-m", "analysis", "check", "--help"],
        env={**os.environ, VARIABLE: "fr", "COLUMNS": "200"}, capture_output=True, text=True,
    )  # fmt: skip
    assert "Dire ce qui est compris d’un fichier" in plain(done.stdout)


@pytest.fixture(scope="module")
def told_in_french(data, answers, claims) -> str:
    """All sentences, figures and tables of the notebooks on the project's data, in French."""
    import matplotlib.pyplot as plt

    plans, figure = shares.plans(data), plt.figure()
    with speak("fr"):
        texts = [
            repr(findings.overview(claims)),
            repr(tables.claims(claims)),
            *(repr(a.short) for a in answers.values()),
        ]
        texts += [repr(tables.plain(a.sensitivity, "Each finding, counted in other ways")) for a in answers.values()]
        texts += [repr(findings.what_was_read(data)), repr(findings.sources(data))]
        texts += [repr(tables.funder_mix(summaries.funder_mix(plans, data.funding), caption="Who pays?"))]
        texts += [
            repr(tables.medians(inference.medians(plans, "investment_eur", by="density"), by="density", caption=""))
        ]
        drawn = [
            charts.plot_distribution(plans, ax=figure.add_subplot()),
            charts.plot_groups(plans, by="place_type", ax=figure.add_subplot()),
            charts.plot_over_years(plans, ax=figure.add_subplot()),
            charts.plot_funder_mix(summaries.funder_mix(plans, data.funding), ax=figure.add_subplot()),
            charts.plot_public_share(plans, ax=figure.add_subplot()),
            charts.plot_complete_plans(plans, ax=figure.add_subplot()),
            charts.plot_timeline(data.concepts, plans=plans, ax=figure.add_subplot()),
        ]
        texts += [find_text(ax) for ax in drawn]
        texts += [label.get_text() for ax in drawn for label in (*ax.texts, ax.xaxis.label, ax.yaxis.label)]
    plt.close(figure)
    return "\n".join(texts)


def test_french_sentences_figures_and_tables_hold_no_english(told_in_french):
    assert english(told_in_french) == []
    assert not re.search(r"\b(the|of|and|with|not|between|places|plans are)\b", plain(told_in_french))


def test_french_is_set_with_no_break_spaces(told_in_french):
    assert re.findall(r".{0,20} [;?!%»](?!\w).{0,5}", told_in_french) == []
    assert re.findall(r".{0,20}\w[;?!] .{0,5}", told_in_french) == []


def test_a_folder_of_notebooks_that_cannot_be_is_told_in_one_line(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    result = run.invoke(app, ["notebooks", "--lang", "fr", "--out", str(tmp_path / "file")])
    assert (result.exit_code, result.output) == (2, f"{tmp_path / 'file'} is a file: name a folder with --out\n")
