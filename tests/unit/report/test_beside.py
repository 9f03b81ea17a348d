"""Several pieces of work at once."""

from __future__ import annotations

import os
import time
from functools import partial

import pytest

from analysis.report import _beside
from analysis.report._beside import make_all


def test_each_piece_is_made_in_a_process_of_its_own_and_comes_back_in_order():
    made = make_all([lambda: ("one", os.getpid()), lambda: ("two", os.getpid()), lambda: ("three", os.getpid())])
    assert [name for name, _pid in made] == ["one", "two", "three"]
    assert len({pid for _name, pid in made} - {os.getpid()}) == (3 if _beside.can_fork() else 0)


def test_no_more_than_two_run_at_a_time(tmp_path):
    def count() -> int:
        (tmp_path / str(os.getpid())).touch()
        time.sleep(0.1)
        running = len(list(tmp_path.iterdir()))
        (tmp_path / str(os.getpid())).unlink()
        return running

    assert max(make_all([count] * 5)) <= _beside.AT_ONCE


def test_what_is_larger_than_a_pipe_holds_comes_whole():
    assert make_all([lambda: b"", lambda: bytes(range(256)) * 20_000])[1] == bytes(range(256)) * 20_000


def test_nothing_is_left_of_the_forks():
    for pid in set(make_all([os.getpid] * 3)) - {os.getpid()}:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_work_that_fails_in_a_fork_fails_here_with_its_own_words(capfd):
    def fail() -> None:
        raise ValueError("no such page")

    with pytest.raises(ValueError, match="no such page"):
        make_all([lambda: None, fail])
    assert capfd.readouterr() == ("", "")


def _in_fork(here: int, *, also: str) -> str:
    """Fails in a fork only: by an end without a word, or by what cannot be sent."""
    if os.getpid() != here:
        if also == "dies":
            os._exit(0)
        return lambda: None  # type: ignore[return-value]
    return "made here"


@pytest.mark.parametrize("how", ["dies", "cannot be sent"])
def test_what_a_fork_could_not_make_is_made_here(how):
    assert make_all([lambda: "first", partial(_in_fork, os.getpid(), also=how)]) == ["first", "made here"]


def test_a_fork_that_does_not_answer_is_given_up(monkeypatch):
    monkeypatch.setattr(_beside, "PATIENCE", 0.2)
    here = os.getpid()

    def wait() -> str:
        while os.getpid() != here:
            os.sched_yield()
        return "made here"

    assert make_all([lambda: "first", wait]) == ["first", "made here"]


def test_where_nothing_can_be_forked_all_is_made_here(monkeypatch):
    monkeypatch.setattr(_beside, "can_fork", lambda: False)
    assert make_all([os.getpid, os.getpid]) == [os.getpid()] * 2
