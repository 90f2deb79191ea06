"""Whatever happens in whatever order, the ledger answers as the oracle does, as of every act."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from ledger.building import everything, load, new_ledger
from ledger.model import Model, Said, Values
from soyte.ledger.acts import ActKind
from soyte.ledger.compaction import Plan, compact
from soyte.ledger.doctor import check
from soyte.ledger.doctor.examination import sound
from soyte.ledger.ledger import Ledger
from soyte.ledger.sweeping import sweep

pytestmark = pytest.mark.slow
KEYS = ["01a", "01b", "02a", "02b"]
VALUES = st.dictionaries(st.sampled_from(KEYS), st.one_of(st.none(), st.integers(0, 9)), min_size=1)


class RandomActs(RuleBasedStateMachine):
    """Loads, corrections, withdrawals, the same again, joining, sweeping and opening anew."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.ledger = new_ledger(self.folder / "home")
        self.model = Model()
        self.contents: dict[str, tuple[str, Values]] = {}

    def _load(self, values: Values, supersedes: str | None) -> None:
        name = f"tep {len(self.model.acts)}"
        act = load(self.ledger, values, name=name, supersedes=supersedes)
        self.contents[act.submission_id] = name, values
        self._follow()

    def _follow(self) -> None:
        """Tell the oracle of every act that it has not seen."""
        for act in self.ledger.state().acts[len(self.model.acts) :]:
            values = self.contents[act.submission_id][1] if act.kind is ActKind.ACCEPTED else None
            withdraws = act.kind is ActKind.WITHDRAWN
            self.model.acts.append(Said(act.submission_id, values, act.supersedes, withdraws=withdraws))

    def _living(self) -> list[str]:
        return sorted(self.model.living(len(self.model.acts)), key=lambda name: self.contents[name][0])

    @rule(values=VALUES)
    def a_new_file(self, values: Values) -> None:
        """Keys that others have are superseded."""
        self._load(values, None)

    @precondition(lambda self: self._living())
    @rule(values=VALUES, data=st.data())
    def a_correction(self, values: Values, data: st.DataObject) -> None:
        """Stands for a living submission."""
        self._load(values, data.draw(st.sampled_from(self._living())))

    @precondition(lambda self: set(self.contents) - self.ledger.state().withdrawn)
    @rule(data=st.data())
    def a_withdrawal(self, data: st.DataObject) -> None:
        """Of any submission that was not taken back, also one for which another stands."""
        left = set(self.contents) - self.ledger.state().withdrawn
        name = data.draw(st.sampled_from(sorted(left, key=lambda one: self.contents[one][0])))
        self.ledger.withdraw(name, actor="canbo", reason="thử")
        self._follow()

    @precondition(lambda self: self.ledger.state().standing)
    @rule(data=st.data())
    def the_same_again(self, data: st.DataObject) -> None:
        """Changes nothing, unless it was taken back."""
        standing = sorted(self.ledger.state().standing, key=lambda one: self.contents[one][0])
        name, values = self.contents[data.draw(st.sampled_from(standing))]
        head = self.ledger.state().head
        load(self.ledger, values, name=name)
        assert self.ledger.state().head == head

    @rule()
    def joining(self) -> None:
        """Files become one; no answer changes."""
        compact(self.ledger, plan=Plan(least=2))
        self._follow()

    @rule()
    def sweeping(self) -> None:
        """Nothing died, so there is nothing to sweep."""
        assert sweep(self.ledger).orphans == ()

    @rule()
    def opening_anew(self) -> None:
        """What is on disk is all there is."""
        self.ledger = Ledger.open(self.ledger.home.folder)

    def teardown(self) -> None:
        """Compare as of every act, and let the doctor look."""
        try:
            assert everything(self.ledger) == list(self.model.everything())
            troubles = check(self.ledger)
            assert sound(troubles), troubles
        finally:
            shutil.rmtree(self.folder)


TestRandomActs = RandomActs.TestCase
TestRandomActs.settings = settings(max_examples=10, stateful_step_count=14)
