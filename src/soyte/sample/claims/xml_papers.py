"""Papers that leave with a patient: discharge (XML7), summary (XML8), transfer (XML13), appointment (XML14)."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from soyte.sample.claims.blocks import Block
from soyte.sample.claims.care_services import DEPARTMENT, DEPARTMENTS
from soyte.sample.claims.homes import Ints
from soyte.sample.claims.names import FAMILIES, MEN, WOMEN
from soyte.sample.claims.people import CARDS
from soyte.sample.claims.persona import Persona
from soyte.sample.claims.staff import doctors
from soyte.sample.claims.visits import MINUTES, Visits
from soyte.sample.claims.writing import Column, chosen, day, join, number, pick
from soyte.sample.claims.xml_visit import NOTE, licence

_EMPLOYED = CARDS.index("DN4")
_DOCTOR_NAMES = [f"{FAMILIES[n % 24]} {(MEN + WOMEN)[n % 60]}".upper() for n in range(120)]
_COURSE = "Người bệnh vào viện với các triệu chứng phù hợp chẩn đoán, được điều trị và theo dõi (số liệu giả định)"


def from_visit(one: Mapping[str, Column], at: Ints, *names: str) -> dict[str, Column]:
    """Fields that a paper copies from XML1."""
    return {name: value if isinstance(value := one.get(name, ""), str) else value.take(pa.array(at)) for name in names}


def signed(visits: Visits, at: Ints) -> dict[str, Column]:
    """The doctor who signs, with name, and the head of the facility."""
    facility = visits.facility[at]
    doctor = doctors(facility, visits.serial[at])
    return {"MA_BS": licence(facility, doctor), "TEN_BS": pick(_DOCTOR_NAMES, 0, (doctor + facility) % 120),
            "MA_TTDV": licence(facility, np.zeros(len(at), dtype=np.int64))}  # fmt: skip


def parents(who: Persona, at: Ints, under: int) -> dict[str, Column]:
    """Names of the parents of children; of a child whose parents are not known here, a guardian stands for the mother."""
    young = who.age[at] < under
    father, mother = who.father.take(pa.array(at)), who.mother.take(pa.array(at))
    known = chosen(pc.equal(mother, ""), pick(_DOCTOR_NAMES, 0, at % 120), mother)
    return {"HO_TEN_CHA": chosen(young, father), "HO_TEN_ME": chosen(young, known)}


def xml7(visits: Visits, who: Persona, one: Mapping[str, Column]) -> Block:
    """For everybody who had a bed, unless they ran away; employed people may rest at home for some days."""
    at = np.flatnonzero(visits.inpatient & (visits.leaving != 3))
    left = visits.left[at] // MINUTES
    rest = np.where((who.kinds[at] == _EMPLOYED) & (visits.result[at] < 3) & (visits.leaving[at] == 1), 3 + at % 8, 0)
    resting = rest > 0
    ended = NOTE[visits.condition[at]] == "leave"
    return Block("XML7", at, {
        **from_visit(one, at, "MA_LK", "NGAY_VAO", "NGAY_RA", "CHAN_DOAN_RV"), "SO_LUU_TRU": join("LT-", number(visits.serial[at])),
        "MA_YTE": who.patient.take(pa.array(at)), "MA_KHOA_RV": pick(DEPARTMENTS, 0, DEPARTMENT[visits.condition[at]]),
        "MA_DINH_CHI_THAI": chosen(ended, "0"), "PP_DIEUTRI": from_visit(one, at, "PP_DIEU_TRI")["PP_DIEU_TRI"],
        "NGAY_CT": day(left), **parents(who, at, 16), **signed(visits, at),
        "SO_NGAY_NGHI": chosen(resting, number(rest)), "NGOAITRU_TUNGAY": chosen(resting, day(left)),
        "NGOAITRU_DENNGAY": chosen(resting, day(left + rest - 1)),
    })  # fmt: skip


def xml8(visits: Visits, who: Persona, one: Mapping[str, Column]) -> Block:
    """A summary for one stay in three."""
    at = np.flatnonzero(np.isin(visits.kind, (3, 4)) & (visits.serial % 3 == 0))
    left = visits.left[at] // MINUTES
    head = signed(visits, at)["MA_TTDV"]
    return Block("XML8", at, {
        **from_visit(one, at, "MA_LK", "MA_LOAI_KCB", "NGAY_VAO", "NGAY_RA", "CHAN_DOAN_VAO", "CHAN_DOAN_RV", "KET_QUA_DTRI"),
        "QT_BENHLY": _COURSE, "PP_DIEUTRI": from_visit(one, at, "PP_DIEU_TRI")["PP_DIEU_TRI"], **parents(who, at, 16),
        "TOMTAT_KQ": "Các xét nghiệm và chẩn đoán hình ảnh phù hợp với chẩn đoán ra viện, không có biến chứng nặng",
        "NGAY_CT": day(left), "MA_TTDV": head,
    })  # fmt: skip


def xml13(visits: Visits, one: Mapping[str, Column]) -> Block:
    """For whoever goes on to another facility."""
    at = np.flatnonzero(visits.receiver >= 0)
    number_ = join(number(visits.serial[at]), "/GCT-SM")
    staff = signed(visits, at)
    wished = visits.leaving[at] == 5
    return Block("XML13", at, {
        **from_visit(one, at, "MA_LK", "MA_CSKCB", "HO_TEN", "NGAY_SINH", "GIOI_TINH", "MA_QUOCTICH", "MA_DANTOC", "MA_NGHE_NGHIEP",
                     "DIA_CHI", "MA_THE_BHYT", "GT_THE_DEN", "NGAY_VAO", "NGAY_VAO_NOI_TRU", "NGAY_RA", "CHAN_DOAN_RV",
                     "MA_BENH_CHINH", "MA_BENH_KT", "MA_LOAI_RV"),
        "SO_HOSO": join("HS-", number(visits.serial[at])), "SO_CHUYENTUYEN": join("CT-", number(visits.serial[at])),
        "GIAY_CHUYEN_TUYEN": number_, "MA_CSKCB_DEN": from_visit(one, at, "MA_NOI_DEN")["MA_NOI_DEN"],
        "DAU_HIEU_LS": "Tỉnh, mạch và huyết áp ổn định, còn triệu chứng chính", "QT_BENHLY": _COURSE,
        "TOMTAT_KQ": "Xem kết quả cận lâm sàng kèm theo", "PP_DIEUTRI": from_visit(one, at, "PP_DIEU_TRI")["PP_DIEU_TRI"],
        "TINH_TRANG_CT": "Ổn định, chuyển được bằng xe", "MA_LYDO_CT": chosen(wished, "3", "2"),
        "HUONG_DIEU_TRI": "Khám chuyên khoa, điều trị tiếp", "PHUONGTIEN_VC": "Xe cứu thương của cơ sở",
        "HOTEN_NGUOI_HT": staff["TEN_BS"], "CHUCDANH_NGUOI_HT": "Điều dưỡng", "MA_BAC_SI": staff["MA_BS"],
        "MA_TTDV": staff["MA_TTDV"],
    })  # fmt: skip


def xml14(visits: Visits, one: Mapping[str, Column]) -> Block:
    """For whoever is to come again."""
    at = np.flatnonzero(visits.appointment >= 0)
    staff = signed(visits, at)
    return Block("XML14", at, {
        **from_visit(one, at, "MA_LK", "MA_CSKCB", "HO_TEN", "NGAY_SINH", "GIOI_TINH", "DIA_CHI", "MA_THE_BHYT", "GT_THE_DEN",
                     "NGAY_VAO", "NGAY_VAO_NOI_TRU", "NGAY_RA", "CHAN_DOAN_RV", "MA_BENH_CHINH", "MA_BENH_KT", "MA_DOITUONG_KCB"),
        "SO_GIAYHEN_KL": join("GH-", number(visits.serial[at])), "NGAY_HEN_KL": day(visits.appointment[at]),
        "MA_BAC_SI": staff["MA_BS"], "MA_TTDV": staff["MA_TTDV"], "NGAY_CT": day(visits.left[at] // MINUTES),
    })  # fmt: skip
