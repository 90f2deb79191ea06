"""Sealing a large file in a process of its own.

Who encrypts asks Python for the next bytes at every 64 kB. Beside threads that read and check the same file, each such question
waits for the interpreter's lock, and each answer takes it from them.

It keeps near to whoever reads the file here, a little ahead: so the disk is read once, and little of the file is in memory.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from soyte.ledger.passing import passed
from soyte.ledger.sealing import age

LARGE = 64 << 20
_AHEAD = 256 << 20  # bytes
_LOOK = 0.05  # seconds between looks how far it may go, and whether it is still wanted


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
            request = {"source": str(source), "target": str(target), "recipient": recipient}
            return _answer(process, request, source, given_up)
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
            bufsize=0,  # nothing is left to be written when it is gone
            env=environment,
            process_group=0,  # a Ctrl-C of the terminal is for who asked
        )
    except OSError:
        return None


def _answer(
    process: subprocess.Popen[bytes], request: dict[str, str], source: Path, given_up: Callable[[], bool]
) -> age.Plain | None:
    assert process.stdin is not None and process.stdout is not None  # noqa: S101 (both are pipes)
    upto = 0
    with suppress(BrokenPipeError):  # what it has said before it ended is read below
        process.stdin.write(json.dumps(request).encode() + b"\n")
        while process.poll() is None:
            if given_up():
                raise GivenUp
            here = passed(source)
            upto = upto + _AHEAD if here is None else here + _AHEAD
            process.stdin.write(b"%d\n" % upto)
            with suppress(subprocess.TimeoutExpired):
                process.wait(_LOOK)
    said = process.stdout.read()
    if process.wait() != 0 or not said:
        return None
    told = json.loads(said)
    if "errno" in told:
        raise OSError(told["errno"], told["strerror"])
    return age.Plain(told["sha256"], told["size"])
