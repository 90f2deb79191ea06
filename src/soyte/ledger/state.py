"""What holds at a moment: which submissions count, worked out from the acts up to then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from soyte.ledger.acts import Act, ActKind
from soyte.ledger.errors import LedgerError
from soyte.ledger.store import owner_of


@dataclass(frozen=True)
class State:
    """The acts up to a moment. `version` is the journal's version in which they were read."""

    acts: Sequence[Act]
    version: int

    @property
    def head(self) -> int:
        """The number of the last act; 0 before the first."""
        return self.acts[-1].seq if self.acts else 0

    @property
    def chain(self) -> str:
        """The link that the next act must continue."""
        return self.acts[-1].chain if self.acts else ""

    @property
    def recorded_at(self) -> datetime | None:
        """When the last act was written down."""
        return self.acts[-1].recorded_at if self.acts else None

    @cached_property
    def accepted(self) -> dict[str, Act]:
        """Every submission that was ever accepted, by id."""
        return {act.submission_id: act for act in self.acts if act.kind is ActKind.ACCEPTED}

    @cached_property
    def withdrawn(self) -> frozenset[str]:
        """Submissions that were taken back."""
        return frozenset(act.submission_id for act in self.acts if act.kind is ActKind.WITHDRAWN)

    @cached_property
    def swept(self) -> frozenset[str]:
        """Loads and attempts that were given up for dead: the owners of the files that acts `swept` name."""
        swept = [act for act in self.acts if act.kind is ActKind.SWEPT]
        return frozenset(owner_of(path) for act in swept for path in act.replaced)

    @cached_property
    def standing(self) -> dict[str, int]:
        """Submissions that were accepted and not taken back, superseded or not, with their numbers."""
        return {name: act.seq for name, act in self.accepted.items() if name not in self.withdrawn}

    @cached_property
    def superseded(self) -> dict[str, str]:
        """Submissions for which another one stands, and which: where the next one was taken back, the one after it."""
        following = {act.supersedes: name for name, act in self.accepted.items() if act.supersedes}
        found = {}
        for name, successor in following.items():
            after: str | None = successor
            while after is not None and after not in self.standing:
                after = following.get(after)
            if after is not None:
                found[name] = after
        return found

    @cached_property
    def living(self) -> dict[str, int]:
        """Submissions whose rows count, with their numbers."""
        return {name: seq for name, seq in self.standing.items() if name not in self.superseded}

    def living_after(self, kind: ActKind, submission_id: str, supersedes: str | None) -> dict[str, int]:
        """What would live after one more act of this kind."""
        moment = self.recorded_at or datetime.min.replace(tzinfo=UTC)
        act = Act(self.head + 1, "", kind, submission_id, moment, moment, "", "", supersedes=supersedes)
        return State((*self.acts, act), self.version).living

    def at_seq(self, seq: int) -> State:
        """The state after act number `seq`."""
        if seq < 0 or seq > self.head:
            raise LedgerError(f"Chưa có lần ghi nhận số {seq}; số lớn nhất hiện nay là {self.head}.")
        return State(tuple(act for act in self.acts if act.seq <= seq), self.version)

    def at(self, moment: datetime) -> State:
        """The state at a moment: every act written down by then."""
        return State(tuple(act for act in self.acts if act.recorded_at <= moment), self.version)

    def status(self, submission_id: str) -> str:
        """accepted, superseded, withdrawn or rejected."""
        if submission_id in self.withdrawn:
            return "withdrawn"
        if submission_id in self.superseded:
            return "superseded"
        return "accepted" if submission_id in self.accepted else "rejected"

    def may_know(self, size: int) -> bool:
        """Whether a file of so many bytes may have come before: if not, nobody need hash it in order to find out."""
        return any(act.size == size for act in self.acts if act.content_hash is not None)

    def same(self, content_hash: str, reading_hash: str | None, *, ever: bool = False) -> Act | None:
        """The standing submission of just this content, read in just this way; with `ever` also one that was withdrawn."""
        return next(
            (
                act
                for name, act in self.accepted.items()
                if (ever or name in self.standing)
                and (act.content_hash, act.reading_hash) == (content_hash, reading_hash)
            ),
            None,
        )

    def refused(self, content_hash: str, reading_hash: str | None, *, again: bool = False) -> Act | None:
        """The act that rejected just this content; none if it is to be tried again."""
        if again:
            return None
        rejected = (act for act in self.acts if act.kind is ActKind.REJECTED)
        return next((a for a in rejected if (a.content_hash, a.reading_hash) == (content_hash, reading_hash)), None)

    def find(self, named: str) -> Act:
        """The act that took in the submission called by its number (`12`, `#12`) or the beginning of its id."""
        word = named.strip().lstrip("#")
        received = [act for act in self.acts if act.kind in (ActKind.ACCEPTED, ActKind.REJECTED)]
        found = [act for act in received if str(act.seq) == word] or [
            act for act in received if len(word) >= 4 and act.submission_id.startswith(word)
        ]
        if len(found) != 1:
            cause = "có nhiều lần gửi bắt đầu bằng" if found else "không có lần gửi"
            raise LedgerError(f"Sổ {cause} “{named}”; hãy chạy “soyte submissions” để xem danh sách.")
        return found[0]
