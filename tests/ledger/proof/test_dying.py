"""Whatever is killed between any two of its steps: answers stay right, and the next run of the same thing completes it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from forked import Died, forked
from ledger.building import copied, everything, load, new_ledger
from ledger.proof.dying import steps
from soyte.ledger.backup import backup, restore
from soyte.ledger.compaction import Plan, compact
from soyte.ledger.doctor import check
from soyte.ledger.doctor.examination import sound
from soyte.ledger.ledger import Ledger
from soyte.ledger.sweeping import look, sweep

pytestmark = pytest.mark.slow
POINTS = 7


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an installation in `kho`, a backup of it in `cu.tar`, and what a dead load left."""
    folder = tmp_path_factory.mktemp("made")
    ledger = new_ledger(folder / "kho")
    first = load(ledger, {"01a": 5, "02a": None})
    second = load(ledger, {"01a": 6, "03a": 1})
    load(ledger, {"02a": 9}, supersedes=first.submission_id)
    backup(ledger, folder / "cu.tar")
    assert second.seq == 2
    return folder


def run(home: Path, what: str, step: int) -> int | None:
    """The number of steps, or None if it was killed."""
    try:
        return int(forked(steps, home, what, step))
    except Died:
        return None


def each_death(made: Path, to: Path, what: str, prepare: Callable[[Ledger], object]) -> list[Ledger]:
    """Copies of the installation in which `what` died, at points spread over all its steps."""
    home = to / "het" / "kho"
    shutil.copytree(made, home.parent)
    prepare(Ledger.open(home))
    count = run(home, what, 0)
    assert count is not None and count > 2, "nothing was done"
    dead = []
    for point in sorted({1 + round(place * (count - 1) / (POINTS - 1)) for place in range(POINTS)}):
        folder = to / str(point)
        shutil.copytree(made, folder)
        prepare(Ledger.open(folder / "kho"))
        assert run(folder / "kho", what, point) is None
        dead.append(Ledger.open(folder / "kho"))
    return dead


def nothing(_: Ledger) -> None:
    """No preparation."""


def orphaned(ledger: Ledger) -> None:
    """As if a load had died."""
    from ledger.test_keeping import orphan  # noqa: PLC0415

    orphan(ledger)


def damaged(ledger: Ledger) -> None:
    """The file of the second load is lost."""
    act = ledger.state().acts[1]
    path = ledger.home.ledger / "observation" / f"{act.submission_id}-0.parquet"
    path.write_bytes(b"\0" * path.stat().st_size)


@pytest.mark.parametrize(("what", "prepare"), [("load", nothing), ("compact", nothing), ("sweep", orphaned)])
def test_answers_are_right_at_once_and_a_sweep_leaves_nothing(
    made: Path, tmp_path: Path, what: str, prepare: Callable[[Ledger], object]
) -> None:
    before = everything(Ledger.open(made / "kho"))
    for dead in each_death(made, tmp_path, what, prepare):
        now = everything(dead)
        assert now[: len(before)] == before
        assert all(answer == before[-1] for answer in now[len(before) :]) or what == "load"
        sweep(dead)
        assert look(dead).orphans == ()
        compact(dead, plan=Plan(least=2))
        assert everything(dead)[: len(now)] == now
        load(dead, {"01a": 100, "05a": 5}, name="cuối")
        assert everything(dead)[-1] == ({"01a": 100, "02a": 9, "03a": 1, "05a": 5}, (4, 115))
        assert sound(check(dead)), check(dead)


def test_a_repair_that_died_is_completed_by_the_next(made: Path, tmp_path: Path) -> None:
    from ledger.building import counts  # noqa: PLC0415
    from soyte.ledger.doctor import repair  # noqa: PLC0415

    before = everything(Ledger.open(made / "kho"))
    for dead in each_death(made, tmp_path, "repair", damaged):
        repair(dead, lambda _: [("observation", counts({"01a": 6, "03a": 1}))])
        sweep(dead)
        assert everything(dead)[: len(before)] == before
        assert sound(check(dead)), check(dead)


def test_a_backup_that_died_is_not_there_or_whole(made: Path, tmp_path: Path) -> None:
    for dead in each_death(made, tmp_path, "backup", nothing):
        folder = dead.home.folder.parent
        if not (folder / "bs.tar").exists():
            (folder / "bs.tar.keys").unlink(missing_ok=True)
            backup(dead, folder / "bs.tar")
        assert list(folder.glob(".bs.tar.*")) == []
        assert restore(folder / "bs.tar", folder / "moi").troubles == ()


def test_a_restoration_that_died_is_not_there_or_whole(made: Path, tmp_path: Path) -> None:
    before = everything(Ledger.open(made / "kho"))
    for dead in each_death(made, tmp_path, "restore", nothing):
        folder = dead.home.folder.parent
        if not (folder / "moi").exists():
            restore(folder / "cu.tar", folder / "moi")
        assert list(folder.glob(".moi.*")) == []
        assert everything(copied(folder / "moi", folder / "noi khac")) == before
