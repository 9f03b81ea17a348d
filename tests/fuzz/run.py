"""Mutated real files: each is read or refused in time and memory, never with a traceback.

    python tests/fuzz/run.py --files 10000 [--seed 1] [--folder FOLDER] [--slowest 20]

Each worker reads one mutated file after another, with 60 seconds of computing for each and 1 GiB in all: seconds of the
processor, so that other work on the machine fails no file. What fails is kept in ``fuzz-failures/`` and named; the exit
code is 1 then.
"""

from __future__ import annotations

import argparse
import io
import multiprocessing
import random
import resource
import signal
import sys
import time
import traceback
import zipfile
from collections.abc import Callable
from pathlib import Path

SECONDS, MEMORY = 60, 1024**3
HERE = Path(__file__).resolve()
FOLDER = HERE.parents[3] / "shared" / "realdata"
NASTY = [
    b"\0", b"\xff\xfe", b'"', b";", b",", b"\n", b"\r", b"\t", b"=1+1", b"1e400", b"NaN", b"-0",
    "١٢٣".encode(), b"<script>", b"\xed\xa0\x80", b"Total", b"k\xe2\x82\xac", b"1.234", b"1,234", b"%", b"{",
    b"]", b"  ", b"9" * 400,
]  # fmt: skip

Mutation = Callable[[random.Random, bytes], bytes]


def flip(rng: random.Random, content: bytes) -> bytes:
    """Some bytes changed."""
    body = bytearray(content)
    for _ in range(rng.randint(1, 30)):
        body[rng.randrange(len(body))] = rng.randrange(256)
    return bytes(body)


def insert(rng: random.Random, content: bytes) -> bytes:
    """Nasty pieces put in."""
    for _ in range(rng.randint(1, 8)):
        at = rng.randrange(len(content) + 1)
        content = content[:at] + rng.choice(NASTY) * rng.choice([1, 1, 1, 50]) + content[at:]
    return content


def cut(rng: random.Random, content: bytes) -> bytes:
    """A part taken away, or the end."""
    start = rng.randrange(len(content))
    return content[:start] + (content[rng.randrange(start, len(content)) :] if rng.random() < 0.6 else b"")


def repeat(rng: random.Random, content: bytes) -> bytes:
    """A part repeated many times."""
    start = rng.randrange(len(content))
    return content[:start] + content[start : start + rng.randint(1, 400)] * rng.randint(2, 300) + content[start:]


def lines(rng: random.Random, content: bytes) -> bytes:
    """Lines in another order, some left out."""
    parts = content.splitlines(keepends=True)
    rng.shuffle(parts)
    return b"".join(parts[: rng.randint(1, len(parts))])


MUTATIONS: tuple[Mutation, ...] = (flip, insert, cut, repeat, lines)


def mutated(rng: random.Random, content: bytes) -> bytes:
    """A file changed: as it is on disk, or inside its archive."""
    if content.startswith(b"PK") and rng.random() < 0.7:
        made = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
            parts = [name for name in old.namelist() if name.endswith((".xml", ".csv"))]
            chosen = rng.choice(parts or old.namelist())
            for name in old.namelist():
                part = old.read(name)
                new.writestr(name, rng.choice(MUTATIONS)(rng, part) if name == chosen and part else part)
        return made.getvalue()
    for _ in range(rng.randint(1, 2)):
        content = rng.choice(MUTATIONS)(rng, content) or b"x"
    return content


class TimeUpError(BaseException):
    """A file took more computing than it may."""


def _up(*_args: object) -> None:
    raise TimeUpError


def _one(job: tuple[int, str, bytes]) -> tuple[str, str, float]:
    """Read one mutated file; what became of it, the traceback if it failed, and its seconds of computing."""
    import warnings

    from analysis import shares
    from analysis.dataset._checking import DataError
    from analysis.dataset._loading import _check_parts
    from analysis.dataset._reading.parts import read_parts

    seed, name, content = job
    warnings.simplefilter("ignore")
    signal.signal(signal.SIGPROF, _up)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    started = time.process_time()
    try:
        data = _check_parts(read_with_shipped(read_parts(Path(name), content, None)), Path(name), False)
        shares.plans(data)
        counted = all(rows.read == rows.accepted + rows.set_aside and rows.accepted >= 0 for rows in data.rows)
        found = ("read", "") if counted else ("failed", f"{data.rows}")
    except DataError as error:
        told = str(error)
        found = ("refused", "") if told and "Traceback" not in told else ("failed", told)
    except TimeUpError:
        found = ("failed", f"more than {SECONDS} s of computing")
    except BaseException:
        found = ("failed", traceback.format_exc())
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    took = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return ("failed", f"{peak / 2**20:.0f} MiB (seed {seed})", took) if peak > MEMORY else (*found, took)


def read_with_shipped(parts):  # type: ignore[no-untyped-def]
    """What was read with the national tables, as `analysis.load` adds them."""
    from dataclasses import replace

    from analysis.dataset._reading.package import read_shipped_tables

    shipped = read_shipped_tables()
    return replace(parts, readings=tuple(replace(one, texts={**one.texts, **shipped}) for one in parts.readings))


def seeds(folder: Path) -> dict[str, bytes]:
    """Name to content of the files that are changed: real ones, and every kind of input that "What is read" shows."""
    sys.path.insert(0, str(HERE.parents[1]))
    from readable import CASES

    real = [path for path in sorted(folder.iterdir()) if path.suffix in (".csv", ".xlsx", ".json")]
    made = {f"{number}-{case.file}": case.make() for number, case in enumerate(CASES)}
    return {path.name: path.read_bytes() for path in real} | {
        name: content for name, content in made.items() if content
    }


def main() -> int:
    """Run the files; 1 if any failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, default=FOLDER)
    parser.add_argument("--slowest", type=int, default=0, metavar="N", help="name the N that took the most computing")
    options = parser.parse_args()
    if not options.folder.is_dir():
        print(f"skipped: there is no {options.folder}")
        return 0
    contents = seeds(options.folder)
    names = list(contents)

    def jobs():  # type: ignore[no-untyped-def]
        for number in range(options.files):
            rng = random.Random(f"{options.seed}-{number}")
            name = names[number % len(names)]
            yield number, name, mutated(rng, contents[name])

    times: list[tuple[float, str]] = []
    started, counts, failures = time.monotonic(), {"read": 0, "refused": 0, "failed": 0}, Path("fuzz-failures")
    with multiprocessing.Pool(2, maxtasksperchild=500) as pool:
        for (number, name, content), (kind, text, took) in zip(
            jobs(), pool.imap(_one, jobs(), chunksize=10), strict=True
        ):
            counts[kind] += 1
            times.append((took, f"{number}-{name}"))
            if kind == "failed":
                failures.mkdir(exist_ok=True)
                (failures / f"{number}-{name}").write_bytes(content)
                print(f"{number}-{name}: {text}", file=sys.stderr)
    for took, name in sorted(times, reverse=True)[: options.slowest]:
        print(f"{took:.1f} s  {name}")
    print(f"{options.files} files in {time.monotonic() - started:.0f} s: {counts}")
    return 1 if counts["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
