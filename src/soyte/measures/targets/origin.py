"""Where an assigned target comes from: `target:10/2` is row 2 of the list that submission 10 brought."""

from __future__ import annotations

import re
from dataclasses import dataclass

from soyte.catalogue import load_catalogue
from soyte.engine import equals
from soyte.ledger.acts import Act
from soyte.ledger.ledger import Ledger
from soyte.ledger.tables import LOCATOR, TARGET
from soyte.measures.errors import MeasureError
from soyte.measures.targets.assigned import assigned
from soyte.measures.targets.model import Target
from soyte.measures.targets.stated import code_of
from soyte.measures.trail import Locator
from soyte.periods import parse

_ADDRESS = re.compile(r"target:(\d+)/(\d+)")


@dataclass(frozen=True)
class Origin:
    """A target with the submission that brought it, its status now, and the place in the original."""

    target: Target
    act: Act
    status: str
    locator: Locator


def is_target(address: str) -> bool:
    """Whether an address is that of an assigned target."""
    return _ADDRESS.fullmatch(address.strip()) is not None


def origin(ledger: Ledger, address: str) -> Origin:
    """Also of a target that another list replaced since. MeasureError if there is none."""
    named = _ADDRESS.fullmatch(address.strip())
    act = ledger.state().find(named[1]) if named else None
    if named is None or act is None:
        raise MeasureError(f"“{address}” không phải địa chỉ của một chỉ tiêu giao; hãy mở lại từ trang có số đó.")
    frame = ledger.view().raw(TARGET.name, [act.submission_id]).filter(equals("row_no", int(named[2])))
    rows = ledger.engine.collect(frame.steps).to_pylist()
    end = parse(rows[0]["period"]).end if rows else None
    code = code_of(rows[0]["place"], end) if rows and end else None
    known = assigned(ledger, load_catalogue(), code, end, act.seq) if code and end else ()
    target = next((one for one in known if one.id == address.strip()), None)
    if target is None:
        raise MeasureError(f"Lần gửi số {act.seq} không có chỉ tiêu giao nào ở dòng {named[2]}.")
    locator = Locator(**{name: rows[0][name] for name in LOCATOR})
    return Origin(target, act, ledger.state().status(act.submission_id), locator)
