"""The command from its first moment: Ctrl-C is never a traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

AT_IMPORT = """
import os, signal, sys
class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == sys.argv[1]:
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Finder())
from cluster_funding import main
main()
"""


@pytest.mark.parametrize("module", ["analysis", "typer", "analysis.__main__"])
def test_ctrl_c_while_modules_are_loaded_ends_without_a_traceback(module):
    done = subprocess.run([sys.executable, "-c", AT_IMPORT, module], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (-signal.SIGINT, "", "")


@pytest.mark.parametrize(
    ("command", "module"),
    [("check", "pandas"), ("check", "numpy.linalg"), ("report", "matplotlib.backends.backend_agg"), ("report", "scipy.stats")],
)  # fmt: skip
def test_ctrl_c_while_a_command_loads_libraries_is_one_word(command, module, tmp_path):
    code = AT_IMPORT.replace("sys.argv[1]", repr(module))
    more = ["--no-cache", "--out", str(tmp_path / "out")] if command == "report" else []
    line = [sys.executable, "-c", code, command, *more]
    done = subprocess.run(line, capture_output=True, text=True, env={**os.environ, "LANG": "C"})
    assert (done.returncode, done.stdout, done.stderr.strip()) == (130, "", "Stopped.")


def test_ctrl_c_in_a_command_is_one_word():
    code = (
        "import os, signal, sys; from analysis import __main__ as m\n"
        "m._load = lambda *a, **k: os.kill(os.getpid(), signal.SIGINT) or __import__('time').sleep(9)\n"
        "sys.argv = ['cluster-funding', 'check']\n"
        "from cluster_funding import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env={**os.environ, "LANG": "C"})
    assert (done.returncode, done.stdout, done.stderr.strip()) == (130, "", "Stopped.")


def test_where_ctrl_c_is_ignored_it_stays_so():
    code = (
        "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN); import sys; sys.argv = ['x', '--version']\n"
        "import os; end = os._exit\n"
        "os._exit = lambda code: print(signal.getsignal(signal.SIGINT) is signal.SIG_IGN, flush=True) or end(code)\n"
        "from cluster_funding import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "True", done.stderr
