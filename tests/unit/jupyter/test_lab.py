"""JupyterLab as ``cluster-funding lab`` starts it: its kernels come from the warm process, and each is its own."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from jupyter_client.blocking import BlockingKernelClient

from analysis.jupyter import _forking as forking
from analysis.jupyter._lab import find_root

pytestmark = pytest.mark.skipif(not forking.can_fork(), reason="kernels are forked on Linux only")


class Lab:
    """A real server in folders of its own, and the kernels that it was asked for."""

    def __init__(self, folder: Path, main: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.runtime = folder / "JUPYTER_RUNTIME_DIR"
        homes = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
        options = ["--no-browser", "--allow-root", f"--port={self.port}", "--ip=127.0.0.1", f"--notebook-dir={folder}"]
        with (folder / "log").open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-c", main, *options, "--IdentityProvider.token=secret"],
                env={**os.environ, **{name: str(folder / name) for name in homes}}, stdout=log, stderr=log,
            )  # fmt: skip
        self.log = folder / "log"
        while not self._answers():
            assert self.process.poll() is None, self.log.read_text()
            time.sleep(0.3)

    def _answers(self) -> bool:
        try:
            return bool(self.ask("GET", "status"))
        except (urllib.error.URLError, ConnectionError):
            return False

    def ask(self, method: str, path: str) -> Any:
        address = f"http://127.0.0.1:{self.port}/api/{path}"
        question = urllib.request.Request(address, b"{}" if method == "POST" else None, method=method)
        question.add_header("Authorization", "token secret")
        with urllib.request.urlopen(question, timeout=60) as answer:
            return json.loads(answer.read() or "null")

    def kernel(self) -> Kernel:
        return Kernel(self, self.ask("POST", "kernels")["id"])


class Kernel:
    """One kernel, spoken to as a notebook does."""

    def __init__(self, lab: Lab, name: str) -> None:
        self.lab, self.name = lab, name
        self.client = BlockingKernelClient(connection_file=str(lab.runtime / f"kernel-{name}.json"))
        self.client.load_connection_file()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=60)

    def run(self, source: str) -> str:
        """What a cell prints, or the name of its error."""
        said: list[str] = []
        done = self.client.execute_interactive(
            source, timeout=60, output_hook=lambda message: said.append(message["content"].get("text", ""))
        )
        return str(done["content"].get("ename") or "".join(said).strip())

    def pids(self) -> tuple[int, int]:
        """Its process and that process's parent."""
        own, parent = self.run("import os; print(os.getpid(), os.getppid())").split()
        return int(own), int(parent)


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Any]:
    servers = []

    def start(main: str = "from analysis.jupyter._lab import run_lab; run_lab()") -> Lab:
        servers.append(Lab(tmp_path, main))
        return servers[-1]

    yield start
    for server in servers:
        server.process.terminate()
        server.process.wait(30)


def debugged(kernel: Kernel) -> bool:
    """Whether the debugger of JupyterLab can be switched on."""
    session, control = kernel.client.session, kernel.client.control_channel
    for seq, command in enumerate(("initialize", "attach"), start=1):
        content = {"type": "request", "seq": seq, "command": command, "arguments": {"adapterID": ""}}
        control.send(session.msg("debug_request", content))
        answer = kernel.client.get_control_msg(timeout=60)["content"]
        if not answer.get("success"):
            return False
    return True


def gone(pid: int) -> bool:
    """Whether a process ends within a while."""
    for _again in range(100):
        if not psutil.pid_exists(pid):
            return True
        time.sleep(0.1)
    return False


def test_kernels_are_forked_isolated_interrupted_restarted_and_ended(lab):
    server = lab()
    one, two = server.kernel(), server.kernel()
    assert (
        one.run("import sys; print('matplotlib.pyplot' in sys.modules, 'analysis.charts' in sys.modules)")
        == "True True"
    )
    (first, warm), (second, of_second) = one.pids(), two.pids()
    assert first != second
    assert warm == of_second
    assert psutil.Process(warm).ppid() == server.process.pid

    one.run("import analysis; analysis.left_behind = 1; here = 1")
    assert two.run("import analysis; print(hasattr(analysis, 'left_behind'), 'here' in globals())") == "False False"

    # an error sets aside what is sent in the moment after it, unless it is told not to
    waiting = one.client.execute("import time; print('begun')\nwhile True: time.sleep(0.1)", stop_on_error=False)
    while one.client.get_iopub_msg(timeout=60)["content"].get("text") != "begun\n":
        pass
    server.ask("POST", f"kernels/{one.name}/interrupt")
    assert one.client.get_shell_msg(timeout=60)["parent_header"]["msg_id"] == waiting
    assert one.run("print(here)") == "1"

    server.ask("POST", f"kernels/{one.name}/restart")
    one.client.wait_for_ready(timeout=60)
    again, of_again = one.pids()
    assert (again != first, of_again) == (True, warm)
    assert one.run("print('here' in globals())") == "False"
    assert gone(first)

    assert debugged(two)
    assert two.run("print(2 + 2)") == "4"

    server.ask("DELETE", f"kernels/{one.name}")
    assert gone(again)
    server.process.terminate()
    server.process.wait(30)
    assert gone(second)
    assert gone(warm)


def test_where_nothing_can_be_forked_a_plain_kernel_starts_and_it_is_said_once(lab):
    server = lab(
        "from analysis.jupyter import _forking as forking; forking.can_fork = lambda: False\n"
        "from analysis.jupyter._lab import run_lab; run_lab()"
    )
    kernel = server.kernel()
    assert kernel.run("import sys; print('matplotlib.pyplot' in sys.modules)") == "False"
    assert kernel.pids()[1] == server.process.pid
    assert server.log.read_text().count(forking.PLAINLY) == 1


def test_a_server_that_is_killed_leaves_no_kernel(lab):
    server = lab()
    kernel, warm = server.kernel().pids()
    server.process.kill()
    assert gone(kernel)
    assert gone(warm)


def test_the_folder_above_the_notebooks_is_handed_out_unless_another_is_named(tmp_path):
    notebook = tmp_path / "notebooks" / "07_your_data.ipynb"
    notebook.parent.mkdir()
    notebook.write_text("{}")
    assert find_root([str(notebook), "--no-browser"]) == [f"--ServerApp.root_dir={tmp_path.resolve()}"]
    assert find_root([str(notebook), "--ServerApp.root_dir=/tmp"]) == []
    assert find_root([str(tmp_path / "none.ipynb")]) == []
