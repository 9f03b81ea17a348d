"""What `make soak` takes for a fault: it would find nothing if it took none for one."""

from __future__ import annotations

import signal

import pytest

from soak.killing import Ended, judge

OLD, NEW, HALF = {"a": b"old"}, {"a": b"new", "b": b"new"}, {"a": b"new"}
UNCHANGED = "[1/1] 05_concepts (3 s)\nStopped; nothing was changed.\n"
THERE = "Stopped, but the new report was in its place already: reports/index.html\n"


@pytest.mark.parametrize(
    ("number", "code", "told", "after"),
    [
        (signal.SIGKILL, -9, "", OLD),
        (signal.SIGKILL, -9, "", NEW),
        (signal.SIGINT, 0, "", NEW),
        (signal.SIGINT, -2, "", OLD),
        (signal.SIGINT, 130, UNCHANGED, OLD),
        (signal.SIGINT, 130, "Arrêté ; rien n’a été modifié.".replace(" ;", "\N{NARROW NO-BREAK SPACE};"), OLD),
        (signal.SIGINT, 130, THERE, NEW),
    ],
)
def test_what_is_promised_is_no_fault(number, code, told, after):
    assert judge(Ended(code, told), number, OLD, after, NEW) == ""


@pytest.mark.parametrize(
    ("number", "code", "told", "after", "wrong"),
    [
        (signal.SIGKILL, -9, "", HALF, "neither the old nor the new one: b"),
        (signal.SIGKILL, -9, "", {}, "neither the old nor the new one: a, b"),
        (signal.SIGINT, 130, "Traceback (most recent call last):", OLD, "a traceback"),
        (signal.SIGINT, 0, "", OLD, "its report is not there"),
        (signal.SIGINT, 130, UNCHANGED, NEW, "not what happened"),
        (signal.SIGINT, 130, THERE, OLD, "not what happened"),
        (signal.SIGTERM, 1, "The report was not built", OLD, "exit code 1 after signal 15"),
        (signal.SIGHUP, 130, UNCHANGED, OLD, "exit code 130 after signal 1"),
    ],
)
def test_what_is_not_is_told(number, code, told, after, wrong):
    assert wrong in judge(Ended(code, told), number, OLD, after, NEW)
