"""The ledger of an installation: taking submissions in, taking them back, and looking at what was accepted when."""

from __future__ import annotations

import getpass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from soyte.engine import Engine
from soyte.engine.duckdb_engine import DuckDBEngine
from soyte.ledger import clock
from soyte.ledger.acts import Act, ActKind
from soyte.ledger.committing import Committer, Intent
from soyte.ledger.errors import LedgerError
from soyte.ledger.home import WHOLE, Home, create_home, open_home
from soyte.ledger.journal import Journal
from soyte.ledger.loading import Loading, Ticket
from soyte.ledger.migrations import migrate
from soyte.ledger.parts import bounded
from soyte.ledger.state import State
from soyte.ledger.store import Store
from soyte.ledger.tables import STORED
from soyte.ledger.visible import View

if TYPE_CHECKING:
    from soyte.ledger.vault import Vault

AsOf = datetime | date | int | None


class Ledger:
    """An opened installation. Everything that reads asks for a `view`; everything that writes is an act."""

    def __init__(self, home: Home, engine: Engine | None = None) -> None:
        self.home = home
        self._engine = engine
        self.journal = Journal(home.ledger)
        self.stores = {name: Store(home.ledger, name, table.schema, bounded(table)) for name, table in STORED.items()}

    @staticmethod
    def create(
        folder: Path, *, name: str = "", place: str | None = None, keys: Path | None = None, claims: str = WHOLE
    ) -> Ledger:
        """A new, empty installation in `folder`; `claims` says whether dossiers are kept or what they add to sums."""
        ledger = Ledger(create_home(folder, name=name, place=place, claims=claims))
        ledger.home.ledger.mkdir(exist_ok=True)
        ledger.journal.store.create()
        for store in ledger.stores.values():
            store.create()
        from soyte.ledger.vault import Vault  # noqa: PLC0415 (not needed to look at figures)

        Vault.create(ledger.home.vault, keys)
        return ledger

    @staticmethod
    def open(folder: Path, engine: Engine | None = None) -> Ledger:
        """The installation in `folder`; an older layout is brought up to ours first."""
        return Ledger(migrate(open_home(folder)), engine)

    @cached_property
    def engine(self) -> Engine:
        """Whoever computes: DuckDB in process unless another engine was given."""
        return self._engine or DuckDBEngine()

    @cached_property
    def vault(self) -> Vault:
        """Originals and identities."""
        from soyte.ledger.vault import Vault  # noqa: PLC0415 (not needed to look at figures)

        return Vault.open(self.home.vault)

    @cached_property
    def committer(self) -> Committer:
        """The way by which acts get into the journal."""
        return Committer(self.home, self.journal, self.stores, self.engine)

    def state(self, as_of: AsOf = None) -> State:
        """What holds now, or held at a moment, at the end of a day (Vietnam's), or after an act's number."""
        state = self.journal.state()
        match as_of:
            case None:
                return state
            case int():
                return state.at_seq(as_of)
            case datetime():
                return state.at(as_of if as_of.tzinfo else as_of.replace(tzinfo=clock.VIETNAM))
            case date():
                return state.at(clock.end_of(as_of))

    def view(self, as_of: AsOf = None) -> View:
        """The rows that count, now or then."""
        return View(self.stores, self.state(as_of))

    def loading(self, ticket: Ticket) -> Loading:
        """Begin to take a submission in."""
        return Loading(self, ticket)

    def withdraw(self, submission_id: str, *, actor: str, reason: str) -> Act:
        """Take a submission back; what it had superseded counts again."""

        def check(state: State) -> Act | None:
            act = state.accepted.get(submission_id)
            if act is None:
                raise LedgerError(f"Không có lần gửi {submission_id} nào đã được nhận để rút.")
            if submission_id in state.withdrawn:
                raise LedgerError(f"Lần gửi số {act.seq} đã được rút từ trước; không có gì thay đổi.")
            return None

        state = self.journal.state()
        check(state)
        said = {"reason": reason, "dataset": state.accepted[submission_id].dataset}
        return self.committer.commit(Intent(ActKind.WITHDRAWN, submission_id, actor, said, check=check))[0]


def account() -> str:
    """Who is at the keyboard, as the system knows them."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "không rõ"
