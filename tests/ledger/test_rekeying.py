"""Changing a pseudonym key: the columns of the ledger follow, and no answer changes, now or as of any earlier act."""

from __future__ import annotations

import shutil
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from handed_in import MAPPING, hand_in, mapping, stored, table, write

from ledger.persons import AN, BINH, CITIZEN, listed, on_disk, peopled, persons, rows, sent, told
from soyte.ledger.acts import ActKind
from soyte.ledger.committing import Committer
from soyte.ledger.compaction import Plan, compact
from soyte.ledger.doctor import check
from soyte.ledger.doctor.examination import sound
from soyte.ledger.errors import LedgerError
from soyte.ledger.ledger import Ledger
from soyte.ledger.rekeying import drop_replaced, rekey
from soyte.ledger.renaming import Renaming
from soyte.ledger.sweeping import sweep
from soyte.ledger.vault import IdentityKind, Reader, Vault, VaultError
from soyte.receiving.counts import Counts
from soyte.receiving.excerpts import excerpts

ME = Reader("người thử", "kiểm tra")


class Died(BaseException):
    """As if the process had been killed here."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return peopled(tmp_path_factory.mktemp("persons") / "kho").home.folder


@pytest.fixture
def ledger(made: Path, tmp_path: Path) -> Ledger:
    shutil.copytree(made, tmp_path / "kho")
    return Ledger.open(tmp_path / "kho")


def changed(ledger: Ledger, kind: IdentityKind = CITIZEN) -> Any:
    return rekey(ledger, kind, actor="quản trị")


def test_no_answer_changes_as_of_any_act(ledger: Ledger) -> None:
    before = told(ledger)
    changed(ledger)
    after = told(ledger)
    assert after[: len(before)] == before
    assert set(map(str, after[len(before) :])) == {str(before[-1])}


def test_an_act_says_what_was_done_and_by_whom(ledger: Ledger) -> None:
    done = changed(ledger)
    assert (done.act.kind, done.act.actor) == (ActKind.REKEYED, "quản trị")
    assert done.act.reason == "thay khóa mã thay thế của số định danh cá nhân"
    assert (done.rows, done.files) == (
        8,
        8,
    )  # four files of rows; two of keys, first with both forms, then with the new one
    assert {"thay khóa mã thay thế"} == {record.purpose for record in ledger.vault.access_log(actor="quản trị")}


def test_old_pseudonyms_are_in_no_file_that_readers_read(ledger: Ledger) -> None:
    assert listed(ledger) == {"c1"}
    changed(ledger)
    assert listed(ledger) == {"c2"}
    assert on_disk(ledger) == {"c1", "c2"}


def test_replaced_files_can_be_deleted_at_once(ledger: Ledger) -> None:
    before = told(ledger)
    compact(ledger, plan=Plan(least=2))
    changed(ledger)
    assert any(name.startswith("observation/joined") for name in drop_replaced(ledger))
    assert on_disk(ledger) == {"c2"}
    assert told(ledger)[: len(before)] == before
    assert check(ledger) == []
    assert drop_replaced(ledger) == []


def test_doctor_and_sweep_find_nothing_to_do(ledger: Ledger) -> None:
    changed(ledger)
    assert check(ledger) == []
    assert sweep(ledger).orphans == ()


def test_a_person_who_is_sent_again_supersedes_as_before(ledger: Ledger) -> None:
    changed(ledger)
    sent(ledger, ("T1/2024", 50, AN), name="mới")
    assert rows(ledger) == [("01", 7), ("01", 50), ("02", 2), ("02", 3), ("03", 4)]
    assert persons(ledger) == 3
    assert check(ledger) == []


def test_a_view_that_was_begun_before_answers_rightly_afterwards(ledger: Ledger) -> None:
    before = rows(ledger)
    begun, untouched = ledger.view(), ledger.view()
    frame = begun.rows("observation")
    untouched.rows("target")  # lists the keys as they are now
    changed(ledger)
    for later in (frame, begun.rows("observation"), untouched.rows("observation")):
        assert len(ledger.engine.collect(later.steps)) == len(before)


def test_taking_back_what_had_superseded_brings_the_earlier_row_back(ledger: Ledger) -> None:
    changed(ledger)
    ledger.withdraw(ledger.state().find("3").submission_id, actor="người thử", reason="nhầm")
    assert rows(ledger) == [("01", 1), ("01", 7), ("02", 2), ("02", 3), ("03", 4)]
    assert check(ledger) == []


def test_a_row_still_leads_to_its_cell_and_its_person_to_the_vault(ledger: Ledger) -> None:
    changed(ledger)
    kept = stored(ledger, "observation").to_pylist()
    row = next(row for row in kept if row["value"] == 3)
    assert row["row_key"].endswith("|" + row["person"])
    assert ledger.vault.reveal(CITIZEN, [row["person"]], ME) == {row["person"]: BINH}
    assert excerpts(ledger, ledger.state().find("2"), [row], ME) == ["dòng 4, cột so_ca = “3”"]


def test_the_key_of_another_kind_touches_no_row(ledger: Ledger) -> None:
    done = changed(ledger, IdentityKind.CARD)
    assert (done.act, done.files, listed(ledger)) == (None, 0, {"c1"})


def test_again_and_with_joined_files_before_and_after(ledger: Ledger) -> None:
    before = told(ledger)
    compact(ledger, plan=Plan(least=2))
    changed(ledger)
    sent(ledger, ("T4/2024", 8, AN), name="thêm")
    compact(ledger, plan=Plan(least=2))
    changed(ledger)
    assert (told(ledger)[: len(before)], listed(ledger)) == (before, {"c3"})
    assert check(ledger) == []


def test_a_joined_file_that_was_written_anew_can_be_mended(ledger: Ledger) -> None:
    from soyte.ledger.doctor import repair  # noqa: PLC0415
    from soyte.receiving.reread import reread  # noqa: PLC0415

    compact(ledger, plan=Plan(least=4))
    sent(ledger, ("T4/2024", 8, AN), name="thêm")
    changed(ledger)
    before = told(ledger)
    for path in ledger.stores["observation"].paths():
        (ledger.stores["observation"].folder / path).write_bytes(b"broken")
    assert repair(ledger, lambda act: reread(ledger, act)).failed == ()
    assert (told(ledger)[: len(before)], listed(ledger), check(ledger)) == (before, {"c2"}, [])


def test_persons_whose_identities_were_forgotten_get_others_and_stay_apart(ledger: Ledger) -> None:
    before = told(ledger)
    for act in ledger.state().accepted:
        ledger.vault.forget(act)
    changed(ledger)
    assert (told(ledger)[: len(before)], listed(ledger)) == (before, {"c2"})


def test_damage_is_told_before_anything_is_changed(ledger: Ledger) -> None:
    path = ledger.stores["observation"].folder / ledger.stores["observation"].paths()[0]
    path.write_bytes(b"broken")
    with pytest.raises(LedgerError, match=r"doctor --repair.*Chưa có gì thay đổi"):
        changed(ledger)
    assert ledger.vault.rotations() == frozenset()


# ---------------------------------------------------------------------------------------------------- loads meanwhile


def test_pseudonyms_of_the_old_key_do_not_slip_in_afterwards(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Vault.keep_identities

    def then_changed(self: Vault, *said: Any) -> None:
        kept(self, *said)
        monkeypatch.undo()
        old = self.pseudonyms(CITIZEN, pa.array([AN]))
        monkeypatch.setattr(Vault, "pseudonyms", lambda *_: old)  # they were made before the key was changed
        changed(Ledger.open(ledger.home.folder))

    monkeypatch.setattr(Vault, "keep_identities", then_changed)
    with pytest.raises(VaultError, match=r"số định danh cá nhân vừa được thay trong khi đang nạp.*nạp lại tệp này"):
        sent(ledger, ("T9/2024", 9, AN), name="chậm")
    monkeypatch.undo()
    assert (listed(ledger), sound(check(ledger))) == ({"c2"}, True)
    assert sent(ledger, ("T9/2024", 9, AN), name="chậm").new


def test_a_key_that_changes_between_the_last_row_and_the_act_is_noticed(ledger: Ledger) -> None:
    pour = Counts.pour

    def late(self: Counts, *said: Any) -> Any:
        outcome = pour(self, *said)
        changed(Ledger.open(ledger.home.folder))
        return outcome

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Counts, "pour", late)
        with pytest.raises(VaultError, match="nạp lại tệp này"):
            sent(ledger, ("T9/2024", 9, AN), name="chậm")
    assert (listed(ledger), sound(check(ledger))) == ({"c2"}, True)


def interrupted(ledger: Ledger) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Renaming, "rows", lambda *_: (_ for _ in ()).throw(Died))
        with pytest.raises(Died):
            changed(ledger)


def test_after_an_interrupted_change_persons_are_refused_until_it_is_done(ledger: Ledger, tmp_path: Path) -> None:
    interrupted(ledger)
    with pytest.raises(VaultError, match="soyte vault rotate citizen"):
        sent(ledger, ("T9/2024", 9, AN), name="mới")
    assert "việc thay khóa mã thay thế của số định danh cá nhân chưa xong" in check(ledger)[0].sentence
    desk = tmp_path / "bàn"
    desk.mkdir()
    write(desk / "x.mapping.yaml", MAPPING)
    assert hand_in(ledger, table(desk, "Thái Nguyên,T9/2024,9"), mapping=mapping(desk)).new
    changed(ledger)
    assert sent(ledger, ("T9/2024", 9, AN), name="mới").new
    assert sound(check(ledger))


def test_rows_of_another_machine_that_come_in_between_are_written_anew_too(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its lock is another one, and it had looked at the key just before that was changed."""
    begun = Vault.rotate_pseudonym_key
    other = Ledger.open(ledger.home.folder)
    old = other.vault.pseudonyms(CITIZEN, pa.array([AN]))

    def then_sent(self: Vault, *said: Any) -> pa.Table:
        mapped = begun(self, *said)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Committer, "lock", lambda _: nullcontext())
            patch.setattr(Vault, "pseudonyms", lambda *_: old)
            patch.setattr(Vault, "keep_identities", lambda *_: None)
            patch.setattr(Vault, "check_current", lambda *_: None)
            sent(other, ("T1/2024", 77, AN), name="máy khác")
        return mapped

    monkeypatch.setattr(Vault, "rotate_pseudonym_key", then_sent)
    changed(ledger)
    assert (listed(ledger), sound(check(ledger))) == ({"c2"}, True)
    assert ("01", 77) in rows(ledger)
    assert len(rows(ledger)) == 5
