"""Spark: a cluster that exists, or this machine, by Spark's own protocol or by Spark Connect."""

from __future__ import annotations

import logging
import os
import re
import shutil
import socket
import sys
import threading
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, TypeVar
from urllib.parse import urlsplit

import pyarrow as pa

from analysis.numbers._engines.problem import EngineError, take_first_line, tell_missing
from analysis.words.i18n import _

__all__ = ["open_frames"]

Result = TypeVar("Result")

#: Seconds for a machine to answer, for a session to stand, and for a worker to take the work.
ANSWER, SESSION, WORKER = 5, 90, 60
#: Environment variable that spark-submit sets for what it starts.
SUBMITTED = "PYSPARK_GATEWAY_PORT"
#: Spark's own environment variable for the memory of its process here, and what it says when that process has ended.
MEMORY, SHUT_DOWN = "SPARK_DRIVER_MEMORY", "SparkContext was shut down"
PORTS = {"sc": 15002, "spark": 7077}


class _Spark:
    def __init__(self, session: Any, until: float) -> None:
        from py4j.protocol import Py4JError  # the Java process is gone, or an action failed in it
        from pyspark.errors import PySparkException

        self.session, self.until = session, until
        self.of_java: tuple[type[BaseException], ...] = (Py4JError, ConnectionError)
        self.errors: tuple[type[BaseException], ...] = (PySparkException, OSError, ValueError)

    def read(self, files: Sequence[str], columns: Sequence[str] | None) -> Any:
        """Files or an address; without a look at the names of their folders, which Spark takes for columns."""
        paths = [file if "://" in file else "file://" + re.sub(r"([*?{}\[\]\\])", r"\\\1", file) for file in files]
        here = {} if "://" in files[0] else {"recursiveFileLookup": "true"}
        frame = self.session.read.options(**here).parquet(*paths)
        return frame if columns is None else frame.select(*columns)

    def take(self, rows: pa.RecordBatchReader) -> Any:
        """Rows of this machine, sent to the cluster."""
        return self.session.createDataFrame(rows.read_all())

    def run(self, work: Callable[[], pa.Table]) -> pa.Table:
        late = _("Spark did not finish in {seconds:.0f} s: --timeout gives it more")
        try:
            return _within(self.until - time.monotonic(), work, late)
        except self.of_java as error:
            raise EngineError(_told(error)) from None

    def kept(self, plans: Any) -> Any:
        return plans

    def table(self, grouped: Callable[..., Any], plans: Any) -> pa.Table:
        return grouped(plans, sort=True).toArrow()  # a quantile of Spark's own holds all values of its group


def _told(error: BaseException) -> str:
    """Why an action failed: the process that is gone, or the last of the causes that Java names."""
    from py4j.protocol import Py4JJavaError

    if not isinstance(error, Py4JJavaError) or SHUT_DOWN in str(error):
        told = _("Spark ended on this machine, most often for want of memory: {variable}=8g gives it more")
        return told.format(variable=MEMORY)
    causes = [line.removeprefix("Caused by: ") for line in str(error).splitlines() if line.startswith("Caused by: ")]
    return f"spark: {causes[-1][:300] if causes else take_first_line(error)}"


def _within(seconds: float, work: Callable[[], Result], otherwise: str) -> Result:
    """The result of a piece of work that may take only so long, whatever it hangs on."""
    found: list[Result] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            found.append(work())
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(max(seconds, 0))
    if failed:
        raise failed[0]
    if not found:
        raise EngineError(otherwise.format(seconds=seconds))
    return found[0]


def _check_java() -> None:
    home = os.environ.get("JAVA_HOME")
    if not (Path(home, "bin", "java").exists() if home else shutil.which("java")):
        raise EngineError(_("Spark needs Java: apt-get install default-jre-headless, or set JAVA_HOME"))


def _check_answers(master: str) -> None:
    """Spark tries for minutes to reach a machine that is not there."""
    for one in master.split(","):
        try:
            address = urlsplit(one if "://" in one else f"spark://{one}")
            where = (address.hostname or "", address.port or PORTS[address.scheme])
        except ValueError as error:
            told = _("--master {master} is no address: {reason}")
            raise EngineError(told.format(master=master, reason=error)) from None
        with suppress(OSError), socket.create_connection(where, timeout=ANSWER):
            return
    raise EngineError(_("no Spark answers at {master}: is it running, and is the address right?").format(master=master))


def _session(master: str | None) -> Any:
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.appName("cluster-funding")
    if master and master.startswith("sc://"):
        return builder.remote(master).getOrCreate()
    if not master and SUBMITTED not in os.environ:
        master = "local[*]"
    options = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false", "spark.log.level": "OFF"}
    if master and (master.startswith("local") or urlsplit(master).hostname in ("127.0.0.1", "localhost")):
        options |= {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
    if master and master.startswith("local"):
        options["spark.sql.shuffle.partitions"] = "16"  # 200 by default: a cluster's number
    for name, value in options.items():
        builder = builder.config(name, value)
    return (builder.master(master) if master else builder).getOrCreate()


@contextmanager
def _quiet_java() -> Iterator[IO[bytes]]:
    """Java inherits a file as its standard error: what it tells there is many lines, most of them no error."""
    sys.stderr.flush()
    kept = os.dup(2)
    with TemporaryFile() as said:
        os.dup2(said.fileno(), 2)
        try:
            yield said
        finally:
            os.dup2(kept, 2)
            os.close(kept)


@contextmanager
def _quiet_gateway() -> Iterator[None]:
    """Py4J writes a traceback to the root logger where the Java process is gone, before it raises."""

    def not_of_py4j(record: logging.LogRecord) -> bool:
        return "py4j" not in record.pathname

    root = logging.getLogger()
    root.addFilter(not_of_py4j)
    try:
        yield
    finally:
        root.removeFilter(not_of_py4j)


def _reason(error: BaseException, said: IO[bytes]) -> str:
    """Why there is no session: where Java did not start, the first thing that it said."""
    if "JAVA_GATEWAY_EXITED" not in str(error):
        return take_first_line(error)
    said.seek(0)
    lines = [line.strip() for line in said.read().decode(errors="replace").splitlines()]
    return next((line for line in lines if line and "incubator" not in line), take_first_line(error))[:300]


def _await_worker(session: Any) -> bool:
    """A master without workers takes a job and never runs it."""
    executors = session.sparkContext._jsc.sc().getExecutorMemoryStatus
    while executors().size() < 2:  # the driver is one of them
        time.sleep(0.2)
    return True


@contextmanager
def open_frames(*, master: str | None = None, timeout: float = 3600, **_options: Any) -> Iterator[_Spark]:
    """A session on a cluster, ended afterwards; what cannot be reached is told before Spark begins to wait for it."""
    if not 0 < timeout <= threading.TIMEOUT_MAX:
        raise EngineError(_("--timeout {seconds}: write it in seconds, like 600").format(seconds=timeout))
    warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
    try:
        import pyspark  # noqa: F401
    except ImportError:
        raise tell_missing("Spark", "spark") from None
    connect = bool(master and master.startswith("sc://"))
    if not connect:
        _check_java()
    if master and master.startswith(("sc://", "spark://")):
        _check_answers(master)
    until = time.monotonic() + timeout
    silent = _("Spark did not answer in {seconds:.0f} s; --master is {master}").replace("{master}", str(master))
    with _quiet_java() as said:
        try:
            session = _within(min(SESSION, timeout), lambda: _session(master), silent)
        except ImportError as error:
            told = _("Spark Connect: {reason}: pip install 'cluster-funding[spark]'")
            raise EngineError(told.format(reason=take_first_line(error))) from None
        except EngineError:
            raise
        except Exception as error:
            told = _("Spark cannot be used (--master {master}): {reason}")
            raise EngineError(told.format(master=master, reason=_reason(error, said))) from None
    with _quiet_gateway():
        try:
            if master and master.startswith("spark://"):
                idle = _("no worker of Spark took the work in {seconds:.0f} s: is one running?")
                _within(min(WORKER, timeout), lambda: _await_worker(session), idle)
            yield _Spark(session, until)
        finally:
            with suppress(Exception):  # a cluster that is gone cannot be stopped
                _within(10, session.stop, "")
