"""Older installations are brought forward step by step, newer ones refused, and clocks that disagree change no order."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pytest
from deltalake import DeltaTable

from ledger.building import answers, everything, load, total
from soyte.ledger import home as homes
from soyte.ledger.doctor import check
from soyte.ledger.doctor.examination import sound
from soyte.ledger.errors import LedgerError
from soyte.ledger.home import LAYOUT, Home, open_home
from soyte.ledger.ledger import Ledger
from soyte.ledger.migrations import migrate
from soyte.ledger.store import Store
from soyte.ledger.tables import OBSERVATION


def mark(folder: Path, layout: int) -> None:
    content = json.loads((folder / "soyte.json").read_text())
    (folder / "soyte.json").write_text(json.dumps({**content, "layout": layout}))


def test_a_newer_layout_is_refused_in_words(ledger: Ledger) -> None:
    mark(ledger.home.folder, LAYOUT + 1)
    with pytest.raises(LedgerError, match=r"mới hơn chương trình này.*hãy nâng cấp Soyte"):
        Ledger.open(ledger.home.folder)


def test_files_that_lack_a_column_of_today_are_read_with_nothing_in_it(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = pa.schema([field for field in OBSERVATION.schema if field.name not in ("category", "path")])
    today = ledger.stores["observation"]
    ledger.stores["observation"] = Store(today.root, today.name, older)
    load(ledger, {"01a": 5})
    ledger.stores["observation"] = today
    load(ledger, {"01a": 6, "02a": 7})
    assert answers(ledger) == {"01a": 6, "02a": 7}
    assert [found for _, found in everything(ledger)] == [(0, 0), (1, 5), (2, 13)]
    assert sound(check(ledger))


def test_steps_lead_from_an_older_layout_to_ours_and_a_killed_step_is_taken_again(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(ledger, {"01a": 5})
    mark(ledger.home.folder, LAYOUT)
    monkeypatch.setattr(homes, "LAYOUT", LAYOUT + 2)
    taken: list[str] = []

    def first(home: Home) -> None:
        taken.append("first")

    def second(home: Home) -> None:
        taken.append("second")
        if taken.count("second") == 1:
            raise KeyboardInterrupt

    steps = {LAYOUT: first, LAYOUT + 1: second}
    with pytest.raises(KeyboardInterrupt):
        migrate(open_home(ledger.home.folder), steps, LAYOUT + 2)
    done = migrate(open_home(ledger.home.folder), steps, LAYOUT + 2)
    assert (taken, done.layout, open_home(done.folder).layout) == (
        ["first", "second", "second"],
        LAYOUT + 2,
        LAYOUT + 2,
    )
    assert answers(ledger) == {"01a": 5}


def test_an_installation_without_the_tables_of_today_opens(ledger: Ledger) -> None:
    """Every step so far, from the first layout on."""
    load(ledger, {"01a": 5})
    mark(ledger.home.folder, 1)
    for name in ("claim", "target"):
        shutil.rmtree(ledger.home.ledger / name)
    opened = Ledger.open(ledger.home.folder)
    assert open_home(ledger.home.folder).layout == LAYOUT
    assert all(DeltaTable.is_deltatable(str(store.folder)) for store in opened.stores.values())
    assert (answers(opened), total(opened), sound(check(opened))) == ({"01a": 5}, (1, 5), True)


# -------------------------------------------------------------------------------------------------------------- clocks


def test_a_clock_that_goes_backwards_changes_no_order(ledger: Ledger) -> None:
    start = datetime(2026, 3, 1, 12, tzinfo=UTC)
    for number, minutes in enumerate((0, -90, 5, 5)):
        ledger.journal._now = lambda minutes=minutes: start + timedelta(minutes=minutes)  # type: ignore[misc]
        load(ledger, {"01a": number})
    acts = ledger.state().acts
    assert [act.seq for act in acts] == [1, 2, 3, 4]
    assert [(act.recorded_at - start) / timedelta(microseconds=1) for act in acts] == [0, 1, 3e8, 3e8 + 1]
    assert [answers(ledger, act.recorded_at) for act in acts] == [{"01a": number} for number in range(4)]
    assert sound(check(ledger))


def test_two_machines_whose_clocks_differ_write_one_order(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    start = datetime(2026, 3, 1, 12, tzinfo=UTC)
    other = Ledger.open(ledger.home.folder)
    ledger.journal._now = lambda: start
    other.journal._now = lambda: start - timedelta(hours=3)
    for number in range(4):
        monkeypatch.setattr("platform.node", lambda number=number: f"máy {number % 2}")
        load((ledger, other)[number % 2], {"01a": number})
    moments = [act.recorded_at for act in ledger.state().acts]
    assert moments == sorted(set(moments))
    assert answers(ledger) == {"01a": 3}
    assert [str(trouble.kind) for trouble in check(ledger)] == ["clock"]
    assert sound(check(ledger))
