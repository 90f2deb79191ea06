"""What the address of an indicator's page asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import Http404

from soyte.ledger.as_of import moment
from soyte.ledger.ledger import AsOf
from soyte.measures.spans import parse
from soyte.periods import Period
from soyte.portal.shell.book import definitions
from soyte.portal.shell.pages import Asked
from soyte.portal.shell.permissions import Permission
from soyte.portal.shell.where import place_for

CUTS = {
    "nam": ("year", "Năm"),
    "nua-nam": ("half", "Nửa năm"),
    "quy": ("quarter", "Quý"),
    "thang": ("month", "Tháng"),
    "tuan": ("week", "Tuần"),
    "nam-hanh-chinh": ("admin_year", "Năm hành chính"),
}
BOUNDARIES = {"luc-do": ("own", "lúc báo cáo"), "hien-nay": ("current", "hiện nay")}
VIEWS = {
    "chuoi": "Theo thời gian",
    "xep-hang": "Xếp hạng",
    "ban-do": "Bản đồ",
    "tung-noi": "Từng nơi",
    "doi-chieu": "Đối chiếu",
    "dinh-nghia": "Định nghĩa",
}


@dataclass(frozen=True)
class Question:
    """Everything that the filters say. `period` is None until somebody chose one; `as_of` as the ledger takes it."""

    code: str
    place: str
    view: str
    by: str
    period: Period | None
    boundaries: str
    as_of: AsOf
    dataset: str | None

    @property
    def cut(self) -> str:
        """The kind of period, as figures are asked."""
        return CUTS[self.by][0]

    @property
    def borders(self) -> str:
        """The boundaries, as figures are asked: own, current or a day."""
        return BOUNDARIES[self.boundaries][0] if self.boundaries in BOUNDARIES else self.boundaries


def question(request: Asked, code: str) -> Question:
    """Out of the URL; whatever cannot be understood is answered in one sentence."""
    known = definitions()
    if code not in known.catalogue and code not in known.measures:
        raise Http404(f"Danh mục không có chỉ tiêu mang mã “{code}”.")
    said = request.GET
    view, by = said.get("xem", ""), said.get("theo", "")
    named = said.get("ky") or said.get("nam")
    boundaries = said.get("dia-gioi", "") or "luc-do"
    return Question(
        code,
        place_for(request.access, said.get("dia-ban"), Permission.SEE_FIGURES),
        view if view in VIEWS else "chuoi",
        by if by in CUTS else "nam",
        parse(named) if named else None,
        boundaries,
        _as_of(said.get("tai", "")),
        said.get("tap") or None,
    )


def _as_of(written: str) -> AsOf:
    """`12` is right after act 12, `2025-01-01` the end of that day."""
    if not written:
        return None
    return moment(f"#{written}" if written.isdecimal() else written)


def is_rate(unit: str, rollup: str | None) -> bool:
    """Whether places of different size can be compared by it, and a target of the whole holds for the parts."""
    return rollup == "recompute" or unit in ("%", "‰") or "/" in unit


def day_of(borders: str, period: Period, today: date) -> date:
    """The day whose units a map shows."""
    if borders == "current":
        return today
    return period.end if borders == "own" else date.fromisoformat(borders)
