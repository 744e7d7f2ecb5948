"""The command: damage files of one kind or of all for some minutes; keep what the reader does not stand."""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path
from random import Random

from .damage import damage, is_of_kind
from .seeds import KINDS, seeds_of

#: A worker that takes longer over one file (seconds), or more memory (MB), is stopped.
_STUCK, _MEMORY = 40, 4000
_SLOW = 3.0
_LONGEST = 400_000


def main() -> None:
    """Run the workers one after the other until the time is over, and say what they found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("kinds", nargs="*", choices=[*KINDS, []], metavar="KIND", help=", ".join(KINDS))
    parser.add_argument("--minutes", type=float, default=1.0, help="for each kind")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--found", type=Path, default=Path(tempfile.gettempdir()) / "govreport-fuzz")
    parser.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.worker:
        _work(options.kinds[0], options.minutes, options.seed, options.found)
        return
    for kind in options.kinds or KINDS:
        _run(kind, options.minutes, options.seed, options.found / kind)


def _run(kind: str, minutes: float, seed: int, found: Path) -> None:
    found.mkdir(parents=True, exist_ok=True)
    end = time.monotonic() + 60 * minutes
    before = {path.name for path in found.glob("fault-*")}
    total: Counter[str] = Counter()
    stopped = 0
    while (left := (end - time.monotonic()) / 60) > 0.02:
        command = [sys.executable, "-m", "tests.fuzz", kind, "--worker"]
        command += ["--minutes", f"{left:.3f}", "--seed", str(seed + stopped), "--found", str(found)]
        (found / "counts.json").write_text("{}", encoding="utf-8")
        with (found / "log.txt").open("ab") as log:
            status = subprocess.run(command, stdout=log, stderr=log, check=False).returncode
        total.update(json.loads((found / "counts.json").read_text(encoding="utf-8")))
        if status and time.monotonic() < end:
            stopped += 1
            (found / f"fault-stopped-{seed + stopped}-{status}.bin").write_bytes(
                (found / "current.bin").read_bytes()
            )
    faults = sorted({path.name for path in found.glob("fault-*.bin")} - before)
    print(f"{kind}: {total.total()} files, {stopped} workers stopped, {len(faults)} new faults")
    print("  " + ", ".join(f"{name} {count}" for name, count in total.most_common(30)))
    print("".join(f"  {found / name}\n" for name in faults), end="", flush=True)


class _Watch:
    """Examines one file after the other; keeps counts, and each new fault once."""

    def __init__(self, kind: str, found: Path) -> None:
        # Only now, so that atheris sees every module being loaded.
        from . import oracle

        self.oracle = oracle
        self.kind = kind
        self.found = found
        self.counts: Counter[str] = Counter()
        self.known = {path.stem for path in found.glob("fault-*")}

    def __call__(self, data: bytes) -> None:
        (self.found / "current.bin").write_bytes(data)
        try:
            turn = self.counts.total() % 16
            outcome = self.oracle.examine(data, self.kind, whole=turn % 4 == 0, twice=turn == 0)
            self.counts[outcome.result] += 1
            if outcome.seconds > _SLOW:
                self._keep(f"slow-{outcome.seconds:.0f}s", data, "")
        except Exception as error:
            self.counts["FAULT"] += 1
            frames = traceback.extract_tb(error.__traceback__)
            place = f"{Path(frames[-1].filename).stem}-{frames[-1].lineno}"
            said = f"-{hashlib.sha1(str(error).encode(errors='replace')).hexdigest()[:6]}"
            self._keep(
                f"{type(error).__name__}-{place}{said if isinstance(error, self.oracle.Broken) else ''}",
                data,
                traceback.format_exc(),
            )
        if self.counts.total() % 100 == 0:
            self.write()

    def _keep(self, name: str, data: bytes, text: str) -> None:
        name = f"fault-{name}"
        if name not in self.known:
            self.known.add(name)
            (self.found / f"{name}.bin").write_bytes(data)
            (self.found / f"{name}.txt").write_text(text, encoding="utf-8", errors="replace")

    def write(self) -> None:
        """Leave the counts where they outlive this process."""
        (self.found / "counts.json").write_text(json.dumps(self.counts), encoding="utf-8")


def _work(kind: str, minutes: float, seed: int, found: Path) -> None:
    """Damage files until the time is over; with atheris, what reaches new code is damaged further."""
    end = time.monotonic() + 60 * minutes
    seeds = seeds_of(kind)
    try:
        import atheris
    except ImportError:
        _work_blindly(kind, found, seeds, Random(seed), end)
        return
    with atheris.instrument_imports(include=["ckanext.govreport.core", "xlrd"]):
        watch = _Watch(kind, found)
        for data in seeds[:3]:
            watch(data)
    corpus = found / "corpus"
    corpus.mkdir(exist_ok=True)
    for data in seeds:
        (corpus / hashlib.sha1(data).hexdigest()).write_bytes(data)

    def mutate(data: bytes, longest: int, number: int) -> bytes:
        chance = Random(number)
        if chance.random() < 0.3 or not is_of_kind(data, kind):
            data = chance.choice(seeds)
        elif chance.random() < 0.1:
            return bytes(atheris.Mutate(data, min(longest, _LONGEST)))
        damaged = damage(bytes(data), kind, chance)
        return damaged if len(damaged) <= longest else damaged[:longest]

    arguments = [
        sys.argv[0], str(corpus), f"-max_total_time={max(1, int(60 * minutes))}", f"-timeout={_STUCK}",
        f"-max_len={_LONGEST}", "-len_control=0", f"-rss_limit_mb={_MEMORY}", f"-seed={seed % 2**31 or 1}",
        f"-artifact_prefix={found}{os.sep}libfuzzer-", "-verbosity=0", "-print_final_stats=0", "-reload=0",
    ]  # fmt: skip
    import atexit

    atexit.register(watch.write)
    atheris.Setup(arguments, lambda data: watch(bytes(data)), custom_mutator=mutate)
    atheris.Fuzz()


def _work_blindly(kind: str, found: Path, seeds: list[bytes], chance: Random, end: float) -> None:
    import faulthandler

    watch = _Watch(kind, found)
    while time.monotonic() < end:
        faulthandler.dump_traceback_later(_STUCK, exit=True)
        watch(damage(chance.choice(seeds), kind, chance))
    watch.write()


if __name__ == "__main__":
    main()
