"""The ledger as it would be without one submission: what a person looks at before taking it back."""

from __future__ import annotations

from soyte.ledger.acts import Act, ActKind
from soyte.ledger.ledger import AsOf, Ledger
from soyte.ledger.state import State


class Supposed(Ledger):
    """Answers as if a submission had been withdrawn just now. Nothing is written.

    Rows are right; roll-ups are not, for they are kept with acts, and this act does not exist: ask with `use="rows"`.
    """

    def __init__(self, ledger: Ledger, submission_id: str) -> None:
        super().__init__(ledger.home, ledger.engine)
        self.journal, self.stores = ledger.journal, ledger.stores
        self._without = submission_id

    def state(self, as_of: AsOf = None) -> State:
        """What would hold now, by the number of the supposed act as well; an earlier moment is as it was."""
        state = super().state()
        if as_of is not None and as_of != state.head + 1:
            return super().state(as_of)
        if self._without not in state.standing or state.recorded_at is None:
            return state
        moment = state.recorded_at
        act = Act(state.head + 1, "", ActKind.WITHDRAWN, self._without, moment, moment, "", "", chain="supposed")
        return State((*state.acts, act), state.version)
