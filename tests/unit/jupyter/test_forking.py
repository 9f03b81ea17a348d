"""Forked kernels: each its own process, and a plain kernel where none can be forked."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest

from analysis.jupyter import _forking as forking
from analysis.jupyter._run import Way, execute, execute_ways

pytestmark = pytest.mark.skipif(not forking.can_fork(), reason="kernels are forked on Linux only")


def book(folder: Path, name: str, *cells: str) -> Path:
    found = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in cells])
    nbformat.write(found, folder / f"{name}.ipynb")
    return folder / f"{name}.ipynb"


def outputs(notebook: nbformat.NotebookNode) -> list[str]:
    return [output["data"]["text/plain"] for cell in notebook.cells for output in cell.outputs]


def test_each_notebook_has_its_own_process_and_sees_no_other(tmp_path):
    shared = "import analysis, os\nanalysis.left_behind = getattr(analysis, 'left_behind', 0) + 1\n(os.getpid(), analysis.left_behind)"
    found = execute([book(tmp_path, "a", shared), book(tmp_path, "b", shared)])
    (one,), (two,) = (outputs(notebook) for notebook in found.values())
    assert one != two
    assert one.endswith(", 1)")
    assert two.endswith(", 1)")


def test_imports_are_there_and_the_folder_and_environment_are_the_callers(tmp_path):
    cells = ["import os, sys\n'scipy.stats' in sys.modules", "os.getcwd()", "os.environ['COLOUR']"]
    path = book(tmp_path, "a", *cells)
    found = execute([path], environment={"COLOUR": "blue"})
    assert outputs(found[path]) == ["True", repr(str(tmp_path)), "'blue'"]


def test_an_ended_kernel_leaves_no_process(tmp_path):
    path = book(tmp_path, "a", "import os\nos.getpid()")
    pid = int(outputs(execute([path])[path])[0])
    for _ in range(50):
        if not Path(f"/proc/{pid}").exists():
            break
        time.sleep(0.1)
    assert not Path(f"/proc/{pid}").exists()


def test_a_plain_kernel_starts_when_the_warm_process_is_gone(tmp_path, monkeypatch):
    monkeypatch.setattr(forking, "_parent", None)
    parent = forking.start_forking()
    monkeypatch.setattr(type(parent), "fork", lambda self, request: None)
    path = book(tmp_path, "a", "import sys\n'scipy.stats' in sys.modules")
    assert outputs(execute([path])[path]) == ["False"]
    parent.end()


def test_a_dead_warm_process_is_started_anew():
    first = forking.start_forking()
    first.end()
    assert first.fork({}) is None
    second = forking.start_forking()
    assert second is not first
    assert second.usable()
    assert forking.start_forking() is second


def test_code_that_changed_is_imported_by_a_new_process_and_kernels_go_on(tmp_path, monkeypatch):
    (tmp_path / "code.py").write_text("")
    monkeypatch.setattr(forking, "CODE", tmp_path)
    first = forking.start_forking()
    assert forking.start_forking() is first
    os.utime(tmp_path / "code.py", (0, 0))
    second = forking.start_forking()
    assert (second is first, first.usable(), second.usable()) == (False, False, True)
    monkeypatch.undo()
    assert forking.start_forking() is not second


def test_the_ways_of_a_notebook_share_a_process_and_no_name(tmp_path):
    cells = ["%load_ext analysis\nimport os\nos.environ['COLOUR']", "seen = 'seen' in globals()\n(os.getpid(), seen)"]
    path = book(tmp_path, "a", *cells)
    found = execute_ways({path: [Way({"COLOUR": "blue"}), Way({"COLOUR": "red"})]})
    blue, red = (outputs(done) for done in found[path])
    assert (blue[0], red[0]) == ("'blue'", "'red'")
    assert blue[1] == red[1]
    assert blue[1].endswith(", False)")


HERE = """
import os, sys, threading
from pathlib import Path
from analysis.jupyter import _forking as forking
from analysis.jupyter._run import call_while_waiting, execute
if __name__ == "__main__":
    print("unwritten text", end=" ")
    forking.import_here(everything=True)
    ticks = []
    if len(sys.argv) > 2:
        threading.Thread(target=threading.Event().wait, daemon=True).start()
    with forking.fork_here(), call_while_waiting(lambda: ticks.append(1)):
        done = execute([Path(sys.argv[1])])[Path(sys.argv[1])]
    left = [path for path in Path("/proc").glob("[0-9]*/stat") if path.read_text().rpartition(")")[2].split()[1] == str(os.getpid())]
    parent, loaded = eval(done.cells[0].outputs[0].data["text/plain"])
    print(parent == os.getpid(), loaded, len(left), len(ticks) > 1)
"""
CELL = """import os, sys, time
time.sleep(0.7)
(os.getppid(), "scipy.stats" in sys.modules)"""


def _said(tmp_path: Path, *more: str) -> str:
    script = tmp_path / "script.py"
    script.write_text(HERE)
    path = book(tmp_path, "a", CELL)
    done = subprocess.run([sys.executable, script, path, *more], capture_output=True, text=True, check=True)
    return done.stdout


def test_a_command_of_one_thread_forks_its_kernels_from_itself_and_reaps_them(tmp_path):
    assert _said(tmp_path) == "unwritten text True True 0 True\n"


def test_a_command_of_several_threads_has_another_process_fork(tmp_path):
    said = _said(tmp_path, "threads")
    assert said.startswith("unwritten text False True "), said
    assert said.endswith(" True\n"), said
