"""Scorecards made by hand for an invented province: every verdict, several bodies, estimates, what was not reported."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from soyte import periods
from soyte.measures.targets.model import Body, Explanation, Judgement, Mark, Operator, Result, Source, Status, Target
from soyte.reports.scorecard.model import Point, Row, Scorecard, Section

YEAR = 2024
PLACE = "tinh-binh-son"
COUNCIL = "Nghị quyết số 45/NQ-HĐND ngày 08/12/2023"
COMMITTEE = "Quyết định số 2210/QĐ-UBND ngày 15/12/2023"


def result(indicator: str, value: str | None, unit: str, *, year: int = YEAR, status: Status = Status.FINAL,
           owner: str | None = "Sở Y tế", as_of: date | None = date(2024, 11, 30), document: str | None = None,
           ) -> Result:  # fmt: skip
    """A result whose step is the last digit that is written here."""
    number = Decimal(value) if value is not None else None
    step = Decimal(1).scaleb(int(number.as_tuple().exponent)) if number is not None else None
    source = Source(submission=3, row=12, owner=owner, document=document, as_of=as_of, figure=f"{indicator}@{year}")
    return Result(
        indicator, number, unit, periods.year(year), PLACE, status, step, definition_hash="a1b2c3", source=source
    )


def target(indicator: str, operator: Operator, value: str | None, unit: str, body: Body, document: str, *,
           high: str | None = None, last: int = YEAR, quote: str | None = None) -> Target:  # fmt: skip
    """A target; `last` later than the year makes it one of several years."""
    number = Decimal(value) if value is not None else None
    period = periods.year(YEAR) if last == YEAR else periods.years(2021, last)
    return Target(
        f"{indicator}:{body}:{last}", indicator, operator, number, unit, period, PLACE, body,
        high=Decimal(high) if high else None, step=Decimal(1).scaleb(int(number.as_tuple().exponent)) if number else None,
        source=Source(document=document, figure=f"target:{indicator}:{body}"), quote=quote,
    )  # fmt: skip


def judged(one: Target, got: Result, mark: Mark, distance: str | None, **more: object) -> Judgement:
    """A judgement, provisional where the result is an estimate."""
    provisional = got.status is Status.ESTIMATE
    gap = Decimal(distance) if distance is not None else None
    return Judgement(one, got, mark, provisional, gap, **more)  # type: ignore[arg-type]


def row(
    indicator: str,
    name: str,
    unit: str,
    got: Result,
    last: str | None,
    *judgements: Judgement,
    trend: tuple[str | None, ...] = (),
    notes: tuple[str, ...] = (),
    others: tuple[Result, ...] = (),
) -> Row:
    """A row whose change follows from its two results."""  # fmt: skip
    before = result(indicator, last, unit, year=YEAR - 1, as_of=date(2023, 12, 31)) if last is not None else None
    change = got.value - before.value if before and before.value is not None and got.value is not None else None
    points = tuple(
        Point(YEAR - len(trend) + n, Decimal(value) if value is not None else None, n == len(trend) and got.status is Status.ESTIMATE)
        for n, value in enumerate(trend, 1)
    )  # fmt: skip
    return Row(f"{indicator}_2024", indicator, name, unit, got, before, change, None, judgements, others, points, notes)


def _insurance() -> Row:
    got = result("bhyt", "94.2", "%", status=Status.ESTIMATE, owner="BHXH tỉnh", document="Báo cáo số 812/BC-BHXH")
    council = target("bhyt", Operator.AT_LEAST, "95.0", "%", Body.COUNCIL, COUNCIL)
    party = target("bhyt", Operator.AT_LEAST, "95.5", "%", Body.PARTY, "Nghị quyết số 11-NQ/TU", last=2025)
    why = Explanation(
        "Người lao động trong các hợp tác xã giải thể chưa tham gia lại; kinh phí hỗ trợ hộ mới thoát nghèo bố trí chậm.",
        "objective", "Phòng Kế hoạch - Tài chính", date(2025, 6, 30), "Nguyễn Văn A", date(2024, 12, 12),
    )  # fmt: skip
    other = result(
        "bhyt", "93.8", "%", owner="Cục Thống kê tỉnh", document="Niên giám thống kê 2024", as_of=date(2024, 9, 30)
    )
    return row(
        "bhyt", "Tỷ lệ dân số tham gia bảo hiểm y tế", "%", got, "93.1",
        judged(party, got, Mark.MISSED, "-1.3", explanation=why, notes=("Mục tiêu đến năm 2025",)),
        judged(council, got, Mark.NEARLY_MET, "-0.8", explanation=why),
        trend=("90.4", "91.7", "92.6", "93.1", "94.2"), others=(other,),
    )  # fmt: skip


def _doctors() -> Row:
    got = result("doctors_station", "83.6", "%")
    plan = target("doctors_station", Operator.AT_LEAST, "90.4", "%", Body.COMMITTEE, COMMITTEE)
    return row(
        "doctors_station", "Tỷ lệ trạm y tế có bác sĩ làm việc", "%", got, "85.0",
        judged(plan, got, Mark.MISSED, "-6.8", notes=("Chỉ tiêu cao hơn kết quả năm trước 5,4 điểm phần trăm",)),
        trend=("88.1", "87.0", None, "85.0", "83.6"),
    )  # fmt: skip


def _others() -> list[Row]:
    beds = result("beds", "34.5", "giường/10.000 dân")
    doctors = result("doctors", "11.2", "bác sĩ/10.000 dân")
    stunting = result("stunting", "18.9", "%", status=Status.PROVISIONAL, as_of=None)
    vaccines = result("vaccines", "95.0", "%", as_of=date(2024, 12, 15))
    births = result("births", "1234567", "lượt")
    none = result("latrines", None, "%")
    between = target(
        "doctors", Operator.BETWEEN, "11.0", doctors.unit or "", Body.MINISTRY, "Kế hoạch số 30/KH-BYT", high="12.0"
    )
    return [
        row("beds", "Số giường bệnh trên 10.000 dân", "giường/10.000 dân", beds, "33.1",
            judged(target("beds", Operator.AT_LEAST, "34.0", "giường/10.000 dân", Body.COUNCIL, COUNCIL), beds, Mark.EXCEEDED, "0.5"),
            trend=("30.2", "31.0", "32.4", "33.1", "34.5")),
        row("doctors", "Số bác sĩ trên 10.000 dân", "bác sĩ/10.000 dân", doctors, "11.2",
            judged(between, doctors, Mark.MET, "0"),
            trend=("10.1", "10.6", "10.9", "11.2", "11.2")),
        row("stunting", "Tỷ lệ trẻ em dưới 5 tuổi suy dinh dưỡng thể thấp còi", "%", stunting, "19.6",
            judged(target("stunting", Operator.AT_MOST, "19.0", "%", Body.COUNCIL, COUNCIL), stunting, Mark.MET, "0.1"),
            trend=("22.4", "21.5", "20.3", "19.6", "18.9")),
        row("vaccines", "Tỷ lệ trẻ em dưới 1 tuổi tiêm chủng đầy đủ", "%", vaccines, "91.4",
            judged(target("vaccines", Operator.AT_LEAST, "95.0", "%", Body.COUNCIL, COUNCIL), vaccines, Mark.MET, "0.0"),
            trend=("96.0", "88.2", "90.3", "91.4", "95.0")),
        row("births", "Số lượt khám bệnh, chữa bệnh", "lượt", births, "1180300",
            judged(target("births", Operator.AS_PLANNED, None, "lượt", Body.UNKNOWN, "Kế hoạch ngành", quote="theo kế hoạch giao"), births,
                   Mark.INCOMPARABLE, None, reason="chỉ tiêu giao bằng lời, không có con số")),
        row("latrines", "Tỷ lệ hộ gia đình có nhà tiêu hợp vệ sinh", "%", none, "88.7",
            judged(target("latrines", Operator.AT_LEAST, "90", "%", Body.COUNCIL, COUNCIL), none, Mark.NO_DATA, None,
                   reason="chưa có báo cáo của 12 xã"), notes=("12 xã chưa gửi biểu",)),
    ]  # fmt: skip


def binh_son() -> Scorecard:
    """A year with everything in it."""
    beds, doctors, stunting, vaccines, visits, latrines = _others()
    return Scorecard(
        place=PLACE, place_name="tỉnh Bình Sơn", issuer="Sở Y tế", parent="UBND tỉnh Bình Sơn", year=YEAR,
        sections=(
            Section("insurance", "Bảo hiểm y tế", (_insurance(),)),
            Section("resources", "Nguồn lực y tế", (_doctors(), beds, doctors)),
            Section("preventive", "Y tế dự phòng, dinh dưỡng", (stunting, vaccines, latrines)),
            Section("curative", "Khám bệnh, chữa bệnh", (visits,)),
        ),
        as_of_seq=128, as_of=datetime(2024, 12, 16, 2, 30, tzinfo=UTC), today=date(2025, 1, 6),
        catalogue_hash="9f8e7d6c5b4a",
        sources=(
            "Báo cáo tổng kết công tác y tế năm 2024 của Sở Y tế (lần gửi số 3, ngày 12/12/2024)",
            "Báo cáo số 812/BC-BHXH ngày 05/12/2024 của Bảo hiểm xã hội tỉnh (lần gửi số 5)",
            "Nghị quyết số 45/NQ-HĐND ngày 08/12/2023 của Hội đồng nhân dân tỉnh",
        ),
    )  # fmt: skip


def long_scorecard(rows: int = 60) -> Scorecard:
    """As many rows as a real department has."""
    base = binh_son()
    made = []
    for n in range(rows):
        got = result(f"chi_tieu_{n}", str(Decimal(800 + n) / 10), "%")
        one = target(f"chi_tieu_{n}", Operator.AT_LEAST, "82.0", "%", Body.COUNCIL, COUNCIL)
        gap = got.value - Decimal("82.0") if got.value is not None else Decimal(0)
        mark = Mark.EXCEEDED if gap > 0 else Mark.MET if gap == 0 else Mark.MISSED
        values = tuple(str(Decimal(780 + n + 5 * k) / 10) for k in range(5))
        made.append(row(f"chi_tieu_{n}", f"Tỷ lệ người dân được quản lý theo nội dung thứ {n + 1}", "%", got, "79.5",
                        judged(one, got, mark, str(gap)), trend=values))  # fmt: skip
    half = rows // 2
    parts = (
        Section("one", "Y tế dự phòng", tuple(made[:half])),
        Section("two", "Khám bệnh, chữa bệnh", tuple(made[half:])),
    )
    return replace(base, sections=parts)
