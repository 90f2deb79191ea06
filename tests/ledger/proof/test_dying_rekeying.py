"""A change of a pseudonym key that is killed between any two of its steps: answers stay right, the next run completes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledger.persons import AN, CITIZEN, listed, on_disk, peopled, rows, sent, told
from ledger.proof.test_dying import each_death, nothing
from soyte.ledger.doctor import check
from soyte.ledger.doctor.examination import sound
from soyte.ledger.ledger import Ledger
from soyte.ledger.rekeying import drop_replaced, rekey
from soyte.ledger.sweeping import look, sweep
from soyte.ledger.vault import VaultError

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an installation in `kho`."""
    folder = tmp_path_factory.mktemp("persons")
    peopled(folder / "kho")
    return folder


def test_readers_are_right_at_once_and_the_next_run_completes_it(made: Path, tmp_path: Path) -> None:
    before = told(Ledger.open(made / "kho"))
    for dead in each_death(made, tmp_path, "rekey", nothing):
        now = told(dead)
        assert now[: len(before)] == before
        assert all(answer == before[-1] for answer in now[len(before) :])
        sweep(dead)
        assert told(dead)[: len(now)] == now
        if dead.vault.rotations() and dead.vault.rewriting(CITIZEN):
            with pytest.raises(VaultError, match="soyte vault rotate citizen"):
                sent(dead, ("T1/2024", 50, AN), name="mới")
        if dead.vault.rotations() or listed(dead) == {"c1"}:
            rekey(dead, CITIZEN, actor="quản trị")
        assert listed(dead) == {"c2"}
        assert told(dead)[: len(now)] == now
        sent(dead, ("T1/2024", 50, AN), name="mới")
        assert rows(dead) == [("01", 7), ("01", 50), ("02", 2), ("02", 3), ("03", 4)]
        sweep(dead)
        drop_replaced(dead)
        assert (look(dead).orphans, on_disk(dead)) == ((), {"c2"})
        assert sound(check(dead)), check(dead)
