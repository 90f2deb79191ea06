"""One target that was approved on screen, taken in as a list of one line: read, kept and superseding like any other list."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from soyte.intake.targets import write_targets
from soyte.ledger.acts import Act, ActKind
from soyte.ledger.errors import LedgerError
from soyte.ledger.ledger import Ledger
from soyte.ledger.scratch import Scratch
from soyte.receiving.order import Order
from soyte.receiving.receive import receive


def enter_target(
    ledger: Ledger, cells: Mapping[str, str], *, name: str, actor: str, sender: str | None, channel: str
) -> Act:
    """Take the target in; the same cells a second time give the act that is there. LedgerError if the list is not accepted.

    `cells` must hold something of this entry alone (its number in the note), else a target that goes back to an earlier value
    would be the file that came first.
    """
    content = write_targets([cells])
    digest = hashlib.sha256(content).hexdigest()
    for act in ledger.state().acts:
        if act.kind is ActKind.ACCEPTED and act.content_hash == digest:
            return act
    with Scratch() as folder:
        path = folder / name
        path.write_bytes(content)
        receipt = receive(ledger, Order(path, actor=actor, channel=channel, sender=sender, targets=True))
    if receipt.outcome.aside:
        first = receipt.outcome.aside[0]
        raise LedgerError(f"{first.where}: {first.message} {first.remedy}")
    return receipt.act
