"""A real report that is ended by a signal at any moment: what is there afterwards is the old one or the new one, whole."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from analysis.words.i18n import LANGUAGES, _, speak
from books import contents

#: The report that is ended: one short notebook. Which language it is in tells the old one from the new one.
COMMAND = (sys.executable, "-P", "-c", "from cluster_funding import main; main()", "report", "--only", "05", "--force")
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL)
#: How a run finds its notebooks executed: kept, to be executed and kept, or executed without a look at the cache.
WAYS = ("cached", "missed", "no cache")
#: How a folder begins that is made beside the report: aimed signals wait for it.
MADE = ".reports-"
#: Seconds until what ends by itself counts as left behind; and until a run counts as hung.
SOON, HUNG = 20, 300
THEIRS = "thesis.txt"

Files = Mapping[str, bytes]


@dataclass(frozen=True)
class Ended:
    """How a run ended, and what it told."""

    code: int
    told: str


@dataclass
class Place:
    """Folders of one soak: the report with a file of a person's own in it, room for runs, and two caches."""

    root: Path
    whole: dict[str, Files] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for folder in (self.parent, self.room, self.root / "home"):
            folder.mkdir(parents=True)
        self.out.mkdir()
        (self.out / THEIRS).write_text("years of work")

    @property
    def parent(self) -> Path:
        return self.root / "published"

    @property
    def out(self) -> Path:
        return self.parent / "reports"

    @property
    def room(self) -> Path:
        return self.root / "tmp"

    def start(self, lang: str, way: str) -> subprocess.Popen[str]:
        """A run in a process group of its own."""
        seen = {
            **os.environ, "TMPDIR": str(self.room), "HOME": str(self.root / "home"),
            "CLUSTER_FUNDING_CACHE": str(self.root / ("cache" if way == "cached" else f"cache-{time.monotonic_ns()}")),
        }  # fmt: skip
        options = ["--lang", lang, "--out", str(self.out), *(["--no-cache"] if way == "no cache" else [])]
        return subprocess.Popen(
            [*COMMAND, *options], env=seen, cwd=self.root, start_new_session=True, text=True,
            stdout=subprocess.DEVNULL, stderr=(self.root / "told").open("w"),
        )  # fmt: skip

    def end(self, process: subprocess.Popen[str]) -> Ended:
        """Wait until a run has ended; one that hangs is killed."""
        try:
            code = process.wait(HUNG)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            code = HUNG + process.wait()
        return Ended(code, (self.root / "told").read_text(encoding="utf-8", errors="replace"))

    def left(self) -> list[psutil.Process]:
        """Processes of these runs: all that have our room for what is passing, kernels too."""
        return [one for one in psutil.process_iter() if _room_of(one) == str(self.room)]

    def ours(self) -> Files:
        """The files in the folder of the report but for the person's own."""
        return {path: content for path, content in contents(self.out).items() if not path.endswith(".txt")}

    def grow_old(self) -> None:
        """Let what killed runs left be older than what a run leaves that begins just now."""
        for path in self.room.iterdir():
            os.utime(path, (0, 0), follow_symlinks=False)


def _room_of(process: psutil.Process) -> str:
    try:
        return "" if process.status() == psutil.STATUS_ZOMBIE else process.environ().get("TMPDIR", "")
    except psutil.Error:
        return ""


def judge(ended: Ended, number: int, before: Files, after: Files, new: Files) -> str:
    """What is wrong with the files and the words of a run that got a signal; empty where nothing is."""
    if after not in (before, new):
        changed = sorted(path for path in {*after, *new} if after.get(path) != new.get(path))
        return f"the report is neither the old nor the new one: {', '.join(changed[:5])}"
    if "Traceback" in ended.told:
        return f"a traceback:\n{ended.told}"
    if ended.code == 0:
        return "" if after == new else "the run ended well, but its report is not there"
    if ended.code == -number:  # it had not yet a word to say, or the system ended it
        return ""
    if number != signal.SIGINT or ended.code != 130:
        return f"exit code {ended.code} after signal {number}:\n{ended.told}"
    return "" if _is_true(ended.told, changed=after != before) else f"not what happened: {ended.told}"


def _is_true(told: str, *, changed: bool) -> bool:
    """Whether the last line is what is to be said of a report that was, or was not, put in its place before the signal."""
    last = (told.strip().splitlines() or [""])[-1]
    for lang in LANGUAGES:
        with speak(lang):
            stopped, unchanged = _("Stopped."), _("Stopped; nothing was changed.")
            there = _("Stopped, but the new report was in its place already: {page}").partition("{page}")[0]
        if last == stopped or (last.startswith(there) if changed else last == unchanged):
            return True
    return False


def settle(place: Place, lang: str) -> str:
    """Let a run end undisturbed; what is wrong then. It sweeps what the one before it left."""
    place.grow_old()
    ended = place.end(place.start(lang, "cached"))
    if ended.code:
        return f"the next run fails: {ended.told}"
    if lang in place.whole and place.ours() != place.whole[lang]:
        return "the next run makes another report"
    beside = sorted(path.name for path in place.parent.iterdir() if path != place.out)
    passing = sorted(path.name for path in place.room.iterdir())
    if beside or passing:
        return f"left by runs, also after the next one: {', '.join(beside + passing)}"
    return "" if place.out.joinpath(THEIRS).read_text() == "years of work" else "the person's file is not as it was"


def attempts(root: Path, rng: random.Random) -> Iterator[tuple[str, str]]:
    """One signal after the other: its name, and what is wrong afterwards."""
    place = Place(root)
    for lang in LANGUAGES:
        for _again in range(2):  # the first executes
            begun = time.monotonic()
            if wrong := settle(place, lang):
                yield "none", wrong
                return
            place.seconds["missed"] = place.seconds.get("missed") or time.monotonic() - begun
        place.seconds["cached"] = time.monotonic() - begun
        place.whole[lang] = place.ours()
    place.seconds["no cache"] = place.seconds["missed"]
    old, new = reversed(LANGUAGES)
    while True:
        number = rng.choice(SIGNALS)
        wrong = attempt(place, old, new, number, rng)
        yield number.name, wrong
        if wrong and settle(place, old):
            return  # nothing is as it should be any more


def attempt(place: Place, old: str, new: str, number: signal.Signals, rng: random.Random) -> str:
    """Begin a run, put a file of a person's into its folder, send the signal; what is wrong then."""
    way, aimed, alone = rng.choice(WAYS), rng.random() < 0.3, rng.random() < 0.5
    after, added = rng.uniform(0, 1.1 * place.seconds[way]), place.out / f"{rng.randrange(10**6)}.txt"
    process = place.start(new, way)
    added.write_text("put there meanwhile")
    begun = time.monotonic()
    while process.poll() is None and (not _is_made(place) if aimed else time.monotonic() < begun + after):
        time.sleep(0.001)
    if aimed:
        time.sleep(rng.uniform(0, 0.03))
    if process.poll() is None:
        (os.kill if alone else os.killpg)(process.pid, number)
    ended = place.end(process)
    wrong = judge(ended, number, place.whole[old], place.ours(), place.whole[new])
    waited = time.monotonic() + SOON
    while (running := place.left()) and time.monotonic() < waited:
        time.sleep(0.05)
    for one in running:
        one.kill()
    if running and not wrong:
        wrong = f"{len(running)} processes go on"
    wrong = wrong or settle(place, old)  # a file may lie in what a killed run left: the next one brings it back
    if not added.exists() or added.read_text() != "put there meanwhile":
        wrong = wrong or "a file that was put there during the run is gone"
    added.unlink(missing_ok=True)
    how = f"{way}, {'at the exchange' if aimed else f'after {after:.2f} s'}, to {'it' if alone else 'its group'}"
    return f"{wrong} ({how})" if wrong else ""


def _is_made(place: Place) -> bool:
    return any(path.name.startswith(MADE) and (path / "new").exists() for path in place.parent.iterdir())
