"""HIV (XML6), tuberculosis (XML15) and arrivals (XML0)."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from soyte.sample.claims.blocks import Block
from soyte.sample.claims.lines import Lines
from soyte.sample.claims.persona import Persona
from soyte.sample.claims.tables import drugs, services
from soyte.sample.claims.visits import CODES, MINUTES, Visits
from soyte.sample.claims.writing import Column, chosen, day, moment, number, pick
from soyte.sample.claims.xml_papers import from_visit
from soyte.sample.claims.xml_visit import NOTE

_EMERGENCY = CODES.index("2")


def xml6(visits: Visits, one: Mapping[str, Column]) -> Block:
    """People who live with HIV and get their drugs."""
    at = np.flatnonzero((NOTE[visits.condition] == "hiv") & ~visits.inpatient)
    left = visits.left[at] // MINUTES
    known = left - 400 - visits.person[at] % 1500
    copied = ("MA_LK", "MA_THE_BHYT", "SO_CCCD", "NGAY_SINH", "GIOI_TINH", "DIA_CHI", "MATINH_CU_TRU", "MAHUYEN_CU_TRU",
              "MAXA_CU_TRU", "MA_CSKCB")  # fmt: skip
    fields = from_visit(one, at, *copied)
    here = fields["MA_CSKCB"]
    return Block("XML6", at, {
        **fields, "NGAYKD_HIV": day(known), "NOI_LAY_MAU_XN": here, "NOI_XN_KD": here, "NOI_BDDT_ARV": here,
        "BDDT_ARV": day(known + 12), "MA_PHAC_DO_DIEU_TRI_BD": "NL.01", "MA_LYDO_DTRI": number(1 + visits.person[at] % 4),
        "LOAI_DTRI_LAO": "0", "SANG_LOC_LAO": "2", "KQ_DTRI_LAO": "7", "MA_LYDO_XNTL_VR": "1", "NGAY_XN_TLVR": day(left - 90),
        "KQ_XNTL_VR": "1", "NGAY_KQ_XN_TLVR": day(left - 85), "MA_LOAI_BN": "1", "GIAI_DOAN_LAM_SANG": "1",
        "NHOM_DOI_TUONG": number(1 + visits.person[at] % 11), "MA_TINH_TRANG_DK": "9", "MA_XU_TRI": "1;4",
        "NGAY_BAT_DAU_XU_TRI": day(left), "NGAY_KET_THUC_XU_TRI": day(left + visits.days[at]), "MA_PHAC_DO_DIEU_TRI": "NL.01",
        "SO_NGAY_CAP_THUOC_ARV": number(visits.days[at]),
    })  # fmt: skip


def xml15(visits: Visits, one: Mapping[str, Column]) -> Block:
    """Drug-resistant tuberculosis only: for the sensitive one the form demands a resistance that it has no code for."""
    at = np.flatnonzero((NOTE[visits.condition] == "tb") & (visits.serial % 4 == 0))
    left = visits.left[at] // MINUTES
    return Block("XML15", at, {
        **from_visit(one, at, "MA_LK", "MA_BN", "HO_TEN", "SO_CCCD", "MA_CSKCB"), "STT": "1", "PHANLOAI_LAO_VITRI": "1",
        "PHANLOAI_LAO_TS": number(1 + at % 3), "PHANLOAI_LAO_HIV": "2", "PHANLOAI_LAO_VK": "1",
        "PHANLOAI_LAO_KT": number(3 + at % 3), "LOAI_DTRI_LAO": "3", "NGAYBD_DTRI_LAO": day(left - 60 - at % 90),
        "PHACDO_DTRI_LAO": number(9 + at % 6),
    })  # fmt: skip


def xml0(visits: Visits, who: Persona, one: Mapping[str, Column], lines: Lines) -> Block:
    """An arrival for every visit but emergencies, with the first thing that cost something: a service, else a drug."""
    first = np.searchsorted(lines.visit, np.arange(len(visits)))
    some = np.searchsorted(lines.visit, np.arange(len(visits)), side="right") > first
    at = np.flatnonzero((visits.code != _EMERGENCY) & some)
    line = first[at]
    item, what = lines.item[line], lines.what[line]
    service, drug = np.where(what == 0, item, -1), np.where(what == 3, item, -1)
    copied = ("MA_LK", "MA_BN", "HO_TEN", "NGAY_SINH", "GIOI_TINH", "MA_DOITUONG_KCB", "NGAY_VAO", "NGAY_VAO_NOI_TRU",
              "LY_DO_VNT", "MA_LOAI_KCB", "MA_CSKCB", "SO_CCCD")  # fmt: skip
    cards = {name: chosen(pa.array(who.two_cards[at] == 1), _head(one[name].take(pa.array(at))), one[name].take(pa.array(at)))
             for name in ("MA_THE_BHYT", "MA_DKBD", "GT_THE_TU", "GT_THE_DEN")}  # fmt: skip
    return Block("XML0", at, {
        **from_visit(one, at, *copied), **cards, "STT": "1",
        "MA_DICH_VU": pick([x.code for x in services()], 0, service), "TEN_DICH_VU": pick([x.name for x in services()], 0, service),
        "MA_THUOC": pick([x.code for x in drugs()], 0, drug), "TEN_THUOC": pick([x.name for x in drugs()], 0, drug),
        "NGAY_YL": moment(lines.ordered[line]),
    })  # fmt: skip


def _head(texts: Column) -> Column:
    return pc.list_element(pc.split_pattern(texts, ";"), 0)
