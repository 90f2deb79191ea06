"""A submission is taken in as a whole or not at all, once, and what was committed is never taken back by an accident."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn

import pytest

from ledger.building import answers, counts, load, stored_rows, total
from soyte.ledger.acts import ActKind
from soyte.ledger.errors import LedgerError, Swept
from soyte.ledger.ledger import Ledger
from soyte.ledger.loading import Ticket
from soyte.ledger.store import Store
from soyte.ledger.sweeping import look, sweep


def ticket(name: str = "h", **said: Any) -> Ticket:
    return Ticket("counts", "tep.csv", "canbo", "cli", name, dataset="benh", **said)


def test_rows_count_once_the_act_is_there_and_not_before(ledger: Ledger) -> None:
    seen: list[dict[str, Any]] = []
    load(ledger, {"01a": 5, "02a": None}, before_commit=lambda: seen.append(answers(Ledger.open(ledger.home.folder))))
    assert seen == [{}]
    assert answers(ledger) == {"01a": 5, "02a": None}
    assert total(ledger) == (2, 5)


def test_leaving_without_commit_leaves_nothing(ledger: Ledger) -> None:
    with pytest.raises(RuntimeError), ledger.loading(ticket()) as loading:
        loading.write("observation", counts({"01a": 5}))
        raise RuntimeError
    assert ledger.state().head == 0
    assert look(ledger).orphans == ()
    assert list(ledger.home.leases.iterdir()) == []


def test_counts_that_do_not_agree_are_refused_whole(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="đọc vào 3 dòng nhưng nhận 2"), ledger.loading(ticket()) as loading:
        loading.write("observation", counts({"01a": 5, "02a": 6}))
        loading.commit(3)
    assert (ledger.state().head, look(ledger).orphans) == (0, ())


def test_a_key_that_a_file_has_twice_is_refused_whole(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="cùng một ô số liệu"), ledger.loading(ticket()) as loading:
        loading.write("observation", counts({"01a": 5}))
        loading.write("observation", counts({"01a": 6}))
        loading.commit(2)
    assert (ledger.state().head, look(ledger).orphans) == (0, ())


def test_the_same_file_again_changes_nothing(ledger: Ledger) -> None:
    first = load(ledger, {"01a": 5})
    again = load(ledger, {"01a": 5})
    assert (again, ledger.state().head, look(ledger).orphans) == (first, 1, ())


def test_a_file_that_was_corrected_does_not_come_back_by_being_sent_again(ledger: Ledger) -> None:
    first = load(ledger, {"01a": 5}, name="cũ")
    load(ledger, {"01a": 7}, name="mới", supersedes=first.submission_id)
    assert load(ledger, {"01a": 5}, name="cũ") == first
    assert answers(ledger) == {"01a": 7}


def test_a_file_that_was_taken_back_may_come_again(ledger: Ledger) -> None:
    first = load(ledger, {"01a": 5})
    ledger.withdraw(first.submission_id, actor="canbo", reason="nhầm")
    assert answers(ledger) == {}
    assert load(ledger, {"01a": 5}).seq == 3
    assert answers(ledger) == {"01a": 5}


def test_a_rejected_file_is_recorded_and_counts_for_nothing(ledger: Ledger) -> None:
    with ledger.loading(ticket()) as loading:
        act = loading.reject("không đọc được")
    assert (act.kind, act.reason, answers(ledger)) == (ActKind.REJECTED, "không đọc được", {})


def test_withdrawing_what_is_not_there_is_refused_in_words(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="Không có lần gửi s1"):
        ledger.withdraw("s1", actor="canbo", reason="nhầm")


def test_withdrawing_twice_is_refused_in_words(ledger: Ledger) -> None:
    act = load(ledger, {"01a": 5})
    ledger.withdraw(act.submission_id, actor="canbo", reason="nhầm")
    with pytest.raises(LedgerError, match="Lần gửi số 1 đã được rút từ trước"):
        ledger.withdraw(act.submission_id, actor="canbo", reason="nhầm")


# ------------------------------------------------------------------------------------------------------ interruptions


def test_an_interruption_just_after_the_act_does_not_take_back_its_files(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    committed = Store.commit

    def interrupted(self: Store, *said: Any, **named: Any) -> None:
        committed(self, *said, **named)
        if self.name == "submission":
            raise KeyboardInterrupt

    monkeypatch.setattr(Store, "commit", interrupted)
    with pytest.raises(KeyboardInterrupt):
        load(ledger, {"01a": 5})
    monkeypatch.undo()
    assert (answers(ledger), total(ledger)) == ({"01a": 5}, (1, 5))
    assert sweep(ledger).orphans == ()
    assert answers(ledger) == {"01a": 5}


def test_a_journal_that_cannot_be_joined_does_not_undo_the_act(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> NoReturn:
        raise LedgerError("đĩa đã đầy")

    monkeypatch.setattr("soyte.ledger.journal.Journal.compact", full)
    load(ledger, {"01a": 5})
    assert (answers(ledger), total(ledger)) == ({"01a": 5}, (1, 5))


def test_an_act_in_the_log_is_there_although_the_step_after_it_failed(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    from deltalake import DeltaTable  # noqa: PLC0415
    from deltalake.exceptions import DeltaError  # noqa: PLC0415

    written = DeltaTable.create_write_transaction

    def without_checkpoint(self: DeltaTable, *said: Any, **named: Any) -> None:
        written(self, *said, **named)
        raise DeltaError("checkpoint: No space left on device")

    monkeypatch.setattr(DeltaTable, "create_write_transaction", without_checkpoint)
    act = load(ledger, {"01a": 5})
    monkeypatch.undo()
    assert [known.act_id for known in ledger.state().acts] == [act.act_id]
    assert (answers(ledger), total(ledger)) == ({"01a": 5}, (1, 5))


@pytest.mark.parametrize("table", ["observation", "observation_by_place", "submission"])
def test_a_table_that_refuses_leaves_nothing_behind(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, table: str
) -> None:
    committed: Callable[..., None] = Store.commit

    def refusing(self: Store, added: Any, *said: Any, **named: Any) -> None:
        if self.name == table and added:
            raise LedgerError("đĩa đã đầy")
        committed(self, added, *said, **named)

    monkeypatch.setattr(Store, "commit", refusing)
    with pytest.raises(LedgerError, match="đĩa đã đầy"):
        load(ledger, {"01a": 5})
    monkeypatch.undo()
    left = [name for name in look(ledger).orphans if not name.startswith("submission/")]
    assert (ledger.state().head, left) == (0, [])
    assert load(ledger, {"01a": 5}).seq == 1


def test_a_load_that_was_swept_while_it_slept_is_refused(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    def swept_by_another_machine() -> None:
        loading_files = list((ledger.home.ledger / "observation").glob("s*.parquet"))
        assert loading_files
        monkeypatch.setattr("soyte.ledger.leases.alive", lambda *_: False)
        assert len(sweep(ledger).orphans) == 1
        monkeypatch.undo()

    with pytest.raises(Swept, match="hãy nhận lại tệp"):
        load(ledger, {"01a": 5}, before_commit=swept_by_another_machine)
    assert [act.kind for act in ledger.state().acts] == [ActKind.SWEPT]
    assert load(ledger, {"01a": 5}).seq == 2
    assert answers(ledger) == {"01a": 5}


def test_rows_of_a_load_under_way_lie_in_the_table_and_are_seen_by_nobody(ledger: Ledger) -> None:
    one = ticket()
    with ledger.loading(one) as loading:
        loading.write("observation", counts({"01a": 5}))
        loading._flush({"observation": None})
        (file,) = loading._files
        ledger.stores["observation"].commit([file])
        assert stored_rows(ledger, [one.submission_id]) == 1
        assert (answers(ledger), look(ledger).in_use) == ({}, (f"observation/{file.path}",))
        assert sweep(ledger).orphans == ()
        (ledger.home.leases / f"{one.submission_id}.lease").unlink()  # as if the process had died
        assert sweep(ledger).orphans == (f"observation/{file.path}",)
