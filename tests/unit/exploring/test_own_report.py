"""The report on one file in a process of its own, and its address."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from analysis.exploring import _own_report as own_report
from analysis.exploring._own_report import Served, find_address, find_served, make_report


@pytest.mark.parametrize(
    ("page", "address"),
    [
        ("/p/reports-mine/fr/index.html", "/user/a/files/reports-mine/fr/index.html"),
        ("/p/a b/é?.html", "/user/a/files/a%20b/%C3%A9%3F.html"),
        ("/p/.hidden/index.html", ""),
        ("/q/index.html", ""),
    ],
)
def test_a_page_has_an_address_where_the_server_hands_it_out(page, address):
    assert find_address(Path(page), Served(Path("/p"), "/user/a/")) == address
    assert find_address(Path(page), None) == ""


def test_the_server_is_the_one_that_started_the_kernel(monkeypatch):
    servers = [{"pid": 1, "root_dir": "/other", "base_url": "/"}, {"pid": 7, "root_dir": "/p", "base_url": "/b/"}]
    monkeypatch.setattr("jupyter_server.serverapp.list_running_servers", lambda: servers)
    monkeypatch.setenv("JPY_PARENT_PID", "7")
    assert find_served() == Served(Path("/p"), "/b/")
    monkeypatch.setenv("JPY_PARENT_PID", "8")
    assert find_served() is None


def test_a_forked_kernel_finds_the_server_whose_folder_holds_its_own(monkeypatch, tmp_path):
    (tmp_path / "notebooks").mkdir()
    monkeypatch.chdir(tmp_path / "notebooks")
    monkeypatch.delenv("JPY_PARENT_PID", raising=False)
    servers = [{"pid": 1, "root_dir": str(tmp_path.parent), "base_url": "/"},
               {"pid": 2, "root_dir": str(tmp_path), "base_url": "/b/"}]  # fmt: skip
    monkeypatch.setattr("jupyter_server.serverapp.list_running_servers", lambda: servers)
    assert find_served() == Served(tmp_path.resolve(), "/b/")


def script(text: str, monkeypatch) -> list[list[str]]:
    """Let a script stand for the command, and keep what it was called with."""
    called: list[list[str]] = []
    started = subprocess.Popen

    def start(command, **options):
        called.append(command)
        assert "JPY_SESSION_NAME" not in options["env"]
        return started([sys.executable, "-c", text, *command[command.index("--out") + 1 :]], **options)

    monkeypatch.setattr(own_report.subprocess, "Popen", start)
    return called


def test_progress_is_told_line_by_line_and_the_page_is_given(tmp_path, monkeypatch):
    made = "import sys, pathlib; p = pathlib.Path(sys.argv[1], 'en'); p.mkdir(); (p / 'index.html').touch(); print('[1/8] a')"
    called = script(made, monkeypatch)
    told: list[str] = []
    page = make_report(tmp_path / "a.csv", tmp_path / "a.toml", tmp_path, told.append)
    assert page == tmp_path / "en" / "index.html"
    assert told == ["[1/8] a"]
    assert called[0][called[0].index("--map") + 1] == str(tmp_path / "a.toml")


def test_where_it_is_not_made_the_last_lines_say_why(tmp_path, monkeypatch):
    script("import sys; print('no table'); sys.exit(2)", monkeypatch)
    told: list[str] = []
    assert make_report(tmp_path / "a.csv", None, tmp_path, told.append) is None
    assert told[-1] == "no table"
