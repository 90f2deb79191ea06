"""Who the rows of one submission are about goes to the vault, in sealed files of many pairs each."""

from __future__ import annotations

import pyarrow as pa

from soyte.ledger.vault import IdentityKind, Vault
from soyte.receiving.hiding import Pairs

_PAIRS = 200_000  # kept in one sealed file


class Identities:
    """The identities of one submission."""

    def __init__(self, vault: Vault, submission_id: str) -> None:
        self._vault, self._submission = vault, submission_id
        self._waiting: dict[IdentityKind, list[pa.Table]] = {}

    def add(self, pairs: Pairs) -> None:
        """Take pairs; they are kept in large pieces."""
        for kind, some in pairs.items():
            self._waiting.setdefault(kind, []).append(some)
        self.flush(_PAIRS)

    def flush(self, least: int = 1) -> None:
        """Keep what is waiting, of kinds with at least so many pairs."""
        for kind, pairs in self._waiting.items():
            if sum(map(len, pairs)) >= least:
                some = pa.concat_tables(pairs).combine_chunks()
                pairs.clear()
                both = (some[column].combine_chunks() for column in ("pseudonym", "value"))
                self._vault.keep_identities(self._submission, kind, *both)
