"""The folder of the report: ours or refused, and whole or as it was."""

from __future__ import annotations

import errno
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
from analysis.report import ReportError, _folder, build, find_outdated
from analysis.report._folder import find_earlier as found
from analysis.report._folder import put_files, take_turns
from analysis.report._manifest import MANIFEST, make_manifest
from books import contents, made


def test_what_is_not_up_to_date_is_named(folder, tmp_path, earlier):
    out = earlier
    with pytest.raises(ReportError, match="there is no report in"):
        find_outdated(tmp_path / "none", made(folder))
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


@pytest.mark.parametrize("name", ["index.html", "en", "en/index.html"])
@pytest.mark.parametrize("kind", ["file", "link"])
def test_with_force_nothing_of_others_is_written_over_or_through(tmp_path, name, kind):
    out, theirs = tmp_path / "reports", tmp_path / "theirs"
    (out / name).parent.mkdir(parents=True)
    theirs.mkdir()
    (theirs / "index.html").write_text("years of work")
    leads = theirs if name == "en" else theirs / "index.html"
    (out / name).write_text("years of work") if kind == "file" else (out / name).symlink_to(leads)
    files = {"index.html": b"new", "en/index.html": b"new"}
    with pytest.raises(ReportError, match=f"holds {name}, which the report did not write and where it would write"):
        put_files(files | {MANIFEST: make_manifest(files, {})}, found(out, force=True))
    assert (out / name).is_symlink() == (kind == "link")
    assert (theirs / "index.html").read_text() == "years of work"
    assert list(tmp_path.iterdir()) in ([out, theirs], [theirs, out])


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


def small(text: str = "new", **cards) -> dict[str, bytes]:
    """A report of one page."""
    files = {"index.html": text.encode()}
    return files | {MANIFEST: make_manifest(files, cards)}


def left_beside(folder: Path) -> Path:
    """What a run leaves that is killed when its folder is whole."""
    code = (
        "import os, sys; from pathlib import Path; from analysis.report import _folder\n"
        "_folder._put = lambda new, before: os.kill(os.getpid(), 9)\n"
        "_folder.put_files({'index.html': b'x', 'report.json': b'{\"files\": [\"index.html\", \"report.json\"]}'}, "
        "_folder.find_earlier(Path(sys.argv[1])))"
    )
    subprocess.run([sys.executable, "-c", code, str(folder)], check=False)
    return next(path for path in folder.parent.iterdir() if path.name.endswith(".cluster-funding"))


def test_what_a_killed_run_left_is_swept_away_and_what_is_of_others_is_not(tmp_path):
    out = tmp_path / "reports"
    left = left_beside(out)
    theirs = [tmp_path / name for name in (".reports-2024-backup", ".reports-old", ".reports-12345678.cluster-funding")]
    for folder in theirs:
        folder.mkdir()
    put_files(small(), found(out))
    assert not left.exists()
    assert sorted(tmp_path.iterdir()) == sorted([*theirs, out])


def test_an_empty_folder_of_a_run_that_was_stopped_before_its_mark_or_after_is_swept_away(tmp_path):
    left = tmp_path / ".reports-abcdefgh.cluster-funding"
    left.mkdir(mode=0o700)
    put_files(small(), found(tmp_path / "reports"))
    assert list(tmp_path.iterdir()) == [tmp_path / "reports"]


def test_a_kill_while_the_earlier_report_is_removed_brings_nothing_of_it_back(tmp_path):
    out = tmp_path / "reports"
    put_files(small("first"), found(out))
    (out / "thesis.txt").write_text("years of work")
    code = (
        "import os, sys; from pathlib import Path; from analysis import _system; from analysis.report import _folder\n"
        "def killed(folder, **given):\n"
        " list(map(Path.unlink, Path(folder).rglob('report.json')))\n"
        " if any(Path(folder).rglob('index.html')): os.kill(os.getpid(), 9)\n"
        "before = _folder.find_earlier(Path(sys.argv[1]), force=True)\n"
        "_folder.shutil.rmtree = killed\n"
        "_folder.put_files({'index.html': b'second', 'report.json': b'{\"files\": [\"index.html\", \"report.json\"]}'}, before)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(out)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert len(list(tmp_path.iterdir())) > 1
    found(out, force=True)
    assert list(tmp_path.iterdir()) == [out]
    assert sorted(path.name for path in out.iterdir()) == ["index.html", "report.json", "thesis.txt"]
    assert (out / "index.html").read_text() == "second"


def test_what_others_had_in_the_report_of_a_killed_run_comes_back(tmp_path):
    out = tmp_path / "reports"
    put_files(small(), found(out))
    left = left_beside(out)
    (out / "thesis.txt").write_text("years of work")
    os.rename(out, tmp_path / "x")  # as the exchange does
    os.rename(left / "new", out)
    os.rename(tmp_path / "x", left / "new")
    with pytest.raises(ReportError, match=r"did not write, such as thesis\.txt"):
        found(out)
    assert (out / "thesis.txt").read_text() == "years of work"
    assert list(tmp_path.iterdir()) == [out]


def test_a_run_that_still_makes_its_folder_is_left_alone(tmp_path):
    with _folder._workplace(tmp_path / "reports") as made:
        put_files(small(), found(tmp_path / "reports"))
        assert made.is_dir()


@pytest.mark.parametrize("exchange", [True, False], ids=["exchanged", "renamed"])
@pytest.mark.parametrize("force", [True, False], ids=["force", "no force"])
def test_a_file_that_is_put_there_during_the_run_stays(tmp_path, monkeypatch, exchange, force):
    if not exchange:
        monkeypatch.setattr("analysis.report._swap._exchange", lambda new, target: False)
    out = tmp_path / "reports"
    put_files(small("first"), found(out))
    if force:
        (out / "CNAME").write_text("before")
    before = found(out, force=force)
    (out / "thesis.txt").write_text("years of work")
    put_files(small("second"), before)
    assert (out / "thesis.txt").read_text() == "years of work"
    assert (out / "index.html").read_text() == "second"
    assert (out / "CNAME").exists() == force
    assert list(tmp_path.iterdir()) == [out]


def test_the_folder_keeps_its_rights_and_a_new_one_gets_those_of_the_person(tmp_path):
    mask = os.umask(0o077)
    try:
        put_files(small(), found(tmp_path / "reports"))
        assert {oct(path.stat().st_mode & 0o777) for path in [tmp_path / "reports"]} == {"0o700"}
        assert (tmp_path / "reports" / "index.html").stat().st_mode & 0o777 == 0o600
        os.umask(0o022)
        put_files(small(), found(tmp_path / "reports"))
        assert (tmp_path / "reports").stat().st_mode & 0o777 == 0o700
        (tmp_path / "reports").chmod(0o2775)
        put_files(small(), found(tmp_path / "reports"))
        assert (tmp_path / "reports").stat().st_mode & 0o7777 == 0o2775
    finally:
        os.umask(mask)


def test_a_folder_where_a_disk_begins_is_written_file_by_file(disk):
    put_files(small("first"), found(disk))
    files = {"en/index.html": b"second"}
    put_files(files | {MANIFEST: make_manifest(files, {})}, found(disk))
    assert sorted(path.name for path in disk.iterdir()) == ["en", MANIFEST]
    assert (disk / "en" / "index.html").read_bytes() == b"second"
    assert list(disk.parent.iterdir()) == [disk]


@pytest.mark.parametrize("reason", ["EBUSY", "EXDEV", "EACCES"])
def test_a_folder_that_cannot_be_moved_is_written_file_by_file(tmp_path, monkeypatch, reason):
    out = tmp_path / "reports"
    put_files(small("first"), found(out))
    rename = Path.rename

    def stuck(path: Path, target: Path) -> Path:
        if path == out:
            raise OSError(getattr(errno, reason), os.strerror(getattr(errno, reason)))
        return rename(path, target)

    monkeypatch.setattr("analysis.report._swap._exchange", lambda new, target: False)
    monkeypatch.setattr(Path, "rename", stuck)
    put_files(small("second"), found(out))
    assert (out / "index.html").read_text() == "second"
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize("out", ["/", "/tmp/.."])
def test_the_root_of_the_disk_is_refused_at_once(out):
    with pytest.raises(ReportError, match=r"^/: name a folder in it with --out$"):
        found(Path(out))


def test_two_runs_on_one_report_take_turns(tmp_path, capfd):
    out = tmp_path / "reports"
    code = (
        "import sys; from pathlib import Path; from analysis.report._folder import take_turns\n"
        "with take_turns(Path(sys.argv[1])): print('in', flush=True)"
    )
    with take_turns(out):
        other = subprocess.Popen(
            [sys.executable, "-c", code, str(out)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert other.stderr is not None
        assert other.stderr.readline() == "Another run writes this report; this one waits for it.\n"
        assert other.poll() is None
    assert other.communicate(timeout=60)[0] == "in\n"
    assert list(tmp_path.iterdir()) == []


def test_ctrl_c_at_the_exchange_leaves_nothing_half_done(tmp_path, monkeypatch):
    out = tmp_path / "reports"
    put_files(small("first"), found(out))
    put = _folder.put_in_place

    def interrupted(new: Path, target: Path) -> Path | None:
        os.kill(os.getpid(), signal.SIGINT)
        return put(new, target)

    monkeypatch.setattr(_folder, "put_in_place", interrupted)
    put_files(small("second"), found(out))
    assert (out / "index.html").read_text() == "second"
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize("moment", [0.5, 2.0, 3.5, 5.0])
def test_a_kill_at_any_moment_leaves_the_earlier_report_whole(folder, earlier, moment):
    out, before = earlier, contents(earlier)
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
