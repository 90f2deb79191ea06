"""Sealing a large file in a process of its own.

Who encrypts asks Python for the next bytes at every 64 kB. Beside threads that read and check the same file, each such question
waits for the interpreter's lock, and each answer takes it from them.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from soyte.ledger.sealing import age

LARGE = 64 << 20
_LOOK = 0.1  # seconds between questions whether it is still wanted


class GivenUp(Exception):
    """Nobody wants it any more."""


def seal_file(source: Path, target: Path, recipient: str, given_up: Callable[[], bool]) -> age.Plain | None:
    """Seal a file into one that exists; what went through, or None if no other process could do it: then do it here.

    Raises OSError as the disk gave it, and GivenUp.
    """
    started = _started()
    if started is None:
        return None
    with started as process:
        try:
            return _answer(process, {"source": str(source), "target": str(target), "recipient": recipient}, given_up)
        finally:
            process.kill()


def _started() -> subprocess.Popen[bytes] | None:
    if not sys.executable or getattr(sys, "frozen", False):
        return None
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry)}
    try:
        return subprocess.Popen(
            [sys.executable, "-P", "-m", "soyte.ledger.sealing.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            process_group=0,  # a Ctrl-C of the terminal is for who asked
        )
    except OSError:
        return None


def _answer(
    process: subprocess.Popen[bytes], request: dict[str, str], given_up: Callable[[], bool]
) -> age.Plain | None:
    assert process.stdin is not None and process.stdout is not None  # noqa: S101 (both are pipes)
    try:
        process.stdin.write(json.dumps(request).encode() + b"\n")
        process.stdin.flush()  # and it stays open: its end would tell the worker that nobody is there
    except BrokenPipeError:
        return None
    while True:
        if given_up():
            raise GivenUp
        try:
            process.wait(_LOOK)
        except subprocess.TimeoutExpired:
            continue
        break
    said = process.stdout.read()
    if process.returncode != 0 or not said:
        return None
    told = json.loads(said)
    if "errno" in told:
        raise OSError(told["errno"], told["strerror"])
    return age.Plain(told["sha256"], told["size"])
