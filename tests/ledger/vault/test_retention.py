"""How long things are kept: the law in force today decides, and in doubt nothing is deleted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soyte.ledger.vault import VaultError
from soyte.ledger.vault.retention import RetainedKind, RetentionPolicy, due, policies

LOG = RetainedKind.ACCESS_LOG


def policy(
    months: int | None, certainty: str = "L", since: str = "2025-01-01", until: str | None = None
) -> RetentionPolicy:
    row = {
        "kind": LOG,
        "months": months,
        "valid_from": since,
        "valid_to": until,
        "source": "thử",
        "certainty": certainty,
    }
    return RetentionPolicy.model_validate(row)


@pytest.mark.parametrize(("known", "received", "today", "expected"), [
    ([policy(12)], "2025-03-15", "2026-03-14", False),
    ([policy(12)], "2025-03-15", "2026-03-15", True),
    ([policy(1)], "2026-01-31", "2026-02-27", False),
    ([policy(1)], "2026-01-31", "2026-02-28", True),
    ([policy(12)], "2024-02-29", "2025-02-28", True),
    ([policy(6), policy(12)], "2025-03-15", "2025-12-01", False),  # the longest decides
    ([policy(120, until="2025-06-30"), policy(6, since="2025-07-01")], "2025-01-01", "2025-06-30", False),
    ([policy(120, until="2025-06-30"), policy(6, since="2025-07-01")], "2025-01-01", "2025-07-01", True),
    ([policy(0)], "2025-03-15", "2025-03-15", True),
    ([policy(None)], "1990-01-01", "2026-01-01", False),  # no limit is known
    ([policy(1, "M")], "1990-01-01", "2026-01-01", False),  # nobody has read the law
    ([policy(1, "?"), policy(1)], "1990-01-01", "2026-01-01", False),
    ([policy(1, since="2027-01-01")], "1990-01-01", "2026-01-01", False),  # not in force yet
    ([], "1990-01-01", "2026-01-01", False),
])  # fmt: skip
def test_due(known: list[RetentionPolicy], received: str, today: str, expected: bool) -> None:
    assert due(LOG, date.fromisoformat(received), date.fromisoformat(today), known) is expected


@given(st.dates(date(1990, 1, 1), date(2050, 1, 1)), st.integers(0, 600), st.integers(0, 20_000))
def test_what_is_due_stays_due(received: date, months: int, days: int) -> None:
    known = [policy(months, since="1990-01-01")]
    today = date.fromordinal(received.toordinal() + days)
    tomorrow = date.fromordinal(today.toordinal() + 1)
    assert due(LOG, received, tomorrow, known) >= due(LOG, received, today, known)


def test_the_shipped_policies_have_sources_and_delete_no_health_data_on_a_guess() -> None:
    known = policies()
    assert {p.kind for p in known} == set(RetainedKind)
    assert all(p.source for p in known)
    for kind in (RetainedKind.ORIGINAL, RetainedKind.IDENTITY):
        assert not due(kind, date(1990, 1, 1), date(2026, 12, 1), known)
    assert not due(LOG, date(2026, 1, 1), date(2026, 12, 31), known)
    assert due(LOG, date(2026, 1, 1), date(2027, 1, 1), known)


@pytest.mark.parametrize(("content", "expected"), [
    ("- {kind: original", "YAML"),
    ("- kind: original", "mục 1 › months"),
    ("- {kind: khác, months: 1, valid_from: 2026-01-01, valid_to: null, source: a, certainty: L}", "mục 1 › kind"),
    ("- {kind: original, months: -1, valid_from: 2026-01-01, valid_to: null, source: a, certainty: L}", "months"),
    ("kind: original", "cả tệp"),
])  # fmt: skip
def test_a_file_with_a_fault_names_it(tmp_path: Path, content: str, expected: str) -> None:
    path = tmp_path / "thời hạn.yaml"
    path.write_text(content, "utf-8")
    with pytest.raises(VaultError, match=expected):
        policies(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(VaultError, match="không có"):
        policies(tmp_path / "không có.yaml")
