"""Roll-ups of the claim feed for the analyses of care: what was treated, with which drugs, by which services.

A dossier is replaced whole and its rows are all of one submission, facility and month. So the number of dossiers in a group is
additive over acts, although it is a distinct count; over drugs or services it is not, for a dossier has several.
"""

from __future__ import annotations

from collections.abc import Mapping

from soyte.engine import Column, Count, CountDistinct, CountReported, Sum
from soyte.ledger.rollups import Rollup

COSTS = ("T_TONGCHI_BV", "T_TONGCHI_BH", "T_BHTT", "T_BNCCT", "T_BNTT")
TREATED = Rollup(
    "xml1_by_diagnosis",
    ("facility", "month", "MA_BENH_CHINH", "MA_LOAI_KCB", "MA_NOI_DEN", "KET_QUA_DTRI", "MA_LOAI_RV"),
    {
        "n_dossiers": Count(),
        "n_days": CountReported(Column("SO_NGAY_DTRI")),
        "days": Sum(Column("SO_NGAY_DTRI")),
        **{name: Sum(Column(name)) for name in COSTS},
    },
)
_LINES = {
    "n_rows": Count(),
    "n_dossiers": CountDistinct(Column("row_key")),
    "quantity": Sum(Column("SO_LUONG")),
    "amount": Sum(Column("THANH_TIEN_BV")),
    "fund": Sum(Column("T_BHTT")),
}
DRUGS = Rollup("xml2_by_drug", ("facility", "month", "MA_THUOC", "DON_VI_TINH"), _LINES)
SERVICES = Rollup("xml3_by_service", ("facility", "month", "MA_DICH_VU", "MA_NHOM"), _LINES)

CARE: Mapping[str, tuple[Rollup, ...]] = {"XML1": (TREATED,), "XML2": (DRUGS,), "XML3": (SERVICES,)}
