"""The folder of results: entries that are damaged, what is swept away, and what others put there."""

from __future__ import annotations

import errno
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.jupyter import _cache as cache_module
from analysis.jupyter._cache import Cache

KEY = "a" * 64


@given(content=st.binary(max_size=200), damage=st.data())
def test_an_entry_that_is_cut_or_changed_anywhere_is_none(tmp_path_factory, content, damage):
    cache = Cache(tmp_path_factory.getbasetemp() / "damaged")
    cache.put(KEY, content)
    (file,) = cache.folder.glob("*.kept")
    whole = file.read_bytes()
    assert cache.get(KEY) == content
    at = damage.draw(st.integers(0, len(whole) - 1))
    other = damage.draw(st.integers(0, 255).filter(lambda byte: byte != whole[at]))
    for broken in (whole[:at], whole[:at] + bytes([other]) + whole[at + 1 :], whole + b"x"):
        file.write_bytes(broken)
        assert cache.get(KEY) is None
        assert not file.exists()


def test_an_entry_under_another_name_is_none(cache):
    cache.put(KEY, b"result")
    (cache.folder / f"{KEY}.kept").rename(cache.folder / f"{'b' * 64}.kept")
    assert cache.get("b" * 64) is None


def test_the_folder_keeps_its_bound_and_the_entries_that_were_used_last(tmp_path):
    cache = Cache(tmp_path, most=1_000)
    for number in range(5):
        cache.put(str(number) * 64, b"x" * 300)
        os.utime(tmp_path / f"{str(number) * 64}.kept", (number, number))
    cache.get("0" * 64)
    cache.tidy()
    assert sorted(path.name[0] for path in tmp_path.iterdir()) == ["0", "4"]


def test_what_a_killed_run_left_is_removed_after_a_while(cache):
    cache.put(KEY, b"result")
    half = cache.folder / ".cluster-funding-a1_b2c3d.unfinished"
    half.write_text("half")
    laid = cache.lay(b"content", "part.zip")
    assert cache.lay(b"content", "part.zip") == laid
    cache.tidy()
    assert laid.read_bytes() == b"content"
    os.utime(laid.parent, (0, 0))
    os.utime(half, (0, 0))
    cache.tidy()
    assert [path.name for path in cache.folder.iterdir()] == [f"{KEY}.kept"]


def test_an_unfinished_file_has_the_name_that_a_later_run_knows(cache, monkeypatch):
    def killed(*_paths):
        (left,) = cache.folder.iterdir()
        os.utime(left, (0, 0))
        cache.tidy()
        assert not left.exists()
        raise OSError

    monkeypatch.setattr(cache_module.os, "replace", killed)
    cache.put(KEY, b"result")


def grown_old(folder: Path) -> list[Path]:
    """Everything in a folder, as if nobody had touched it for years."""
    found = sorted(folder.rglob("*"))
    for path in found:
        os.utime(path, (0, 0), follow_symlinks=False)
    return found


def test_what_others_put_into_the_folder_stays(tmp_path):
    cache = Cache(tmp_path / "cache", most=0)
    digest = "c" * 64
    for folder in ("thesis", digest, f"{KEY}.kept", f"{digest}.laid", "notes.laid", ".cluster-funding-x.unfinished"):
        (cache.folder / folder).mkdir(parents=True)
        (cache.folder / folder / "chapter").write_text("years of work")
    for file in ("a.csv", ".hidden", "notes.kept", "notes.unfinished", "d" * 64, f".{digest}.kept", f"{KEY}.kept.bak"):
        (cache.folder / file).write_text("of others")
    for link in (f"{'d' * 64}.kept", f"{'d' * 64}.laid", ".cluster-funding-y.unfinished"):
        (cache.folder / link).symlink_to("thesis")
    before = grown_old(cache.folder)
    laid = cache.lay(b"content", "part.zip")
    (laid.parent / "mine").write_text("not laid down")
    grown_old(cache.folder)
    cache.tidy()
    assert sorted(cache.folder.rglob("*")) == sorted([*before, laid.parent, laid.parent / "mine"])


def test_the_variable_names_the_folder_in_which_ours_lies(tmp_path, monkeypatch):
    monkeypatch.setenv(cache_module.VARIABLE, str(tmp_path))
    assert cache_module.find_default_folder() == tmp_path / "cluster-funding"
    monkeypatch.delenv(cache_module.VARIABLE)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "own"))
    assert cache_module.find_default_folder() == tmp_path / "own" / "cluster-funding"


def full_disk() -> None:
    """Let this process write no file of more than 1 kB, as on a disk that is full."""
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, 1_000))


def test_a_full_disk_or_a_folder_that_is_none_keeps_nothing_and_breaks_nothing(tmp_path):
    code = (
        "import sys, pathlib\nfrom analysis.jupyter._cache import Cache\n"
        "Cache(pathlib.Path(sys.argv[1])).put('a' * 64, bytes(5_000))"
    )
    full = tmp_path / "full"
    subprocess.run([sys.executable, "-c", code, str(full)], preexec_fn=full_disk, check=True)
    assert list(full.iterdir()) == []
    (tmp_path / "file").write_text("")
    nowhere = Cache(tmp_path / "file")
    nowhere.put(KEY, b"result")
    nowhere.tidy()
    assert nowhere.get(KEY) is None
    with pytest.raises(OSError) as told:
        nowhere.lay(b"", "part.zip")
    assert told.value.errno in (errno.ENOTDIR, errno.EEXIST)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="files have owners on POSIX only")
def test_a_folder_or_an_entry_that_others_can_write_is_no_cache(tmp_path):
    kept, key = Cache(tmp_path / "cache"), "a" * 64
    kept.put(key, b"result")
    assert kept.folder.stat().st_mode & 0o077 == 0
    for file, mode in ((kept.folder, 0o777), (kept.folder, 0o770), (kept.folder / f"{key}.kept", 0o666)):
        before = file.stat().st_mode & 0o777
        file.chmod(mode)
        assert kept.get(key) is None
        file.chmod(before)
        assert kept.get(key) == b"result"
    kept.folder.chmod(0o777)
    kept.put("b" * 64, b"result")
    with pytest.raises(PermissionError, match="others can write it"):
        kept.lay(b"x", "part.zip")
    assert [path.name for path in kept.folder.iterdir()] == [f"{key}.kept"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_an_entry_of_another_owner_or_behind_a_link_is_none(tmp_path):
    kept, key = Cache(tmp_path / "cache"), "a" * 64
    kept.put(key, b"result")
    file = kept.folder / f"{key}.kept"
    os.chown(file, 65534, 65534)
    assert kept.get(key) is None
    os.chown(file, 0, 0)
    file.rename(tmp_path / "elsewhere")
    file.symlink_to(tmp_path / "elsewhere")
    assert kept.get(key) is None
    file.unlink()
    (tmp_path / "elsewhere").rename(file)
    os.chown(kept.folder, 65534, 65534)
    assert kept.get(key) is None
