"""Births (XML9), leave of pregnant women (XML10) and of the sick (XML11)."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from soyte.sample.claims.blocks import Block
from soyte.sample.claims.lines import Lines, repeated
from soyte.sample.claims.people import CARDS, People
from soyte.sample.claims.persona import Persona
from soyte.sample.claims.tables import conditions, facilities, services
from soyte.sample.claims.visits import MINUTES, Visits
from soyte.sample.claims.writing import Column, chosen, day, join, moment, number, padded, pick
from soyte.sample.claims.xml_papers import from_visit, signed
from soyte.sample.claims.xml_visit import NOTE

_EMPLOYED = CARDS.index("DN4")
_SECTION = np.array([one.icd == "O82" for one in conditions()])
_BIRTHS = [number for number, one in enumerate(services()) if one.key in ("73.59", "74.1")]
_UNITS = ("Công ty May Sao Mai", "Trường Tiểu học Ánh Sao", "Hợp tác xã Chè Mây Đồi", "Công ty Gốm Bến Mây")


def xml9(people: People, visits: Visits, who: Persona, one: Mapping[str, Column], lines: Lines) -> Block:
    """A row for each child, born when the operation or delivery ended."""
    at, turn = repeated(visits.children)
    ended = np.zeros(len(visits), dtype=np.int64)
    births = np.flatnonzero((lines.what == 0) & np.isin(lines.item, _BIRTHS))
    ended[lines.visit[births]] = lines.ended[births]
    weights = pc.list_flatten(pc.split_pattern(pc.filter(one["CAN_NANG_CON"], pa.array(visits.children > 0)), ";"))
    section = _SECTION[visits.condition[at]]
    early = visits.serial[at] % 60 == 0
    note = chosen(section, "Sinh con phải phẫu thuật", chosen(early, "Sinh con dưới 32 tuần tuổi"))
    both = pa.array(section & early)
    staff = signed(visits, at)
    mother = visits.person[at]
    issued = np.maximum(
        people.birth[mother] + 6000, 18_800 + mother % 900
    )  # days: when the present cards were given out
    first = pc.list_element(pc.split_pattern(who.card.take(pa.array(at)), ";"), 0)
    facility = [item.name for item in facilities()]
    return Block("XML9", at, {
        **from_visit(one, at, "MA_LK", "MA_QUOCTICH", "MATINH_CU_TRU", "MAHUYEN_CU_TRU", "MAXA_CU_TRU"),
        "MA_BHXH_NND": who.social.take(pa.array(at)), "MA_THE_NND": first, "HO_TEN_NND": from_visit(one, at, "HO_TEN")["HO_TEN"],
        "NGAYSINH_NND": day(people.birth[mother]), "MA_DANTOC_NND": from_visit(one, at, "MA_DANTOC")["MA_DANTOC"],
        "SO_CCCD_NND": who.citizen.take(pa.array(at)), "NGAYCAP_CCCD_NND": day(issued),
        "NOICAP_CCCD_NND": "Công an tỉnh Sao Mai", "NOI_CU_TRU_NND": from_visit(one, at, "DIA_CHI")["DIA_CHI"],
        "HO_TEN_CHA": "", "MA_THE_TAM": join("TE199", "98", padded(mother * 2 % 50_000_000 + turn, 8)),
        "HO_TEN_CON": "", "GIOI_TINH_CON": number(1 + (mother + turn) % 2), "SO_CON": number(visits.children[at]),
        "LAN_SINH": number(1 + mother % 2), "SO_CON_SONG": number(visits.children[at] + mother % 2), "CAN_NANG_CON": weights,
        "NGAY_SINH_CON": moment(ended[at] - 2 + turn), "NOI_SINH_CON": pick(facility, 0, visits.facility[at]),
        "TINH_TRANG_CON": "Khóc ngay, hồng hào, phản xạ tốt", "SINHCON_PHAUTHUAT": chosen(section, "1", "0"),
        "SINHCON_DUOI32TUAN": chosen(early, "1", "0"),
        "GHI_CHU": pc.if_else(both, "Sinh con phải phẫu thuật, dưới 32 tuần tuổi", note), "NGUOI_DO_DE": staff["TEN_BS"],
        "NGUOI_GHI_PHIEU": staff["TEN_BS"], "NGAY_CT": day(visits.left[at] // MINUTES), "SO": number(visits.serial[at]),
        "QUYEN_SO": "01-2025", "MA_TTDV": staff["MA_TTDV"],
    })  # fmt: skip


def xml10(visits: Visits, one: Mapping[str, Column]) -> Block:
    """Pregnant women who are to rest."""
    at = np.flatnonzero((NOTE[visits.condition] == "leave") & (visits.kind == 1))
    came, days = visits.came[at] // MINUTES, 7 + at % 8
    return Block("XML10", at, {
        **from_visit(one, at, "MA_LK"), "SO_SERI": join("SR-", number(visits.serial[at])), "SO_NGAY": number(days),
        "SO_CT": join("DT-", number(visits.serial[at])), "DON_VI": pick(_UNITS, 0, at % 4),
        "CHAN_DOAN_RV": "Dọa sảy thai, cần nghỉ dưỡng thai", "TU_NGAY": day(came), "DEN_NGAY": day(came + days - 1),
        "NGAY_CT": day(visits.left[at] // MINUTES), **signed(visits, at),
    })  # fmt: skip


def xml11(visits: Visits, who: Persona, one: Mapping[str, Column]) -> Block:
    """Employed people who are to stay at home after an exam."""
    plain = (visits.kind == 1) & (who.kinds == _EMPLOYED) & (visits.leaving == 1) & (NOTE[visits.condition] != "leave")
    at = np.flatnonzero(plain & (visits.serial % 4 == 0))
    came, days = visits.came[at] // MINUTES, 1 + at % 5
    return Block("XML11", at, {
        **from_visit(one, at, "MA_LK", "MA_THE_BHYT", "CHAN_DOAN_RV"), "SO_CT": join("NV-", number(visits.serial[at])),
        "SO_SERI": join("SV-", number(visits.serial[at])), "SO_KCB": join("KCB-", number(visits.serial[at])),
        "DON_VI": pick(_UNITS, 0, at % 4), "MA_BHXH": who.social.take(pa.array(at)),
        "PP_DIEUTRI": from_visit(one, at, "PP_DIEU_TRI")["PP_DIEU_TRI"], "SO_NGAY_NGHI": number(days), "TU_NGAY": day(came),
        "DEN_NGAY": day(came + days - 1), "NGAY_CT": day(visits.left[at] // MINUTES), "MAU_SO": "CT07",
        **{name: text for name, text in signed(visits, at).items() if name != "TEN_BS"},
    })  # fmt: skip
