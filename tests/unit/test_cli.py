"""The command speaks one language throughout: that of the line, of the variable, of the system."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from analysis._cli import find_language


def ask(*args: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """What the command answers, on a system without a language unless one is given."""
    clean = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("LC_", "LANG", "CLUSTER_FUNDING_LANG", "COLUMNS"))
    }
    told = [sys.executable, "-m", "analysis", *args]
    given = {**clean, "PYTHONIOENCODING": "utf-8", **environment}
    return subprocess.run(told, capture_output=True, text=True, encoding="utf-8", env=given, check=False)


@pytest.mark.parametrize(
    ("args", "environment", "lang"),
    [
        ([], {}, "en"),
        (["check", "--lang=fr"], {"LANG": "en_GB.UTF-8"}, "fr"),
        (["report", "--lang", "all"], {"LC_ALL": "fr_BE.UTF-8", "LANG": "C"}, "fr"),
        (["check"], {"LANGUAGE": "en:fr", "LANG": "fr_FR.UTF-8"}, "en"),
        (["check"], {"LANG": "fr_FR.UTF-8", "CLUSTER_FUNDING_LANG": "en"}, "en"),
        (["check"], {"LANG": "de_DE.UTF-8"}, "en"),
        (["check"], {"LANG": "fra"}, "en"),
        (["check", "--lang"], {}, "en"),
    ],
)
def test_the_language_of_the_line_wins_over_the_variable_and_the_systems(args, environment, lang):
    assert find_language(args, environment) == lang


@pytest.mark.parametrize("command", [[], ["report"], ["check"], ["summarise"], ["template"], ["notebooks"], ["lab"]])
def test_each_help_is_french_throughout_where_french_is_spoken(command):
    told = ask(*command, "-h", LANG="fr_FR.UTF-8").stdout
    assert "Utilisation" in told
    assert "Options" in told
    english = [word for word in ("Usage", " the ", "Show", "Commands", " and ", "default:") if word in told]
    assert english == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (["chek"], "Il n’y a pas de commande 'chek'. Vouliez-vous dire 'check' ?"),
        (["check", "--frmat", "x"], "Il n’y a pas d’option --frmat (proches : --format, --map)"),
        (["check", "--format", "x"], "Valeur refusée pour '--format' : 'x' n’est pas parmi 'text', 'json'."),
        (["check", "--map"], "L’option '--map' attend une valeur."),
        (["summarise"], "Il manque l’argument 'path'."),
        (["check", "a", "b"], "Trop d’arguments (b)"),
        (["summarise", "--timeout", "x"], "Valeur refusée pour '--timeout' : ce n’est pas un nombre"),
        (["lab", "--port", "x"], "Valeur refusée pour '--port' : ce n’est pas un nombre entier"),
        (["help", "chek"], "Il n’y a pas de commande 'chek'. Vouliez-vous dire 'check' ?"),
        (["report", "--settings", "no.toml"], "impossible de lire no.toml : ce fichier ou ce dossier n’existe pas"),
    ],
)
def test_a_line_that_cannot_be_followed_is_refused_in_french_and_exits_with_two(line, said):
    answer = ask(*line, LANG="fr_FR.UTF-8")
    assert answer.returncode == 2
    assert answer.stderr.replace("\xa0", " ").replace("\u202f", " ").splitlines()[0] == said
    assert answer.stdout == ""


@pytest.mark.parametrize("line", [["help"], ["help", "check"], ["help", "--lang", "fr"]])
def test_help_is_a_command_too(line):
    asked = [name for name in line[1:2] if not name.startswith("-")]
    told = ask(*line, LANG="fr_FR.UTF-8")
    assert (told.returncode, told.stdout) == (0, ask(*asked, "-h", LANG="fr_FR.UTF-8").stdout)


@pytest.mark.parametrize("command", [[], ["report"], ["check"], ["summarise"], ["lab"]])
def test_the_help_says_what_a_value_is_in_words(command):
    told = ask(*command, "-h").stdout
    assert [word for word in ("<bool>", "<str>", "list[", "<path>", "<int>", "<float>") if word in told] == []


def test_the_help_begins_with_examples_and_says_where_to_read_on():
    told = " ".join(ask("-h").stdout.split())
    assert "For instance: cluster-funding check plans.xlsx" in told
    assert "README.md" in told


def test_one_row_is_told_as_one_in_french(tmp_path):
    file = tmp_path / "plans.csv"
    file.write_text("Nom;Coût total\nLe Moulin;320000\nLa Halle;beaucoup\n", encoding="utf-8")
    told = ask("check", str(file), "--rejected", str(tmp_path / "r.csv"), LANG="fr_FR.UTF-8").stdout
    assert "2 lignes lues = 1 acceptée + 1 mise de côté" in told.replace("\xa0", " ").replace("\u202f", " ")


def test_in_a_narrow_terminal_each_file_of_a_folder_stands_once_above_its_columns(tmp_path):
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text("name;investment_eur\nAtelier;150 000 €\n", encoding="utf-8")
    told = ask("check", str(tmp_path), "--rejected", str(tmp_path / "r.csv"), COLUMNS="80").stdout.splitlines()
    assert told[1:3] == ["a.csv", "name"]
    assert (told.count("a.csv"), told.count("b.csv")) == (1, 1)


def test_the_version_is_told():
    from analysis._system import VERSION

    assert ask("--version").stdout == f"cluster-funding {VERSION}\n"


def test_a_template_is_a_workbook(tmp_path):
    answer = ask("template", "--out", str(tmp_path / "t.pdf"))
    assert (answer.returncode, list(tmp_path.iterdir())) == (2, [])
    assert answer.stderr.strip().endswith("name it .xlsx")


@pytest.mark.parametrize(("columns", "widest"), [("60", 60), ("100", 100), ("160", 160)])
def test_what_was_understood_fits_the_terminal(columns, widest, tmp_path):
    file = tmp_path / "plans.csv"
    file.write_text("name;investment_eur\nAtelier de la gare de Saint-Amand;150 000 €\n", encoding="utf-8")
    told = ask("check", str(file), "--rejected", str(tmp_path / "r.csv"), COLUMNS=columns).stdout
    table = told[: told.index("\n\n")]
    assert "investment_eur" in table
    assert max(map(len, table.splitlines())) <= widest
