"""Roll-ups of the claim feed for the analyses of care: which drugs were given, which services done. (`contribution` has the rest.)

A dossier is replaced whole and its rows are all of one submission, facility and month. So the number of dossiers in a group is
additive over acts, although it is a distinct count; over drugs or services it is not, for a dossier has several.
"""

from __future__ import annotations

from collections.abc import Mapping

from soyte.engine import Aggregate, Column, Count, CountDistinct, Sum
from soyte.ledger.rollups import Rollup

_LINES: Mapping[str, Aggregate] = {
    "n_rows": Count(),
    "n_dossiers": CountDistinct(Column("row_key")),
    "quantity": Sum(Column("SO_LUONG")),
    "amount": Sum(Column("THANH_TIEN_BV")),
    "fund": Sum(Column("T_BHTT")),
}
DRUGS = Rollup("xml2_by_drug", ("facility", "month", "MA_THUOC", "MA_NHOM", "DON_VI_TINH"), _LINES)
SERVICES = Rollup("xml3_by_service", ("facility", "month", "MA_DICH_VU", "MA_NHOM"), _LINES)

CARE: Mapping[str, tuple[Rollup, ...]] = {"XML2": (DRUGS,), "XML3": (SERVICES,)}
