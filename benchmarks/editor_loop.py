"""Time what an editor waits for: `check` from nothing, after one edit, after none, and of a change alone; `diff`; the preview after a save.

    python benchmarks/editor_loop.py [--count 2642] [--runs 5]

Each figure is the median of whole processes on this machine, in seconds of the clock and of the processors together; other work on the machine
lengthens the first and hardly the second.
"""
from __future__ import annotations

import argparse
import os
import re
import resource
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import urlopen

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path[:0] = [str(ROOT), str(HERE)]

from generate import generate  # noqa: E402

# Compiled modules are kept, as on an editor's machine.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | {"PYTHONPATH": str(ROOT)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=2642, help="how many procedures to generate")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        generate(options.count, work / "catalogue")
        (work / ".gitignore").write_text(".cache\n")
        motcua(work, "urls")
        for words in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "--message", "before"]):
            subprocess.run(["git", "-c", "user.name=Editor", "-c", "user.email=editor@example.org", *words], cwd=work, check=True)
        print(f"{options.count} procedures, {os.cpu_count()} processors, medians of {options.runs}{'clock':>16}{'processors':>14}")
        for name, before, words in checks(work):
            told(name, [timed(work, words, before) for _ in range(options.runs)])
        told("preview, from a save to the page's new bytes", list(saves(work, options.runs)))


def checks(work: Path) -> Iterator[tuple[str, Callable[[], None], list[str]]]:
    """What is timed, what is done before each run, and the words of the command."""
    procedures = sorted((work / "catalogue" / "procedures").rglob("*.yml"))
    edited = next(path for path in procedures if "amount: " in path.read_text("utf-8"))
    number = iter(range(5000, 10**9, 5000))

    def edit() -> None:
        text = edited.read_text("utf-8")
        line = next(line for line in text.splitlines() if line.strip().startswith("amount: "))
        edited.write_text(text.replace(line, f"{line.partition(':')[0]}: {next(number)}"), "utf-8")

    yield "check, nothing kept", lambda: shutil.rmtree(work / ".cache", ignore_errors=True), ["check"]
    yield "check, one fee changed", edit, ["check"]
    yield "check, nothing changed", lambda: None, ["check"]
    yield "check --changed-since, one fee changed", edit, ["check", "--changed-since", "HEAD"]

    def edit_many() -> None:
        for path in procedures[:100]:
            path.write_text(re.sub(r"value: \d+", f"value: {next(number)}", path.read_text("utf-8"), count=1), "utf-8")

    yield "diff, 100 procedures changed", edit_many, ["diff"]
    yield "diff --require-decision, 100 procedures changed", edit_many, ["diff", "--require-decision"]


def timed(work: Path, words: list[str], before: Callable[[], None]) -> tuple[float, float]:
    """Seconds of the clock and of the processors of one run."""
    before()
    used, started = _processors(), time.perf_counter()
    motcua(work, *words)
    return time.perf_counter() - started, _processors() - used


def motcua(work: Path, *words: str) -> None:
    done = subprocess.run([sys.executable, "-m", "motcua", *words], cwd=work, env=ENVIRONMENT, capture_output=True, check=False)
    if done.returncode > 1:
        sys.exit(done.stderr.decode())


def saves(work: Path, runs: int) -> Iterator[tuple[float, float]]:
    """Seconds from saving another fee until an open page was told and has been fetched anew, and what the preview's processors did meanwhile."""
    edited = next(path for path in sorted((work / "catalogue" / "procedures").rglob("*.yml")) if "amount: " in path.read_text("utf-8"))
    text = edited.read_text("utf-8")
    amount = next(line for line in text.splitlines() if line.strip().startswith("amount: "))
    command = [sys.executable, "-u", "-m", "motcua", "preview"]
    with subprocess.Popen(command, cwd=work, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8") as preview:
        try:
            address = next(word for line in preview.stdout for word in line.split() if word.startswith("http://"))
            page = f"{address}thu-tuc/{edited.stem}/"
            with urlopen(page) as first, urlopen(f"{address}~preview/events?page={page.removeprefix(address)}") as events:
                first.read()
                _told(events)
                for number in range(1, runs + 1):
                    # Whoever waits for the preview to rest measures a save, not two at once.
                    time.sleep(1)
                    used, started = _used_by(preview.pid), time.perf_counter()
                    edited.write_text(text.replace(amount, f"{amount.partition(':')[0]}: {700_000 + number}"), "utf-8")
                    _told(events)
                    with urlopen(page) as answer:
                        assert f"700.{number:03}".encode() in answer.read(), "the page is the old one"
                    yield time.perf_counter() - started, _used_by(preview.pid) - used
        finally:
            preview.send_signal(signal.SIGINT)
            edited.write_text(text, "utf-8")


def _told(events) -> None:
    """Wait until an open page is told of something."""
    while not events.readline().startswith(b"data: "):
        pass


def _used_by(process: int) -> float:
    """Seconds of the processors that a running process has used; Linux alone tells."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _processors() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def told(name: str, runs: list[tuple[float, float]]) -> None:
    clock, processors = (statistics.median(run[part] for run in runs) for part in (0, 1))
    print(f"{name:<50}{clock:>14.2f} s{processors:>12.2f} s")


if __name__ == "__main__":
    main()
