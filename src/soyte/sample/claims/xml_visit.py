"""XML1: the visit as a whole, with the sums of its cost lines."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from soyte.sample.claims.blocks import Block
from soyte.sample.claims.care_services import DEPARTMENT, DEPARTMENTS
from soyte.sample.claims.homes import Ints
from soyte.sample.claims.lines import Lines
from soyte.sample.claims.money import Amounts, by_visit
from soyte.sample.claims.persona import CODE, Persona
from soyte.sample.claims.tables import conditions, services
from soyte.sample.claims.visits import CODES, MINUTES, Visits
from soyte.sample.claims.writing import Column, amount, chosen, day, join, moment, number, padded, pick, quantity

COMPANIONS = ("I10", "E11.9", "E78.5", "K29.7", "M17.9")
_COMPANION = {one.icd: one.name for one in conditions()}
_COMPANION_NAMES = [_COMPANION[code] for code in COMPANIONS]
ICD = np.array([one.icd for one in conditions()])
NAME = np.array([one.name for one in conditions()])
NOTE = np.array([one.note for one in conditions()])
_COMPLAINTS = (
    "Sốt, mệt mỏi",
    "Ho, đau họng",
    "Đau bụng",
    "Đau đầu, chóng mặt",
    "Đau khớp, đi lại khó",
    "Khám theo hẹn",
    "Đau ngực",
)


def sums(lines: Lines, amounts: Amounts, count: int) -> dict[str, Ints]:
    """What XML1 says of its lines."""

    def total(values: Ints, which: Ints | None = None) -> Ints:
        return by_visit(values if which is None else values * which, lines, count)

    insured, shared = total(amounts.insured), total(amounts.shared)
    return {
        "T_THUOC": total(amounts.whole, lines.what == 3),
        "T_VTYT": total(amounts.whole, lines.what == 1),
        "T_TONGCHI_BV": total(amounts.whole),
        "T_TONGCHI_BH": insured,
        "T_BNTT": total(amounts.patient),
        "T_BNCCT": shared,
        "T_BHTT": insured - shared,
        "T_NGUONKHAC": total(amounts.other),
    }


def licence(facility: Ints, who: Ints) -> Column:
    """The number of a licence to practise; nothing for nobody (−1)."""
    text = join(pc.utf8_slice_codeunits(CODE.take(pa.array(facility)), 2), padded(np.maximum(who, 0), 4), "/SM-GPHN")
    return chosen(who >= 0, text)


def companion(visits: Visits, who: Persona) -> Ints:
    """A second disease of older people: a number of `COMPANIONS`, or −1."""
    number_ = visits.person % len(COMPANIONS)
    same = np.array(COMPANIONS)[number_] == ICD[visits.condition]
    return np.where((who.age >= 45) & ~same & (visits.person % 3 > 0), number_, -1)


def treated(visits: Visits) -> Column:
    """PP_DIEU_TRI in the words of QĐ 3176."""
    words = np.where(NOTE[visits.condition] == "cancer", "Hóa trị", np.where(visits.operated, "Ngoại khoa", "Nội khoa"))
    return pa.array(words)


def weight(who: Persona, visits: Visits) -> Ints:
    """In thousandths of a kilogram, a plausible one."""
    age = who.age
    small = 2700 + visits.serial % 12 * 100
    child = np.where(age < 1, 6500, 9000 + 2300 * age) + visits.person % 9 * 100
    grown = 46_000 + (who.sexes == 1) * 7000 + visits.person % 180 * 100
    return np.where(visits.newborn, small, np.where(age < 16, child, grown)) // 10 * 10


def height(who: Persona, visits: Visits) -> Ints:
    """In centimetres."""
    child = np.where(who.age < 1, 66, 74 + np.minimum(who.age, 15) * 6)
    return np.where(who.age < 16, child, 148 + (who.sexes == 1) * 10 + visits.person % 17)


def departments(visits: Visits, lines: Lines) -> Column:
    """MA_KHOA of the visit: the exam department, the emergency ward, the ward."""
    moved = by_visit((lines.ward == 2).astype(np.int64), lines, len(visits)) > 0
    inside = visits.inpatient
    own = pick(DEPARTMENTS, 0, DEPARTMENT[visits.condition])
    return chosen(inside, join(chosen(moved, "K01;K02;", "K01;"), own), "K01")


def interventions(visits: Visits, lines: Lines) -> Column:
    """MA_PTTT_QT: each code of an operation or procedure once."""
    which = (lines.what == 0) & np.isin(lines.group, (8, 18))
    pairs = np.unique(lines.visit[which] * 1000 + lines.item[which])
    codes = pa.array([one.icd9 for one in services()]).take(pa.array(pairs % 1000))
    bounds = np.searchsorted(pairs // 1000, np.arange(len(visits) + 1))
    return pc.binary_join(pa.ListArray.from_arrays(pa.array(bounds, pa.int32()), codes), ";")


def days_of_care(visits: Visits) -> Ints:
    """SO_NGAY_DTRI by QĐ 3176; none for a plain exam."""
    kind = visits.kind
    stay = visits.left // MINUTES - visits.came // MINUTES + 1
    return np.select([np.isin(kind, (1, 9)), np.isin(kind, (5, 7)), kind == 8], [0, visits.days, 1], stay)


def children(visits: Visits) -> Column:
    """CAN_NANG_CON in grams, one for each child."""
    one = number(2500 + visits.serial % 14 * 100)
    two = join(number(2100 + visits.serial % 5 * 100), ";", number(2000 + visits.serial % 7 * 100))
    return chosen(visits.children == 2, two, chosen(visits.children == 1, one))


def xml1(visits: Visits, who: Persona, lines: Lines, sums_: dict[str, Ints], direct: Ints) -> Block:
    """`direct` is what the fund pays for lines with payment by service."""
    ward = visits.inpatient
    second = companion(visits, who)
    name = pa.array(NAME[visits.condition])
    with_second = chosen(second >= 0, join("; ", pick(_COMPANION_NAMES, 0, second)))
    remote = visits.person % 10 == 0
    here = CODE.take(pa.array(visits.facility))
    paid_year = (visits.paid // MINUTES).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    columns: dict[str, Column] = {
        "MA_LK": who.key, "STT": "1", "MA_BN": who.patient, "HO_TEN": who.name, "SO_CCCD": who.citizen,
        "NGAY_SINH": who.birth, "GIOI_TINH": who.sex, "MA_QUOCTICH": "000",
        "NHOM_MAU": pick(("O+", "A+", "B+", "AB+", ""), 0, np.where(ward, visits.person % 4, 4)),
        "MA_DANTOC": who.ethnicity, "MA_NGHE_NGHIEP": who.job, "DIA_CHI": who.address, "MATINH_CU_TRU": "99",
        "MAHUYEN_CU_TRU": who.district, "MAXA_CU_TRU": who.commune, "DIEN_THOAI": who.phone, "MA_THE_BHYT": who.card,
        "MA_DKBD": who.registered, "GT_THE_TU": who.card_from, "GT_THE_DEN": who.card_to,
        "NGAY_MIEN_CCT": chosen(who.exempt, join(number(paid_year // 12 + 1970), "01010000")),
        "LY_DO_VV": pick(_COMPLAINTS, 0, visits.serial % len(_COMPLAINTS)),
        "LY_DO_VNT": chosen(ward, join("Cần theo dõi, điều trị ", pc.utf8_lower(name))),
        "CHAN_DOAN_VAO": join("Theo dõi ", pc.utf8_lower(name)), "CHAN_DOAN_RV": join(name, with_second),
        "MA_BENH_CHINH": pa.array(ICD[visits.condition]), "MA_BENH_KT": pick(COMPANIONS, 0, second),
        "MA_PTTT_QT": interventions(visits, lines), "MA_DOITUONG_KCB": pick(CODES, 0, visits.code),
        "MA_NOI_DI": chosen(visits.sender >= 0, CODE.take(pa.array(np.maximum(visits.sender, 0)))),
        "MA_NOI_DEN": chosen(visits.receiver >= 0, CODE.take(pa.array(np.maximum(visits.receiver, 0)))),
        "MA_TAI_NAN": chosen(NOTE[visits.condition] == "injury", number(1 + visits.serial % 8)),
        "NGAY_VAO": moment(visits.came), "NGAY_VAO_NOI_TRU": moment(visits.ward), "NGAY_RA": moment(visits.left),
        "GIAY_CHUYEN_TUYEN": chosen(visits.sender >= 0, join(number(np.where(visits.paper > 0, visits.paper, visits.serial)), "/GCT-SM")),
        "SO_NGAY_DTRI": number(days_of_care(visits)), "PP_DIEU_TRI": treated(visits), "KET_QUA_DTRI": number(visits.result),
        "MA_LOAI_RV": number(visits.leaving), "GHI_CHU": chosen(visits.days % 2 == 0, "Uống thuốc theo đơn"),
        "NGAY_TTOAN": moment(visits.paid), **{field: amount(values) for field, values in sums_.items()},
        "T_BHTT_GDV": amount(direct), "NAM_QT": number(paid_year // 12 + 1970), "THANG_QT": number(paid_year % 12 + 1),
        "MA_LOAI_KCB": padded(visits.kind, 2), "MA_KHOA": departments(visits, lines), "MA_CSKCB": here,
        "MA_KHUVUC": chosen(remote & (who.kinds < 11), "K1"), "CAN_NANG": _kilograms(weight(who, visits)),
        "CAN_NANG_CON": children(visits),
        "NAM_NAM_LIEN_TUC": chosen(who.exempt, join(number(paid_year // 12 + 1965), "0101")),
        "NGAY_TAI_KHAM": chosen(visits.appointment >= 0, day(visits.appointment)), "MA_HSBA": join(here, "-BA-", padded(visits.serial, 8)),
        "MA_TTDV": licence(visits.facility, np.zeros(len(visits), dtype=np.int64)), "DU_PHONG": number(height(who, visits)),
    }  # fmt: skip
    return Block("XML1", np.arange(len(visits)), columns)


def _kilograms(thousandths: Ints) -> Column:
    return pc.utf8_slice_codeunits(quantity(thousandths), 0, -1)
