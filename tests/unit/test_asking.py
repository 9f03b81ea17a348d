"""What only a person knows is asked for until it can be read; what is given is not asked again."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys

import pytest

from analysis._asking import FACTS, OPTIONS, ask_facts, ask_lines, write_command
from analysis.dataset import load
from analysis.dataset._adding import AddError, Line, read_line


def answering(*answers: str):
    """A person who gives these answers, and what was asked."""
    waiting, asked = list(answers), []

    def ask(question: str) -> str:
        asked.append(question)
        return waiting.pop(0)

    return ask, asked


def test_a_fact_is_asked_until_it_can_be_read_and_a_needed_one_until_it_is_there():
    told: list[str] = []
    given = dict.fromkeys(FACTS, "") | {"name": "La Fabrique", "source_url": "https://example.org"}
    del given["place_type"], given["investment_eur"]
    ask, asked = answering("castle", "Tiers-lieu", "", "beaucoup", "120 k€")
    facts = ask_facts(given, ask, told.append)
    assert (facts["place_type"], facts["investment_eur"]) == ("third_place", "120000")
    assert [question.split(" (")[0] for question in asked] == ["kind of place"] * 2 + ["investment"] * 3
    assert told == [
        told[0],
        "investment: beaucoup is no number",
    ]
    assert told[0].startswith("kind of place: castle is not known; write one of third place")


def test_what_is_given_and_cannot_be_read_is_refused():
    with pytest.raises(AddError, match="no number"):
        ask_facts({"investment_eur": "beaucoup"}, None, print)


def test_funders_are_asked_for_until_an_empty_answer():
    told: list[str] = []
    ask, asked = answering("Région Occitanie = 60 000", "DETR = bientôt", "DETR = 30 k€", "")
    lines = ask_lines(ask, told.append)
    assert [(line.funder_type, line.amount_eur) for line in lines] == [("region", 60_000), ("state", 30_000)]
    assert len(asked) == 4
    assert "cannot be read" in told[1]


def test_a_place_is_added_from_the_command_line_and_what_holds_the_data_holds(package):
    line = [
        "--name", "La Fabrique", "--place-type", "tiers-lieu", "--municipality", "Figeac", "--carrier-type", "association",
        "--investment", "120 k€", "--source", "https://example.org/a", "--line", "Région Occitanie = 60 000",
        "--line", "DETR = 30000", "--line", "own_funds = 30000", "--data", str(package),
    ]  # fmt: skip
    told = subprocess.run(
        [sys.executable, "-m", "analysis", "add", *line],
        capture_output=True,
        text=True,
        check=True,
        stdin=subprocess.DEVNULL,
    )
    assert told.stdout.startswith("la-fabrique-figeac is in ")
    data = load(package)
    assert not data.problems
    plan = data.places.set_index("place_id").loc["la-fabrique-figeac"]
    assert (plan["region"], plan["plan_quality"]) == ("Occitanie", "complete")


def test_a_place_that_lacks_what_is_needed_is_not_added(package):
    before = (package / "places.csv").read_bytes()
    line = [sys.executable, "-m", "analysis", "add", "--name", "La Fabrique", "--data", str(package)]
    told = subprocess.run(line, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    assert (told.returncode, told.stderr.strip()) == (2, "what is needed besides: kind of place, investment, source")
    assert (package / "places.csv").read_bytes() == before


def test_a_folder_that_is_no_package_is_told_in_one_line(tmp_path):
    line = ["--name", "A", "--place-type", "other", "--investment", "1000", "--source", "https://example.org"]
    told = subprocess.run(
        [sys.executable, "-m", "analysis", "add", *line, "--data", str(tmp_path / "none")],
        capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert told.returncode == 2
    assert "Traceback" not in told.stderr
    assert len(told.stderr.strip().splitlines()) == 1


def test_answers_become_a_command_that_gives_the_same(package):
    lines = [Line("Région Occitanie", "region", 60_000), Line("L'Europe (FEDER)", "eu", None)]
    facts = {"name": "L'Atelier", "place_type": "fab_lab", "municipality": "Figeac", "year": "", "investment_eur": "120000",
             "source_url": "https://example.org/a?b=1&c=2"}  # fmt: skip
    told = shlex.split(write_command(facts, lines))
    assert told[:2] == ["cluster-funding", "add"]
    given = dict(zip(told[2::2], told[3::2], strict=True))
    assert "--year" not in given
    assert [read_line(text) for option, text in zip(told[2::2], told[3::2], strict=True) if option == "--line"] == lines
    done = subprocess.run(
        [sys.executable, "-m", "analysis", *told[1:], "--data", str(package)],
        capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert done.stdout.startswith("l-atelier-figeac is in ")
    assert load(package).places.set_index("place_id").loc["l-atelier-figeac", "source_url"] == facts["source_url"]


def test_each_fact_has_an_option_of_the_command():
    told = subprocess.run(
        [sys.executable, "-m", "analysis", "add", "--help"], capture_output=True, text=True, check=True
    ).stdout
    for name in FACTS:
        assert OPTIONS.get(name, "--" + name.replace("_", "-")) in told


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of its own is made as Unix does")
def test_after_a_refusal_at_the_end_no_answer_has_to_be_typed_again(package):
    import pty

    answers = [
        "La Fabrique",
        "tiers-lieu",
        "Saint-Denis",
        "",
        "",
        "association",
        "2024",
        "",
        "120 k€",
        "",
        "https://example.org",
        "",
        "",
    ]
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "analysis", "add", "--data", str(package)]
    with subprocess.Popen(command, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as run:
        os.write(ours, "".join(f"{answer}\n" for answer in answers).encode())
        _out, told = run.communicate(timeout=120)
    os.close(ours)
    os.close(theirs)
    assert run.returncode == 2
    assert "say its department" in told
    assert "cluster-funding add --name 'La Fabrique' --place-type third_place --municipality Saint-Denis" in told
    assert "Traceback" not in told
