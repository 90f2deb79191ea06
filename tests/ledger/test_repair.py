"""What is damaged is written anew from the originals and verified; what cannot be is said plainly and left as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pyarrow as pa
import pytest

from ledger.building import copied, counts, everything, load, new_ledger, rewritten
from soyte.ledger.acts import Act, ActKind
from soyte.ledger.compaction import Plan, compact
from soyte.ledger.doctor import check, repair
from soyte.ledger.doctor.examination import sound
from soyte.ledger.errors import LedgerError
from soyte.ledger.holdings import holdings
from soyte.ledger.ledger import Ledger
from soyte.ledger.sweeping import look

Originals = dict[str, Mapping[str, int | None]]


class Kept:
    """A ledger, and what its originals say."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.originals: Originals = {}

    def load(self, values: Mapping[str, int | None], supersedes: str | None = None) -> Act:
        act = load(self.ledger, values, supersedes=supersedes)
        self.originals[act.submission_id] = values
        return act

    def reread(self, act: Act) -> Iterator[tuple[str, pa.Table]]:
        yield "observation", counts(self.originals[act.submission_id])

    def file(self, table: str, number: int = 0) -> Path:
        """One of the files that must be there, in the order of the acts."""
        held = [one.file.path for one in holdings(self.ledger.state()).values() if one.file.table == table]
        return self.ledger.home.ledger / table / held[number]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """With a superseded cell, a correction and a withdrawal."""
    ledger = new_ledger(tmp_path_factory.mktemp("made") / "kho")
    made = Kept(ledger)
    first = made.load({"01a": 5, "02a": None})
    made.load({"01a": 6, "03a": 1})
    third = made.load({"02a": 9}, supersedes=first.submission_id)
    ledger.withdraw(third.submission_id, actor="canbo", reason="nhầm")
    made.load({"03a": 2, "04a": 4})
    return made


@pytest.fixture
def kept(prepared: Kept, tmp_path: Path) -> Kept:
    """A copy for each test."""
    copy = Kept(copied(prepared.ledger.home.folder, tmp_path / "so"))
    copy.originals = dict(prepared.originals)
    return copy


def damage(path: Path) -> None:
    path.write_bytes(b"\0" * path.stat().st_size)


@pytest.mark.slow
@pytest.mark.parametrize("joined", [False, True])
@pytest.mark.parametrize(
    "tables",
    [
        ("observation",),
        ("superseding",),
        ("observation_by_place",),
        ("observation", "superseding", "observation_by_place"),
    ],
)
def test_damaged_tables_are_written_anew_and_answer_as_before(
    kept: Kept, tables: tuple[str, ...], joined: bool
) -> None:
    if joined:
        compact(kept.ledger, plan=Plan(least=2))
    before = everything(kept.ledger)
    for table in tables:
        damage(kept.file(table))
    done = repair(kept.ledger, kept.reread)
    assert (len(done.mended), done.failed) == (len(tables), ())
    assert everything(kept.ledger)[: len(before)] == before
    assert kept.ledger.state().acts[-1].kind is ActKind.REPAIRED
    assert sound(check(kept.ledger))


@pytest.mark.parametrize("table", ["observation", "observation_by_place"])
def test_lost_files_are_written_anew_all_of_them(kept: Kept, table: str) -> None:
    before = everything(kept.ledger)
    lost = list((kept.ledger.home.ledger / table).glob("*.parquet"))
    for path in lost:
        path.unlink()
    done = repair(kept.ledger, kept.reread)
    assert (len(done.mended), done.failed) == (len(lost), ())
    assert everything(kept.ledger)[: len(before)] == before
    assert sound(check(kept.ledger))


def test_a_sound_ledger_is_left_alone(kept: Kept) -> None:
    head = kept.ledger.state().head
    assert repair(kept.ledger, kept.reread).mended == ()
    assert kept.ledger.state().head == head


def test_repairing_again_changes_nothing(kept: Kept) -> None:
    damage(kept.file("observation"))
    repair(kept.ledger, kept.reread)
    head = kept.ledger.state().head
    assert repair(kept.ledger, kept.reread).mended == ()
    assert kept.ledger.state().head == head


def test_a_file_that_delta_forgot_is_told_to_it_again(kept: Kept) -> None:
    before = everything(kept.ledger)
    path = kept.file("observation")
    kept.ledger.stores["observation"].commit([], [path.name])
    assert repair(kept.ledger, kept.reread).mended == (f"observation/{path.name}",)
    assert everything(kept.ledger) == before


# ------------------------------------------------------------------------------------------------ what cannot be mended


@pytest.mark.parametrize("number", [0, 1, 2, 3])
def test_an_original_that_gives_other_sums_is_not_believed(kept: Kept, number: int) -> None:
    """Also when its rows do not count any more."""
    path = kept.file("observation", number)
    damage(path)
    name = path.name.split("-")[0]
    kept.originals[name] = {key: (value or 0) + 1 for key, value in kept.originals[name].items()}
    done = repair(kept.ledger, kept.reread)
    ((where, why),) = done.failed
    assert (where, done.mended) == (f"observation/{path.name}", ())
    assert "các tổng khác với lúc nhận" in why
    assert look(kept.ledger).orphans == ()


def test_an_original_that_gives_other_rows_is_not_believed(kept: Kept) -> None:
    path = kept.file("observation")
    damage(path)
    name = path.name.split("-")[0]
    kept.originals[name] = {**kept.originals[name], "09z": 1}
    ((_, why),) = repair(kept.ledger, kept.reread).failed
    assert "đọc lại cho" in why and "khôi phục từ bản sao lưu" in why


def test_an_original_that_is_gone_is_said_and_the_other_files_are_mended(kept: Kept) -> None:
    damage(kept.file("observation", 0))
    damage(kept.file("observation", 1))
    gone = kept.file("observation", 0).name.split("-")[0]

    def reread(act: Act) -> Iterator[tuple[str, pa.Table]]:
        if act.submission_id == gone:
            raise LedgerError("bản gốc đã hủy theo thời hạn lưu giữ")
        yield from kept.reread(act)

    done = repair(kept.ledger, reread)
    assert (len(done.mended), [why for _, why in done.failed]) == (1, ["bản gốc đã hủy theo thời hạn lưu giữ"])
    assert not sound(check(kept.ledger))


# ------------------------------------------------------------------------------------------------------------- journal


@pytest.mark.parametrize("harm", [damage, Path.unlink])
def test_the_journal_is_written_anew_from_its_log(kept: Kept, harm: object) -> None:
    before = everything(kept.ledger)
    assert callable(harm)
    harm(kept.ledger.home.ledger / "submission" / f"{kept.ledger.state().acts[2].act_id}-0.parquet")
    again = Ledger.open(kept.ledger.home.folder)
    with pytest.raises(LedgerError, match="sổ các lần gửi bị hỏng"):
        again.state()
    assert repair(again, kept.reread).mended == ("submission",)
    assert everything(again)[: len(before)] == before
    assert sound(check(again))


def test_an_act_that_somebody_changed_is_put_back(kept: Kept) -> None:
    rewritten(kept.ledger, 2, actor="người khác")
    again = Ledger.open(kept.ledger.home.folder)
    assert repair(again, kept.reread).mended == ("submission",)
    assert [act.actor for act in again.state().acts][1] == "canbo"
    assert sound(check(again))


def test_a_journal_whose_log_is_damaged_too_needs_a_backup(kept: Kept) -> None:
    damage(kept.ledger.home.ledger / "submission" / f"{kept.ledger.state().acts[2].act_id}-0.parquet")
    entry = kept.ledger.home.ledger / "submission" / "_delta_log" / "00000000000000000003.json"
    lines = [line for line in entry.read_text().splitlines() if "commitInfo" not in line]
    entry.write_text("\n".join(lines))
    ((where, why),) = repair(Ledger.open(kept.ledger.home.folder), kept.reread).failed
    assert where == "submission"
    assert "hãy khôi phục từ bản sao lưu" in why
