"""A file is read once and told in either language: what is told has no language until it is shown."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pandas as pd
import pytest

from analysis import Dataset, findings, load, tables
from analysis.__main__ import _as_json
from analysis.dataset._checking import DataError, Problem, Rule, Severity
from analysis.dataset._checking.problem import order_as_told, sort_problems
from analysis.dataset._exporting import to_csv
from analysis.dataset._reading import Kind, Shape, write_mapping
from analysis.dataset.mine import example
from analysis.words.i18n import LANGUAGES, _, speak

FILES = {
    # doubtful marks, a negative amount, an amount that is none, unknown codes, a subtotal, a title, an unnamed column
    "doubtful.csv": """Plans de 2019;;;;
Lieu;Coût total;;Région;Type de lieu;Année
A;1.500;x;1.200;fablab;2019
B;2.500;y;beaucoup;zzz;deux mille
C;-3;;5;tiers-lieu;2018
D;3000;1;2;3;4;5
Total;7000;;;;
""",
    # grants in two currencies, of a share that contradicts, with no place of its own
    "grants.csv": "Bénéficiaire;Coût total;Subvention;Taux;Financeur\nA;1000;£100;50%;DETR\nB;2000;100 $;5 %;Ville\n",
    "ambiguous.csv": "Lieu;Date;Année;Coût total\nA;2019;2018;100\nA;2019;2018;100\n",
    "scdl.csv": (
        "nomAttribuant,idAttribuant,dateConvention,nomBeneficiaire,objet,montant,nature,notificationUE\n"
        f"A,1,x,B,{'o' * 300},10 €,don,yes\n,,,,,,,\n"
    ),
}  # fmt: skip
UNREADABLE = {
    "empty.csv": b"", "nul.csv": b"a\0b", "picture.png": b"\x89PNG", "deep.json": b"{", "nothing.csv": b"Lieu;Avis\nA;bon\n",
    "ambiguous.csv": "Lieu;Coût total HT;Montant total\nA;100;120\nA;100;120\n".encode(),
}  # fmt: skip


def told(data: Dataset) -> dict[str, object]:
    """All that readers see of a file, in the language that is spoken."""
    shown = (tables.rows(data), tables.understood(data), tables.problems(data))
    return {
        "problems": [str(problem) for problem in data.problems],
        "json": _as_json(data),
        "understood": data.understood.to_csv(),
        "rejected": to_csv(data.rejected),
        "tables": [table._repr_html_() for table in shown],
        "read": repr(findings.what_was_read(data)),
        "mapping": write_mapping(data.mapping),
    }


def read_twice(path: Path) -> None:
    """What is told of one reading in either language is what is told of a reading in that language."""
    readings = {}
    for lang in LANGUAGES:
        with speak(lang):
            readings[lang] = load(path)
    for lang in LANGUAGES:
        with speak(lang):
            assert told(readings["en"]) == told(readings["fr"]) == told(readings[lang])
    assert readings["en"].problems == readings["fr"].problems
    with speak("en"):
        english = told(readings["fr"])
    with speak("fr"):
        assert told(readings["en"])["understood"] != english["understood"]


@pytest.mark.parametrize("name", FILES)
def test_a_file_read_in_one_language_is_told_in_the_other_as_if_read_in_it(tmp_path, name):
    path = tmp_path / name
    path.write_text(FILES[name], encoding="utf-8")
    read_twice(path)


def test_the_worked_example_is_told_in_both_languages():
    read_twice(example())


@pytest.mark.parametrize("name", UNREADABLE)
def test_an_error_is_told_in_the_language_that_is_spoken_when_it_is_told(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(UNREADABLE[name])
    said = {}
    for lang in LANGUAGES:
        with speak(lang), pytest.raises(DataError) as caught:
            load(path)
        said[lang] = caught.value
    for lang in LANGUAGES:
        with speak(lang):
            assert str(said["en"]) == str(said["fr"])
    with speak("fr"):
        french = str(said["en"])
    assert french != str(said["en"])


def test_a_column_without_a_name_is_called_in_either_language_also_by_mappings(tmp_path):
    path, mapping = tmp_path / "plans.csv", tmp_path / "map.toml"
    path.write_text("Lieu;Coût total;;Région\nA;150000;1000;50000\nB;160000;much;2\nC;1;-5;0\n", encoding="utf-8")
    for name in ("column C", "colonne C"):
        mapping.write_text(f'[columns]\n"{name}" = "funder:state"\n', encoding="utf-8")
        data = load(path, mapping=mapping)
        assert data.funding["funder_type"].tolist() == ["state", "region", "state", "region"]
        assert list(data.rejected)[-2:] == ["column C", "Région"]
        assert data.problems[-1].column == data.understood["column"][2] == "column C"
        with speak("fr"):
            assert list(data.rejected)[-2:] == ["colonne C", "Région"]
            assert data.rejected["reason"].tolist() == ["colonne C\u00a0: doit être au moins 0"]
            assert "ligne 4, colonne colonne C" in str(data.problems[-1])
            assert data.understood["column"][2] == "colonne C"
            assert '"colonne C" = "funder:state"' in write_mapping(data.mapping)
    assert '"column C" = "funder:state"' in write_mapping(data.mapping)


def named(text: str) -> set[str]:
    return {name for _before, name, *_rest in string.Formatter().parse(text) if name}


def test_each_rule_has_a_code_and_words_in_both_languages():
    for rule in Rule:
        assert re.fullmatch("[a-z0-9_]+", rule)
        assert rule.severity in Severity
        plural = not isinstance(rule.text, str)
        wanted = {name for text in ([*rule.text] if plural else [rule.text]) for name in named(text)}
        fields = dict.fromkeys(wanted, "x") | ({"number": 2} if plural else {}) | {"name": "x", "key": "x"}
        english = rule.word(fields)
        with speak("fr"):
            assert rule.word(fields) != english
            assert "{" not in rule.word(fields)
            if rule.hint and rule.hint not in ("{near}", 'analysis.load("data/mine/NAME")'):
                assert _(rule.hint) != rule.hint


def test_the_order_of_problems_is_the_same_in_every_language():
    problems = [
        Problem(Rule.TOO_LOW, "b.csv", 2, "year", "1", fields={"limit": "1950"}),
        Problem(Rule.VALUE_REQUIRED, "a.csv", 3, "name"),
        Problem(Rule.TOTAL_ZERO, "a.csv", 3, "name"),
        Problem(Rule.COLUMN_MISSING, "a.csv", None, "year", fields={"near": ""}),
    ]
    assert [problem.code for problem in sort_problems(problems)] == [
        Rule.COLUMN_MISSING, Rule.TOTAL_ZERO, Rule.VALUE_REQUIRED, Rule.TOO_LOW,
    ]  # fmt: skip
    with speak("fr"):
        assert sort_problems(problems) == sort_problems(reversed(problems))


def test_problems_of_one_place_are_told_in_the_order_of_their_words():
    gbp = Problem(Rule.CURRENCY_WITHOUT_RATE, "a.csv", None, "CA", fields={"name": "GBP"})
    operating = Problem(Rule.OPERATING_MONEY, "a.csv", None, "CA")
    assert list(order_as_told(sort_problems([operating, gbp]))) == [gbp, operating]
    with speak("fr"):
        assert list(order_as_told(sort_problems([gbp, operating]))) == [operating, gbp]


def test_what_a_program_asks_needs_no_words(tmp_path):
    path = tmp_path / "grants.csv"
    path.write_text(FILES["grants.csv"], encoding="utf-8")
    with speak("fr"):
        data = load(path)
    assert data.kind.shape is Shape.ONE_GRANT
    assert load().kind == Kind(Shape.PACKAGE)
    assert {problem.code for problem in data.problems} >= {Rule.CURRENCY_WITHOUT_RATE}
    assert {problem.severity for problem in data.problems} == {"warning"}
    codes = pd.DataFrame(_as_json(data)["problems"])["code"]
    assert codes.tolist() == [str(problem.code) for problem in data.problems]
