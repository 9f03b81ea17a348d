"""Free memory, of the machine and of a container, sizes as people read them, and what killed runs leave."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from analysis import _system


@pytest.fixture
def container(tmp_path, monkeypatch):
    monkeypatch.setattr(_system, "GROUP", tmp_path)
    return tmp_path


def test_in_a_container_its_limit_counts(container):
    (container / "memory.max").write_text("1000\n")
    (container / "memory.current").write_text("400\n")
    assert _system.measure_free_memory() == 600


@pytest.mark.parametrize("limit", ["max\n", None])
def test_without_a_limit_the_machine_counts(container, limit):
    if limit:
        (container / "memory.max").write_text(limit)
        (container / "memory.current").write_text("400\n")
    assert 0.2 < _system.measure_free_memory() / psutil.virtual_memory().available < 5  # others take and give meanwhile


@pytest.mark.parametrize(
    ("size", "text"),
    [(0, "0.0 B"), (1023, "1023.0 B"), (1024, "1.0 KiB"), (1536, "1.5 KiB"), (2**40, "1024.0 GiB")],
)
def test_a_size_is_written_in_the_largest_unit_that_it_fills(size, text):
    assert _system.format_size(size) == text


def test_a_file_has_no_right_that_the_umask_takes_away():
    before = os.umask(0o077)
    try:
        assert _system.allow(0o666) == 0o600
        assert os.umask(0o077) == 0o077  # it is as it was
    finally:
        os.umask(before)


@pytest.fixture
def scratch(tmp_path, monkeypatch):
    monkeypatch.setattr(_system.tempfile, "tempdir", str(tmp_path))
    return tmp_path


#: A kernel's key, as Jupyter writes it: where it lies gets other rights.
KEY = "from jupyter_client.connect import write_connection_file as write; write(str(folder / 'key.json'))"


def left_by_a_killed_run(folder, *, does="pass"):
    """A folder as a process that is killed leaves it."""
    code = f"import os\nfrom analysis._system import make_scratch\nwith make_scratch() as folder:\n {does}\n os.kill(os.getpid(), 9)"
    subprocess.run([sys.executable, "-c", code], env={**os.environ, "TMPDIR": str(folder)}, check=False)
    (left,) = folder.glob("cluster-funding-*.run")
    os.utime(left, (0, 0))
    return left


@pytest.mark.parametrize("does", ["pass", KEY], ids=["empty", "with a kernel's key"])
def test_what_a_killed_run_left_goes_with_the_next_one(scratch, does):
    left = left_by_a_killed_run(scratch, does=does)
    with _system.make_scratch() as folder:
        assert sorted(scratch.iterdir()) == [folder]
        assert not left.exists()
    assert list(scratch.iterdir()) == []


def test_the_folder_of_a_run_that_still_runs_stays_and_so_does_what_is_not_ours(scratch):
    others = [
        scratch / name for name in ("cluster-funding-thesis", "cluster-funding-12345678.run", "cluster-funding-a.run")
    ]
    for other in others:
        other.mkdir(mode=0o755)
        os.utime(other, (0, 0))
    with _system.make_scratch() as first:
        os.utime(first, (0, 0))
        with _system.make_scratch() as second:
            assert sorted(scratch.iterdir()) == sorted([*others, first, second])
    assert sorted(scratch.iterdir()) == sorted(others)


def test_a_folder_that_a_child_still_uses_stays(scratch):
    with _system.make_scratch() as first:
        os.utime(first, (0, 0))
        code = "from analysis._system import make_scratch\nwith make_scratch(): pass"
        subprocess.run([sys.executable, "-c", code], env={**os.environ, "TMPDIR": str(scratch)}, check=True)
        assert first.exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with a name")
def test_a_file_without_an_end_or_a_beginning_is_read_at_once(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    assert _system.read_start(Path("/dev/zero"), 5) == bytes(5)
    assert _system.read_start(tmp_path / "pipe", 5) == b""
    writer = os.open(tmp_path / "pipe", os.O_RDWR)  # who may write one day
    assert _system.read_start(tmp_path / "pipe", 5) == b""
    os.close(writer)
