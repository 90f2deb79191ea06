"""A small feed, drawn by hand: fourteen dossiers of three facilities in three submissions, one of them corrected."""

from __future__ import annotations

from pathlib import Path

from claim_files import Fields, document, dossier, envelope, part
from soyte.ledger.home import WHOLE
from soyte.ledger.ledger import Ledger
from soyte.receiving import Order, Receipt, receive

HOSPITAL, CENTRE, CAPITAL = "99001", "99002", "01001"


def case(key: str, left: str, *, facility: str = HOSPITAL, more: str = "", **main: str | None) -> str:
    """A dossier that ended on a day (yyyymmdd)."""
    own: dict[str, str | None] = {"NGAY_RA": f"{left}1040", "NGAY_VAO": f"{left}0805", "MA_CSKCB": facility}
    own |= {"MA_LOAI_KCB": "01", "MA_DOITUONG_KCB": "1.1", "KET_QUA_DTRI": "1", "MA_LOAI_RV": "1", **main}
    return dossier(key, own, 0, more=more)


def sheet(table: str, key: str, *rows: Fields) -> str:
    """A table of a dossier."""
    return part(table, document(table, *rows, ma_lk=key))


def sent(ledger: Ledger, folder: Path, made_on: str, *dossiers: str, facility: str = HOSPITAL) -> Receipt:
    """Hand a file in that was made on a day (yyyymmdd)."""
    path = folder / f"{made_on}-{facility}-{len(list(folder.glob('*.xml')))}.xml"
    path.write_bytes(
        envelope(*dossiers, facility=facility).replace(b"<NGAYLAP>20250805", f"<NGAYLAP>{made_on}".encode())
    )
    return receive(ledger, Order(path, "người thử"))


def small_feed(folder: Path, claims: str = WHOLE) -> Ledger:
    """The submissions: the hospital's on 5 August 2025, with one dossier of the year before; a correction of B on the 20th; the centre's."""
    ledger = Ledger.create(folder / "kho", claims=claims)
    paper = {"MA_CSKCB_DEN": CAPITAL, "MA_BENH_CHINH": "I21.0"}
    stay = {"MA_LOAI_KCB": "03", "MA_BENH_CHINH": "I21.0", "T_TONGCHI_BV": "9000000.00", "T_BHTT": "7000000.00"}
    twins = ({"GIOI_TINH_CON": "1", "SINHCON_PHAUTHUAT": "1"}, {"GIOI_TINH_CON": "2", "SINHCON_PHAUTHUAT": "1"})
    drugs = (
        {
            "MA_THUOC": "40.48",
            "MA_NHOM": "4",
            "DON_VI_TINH": "Viên",
            "SO_LUONG": "10",
            "THANH_TIEN_BV": "4800",
            "TEN_THUOC": "Pa",
        },
        {
            "MA_THUOC": "40.154",
            "MA_NHOM": "4",
            "DON_VI_TINH": "Viên",
            "SO_LUONG": "14",
            "THANH_TIEN_BV": "35840",
            "TEN_THUOC": "Amo",
        },
    )
    ct, cut = {"MA_DICH_VU": "18.0149.0040", "MA_NHOM": "2"}, {"MA_DICH_VU": "03.2265.0653_GT", "MA_NHOM": "8"}
    sent(
        ledger, folder, "20250805",
        case("old", "20240805", more=sheet("XML3", "old", ct)),
        case("A", "20250803", more=sheet("XML2", "A", *drugs) + sheet("XML3", "A", ct, cut)),  # a Sunday
        case("B", "20250805", more=sheet("XML2", "B", drugs[0]) + sheet("XML14", "B", {"NGAY_HEN_KL": "20250819"})),
        case("C", "20250725", KET_QUA_DTRI="8"),
        case("D", "20250724", KET_QUA_DTRI="5", SO_NGAY_DTRI="40", MA_LOAI_KCB="03"),
        case("E", "20250701", MA_DOITUONG_KCB="9"),
        case("F", "20250805", MA_NOI_DEN=CAPITAL, MA_LOAI_RV="2", SO_NGAY_DTRI="3", more=sheet("XML13", "F", paper), **stay),
        case("G", "20250805", MA_NOI_DEN=CENTRE, KET_QUA_DTRI="6", SO_NGAY_DTRI="5", **stay),
        case("H", "20250805", MA_BENH_CHINH="O82", MA_LOAI_KCB="03", SO_NGAY_DTRI="6", more=sheet("XML9", "H", *twins)),
    )  # fmt: skip
    again = {"NGAY_HEN_KL": "20250901"}
    sent(
        ledger, folder, "20250820",
        case("B", "20250805", MA_BENH_CHINH="J18.9", more=sheet("XML2", "B", drugs[0]) + sheet("XML14", "B", {"NGAY_HEN_KL": "20250819"})),
        case("I", "20250820", NGAY_VAO="202508200805", more=sheet("XML14", "I", again), SO_CCCD="099080000002"),
    )  # fmt: skip
    sent(
        ledger, folder, "20250905",
        case("X", "20250902", facility=CENTRE, MA_BENH_CHINH="A90", MA_BN="BN9", SO_CCCD="099080000003"),
        case("Y", "20250905", facility=CENTRE, MA_BENH_CHINH="A97.1", SO_CCCD="099080000003"),
        case("Z", "20250905", facility=CENTRE, MA_BENH_CHINH="A97.9", SO_CCCD=None, MA_THE_BHYT=None, MA_BN=None),
        facility=CENTRE,
    )  # fmt: skip
    return ledger
