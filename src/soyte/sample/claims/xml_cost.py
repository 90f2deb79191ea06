"""XML2 and XML3: a row for each cost line."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from soyte.sample.claims.blocks import Block
from soyte.sample.claims.care_goods import CEILING, DOSE, TIMES
from soyte.sample.claims.care_services import DEPARTMENT, DEPARTMENTS
from soyte.sample.claims.homes import Ints
from soyte.sample.claims.lines import Lines
from soyte.sample.claims.money import Amounts
from soyte.sample.claims.persona import CODE, Persona
from soyte.sample.claims.routes import LEVELS
from soyte.sample.claims.tables import drugs, services, supplies
from soyte.sample.claims.visits import Visits
from soyte.sample.claims.writing import Column, amount, chosen, join, moment, number, padded, pick, quantity
from soyte.sample.claims.xml_visit import licence

_BID = "12/QĐ-SYT-SM;G1;N2;2024"
_BID_SUPPLY = "27/QĐ-SYT-SM;G2;N0;2024"
_DRUG_NUMBERS = [f"893100{place:04d}24" for place in range(len(drugs()))]
_BEDS = {code: f"Giường điều trị nội trú khoa {code}" for code in DEPARTMENTS}
MACHINES = [one.machine for one in services()]


def order_of_rows(lines: Lines) -> tuple[Ints, Ints]:
    """Places of the lines of XML2 and of XML3."""
    return np.flatnonzero(lines.what == 3), np.flatnonzero(lines.what != 3)


def numbered(visit: Ints) -> Column:
    """STT: 1, 2, 3 … in each dossier."""
    starts = np.searchsorted(visit, visit)
    return number(np.arange(len(visit)) - starts + 1)


def department(visits: Visits, lines: Lines, rows: Ints) -> Column:
    """Where a line was ordered."""
    visit, ward = lines.visit[rows], lines.ward[rows]
    own = np.where(ward == 1, DEPARTMENT[visits.condition[visit]], len(DEPARTMENTS) - 1)
    return chosen(ward == 0, "K01", pick(DEPARTMENTS, 0, own))


def payment(visits: Visits, visit: Ints) -> Column:
    """MA_PTTT: stations have a budget, others are paid by service."""
    return chosen(LEVELS[visits.facility[visit]] == "station", "2", "1")


def _money(amounts: Amounts, rows: Ints) -> dict[str, Column]:
    other = amount(amounts.other[rows])
    return {
        "THANH_TIEN_BV": amount(amounts.whole[rows]), "THANH_TIEN_BH": amount(amounts.insured[rows]),
        "T_NGUONKHAC_NSNN": "0.00", "T_NGUONKHAC_VTNN": other, "T_NGUONKHAC_VTTN": "0.00", "T_NGUONKHAC_CL": "0.00",
        "T_NGUONKHAC": other, "MUC_HUONG": number(amounts.level[rows]), "T_BNTT": amount(amounts.patient[rows]),
        "T_BNCCT": amount(amounts.shared[rows]), "T_BHTT": amount(amounts.fund[rows]),
    }  # fmt: skip


def xml2(visits: Visits, who: Persona, lines: Lines, amounts: Amounts, rows: Ints) -> Block:
    """Drugs."""
    visit, item, days = lines.visit[rows], lines.item[rows], lines.number[rows]
    unit = pick([one.unit for one in drugs()], 0, item)
    small = pc.utf8_lower(unit)
    daily = number(DOSE[item] * TIMES[item])
    dosage = join(number(DOSE[item]), " ", small, "/lần * ", number(TIMES[item]), " lần/ngày * ", number(days), " ngày [",
                  daily, " ", small, "/ngày]")  # fmt: skip
    facility = visits.facility[visit]
    donated = amounts.other[rows] > 0
    return Block("XML2", visit, {
        "MA_LK": who.key.take(pa.array(visit)), "STT": numbered(visit), "MA_NHOM": "4",
        "MA_THUOC": pick([one.code for one in drugs()], 0, item), "TEN_THUOC": pick([one.name for one in drugs()], 0, item),
        "DON_VI_TINH": unit, "HAM_LUONG": pick([one.strength for one in drugs()], 0, item),
        "DUONG_DUNG": pick([one.route for one in drugs()], 0, item), "DANG_BAO_CHE": pick([one.form for one in drugs()], 0, item),
        "LIEU_DUNG": dosage, "CACH_DUNG": chosen(lines.done[rows] >= 0, "Dùng theo y lệnh", "Dùng sau ăn, theo đơn"),
        "SO_DANG_KY": pick(_DRUG_NUMBERS, 0, item), "TT_THAU": _BID, "PHAM_VI": number(lines.scope[rows]),
        "TYLE_TT_BH": number(lines.rate_fund[rows]), "SO_LUONG": quantity(lines.quantity[rows]),
        "DON_GIA": join(number(lines.price[rows]), ".000"), **_money(amounts, rows), "MA_KHOA": department(visits, lines, rows),
        "MA_BAC_SI": licence(facility, lines.doctor[rows]),
        "MA_DICH_VU": pick([one.code for one in services()], 0, lines.serves[rows]), "NGAY_YL": moment(lines.ordered[rows]),
        "NGAY_TH_YL": moment(lines.done[rows]), "MA_PTTT": payment(visits, visit), "NGUON_CTRA": chosen(donated, "2", "1"),
    })  # fmt: skip


def xml3(visits: Visits, who: Persona, lines: Lines, amounts: Amounts, rows: Ints) -> Block:
    """Services, supplies and beds."""
    visit, item, what = lines.visit[rows], lines.item[rows], lines.what[rows]
    service, supply, bed = (np.where(what == kind, item, -1) for kind in (0, 1, 2))
    facility, group = visits.facility[visit], lines.group[rows]
    served = pick([one.code for one in services()], 0, lines.serves[rows])
    bed_code = chosen(bed >= 0, join(pick(DEPARTMENTS, 0, np.maximum(bed, 0)), chosen(group == 14, ".1990", ".1917")))
    ceiling = np.where(supply >= 0, CEILING[np.maximum(supply, 0)], -1)
    implant = ceiling >= 0
    kind = pick(MACHINES, 0, service)
    has_machine = pc.and_(pc.not_equal(kind, ""), pa.array(np.isin(group, (1, 2, 3, 8, 18))))
    here = CODE.take(pa.array(facility))
    letter = chosen(lines.number[rows] < 999, "H", "T")
    place = join(letter, padded(lines.number[rows] % 999 + 1, 3))
    intervention = np.isin(group, (8, 18))
    unit = pick([one.unit for one in supplies()], 0, supply)
    return Block("XML3", visit, {
        "MA_LK": who.key.take(pa.array(visit)), "STT": numbered(visit),
        "MA_DICH_VU": join(pick([one.code for one in services()], 0, service), bed_code, served),
        "MA_PTTT_QT": chosen(intervention, pick([one.icd9 for one in services()], 0, service)),
        "MA_VAT_TU": pick([one.code for one in supplies()], 0, supply), "MA_NHOM": number(group),
        "TEN_VAT_TU": pick([one.name for one in supplies()], 0, supply),
        "TEN_DICH_VU": join(pick([one.name for one in services()], 0, service), pick(list(_BEDS.values()), 0, bed),
                            pick([one.name for one in services()], 0, lines.serves[rows])),
        "DON_VI_TINH": chosen(what == 1, unit, chosen(what == 2, "Ngày", "Lần")), "PHAM_VI": number(lines.scope[rows]),
        "SO_LUONG": quantity(lines.quantity[rows]), "DON_GIA_BV": join(number(lines.price[rows]), ".000"),
        "DON_GIA_BH": join(number(lines.price_fund[rows]), ".000"), "TT_THAU": chosen(what == 1, _BID_SUPPLY),
        "TYLE_TT_DV": number(lines.rate_service[rows]), "TYLE_TT_BH": number(lines.rate_fund[rows]), **_money(amounts, rows),
        "T_TRANTT": chosen(implant, join(number(np.maximum(ceiling, 0)), ".00")), "MA_KHOA": department(visits, lines, rows),
        "MA_GIUONG": chosen(what == 2, place), "MA_BAC_SI": licence(facility, lines.doctor[rows]),
        "NGUOI_THUC_HIEN": licence(facility, lines.performer[rows]), "NGAY_YL": moment(lines.ordered[rows]),
        "NGAY_TH_YL": moment(lines.done[rows]), "NGAY_KQ": moment(lines.ended[rows]), "MA_PTTT": payment(visits, visit),
        "PP_VO_CAM": chosen(group == 8, chosen(visits.serial[visit] % 3 == 0, "1", "2")),
        "MA_MAY": chosen(has_machine, join(kind, ".1.", here, padded(visits.serial[visit] % 3 + 1, 3))),
        "MA_HIEU_SP": chosen(implant, join("SM-", number(visits.serial[visit] % 90_000 + 10_000))),
    })  # fmt: skip
