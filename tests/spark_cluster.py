"""A real Spark cluster on this machine: a master and workers, each a process of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

import psutil
import pyspark

Found = TypeVar("Found")
HOME = Path(pyspark.__file__).parent
#: Seconds until what is waited for counts as hung.
HUNG = 240
#: Java that starts soon and takes little: what is computed here is small.
SMALL = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
DEFAULTS = f"""
spark.driver.extraJavaOptions {SMALL}
spark.executor.extraJavaOptions {SMALL}
spark.executor.memory 512m
spark.sql.shuffle.partitions 2
"""


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def environment(folder: Path) -> dict[str, str]:
    """What Spark's processes see: settings and folders of the test's own."""
    (folder / "conf").mkdir(parents=True, exist_ok=True)
    (folder / "conf" / "spark-defaults.conf").write_text(DEFAULTS)
    own = {"SPARK_HOME": str(HOME), "SPARK_CONF_DIR": str(folder / "conf"), "SPARK_LOCAL_IP": "127.0.0.1"}
    return {**os.environ, **own, "SPARK_DAEMON_JAVA_OPTS": SMALL, "SPARK_LOCAL_DIRS": str(folder / "local")}


@contextmanager
def started(folder: Path, *command: str) -> Iterator[psutil.Process]:
    """A process of Spark, ended afterwards with those that it started."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            [str(HOME / "bin" / command[0]), *command[1:]], env=environment(folder), stdout=log, stderr=log
        )
    found = psutil.Process(process.pid)
    try:
        yield found
    finally:
        for one in [*found.children(recursive=True), found]:
            one.kill()
        process.wait(30)


def until(look: Callable[[], Found], process: psutil.Process | subprocess.Popen[str], what: str) -> Found:
    """What a look finds at last, while a process runs."""
    for _ in range(HUNG * 20):
        if found := look():
            return found
        assert process.is_running() if isinstance(process, psutil.Process) else process.poll() is None, what
        time.sleep(0.05)
    raise AssertionError(f"not within {HUNG} s: {what}")


def answering(port: int, process: psutil.Process) -> None:
    """Wait until a process listens on a port."""

    def answers() -> bool:
        with closing(socket.socket()) as asked:
            return asked.connect_ex(("127.0.0.1", port)) == 0

    until(answers, process, f"an answer on port {port}")


@contextmanager
def master(folder: Path) -> Iterator[str]:
    """A master without workers; its address."""
    port = free_port()
    given = ["--host", "127.0.0.1", "--port", str(port), "--webui-port", "0"]
    with started(folder / "master", "spark-class", "org.apache.spark.deploy.master.Master", *given) as process:
        answering(port, process)
        yield f"spark://127.0.0.1:{port}"


@contextmanager
def worker(folder: Path, address: str) -> Iterator[psutil.Process]:
    """A worker of one core; its executors are its child processes."""
    given = [
        "--host",
        "127.0.0.1",
        "--cores",
        "1",
        "--memory",
        "1g",
        "--webui-port",
        "0",
        "--work-dir",
        str(folder / "work"),
    ]
    with started(folder, "spark-class", "org.apache.spark.deploy.worker.Worker", *given, address) as process:
        yield process


@contextmanager
def two_workers(folder: Path) -> Iterator[tuple[str, list[psutil.Process]]]:
    """The address of a master, and its two workers."""
    with (
        master(folder) as address,
        worker(folder / "one", address) as one,
        worker(folder / "two", address) as two,
    ):
        yield address, [one, two]


@contextmanager
def connect(folder: Path) -> Iterator[str]:
    """A server of Spark Connect; its address."""
    port = free_port()
    given = [
        "--master",
        "local[2]",
        "--conf",
        f"spark.connect.grpc.binding.port={port}",
        "--conf",
        "spark.ui.enabled=false",
    ]
    name = "org.apache.spark.sql.connect.service.SparkConnectServer"
    with started(folder / "connect", "spark-submit", *given, "--class", name, "spark-internal") as process:
        answering(port, process)
        yield f"sc://127.0.0.1:{port}"
