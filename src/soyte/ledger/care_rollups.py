"""Roll-ups of the claim feed for the analyses of care: which drugs were given, which services done. (`contribution` has the rest.)

They hold numbers of rows and sums only, which a load can add up as it reads: a distinct count of dossiers would cost every small
submission more than its rows do.
"""

from __future__ import annotations

from collections.abc import Mapping

from soyte.engine import Aggregate, Column, Count, Sum
from soyte.ledger.rollups import Rollup

_LINES: Mapping[str, Aggregate] = {
    "n_rows": Count(),
    "quantity": Sum(Column("SO_LUONG")),
    "amount": Sum(Column("THANH_TIEN_BV")),
    "fund": Sum(Column("T_BHTT")),
}
DRUGS = Rollup("xml2_by_drug", ("facility", "month", "MA_THUOC", "MA_NHOM", "DON_VI_TINH"), _LINES)
SERVICES = Rollup("xml3_by_service", ("facility", "month", "MA_DICH_VU", "MA_NHOM"), _LINES)

CARE: Mapping[str, tuple[Rollup, ...]] = {"XML2": (DRUGS,), "XML3": (SERVICES,)}
