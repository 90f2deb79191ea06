"""Sweeping and joining: what is removed can never be called for, what is joined answers as before."""

from __future__ import annotations

import os
import time
from datetime import timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from ledger.building import answers, copied, everything, load, new_ledger
from soyte.ledger import clock
from soyte.ledger.acts import ActKind
from soyte.ledger.compaction import Plan, compact
from soyte.ledger.doctor import check
from soyte.ledger.doctor.examination import sound
from soyte.ledger.errors import LedgerError
from soyte.ledger.leases import Lease, abandoned, alive
from soyte.ledger.ledger import Ledger
from soyte.ledger.settling import settle
from soyte.ledger.sweeping import look, sweep

SMALL = Plan(least=2)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With corrections and a withdrawal behind it."""
    ledger = new_ledger(tmp_path_factory.mktemp("made") / "kho")
    first = load(ledger, {"01a": 5, "02a": None})
    second = load(ledger, {"01a": 6, "03a": 1}, quarantined=2)
    load(ledger, {"01a": 9}, supersedes=first.submission_id)
    ledger.withdraw(second.submission_id, actor="canbo", reason="nhầm")
    return ledger.home.folder


@pytest.fixture
def busy(made: Path, tmp_path: Path) -> Ledger:
    """A copy for each test."""
    return copied(made, tmp_path / "so")


def orphan(ledger: Ledger, owner: str = "s0123456789abcdef0123", *, listed: bool = True) -> str:
    """What a load leaves that was killed after it wrote, or after it told Delta."""
    from ledger.building import counts  # noqa: PLC0415

    store = ledger.stores["observation"]
    writer = store.writer(owner)
    writer.write(counts({"09z": 1}))
    file = writer.close()
    assert file is not None
    if listed:
        store.commit([file])
    return f"observation/{file.path}"


# ------------------------------------------------------------------------------------------------------------ sweeping


@pytest.mark.parametrize("listed", [True, False])
def test_what_a_dead_load_left_is_seen_by_nobody_and_swept(busy: Ledger, listed: bool) -> None:
    before = everything(busy)
    name = orphan(busy, listed=listed)
    assert everything(busy) == before
    assert look(busy).orphans == (name,)
    assert sweep(busy).orphans == (name,)
    assert not (busy.home.ledger / name).exists()
    assert everything(busy)[: len(before)] == before
    assert sound(check(busy))


def test_sweeping_again_finds_nothing_and_writes_no_act(busy: Ledger) -> None:
    orphan(busy)
    sweep(busy)
    head = busy.state().head
    assert (sweep(busy).orphans, busy.state().head) == ((), head)


def test_a_sweep_that_died_after_its_act_is_finished_without_another(
    busy: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = orphan(busy)
    monkeypatch.setattr("soyte.ledger.sweeping._remove", lambda *_: None)
    sweep(busy)
    monkeypatch.undo()
    head = busy.state().head
    assert look(busy).orphans == (name,)
    assert (sweep(busy).orphans, busy.state().head) == ((name,), head)


def test_an_attempt_that_commits_while_the_sweep_looks_keeps_its_files(
    busy: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = look

    def then_committed(ledger: Ledger) -> object:
        found = looked(ledger)
        monkeypatch.undo()
        load(ledger, {"04a": 4})
        return found

    monkeypatch.setattr("soyte.ledger.sweeping.look", then_committed)
    orphan(busy)
    sweep(busy)
    assert answers(busy)["04a"] == 4
    assert sound(check(busy))


def test_the_lease_of_a_dead_process_is_taken_away_and_a_held_one_stays(ledger: Ledger) -> None:
    held = Lease(ledger.home.leases, "s1")
    (ledger.home.leases / "s2.lease").write_text("")
    assert abandoned(ledger.home.leases) == ["s2"]
    assert sweep(ledger).leases == ("s2",)
    assert alive(ledger.home.leases, "s1")
    held.release()


@pytest.mark.parametrize(("days", "believed"), [(1, True), (8, False)])
def test_the_lease_of_another_machine_is_believed_for_a_week(ledger: Ledger, days: int, believed: bool) -> None:
    ledger.home.leases.mkdir()
    path = ledger.home.leases / "s0123456789abcdef0123.lease"
    path.write_text('{"host": "may-khac", "process": 1}')
    then = time.time() - days * 86_400
    os.utime(path, (then, then))
    name = orphan(ledger)
    assert sweep(ledger).orphans == (() if believed else (name,))


def test_a_file_that_is_not_the_ledgers_is_told_and_left(ledger: Ledger) -> None:
    stranger = ledger.home.ledger / "observation" / "ban sao.parquet"
    stranger.write_bytes(b"x")
    sweep(ledger)
    assert stranger.exists()
    assert [trouble.where for trouble in check(ledger)] == ["observation/ban sao.parquet"]


# ------------------------------------------------------------------------------------------------------------- joining


def test_joined_files_give_every_answer_that_the_small_ones_gave(busy: Ledger) -> None:
    before = everything(busy)
    (act,) = compact(busy, plan=SMALL)
    assert (act.kind, len(act.replaced)) == (ActKind.COMPACTED, 9)
    assert [len(busy.stores[name].paths()) for name in ("observation", "observation_by_place", "superseding")] == [
        1
    ] * 3
    assert everything(busy) == [*before, before[-1]]
    load(busy, {"01a": 70})
    assert everything(busy)[:-1] == [*before, before[-1]]
    assert sound(check(busy))


def test_joining_joined_files_again_loses_nothing(busy: Ledger) -> None:
    before = everything(busy)
    for number in range(3):
        compact(busy, plan=SMALL)
        load(busy, {f"0{number}b": number})
    compact(busy, plan=SMALL)
    assert everything(busy)[: len(before)] == before
    assert sound(check(busy))


def test_a_joined_file_has_full_row_groups(ledger: Ledger) -> None:
    for number in range(4):
        load(ledger, {f"{place:02d}{number}": place for place in range(10)})
    compact(ledger, plan=SMALL)
    (path,) = ledger.stores["observation"].paths()
    assert pq.ParquetFile(ledger.home.ledger / "observation" / path).num_row_groups == 1


def test_nothing_is_joined_where_it_is_not_worth_it(busy: Ledger) -> None:
    assert compact(busy) == []


def test_a_damaged_file_is_not_joined_into_a_sound_one(busy: Ledger) -> None:
    path = busy.home.ledger / "observation" / busy.stores["observation"].paths()[0]
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    with pytest.raises(LedgerError, match=r"tệp bị hỏng.*--repair.*trước khi ghép"):
        compact(busy, plan=SMALL)
    assert (busy.state().head, look(busy).orphans) == (4, ())


def test_an_act_of_joining_whose_files_delta_does_not_list_yet_is_finished(
    busy: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(busy)
    monkeypatch.setattr("soyte.ledger.compaction.settle", lambda _: None)
    compact(busy, plan=SMALL)
    monkeypatch.undo()
    assert everything(busy) == [*before, before[-1]]
    assert {str(trouble.kind) for trouble in check(busy)} == {"unfinished"}
    assert len(settle(busy)) == 12
    assert settle(busy) == []
    assert everything(busy) == [*before, before[-1]]
    assert sound(check(busy))


def test_a_joined_file_that_is_lost_before_delta_knew_it_leaves_the_old_ones_in_charge(
    busy: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(busy)
    monkeypatch.setattr("soyte.ledger.compaction.settle", lambda _: None)
    compact(busy, plan=SMALL)
    monkeypatch.undo()
    for path in busy.home.ledger.glob("*/joined*.parquet"):
        path.unlink()
    assert settle(busy) == []
    assert everything(busy) == [*before, before[-1]]
    assert not sound(check(busy))


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Eight days from now."""
    now = clock.now() + timedelta(days=8)
    monkeypatch.setattr("soyte.ledger.clock.now", lambda: now)


def test_replaced_files_are_kept_for_readers_that_still_read_them(busy: Ledger) -> None:
    compact(busy, plan=SMALL)
    assert (len(look(busy).kept), sweep(busy).expired) == (9, ())


def test_after_a_week_replaced_files_go_and_the_past_stays(busy: Ledger, later: None) -> None:
    before = everything(busy)
    compact(busy, plan=SMALL)
    assert len(sweep(busy).expired) == 9
    assert [len(list((busy.home.ledger / name).glob("*.parquet"))) for name in ("observation", "superseding")] == [1, 1]
    assert everything(busy) == [*before, before[-1]]
    assert sound([trouble for trouble in check(busy) if trouble.kind != "clock"])


def test_files_of_the_journal_that_were_joined_go_after_a_week_too(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("soyte.ledger.journal.MANY_FILES", 3)
    for number in range(5):
        load(ledger, {"01a": number})
    folder = ledger.home.ledger / "submission"
    assert (len(list(folder.glob("*.parquet"))), sweep(ledger).expired) == (7, ())
    then = time.time() - 8 * 86_400
    for path in folder.glob("*.parquet"):
        os.utime(path, (then, then))
    assert len(sweep(ledger).expired) == 6
    assert Path(folder).exists()
    assert (len(everything(ledger)), sound(check(ledger))) == (6, True)


def test_two_that_remove_different_files_at_once_both_succeed(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    from deltalake import DeltaTable  # noqa: PLC0415

    store = ledger.stores["observation"]
    one, two = (orphan(ledger, f"s{digit * 20}").removeprefix("observation/") for digit in "12")
    written = DeltaTable.create_write_transaction

    def overtaken(self: DeltaTable, *said: object, **named: object) -> None:
        monkeypatch.undo()
        store.commit([], [two])
        written(self, *said, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(DeltaTable, "create_write_transaction", overtaken)
    store.commit([], [one])
    assert store.paths() == []
