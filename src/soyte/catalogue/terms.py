"""The codes of the catalogue files in the words of a reader."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from soyte.periods.printing import date_vi

DIRECTIONS = {
    "higher_better": "càng cao càng tốt",
    "lower_better": "càng thấp càng tốt",
    "count_only": "chỉ để biết số lượng, không đánh giá tốt hay xấu",
    "range": "tốt khi nằm trong một khoảng",
}
ROLLUPS = {
    "sum": "cộng các kỳ, các địa bàn",
    "last": "lấy số cuối kỳ, cộng các địa bàn",
    "distinct": "đếm từng trường hợp một lần",
    "recompute": "tính lại từ các thành phần, không lấy trung bình",
    "external": "nhận từ cơ quan khác, không tự tính",
}
CERTAINTIES = {
    "looked_up": "đã tra văn bản",
    "memory": "theo trí nhớ, chưa tra lại",
    "uncertain": "chưa chắc, cần kiểm tra",
    "seed_only": "chỉ thấy trong báo cáo của địa phương",
}
FREQUENCIES = {
    "event": "khi có sự việc",
    "day": "ngày",
    "week": "tuần",
    "weekly": "tuần",
    "month": "tháng",
    "monthly": "tháng",
    "quarter": "quý",
    "quarterly": "quý",
    "half": "6 tháng",
    "nine_months": "9 tháng",
    "year": "năm",
    "annual": "năm",
}
CALENDARS = {
    "statistics": "lịch thống kê (từ ngày 01 đến ngày cuối tháng)",
    "administrative": "lịch hành chính (năm từ 15/12 đến 14/12)",
    "hiv": "lịch của chương trình HIV (chốt ngày 14)",
    "week_monday": "tuần từ thứ Hai đến Chủ nhật",
    "week_friday": "tuần từ thứ Sáu đến thứ Năm",
    "week_sunday": "tuần từ Chủ nhật đến thứ Bảy",
}
WEEKDAYS = {
    "monday": "thứ Hai",
    "tuesday": "thứ Ba",
    "wednesday": "thứ Tư",
    "thursday": "thứ Năm",
    "friday": "thứ Sáu",
    "saturday": "thứ Bảy",
    "sunday": "Chủ nhật",
}
DEADLINES = {"24h": "24 giờ", "48h": "48 giờ", "weekly": "hằng tuần", "monthly": "hằng tháng"}
ROLES = {
    "owns": "có số liệu",
    "sends": "gửi báo cáo",
    "receives": "nhận báo cáo",
    "sets_targets": "giao chỉ tiêu",
}
KINDS = {"disease": "bệnh", "group": "nhóm bệnh", "syndrome": "hội chứng", "exposure": "phơi nhiễm"}


def word(words: Mapping[str, str], code: str | None) -> str:
    """The words of a code; the code itself where nobody gave it words."""
    return words.get(code, code) if code else ""


def days(valid_from: date | None, valid_to: date | None) -> str:
    """`từ 01/7/2026`, `đến 30/6/2026`, `từ … đến …`; empty where it always holds."""
    parts = []
    if valid_from:
        parts.append(f"từ {date_vi(valid_from)}")
    if valid_to:
        parts.append(f"đến {date_vi(valid_to)}")
    return " ".join(parts)


def grouped(number: int) -> str:
    """`100.000`."""
    return f"{number:,}".replace(",", ".")
