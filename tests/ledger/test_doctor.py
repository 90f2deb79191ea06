"""The doctor finds every kind of damage and names it; a sound ledger gets no word."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from ledger.building import copied, load, new_ledger, rewritten
from soyte.ledger import clock
from soyte.ledger.doctor import check
from soyte.ledger.doctor.examination import sound
from soyte.ledger.leases import Lease
from soyte.ledger.ledger import Ledger
from soyte.ledger.tables import OBSERVATION


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three loads, one of them a correction."""
    ledger = new_ledger(tmp_path_factory.mktemp("made") / "kho")
    first = load(ledger, {"01a": 5, "02a": 6}, name="mot.csv")
    load(ledger, {"01a": 50}, name="hai.csv", quarantined=1)
    load(ledger, {"02a": 7}, name="ba.csv", supersedes=first.submission_id)
    return ledger.home.folder


@pytest.fixture
def kept(made: Path, tmp_path: Path) -> Ledger:
    """A copy for each test."""
    return copied(made, tmp_path / "so")


def found(ledger: Ledger, *, deep: bool = True) -> list[tuple[str, str]]:
    """Kinds and places."""
    return [(str(trouble.kind), trouble.where) for trouble in check(ledger, deep=deep)]


def first_file(ledger: Ledger, table: str, number: int = 0) -> Path:
    act = [act for act in ledger.state().acts if any(file.table == table for file in act.files)][number]
    return ledger.home.ledger / table / next(file.path for file in act.files if file.table == table)


def test_a_sound_ledger_gets_no_word(kept: Ledger) -> None:
    assert found(kept) == []


def test_an_empty_ledger_is_sound(ledger: Ledger) -> None:
    assert found(ledger) == []


@pytest.mark.parametrize("table", ["observation", "observation_by_place", "superseding", "quarantine"])
@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda path: path.unlink(), "không còn trên đĩa"),
        (lambda path: path.write_bytes(path.read_bytes()[:-9]), "byte, lúc ghi dài"),
        (lambda path: path.write_bytes(b"\0" * path.stat().st_size), "bị hỏng, không đọc được"),
    ],
)
def test_a_damaged_file_is_named_with_its_submissions(
    kept: Ledger, table: str, damage: Callable[[Path], object], words: str
) -> None:
    path = first_file(kept, table)
    damage(path)
    (trouble,) = check(kept)
    assert trouble.where == f"{table}/{path.name}"
    assert words in trouble.message
    assert re.search(r"liên quan lần ghi nhận số \d \(\w+\.csv\)", trouble.message)
    assert "--repair" in trouble.remedy


def test_one_flipped_bit_is_found_by_the_deep_look_only(kept: Ledger) -> None:
    path = first_file(kept, "observation")
    content = bytearray(path.read_bytes())
    pages = pq.ParquetFile(path).metadata.row_group(0)
    unasked = pages.column(OBSERVATION.schema.names.index("line"))  # no sum asks for it
    content[unasked.data_page_offset + 1] ^= 1
    path.write_bytes(content)
    assert found(kept, deep=False) == []
    assert found(kept) == [("file", f"observation/{path.name}")]


def test_rows_that_were_written_over_are_found_although_the_file_reads_well(kept: Ledger) -> None:
    path = first_file(kept, "observation")
    rows = pq.read_table(path)
    size = path.stat().st_size
    pq.write_table(rows.slice(0, 1), path)
    path.write_bytes(path.read_bytes())
    assert path.stat().st_size != size
    assert ("file", f"observation/{path.name}") in found(kept)


def test_a_roll_up_that_is_not_the_sum_of_its_rows_is_found_as_of_every_moment(kept: Ledger) -> None:
    store = kept.stores["observation_by_place"]
    other = pq.read_table(first_file(kept, "observation_by_place"))
    writer = store.writer(kept.state().acts[0].act_id)  # one more file of the first act, told to Delta by hand
    writer.write(other.slice(0, 1))
    file = writer.close()
    assert file is not None
    store.commit([file])
    kinds = found(kept)
    assert ("orphan", f"observation_by_place/{file.path}") in kinds
    assert [where for kind, where in kinds if kind == "rollup"] == [
        f"observation_by_place sau lần ghi nhận số {seq}" for seq in (1, 2, 3)
    ]


def test_a_file_that_delta_does_not_list_is_found(kept: Ledger) -> None:
    path = first_file(kept, "observation")
    kept.stores["observation"].commit([], [path.name])
    assert ("unfinished", f"observation/{path.name}") in found(kept)


def test_a_load_under_way_and_a_dead_one_are_told_apart(kept: Ledger) -> None:
    held = Lease(kept.home.leases, "s1")
    (kept.home.leases / "s2.lease").write_text("")
    troubles = {trouble.where: str(trouble.severity) for trouble in check(kept)}
    assert troubles == {"s1": "note", "s2": "warning"}
    held.release()


def test_a_missing_original_is_found_and_a_damaged_one_by_the_deep_look(kept: Ledger) -> None:
    one, two, _ = sorted(kept.home.vault.glob("originals/*/*"))
    one.unlink()
    two.write_bytes(two.read_bytes()[:-1])
    assert [kind for kind, _ in found(kept, deep=False)] == ["original"]
    assert sorted(kind for kind, _ in found(kept)) == ["original", "vault"]


def test_without_the_keys_the_figures_are_sound_and_the_vault_is_told(kept: Ledger) -> None:
    kept.vault.keys.unlink()
    assert [kind for kind, _ in found(Ledger.open(kept.home.folder))] == ["vault"]


# ------------------------------------------------------------------------------------------------------------- journal


def test_a_changed_act_breaks_the_chain_and_differs_from_its_copy(kept: Ledger) -> None:
    rewritten(kept, 2, actor="người khác")
    troubles = check(Ledger.open(kept.home.folder))
    words = [trouble.message for trouble in troubles if trouble.where == "lần ghi nhận số 2"]
    assert words == [
        "nội dung đã bị sửa hoặc bị chen vào sau khi ghi (mã nối không khớp)",
        "bảng các lần gửi và nhật ký nói khác nhau",
    ]


def test_an_act_that_was_taken_out_leaves_a_gap(kept: Ledger) -> None:
    act = kept.state().acts[1]
    kept.journal.store.commit([], [f"{act.act_id}-0.parquet"])
    words = [trouble.sentence for trouble in check(Ledger.open(kept.home.folder)) if trouble.kind == "journal"]
    assert any("thiếu các số từ 2 đến 2" in word for word in words)
    assert any("số 2: có trong nhật ký nhưng mất khỏi bảng" in word for word in words)


def test_a_damaged_journal_does_not_keep_the_doctor_from_looking(kept: Ledger) -> None:
    path = kept.home.ledger / "submission" / f"{kept.state().acts[1].act_id}-0.parquet"
    path.write_bytes(b"\0" * 100)
    kinds = found(Ledger.open(kept.home.folder))
    assert ("journal", "submission") in kinds
    assert all(kind == "journal" for kind, _ in kinds)


def test_a_damaged_entry_of_the_log_is_named(kept: Ledger) -> None:
    entry = kept.home.ledger / "observation" / "_delta_log" / "00000000000000000001.json"
    entry.write_text("{")
    troubles = check(Ledger.open(kept.home.folder))
    assert str(troubles[0].kind) == "log"
    assert not sound(troubles)


def test_a_damaged_mark_is_told(kept: Ledger) -> None:
    (kept.home.folder / "soyte.json").write_text("{")
    assert [kind for kind, _ in found(kept)] == ["home"]


# -------------------------------------------------------------------------------------------------------------- clocks


def test_a_clock_behind_the_last_act_is_told(kept: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    last = kept.state().acts[-1].recorded_at
    monkeypatch.setattr("soyte.ledger.clock.now", lambda: last - timedelta(minutes=6))
    assert found(kept) == [("clock", "đồng hồ máy này")]


def test_machines_whose_clocks_differed_are_noted_once(kept: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    now = clock.now()
    kept.journal._now = lambda: now - timedelta(hours=2)
    monkeypatch.setattr("platform.node", lambda: "may-hai")
    for number in range(3):
        load(kept, {"03a": number}, name=f"{number}")
    troubles = check(kept)
    assert sound(troubles)
    assert [trouble.where for trouble in troubles] == ["lần ghi nhận số 4", "lần ghi nhận số 5"]
    assert "máy may-hai" in troubles[0].message


def test_progress_is_told_and_ends_where_it_should(kept: Ledger) -> None:
    steps: list[tuple[str, int, int]] = []
    check(kept, progress=lambda *step: steps.append(step))
    files = [step for step in steps if step[0] == "tệp dữ liệu"]
    assert files[-1][1] == files[-1][2] == len(files)
    assert json.dumps(steps)
