"""The file that a person brings: found in its folder, with its mapping, or the worked example."""

from __future__ import annotations

from analysis import findings, load, mine, tables


def test_the_only_file_is_found_with_its_mapping(tmp_path, monkeypatch):
    monkeypatch.delenv(mine.MINE_VARIABLE, raising=False)
    assert mine.find(tmp_path) == mine.Mine(mine.example())
    (tmp_path / "plans.csv").write_text("Endroit;Prix\nA;100\n")
    (tmp_path / ".hidden").write_text("")
    (tmp_path / "plans.toml").write_text('[columns]\nEndroit = "name"\nPrix = "investment_eur"\n')
    found = mine.find(tmp_path)
    assert repr(found) == "plans.csv, read with plans.toml"
    assert load(found.path, mapping=found.mapping).places["investment_eur"].tolist() == [100]
    (tmp_path / "other.csv").write_text("Lieu;Coût total\nB;200\n")
    both = mine.find(tmp_path)
    assert load(both.path, mapping=both.mapping).places["investment_eur"].tolist() == [200, 100]


def test_of_several_files_the_chosen_one_is_found(tmp_path, monkeypatch):
    monkeypatch.delenv(mine.MINE_VARIABLE, raising=False)
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text("Lieu;Total\nA;9\n")
    (tmp_path / "other.toml").write_text("")
    assert mine.find(tmp_path) == mine.Mine(tmp_path)
    mine.choose(mine.Mine(tmp_path / "b.csv", tmp_path / "other.toml"))
    assert mine.find(tmp_path) == mine.Mine(tmp_path / "b.csv", tmp_path / "other.toml")
    mine.choose(None, tmp_path)
    assert mine.find(tmp_path) == mine.Mine(mine.example())
    mine.choose(mine.Mine(tmp_path / "b.csv"))
    (tmp_path / "b.csv").unlink()
    assert mine.find(tmp_path) == mine.Mine(tmp_path / "a.csv")
    for broken in ("{", '["x"]', '{"file": "../../etc/passwd"}', '{"file": 3}', '{"file": ".."}'):
        (tmp_path / mine.CHOSEN).write_text(broken)
        assert mine.find(tmp_path) == mine.Mine(tmp_path / "a.csv")


def test_the_report_names_file_and_mapping(tmp_path, monkeypatch):
    monkeypatch.setenv(mine.MINE_VARIABLE, str(tmp_path / "plans.csv"))
    monkeypatch.setenv(mine.MINE_MAP_VARIABLE, str(tmp_path / "other.toml"))
    assert mine.find() == mine.Mine(tmp_path / "plans.csv", tmp_path / "other.toml")


def test_the_worked_example_has_its_two_mistakes():
    data = load(mine.example())
    assert [(p.severity, p.row, p.column) for p in data.problems] == [
        ("warning", 8, "Coût total"),
        ("error", 13, "Coût total"),
    ]
    assert data.left_out == ("row 1: above the header", "row 18: a subtotal")
    assert (len(data.places), len(data.funding)) == (13, 25)
    assert findings.what_was_read(data)[1] == "14 rows were read: 13 accepted and 1 set aside."
    assert tables.problems(data).frame["row"].tolist() == ["8", "13"]


def test_the_worked_example_holds_the_plans_of_the_data_package():
    shipped = load().places.set_index("name")["investment_eur"]
    places = load(mine.example()).places
    assert (places["investment_eur"].to_numpy() == shipped[places["name"]].to_numpy()).all()
