"""The process that reads one PDF or workbook: request line and file on stdin, JSON on stdout."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Callable

from soyte.intake.documents.errors import too_big
from soyte.intake.documents.isolation import answer
from soyte.intake.documents.limits import ISOLATED_SECONDS
from soyte.intake.documents.model import Document, UnreadableDocument
from soyte.intake.documents.pdf_document import extract_pdf
from soyte.intake.documents.workbook import extract_workbook

READERS: dict[str, Callable[[bytes, str], Document]] = {"pdf": extract_pdf, "workbook": extract_workbook}


def main() -> None:
    """Read what stdin holds. A crash, a kill or any other exception tells the parent that the file is damaged."""
    request = json.loads(sys.stdin.buffer.readline())
    limit(request["memory"])
    try:
        reply = answer(READERS[request["reader"]](sys.stdin.buffer.read(), request["name"]))
    except UnreadableDocument as error:
        reply = answer(error)
    except MemoryError:
        reply = answer(too_big(request["name"], "tệp cần quá nhiều bộ nhớ để đọc"))
    sys.stdout.buffer.write(reply)


def limit(memory: int) -> None:
    """Bound what this process may take: bytes of memory, and the seconds that its parent waits."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    for kind, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, ISOLATED_SECONDS)):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))


if __name__ == "__main__":
    main()
