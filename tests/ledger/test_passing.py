"""Large files go by: every byte arrives, and only what is behind is forgotten."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from threading import Event

import pytest

from soyte.ledger import passing
from soyte.ledger.passing import Passing, open_passing, passed


@pytest.fixture
def forgotten(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    """Windows of 1,000 bytes; which stretches were forgotten."""
    ranges: list[tuple[int, int]] = []
    forget = passing._forget

    def noted(descriptor: int, start: int, length: int) -> None:
        ranges.append((start, length))
        forget(descriptor, start, length)

    monkeypatch.setattr(passing, "_WINDOW", 1000)
    monkeypatch.setattr(passing, "_forget", noted)
    return ranges


def test_what_is_written_is_in_the_file(tmp_path: Path, forgotten: list[tuple[int, int]]) -> None:
    pieces = [Random(1).randbytes(size) for size in (1, 999, 1500, 10, 300, 700)]
    with (tmp_path / "a").open("wb") as file:
        target = Passing(file)
        assert [target.write(piece) for piece in pieces] == [len(piece) for piece in pieces]
        target.flush()
        assert (tmp_path / "a").read_bytes() == b"".join(pieces)
    assert len(forgotten) == 3


def test_what_is_read_is_what_the_file_holds(tmp_path: Path, forgotten: list[tuple[int, int]]) -> None:
    content = Random(2).randbytes(30_000)
    (tmp_path / "a").write_bytes(content)
    with open_passing(tmp_path / "a") as file:
        assert file.read(5_000) == content[:5_000]
        file.seek(-100, 2)  # as whoever reads an archive looks at its list first
        assert file.read() == content[-100:]
        file.seek(7_000)
        assert file.read() == content[7_000:]
    assert forgotten


def test_what_is_ahead_is_not_forgotten(tmp_path: Path, forgotten: list[tuple[int, int]]) -> None:
    (tmp_path / "a").write_bytes(bytes(20_000))
    with open_passing(tmp_path / "a") as file:
        raw = file.raw
        while raw.readinto(memoryview(bytearray(300))):
            assert all(start + length <= max(raw.tell(), 2_000) for start, length in forgotten)
    assert len(forgotten) >= 15


def test_others_can_ask_how_far_a_reader_has_come(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(bytes(100_000))
    assert passed(tmp_path / "a") is None
    with open_passing(tmp_path / "a") as file:
        assert passed(tmp_path / "a") == 0
        file.read(50_000)
        assert passed(tmp_path / "a") in range(50_000, 60_000)  # it reads a little ahead of whoever asks
        (tmp_path / "b").write_bytes(b"b")
        assert passed(tmp_path / "b") is None
    assert passed(tmp_path / "a") is None


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # of those that nobody closes
def test_files_come_and_go_while_others_ask(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(bytes(10))
    ended = Event()

    def come_and_go() -> None:
        while not ended.is_set():
            several = [open_passing(tmp_path / "a") for _ in range(20)]
            del several[::2]  # nobody closed these
            for one in several:
                one.close()

    with ThreadPoolExecutor(1) as others:
        coming = others.submit(come_and_go)
        for _ in range(3000):
            assert passed(tmp_path / "a") in (None, 0)
        ended.set()
        coming.result()
    assert passed(tmp_path / "a") is None
