"""Free memory, of the machine and of a container, and sizes as people read them."""

from __future__ import annotations

import os

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
