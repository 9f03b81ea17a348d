"""The command: exit codes, one-line messages, nothing written when the data is bad."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from analysis import __main__ as command
from analysis.__main__ import app
from analysis.jupyter._run import NotebookError

run = CliRunner()


def broken(package: Path) -> Path:
    table = pd.read_csv(package / "places.csv", dtype="str", keep_default_na=False)
    table.loc[0, "investment_eur"] = "-1"
    table.loc[1, "place_type"] = "castle"
    table.to_csv(package / "places.csv", index=False)
    return package


def test_check_says_that_the_shipped_data_is_clean():
    result = run.invoke(app, ["check"])
    assert result.exit_code == 0
    assert result.output.splitlines() == [
        "places.csv: 238 rows read = 238 accepted + 0 set aside",
        "funding.csv: 415 rows read = 415 accepted + 0 set aside",
        "238 places and 415 funding lines, 0 warnings, no error",
    ]


def test_check_lists_every_problem_and_writes_the_rows_that_it_set_aside(package, tmp_path):
    aside = tmp_path / "aside.csv"
    result = run.invoke(app, ["check", str(broken(package)), "--rejected", str(aside)])
    assert result.exit_code == 1
    assert "places.csv: 238 rows read = 236 accepted + 2 set aside" in result.output
    table = pd.read_csv(aside, dtype="str")
    assert table["row"].tolist()[:2] == ["2", "3"]
    assert table["reason"].iloc[0] == "investment_eur: must be above 0"
    assert table["investment_eur"].iloc[0] == "'-1"  # as it came, but no formula
    assert "places.csv, row 2, column investment_eur: '-1': must be above 0" in result.output
    assert "Traceback" not in result.output


def test_check_of_data_with_a_warning_ends_with_one(package):
    table = pd.read_csv(package / "places.csv", dtype="str", keep_default_na=False).assign(mood="good")
    table.to_csv(package / "places.csv", index=False)
    result = run.invoke(app, ["check", str(package)])
    assert (result.exit_code, "column mood" in result.output) == (1, True)


def test_check_of_nothing_ends_with_two(tmp_path):
    assert run.invoke(app, ["check", str(tmp_path / "none")]).exit_code == 2


def test_strict_stops_at_the_first_error(package):
    result = run.invoke(app, ["check", str(broken(package)), "--strict"])
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        "error: places.csv, row 2, column investment_eur: '-1': must be above 0",
        "Stopped at the first error; without --strict its row is set aside.",
    ]


def test_check_as_json_holds_the_same(package, tmp_path):
    result = run.invoke(app, ["check", str(broken(package)), "--format", "json", "--rejected", str(tmp_path / "r.csv")])
    found = json.loads(result.stdout)
    assert found["rows"][0] == {
        "file": "places.csv", "sheet": "", "read": 238, "accepted": 236, "set_aside": 2, "merged": 0,
    }  # fmt: skip
    assert next(p["rule"] for p in found["problems"] if p["file"] == "places.csv") == "must be above 0"


GRANTS = "name,city,investment_eur\nA,Lyon,120000\nB,Paris,-5\nC,Lille,90000\n"


@pytest.fixture
def grants(tmp_path, monkeypatch) -> Path:
    """A file with a bad row, in the current folder."""
    monkeypatch.chdir(tmp_path)
    Path("plans.csv").write_text(GRANTS)
    return tmp_path


def checked(*given: str) -> tuple[list[str], str]:
    """The files in the current folder after a check, and what was told beside the result."""
    result = run.invoke(app, ["check", *given])
    assert result.exit_code == 1, result.output
    return sorted(path.name for path in Path().iterdir()), result.stderr


def test_a_corrected_file_of_rejected_rows_that_is_checked_stays(grants):
    assert checked("plans.csv")[0] == ["plans.csv", "rejected.csv"]
    corrected = GRANTS.replace("A,", "D,")
    Path("rejected.csv").write_text(corrected)
    files, told = checked("rejected.csv")
    assert files == ["plans.csv", "rejected-2.csv", "rejected.csv"]
    assert Path("rejected.csv").read_text() == corrected
    assert told.splitlines() == [
        "rejected.csv was there already and stays as it is.",
        "Rows set aside: 1; they are in rejected-2.csv, with the reason.",
    ]
    # the first file again: the corrected rows stay too, and a run that gives the same makes no further file
    for _again in range(2):
        assert checked("plans.csv")[0] == ["plans.csv", "rejected-2.csv", "rejected-3.csv", "rejected.csv"]
    assert Path("rejected.csv").read_text() == corrected


@pytest.mark.parametrize("option", ["--rejected", "--write-map"])
@pytest.mark.parametrize("taken", ["plans.csv", "plans.toml", "notes.csv"])
def test_no_file_is_written_over_be_it_the_input_its_mapping_or_anothers(grants, option, taken):
    Path("plans.toml").write_text('[columns]\n"name" = "name"\n"investment_eur" = "investment_eur"\n')
    Path("notes.csv").write_text("of others")
    Path("link").symlink_to("nowhere")
    before = {name: Path(name).read_bytes() for name in ("plans.csv", "plans.toml", "notes.csv")}
    given = ["plans.csv", "--map", "plans.toml", "--rejected", "aside.csv", option]
    free = f"{Path(taken).stem}-2{Path(taken).suffix}"
    files, told = checked(*given, taken)
    assert free in files
    assert f"{taken} was there already and stays as it is." in told
    assert f" in {free}" in told
    assert "link-2" in checked(*given, "link")[0]
    assert {name: Path(name).read_bytes() for name in before} == before
    assert not Path("nowhere").exists()


def test_a_pipe_is_written_into_and_a_folder_is_refused(grants):
    os.mkfifo("pipe")
    with subprocess.Popen(["timeout", "60", "cat", "pipe"], stdout=subprocess.PIPE) as reader:
        assert checked("plans.csv", "--rejected", "pipe")[0] == ["pipe", "plans.csv"]
        assert b"must be at least 0" in reader.stdout.read()
    assert Path("pipe").is_fifo()
    Path("device").symlink_to("/dev/null")
    assert checked("plans.csv", "--rejected", "device")[0] == ["device", "pipe", "plans.csv"]
    assert Path("device").is_char_device()
    shell = f'"{sys.executable}" -m analysis check plans.csv --rejected /dev/stdout > told'
    assert subprocess.run(["sh", "-c", shell], stderr=subprocess.DEVNULL).returncode == 1
    assert Path("told").read_text().startswith("What was understood")
    assert Path("told").read_text().endswith("must be at least 0,B,Paris,'-5\n")
    Path("folder").mkdir()
    result = run.invoke(app, ["check", "plans.csv", "--rejected", "folder"])
    assert (result.exit_code, result.stderr) == (2, "cannot write folder: File exists\n")


def test_a_full_disk_leaves_no_file_of_rejected_rows(grants, monkeypatch):
    def full(*_given):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("analysis.dataset._exporting.write_whole", full)
    result = run.invoke(app, ["check", "plans.csv"])
    assert (result.exit_code, result.stderr) == (2, "cannot write rejected.csv: No space left on device\n")
    assert [path.name for path in Path().iterdir()] == ["plans.csv"]


def test_data_that_cannot_be_used_writes_nothing(package, tmp_path):
    out = tmp_path / "reports"
    table = pd.read_csv(package / "places.csv", dtype="str").drop(columns="name")
    table.to_csv(package / "places.csv", index=False)
    result = run.invoke(app, ["report", "--data", str(package), "--out", str(out)])
    assert result.exit_code == 1
    assert "places.csv, column name: column is missing" in result.output
    assert not out.exists()


def test_an_unknown_notebook_ends_with_two(tmp_path):
    result = run.invoke(app, ["report", "--only", "99", "--out", str(tmp_path / "reports")])
    assert result.exit_code == 2
    assert "no notebook is called '99'" in result.output


def test_a_failing_notebook_ends_with_one_and_its_name(tmp_path, monkeypatch):
    def fail(*_args, **_options):
        raise NotebookError("05_concepts.ipynb, cell 3 (x): ValueError: no")

    monkeypatch.setattr("analysis.report.build", fail)
    result = run.invoke(app, ["report", "--out", str(tmp_path / "reports")])
    assert result.exit_code == 1
    assert result.output.startswith(
        "The report was not built; the earlier one is as it was.\n05_concepts.ipynb, cell 3"
    )


@pytest.mark.parametrize("error", [OSError(28, "No space left on device")])
def test_a_full_disk_is_told_in_one_line(tmp_path, monkeypatch, error):
    def fail(*_args, **_options):
        raise error

    monkeypatch.setattr("analysis.report.build", fail)
    result = run.invoke(app, ["report", "--out", str(tmp_path / "reports")])
    assert result.exit_code == 2
    assert result.output == "The report was not built; the earlier one is as it was: No space left on device\n"


def test_the_report_runs_on_another_package_and_tells_its_progress(package, tmp_path):
    out = tmp_path / "reports"
    result = run.invoke(app, ["report", "--data", str(package), "--only", "03", "--lang", "en", "--out", str(out)])
    assert result.exit_code == 0, result.output
    assert "[1/1] 03_territories (" in result.output
    assert (out / "en" / "03_territories.html").exists()


@pytest.mark.parametrize("closed", ["<&-", "<&- >&- 2>&-"])
def test_a_job_without_standard_streams_gets_its_report(tmp_path, closed):
    command = [
        sys.executable,
        "-m",
        "analysis",
        "report",
        "--no-cache",
        "--lang",
        "en",
        "--only",
        "07",
        "--out",
        "reports",
    ]
    done = subprocess.run(["sh", "-c", f'exec "$@" {closed}', "sh", *command], cwd=tmp_path)
    assert done.returncode == 0
    assert (tmp_path / "reports" / "en" / "07_your_data.html").exists()


def test_lab_opens_jupyterlab_on_the_notebook_to_explore_in(monkeypatch):
    called: list[tuple[list[str], dict[str, str]]] = []
    monkeypatch.setattr(command.os, "execve", lambda program, *given: called.append(given))
    run.invoke(app, ["lab"])
    ((arguments, environment),) = called
    assert arguments[1:4] == ["-P", "-m", "analysis.jupyter._lab"]
    assert arguments[4].endswith("06_explore.ipynb")
    assert environment["CLUSTER_FUNDING_LANG"] == "en"


def test_notebooks_tells_which_one_failed(monkeypatch):
    def fail(**_options):
        raise NotebookError("05_concepts.ipynb, cell 3 (x): ValueError: no")

    monkeypatch.setattr("analysis.report.refresh", fail)
    result = run.invoke(app, ["notebooks"])
    assert (result.exit_code, result.output) == (1, "05_concepts.ipynb, cell 3 (x): ValueError: no\n")


def test_importing_the_package_loads_no_drawing_and_no_statistics():
    code = "import sys, analysis; print([m for m in ('matplotlib', 'seaborn', 'scipy', 'nbconvert', 'typer') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_an_unknown_name_of_the_package_is_an_attribute_error():
    import analysis

    with pytest.raises(AttributeError, match="no attribute 'magic'"):
        analysis.magic  # noqa: B018


ODD = "Lieu;Coût total;Région\nLa Nef;90000;x y\n;50000;1\nLe Sas;40000;x\n"


def test_numbers_of_numpy_are_numbers_in_json(tmp_path):
    (tmp_path / "a.csv").write_text(ODD, encoding="utf-8")
    file, aside = str(tmp_path / "a.csv"), str(tmp_path / "r.csv")
    found = json.loads(run.invoke(app, ["check", file, "--format", "json", "--rejected", aside]).stdout)
    assert 3 in {problem["row"] for problem in found["problems"]}
    assert any("m²" in gain for gain in found["advice"])


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
@pytest.mark.parametrize("form", ["text", "json"])
def test_output_in_any_encoding_and_a_file_name_that_is_no_text(encoding, form, tmp_path):
    file = os.fsencode(tmp_path) + b"/caf\xe9.csv"
    Path(os.fsdecode(file)).write_bytes(ODD.encode())
    command_line = [sys.executable, "-m", "analysis", "check", file, "--format", form, "--rejected", tmp_path / "r.csv"]
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    result = subprocess.run(command_line, capture_output=True, env=environment, check=False)
    assert (result.returncode, b"Traceback" in result.stderr) == (1, False)
    result.stdout.decode(encoding)


def test_a_file_that_is_not_understood_is_asked_about(tmp_path):
    file, asked = tmp_path / "a.csv", tmp_path / "a.toml"
    file.write_text("Endroit;Assiette retenue\nLa Nef;90000\n", encoding="utf-8")
    result = run.invoke(app, ["check", str(file), "--write-map", str(asked)])
    assert result.exit_code == 2
    text = asked.read_text(encoding="utf-8")
    assert '# "Assiette retenue" = "investment_eur"' in text
    assert "holds numbers: 90000" in text
    for word in ("header", "sheet", "unit", "rates", "currency"):
        assert word in text
    settled = text.replace('# "Assiette retenue"', '"Assiette retenue"').replace("# Endroit", "Endroit")
    asked.write_text(settled, encoding="utf-8")
    assert run.invoke(app, ["check", str(file), "--map", str(asked)]).exit_code == 0


@pytest.mark.parametrize("content", [b"\x89PNG", b"", b"PK\x03\x04"])
def test_the_mapping_is_written_for_every_file(content, tmp_path):
    (tmp_path / "a.xlsx").write_bytes(content)
    result = run.invoke(app, ["check", str(tmp_path / "a.xlsx"), "--write-map", str(tmp_path / "a.toml")])
    assert (result.exit_code, "[file] header" in (tmp_path / "a.toml").read_text(encoding="utf-8")) == (2, True)


def test_problems_of_one_kind_are_one_line_with_their_number_and_examples(tmp_path):
    rows = "".join(f"L{n};90000;x{n}\n" for n in range(2, 9))
    (tmp_path / "a.csv").write_text(f"Lieu;Coût total;Surface\n{rows}A;90000;5\n" + "B;8;7\n" * 9, encoding="utf-8")
    lines = [
        line
        for line in run.invoke(app, ["check", str(tmp_path / "a.csv")]).output.splitlines()
        if "column Surface" in line
    ]
    assert len(lines) == 1
    assert "7 rows (2, 3, 4, 5, 6, 7, 8), such as 'x2', 'x3', 'x4'" in lines[0]


def test_a_folder_of_plans_is_checked(tmp_path):
    for name in ("la-nef", "le-sas"):
        (tmp_path / f"{name}.csv").write_text(
            "Financeur;Montant\nRégion;30000\nCommune;20000\nTotal;50000\n", encoding="utf-8"
        )
    result = run.invoke(app, ["check", str(tmp_path)])
    assert (result.exit_code, "2 places and 4 funding lines" in result.output) == (0, True)


def test_a_link_that_leads_nowhere_is_not_written_over(tmp_path):
    (tmp_path / "t.xlsx").symlink_to(tmp_path / "nowhere")
    assert run.invoke(app, ["template", "--out", str(tmp_path / "t.xlsx")]).exit_code == 2
    assert not (tmp_path / "nowhere").exists()
