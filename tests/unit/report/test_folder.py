"""The folder of the report: ours or refused, and whole or as it was."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from analysis.__main__ import app
from analysis.report import ReportError, build, find_outdated
from analysis.report._folder import MANIFEST, make_manifest, put_files
from analysis.report._folder import find_earlier as found
from books import contents, made


def test_what_is_not_up_to_date_is_named(folder, tmp_path):
    out = tmp_path / "reports"
    with pytest.raises(ReportError, match="there is no report in"):
        find_outdated(out, made(folder))
    build(out, made(folder))
    (out / "en" / "01_second.html").write_text("by hand")
    (out / "fr" / "method.html").unlink()
    assert find_outdated(out, made(folder)) == ["en/01_second.html", "fr/method.html"]


@pytest.mark.parametrize("how", ["a file", "a stranger's folder", "one stranger's file"])
def test_an_output_folder_that_is_not_ours_is_refused(folder, tmp_path, how):
    out = tmp_path / "reports"
    if how == "a file":
        out.write_text("text")
    else:
        out.mkdir()
        (out / "thesis.txt").write_text("years of work")
    if how == "one stranger's file":
        (out / "report.json").write_text(json.dumps({"files": ["report.json"], "cards": {}}))
    with pytest.raises(ReportError, match=r"is a file: name|did not write, such as thesis.txt: .* --force$"):
        build(out, made(folder))
    assert out.is_file() or (out / "thesis.txt").read_text() == "years of work"


def test_with_force_the_files_of_others_stay(folder, tmp_path):
    out = tmp_path / "reports"
    (out / "notes").mkdir(parents=True)
    (out / "notes" / "thesis.txt").write_text("years of work")
    (out / "CNAME").symlink_to("notes/thesis.txt")
    build(out, made(folder), force=True)
    build(out, made(folder), force=True)
    assert (out / "CNAME").readlink() == Path("notes/thesis.txt")
    assert (out / "notes" / "thesis.txt").read_text() == "years of work"
    assert (out / "fr" / "index.html").is_file()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--lang", "de"], "unknown language 'de': choose en or fr or all"),
        (["--where", "regio=Corse"], "no field is called 'regio': did you mean region?"),
        (["--where", "region=Ocitanie"], "region: no place has 'Ocitanie': did you mean Occitanie"),
        (["--where", "region"], "'region' is no condition: write FIELD=VALUE, for instance region=Occitanie"),
        (
            ["--where", "region=Corse", "--where", "settlement=rural"],
            "no place meets all of: region=Corse, settlement=rural",
        ),
        (["--only", "99"], "no notebook is called '99'"),
        (["--out", "a-file"], "a-file is a file: name a folder with --out"),
        (["--out", "a-file/reports"], "cannot write in a-file: "),
        (["--out", "/proc/reports"], "cannot write in /proc: "),
        (
            ["--out", "theirs"],
            "theirs holds files that the report did not write, such as thesis.txt: name another folder",
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_is_told_in_one_line_and_the_earlier_report_stays(earlier, monkeypatch, arguments, told):
    monkeypatch.chdir(earlier.parent)
    Path("a-file").write_text("text")
    Path("theirs").mkdir()
    Path("theirs", "thesis.txt").write_text("years of work")
    before = contents(earlier)
    result = CliRunner().invoke(app, ["report", *arguments])
    assert result.exit_code == 2
    assert result.output.count("\n") == 1
    assert told in result.output.replace(f"{earlier.parent}/", "")
    assert contents(earlier) == before
    assert sorted(path.name for path in earlier.parent.iterdir()) == ["a-file", "notebooks", "reports", "theirs"]


@pytest.fixture
def disk(tmp_path) -> Iterator[Path]:
    """A small disk of its own."""
    place = tmp_path / "disk"
    place.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3M", "tmpfs", str(place)], capture_output=True).returncode:
        pytest.skip("only root can mount a small disk")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_is_told_in_one_line_and_the_earlier_report_stays(folder, disk):
    out = disk / "reports"
    build(out, made(folder, languages=("fr",)))
    before = contents(out)
    (disk / "ballast").write_bytes(b"0" * (shutil.disk_usage(disk).free - 300_000))
    result = CliRunner().invoke(app, ["report", "--out", str(out), "--only", "05", "--lang", "fr"])
    assert result.exit_code == 2
    assert result.output.splitlines()[-1].endswith("the earlier one is as it was: No space left on device")
    assert contents(out) == before
    assert sorted(path.name for path in disk.iterdir()) == ["ballast", "reports"]


def test_what_a_killed_run_left_is_swept_away_and_what_runs_is_not(folder, tmp_path):
    done = subprocess.Popen([sys.executable, "-c", ""])
    done.wait()
    (tmp_path / f".reports-{done.pid}-abc").mkdir()
    (tmp_path / f".reports-{os.getpid()}-abc").mkdir()
    build(tmp_path / "reports", made(folder))
    assert sorted(path.name for path in tmp_path.glob(".reports-*")) == [f".reports-{os.getpid()}-abc"]


@pytest.mark.parametrize("moment", [0.5, 2.0, 3.5, 5.0])
def test_a_kill_at_any_moment_leaves_the_earlier_report_whole(folder, tmp_path, moment):
    out = tmp_path / "reports"
    build(out, made(folder))
    before = contents(out)
    code = (
        "import sys; from pathlib import Path; from analysis.report import Request, build; "
        "build(Path(sys.argv[1]), Request(folder=Path(sys.argv[2])))"
    )
    process = subprocess.Popen([sys.executable, "-c", code, str(out), str(folder)], start_new_session=True)
    time.sleep(moment)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert contents(out) == before


@pytest.mark.parametrize("leads", ["beside", "to another folder", "over another link", "nowhere yet"])
@pytest.mark.parametrize("exchange", [True, False], ids=["exchanged", "renamed"])
def test_a_link_to_the_folder_stays_and_its_folder_gets_the_report(tmp_path, monkeypatch, leads, exchange):
    if not exchange:
        monkeypatch.setattr("analysis.report._swap._exchange", lambda new, target: False)
    here, published = tmp_path / "here", tmp_path / "published"
    here.mkdir()
    real = (here if leads == "beside" else published / "www") / "real"
    if leads != "nowhere yet":
        real.mkdir(parents=True)
    (here / "other").symlink_to(real)
    lead = Path("other") if leads == "over another link" else Path(os.path.relpath(real, here))
    (here / "link").symlink_to(lead)
    for text in (b"first", b"second"):
        files = {"index.html": text}
        put_files(files | {MANIFEST: make_manifest(files, {})}, found(here / "link"))
        assert (here / "link").readlink() == lead
        assert (real / "index.html").read_bytes() == text
    left = {"link", "other"} | ({"real"} if leads == "beside" else set())
    assert {path.name for path in here.iterdir()} == left
    assert list(real.parent.iterdir()) == ([real] if leads != "beside" else list(here.iterdir()))


def test_a_link_to_a_file_or_to_itself_is_refused_before_the_work(tmp_path):
    (tmp_path / "file").write_text("text")
    for name, lead in (("link", "file"), ("loop", "loop")):
        (tmp_path / name).symlink_to(lead)
        with pytest.raises(ReportError, match=f"{'file' if name == 'link' else 'loop'} is a file: name a folder"):
            found(tmp_path / name)
        assert (tmp_path / name).readlink() == Path(lead)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "link", "loop"]


@pytest.mark.skipif(not os.access("/dev/shm", os.W_OK), reason="no other file system is there")
def test_a_link_may_lead_to_another_file_system(folder, tmp_path):
    with tempfile.TemporaryDirectory(dir="/dev/shm") as other:
        (tmp_path / "link").symlink_to(Path(other) / "www")
        put_files({"index.html": b"", MANIFEST: make_manifest({"index.html": b""}, {})}, found(tmp_path / "link"))
        build(tmp_path / "link", made(folder, languages=("fr",), only=("00",)))
        assert (tmp_path / "link").is_symlink()
        assert [path.name for path in Path(other).iterdir()] == ["www"]
        assert (Path(other) / "www" / "fr" / "index.html").is_file()
