"""Runs the readers that rest on native parsers (PDF, workbooks) in a process of their own.

A hostile file can make such a parser crash, loop or take all memory; none of that can be caught inside a process. The
child gets a limit on memory and time, and answers in JSON.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict
from importlib import import_module
from typing import Any

from soyte.intake.documents.errors import damaged, too_big, unreadable
from soyte.intake.documents.limits import ISOLATED_MEMORY, ISOLATED_MEMORY_MOST, ISOLATED_MEMORY_RATIO, ISOLATED_SECONDS
from soyte.intake.documents.model import Block, BlockKind, Cell, Document, UnreadableDocument

_WORKER = "soyte.intake.documents.worker"


def read_isolated(reader: str, data: bytes, name: str, what: str) -> Document:
    """Let the worker read `data` with one of its readers."""
    if not started_apart():
        document: Document = import_module(_WORKER).READERS[reader](data, name)
        return document
    return _document(json.loads(ask(_WORKER, {"reader": reader}, data, name, what)), name)


def started_apart() -> bool:
    """Whether there is an interpreter to start: not in a packed program."""
    return bool(sys.executable) and not getattr(sys, "frozen", False)


def ask(worker: str, request: dict[str, Any], data: bytes, name: str, what: str) -> bytes:
    """What a worker module writes when it is given the request as a line of JSON (with `name` and `memory`) and `data`."""
    try:
        done = subprocess.run(  # noqa: S603 - our own module, run by our own interpreter
            [sys.executable, "-P", "-m", worker],
            input=_request(request, name, len(data)) + data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=ISOLATED_SECONDS,
            env=_environment(),
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise too_big(name, f"đọc quá {ISOLATED_SECONDS} giây chưa xong, tệp hỏng hoặc quá phức tạp") from error
    except OSError as error:
        raise unreadable(name, "máy không mở được tiến trình đọc tệp", "hãy thử lại sau") from error
    if done.returncode < 0:  # ended by a signal: a crash, or one of the limits
        raise unreadable(
            name, f"tệp {what} bị hỏng hoặc cần quá nhiều bộ nhớ để đọc", "hãy xoá phần thừa, lưu lại rồi gửi lại"
        )
    if done.returncode != 0:
        raise damaged(name, what)
    return done.stdout


def answer(document: Document | UnreadableDocument) -> bytes:
    """What the worker writes: the document, or why there is none."""
    if isinstance(document, UnreadableDocument):
        return json.dumps({"unreadable": str(document)}).encode()
    blocks = [
        (
            block.kind.value,
            block.start,
            block.end,
            block.locator,
            block.level,
            asdict(block.cell) if block.cell else None,
        )
        for block in document.blocks
    ]
    return json.dumps({"text": document.text, "warnings": document.warnings, "blocks": blocks}).encode()


def _request(request: dict[str, Any], name: str, size: int) -> bytes:
    memory = min(ISOLATED_MEMORY + ISOLATED_MEMORY_RATIO * size, ISOLATED_MEMORY_MOST)
    return json.dumps({**request, "name": name, "memory": memory}).encode() + b"\n"


def _document(reply: dict[str, Any], name: str) -> Document:
    if "unreadable" in reply:
        raise UnreadableDocument(reply["unreadable"])
    blocks = tuple(
        Block(BlockKind(kind), start, end, locator, level, Cell(**cell) if cell else None)
        for kind, start, end, locator, level, cell in reply["blocks"]
    )
    return Document(name, reply["text"], blocks, tuple(reply["warnings"]))


def _environment() -> dict[str, str]:
    path = os.pathsep.join(entry for entry in sys.path if entry)
    return {**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"}
