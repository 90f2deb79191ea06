"""Words around a number that decide whether it is a date or a quantity."""

from __future__ import annotations

import re

from soyte.periods.patterns import GAP, SEP

_COUNTED = (
    "%|‰|ca|cas|người|trường hợp|lượt|liều|trẻ|hộ|cơ sở|đồng|triệu|nghìn|ngàn|tỷ đồng|tỉ đồng|mẫu|giường|vụ|thẻ|đơn|"
    "hồ sơ|bệnh nhân|sổ|suất|cuộc|lớp|buổi|tờ|viên|kg|lít|m2|cán bộ|bác sĩ|bác sỹ|đoàn|phụ nữ|sản phụ|học sinh|"
    "chai|lọ|ống|gói|tấn|hội viên|đại biểu|công trình|dự án|văn bản|tin|bài|chỉ tiêu|chỉ số|tiêu chí|nội dung|nhiệm vụ|"
    "đơn vị|bệnh viện|trạm|trung tâm|khoa|phòng khám|phòng|thôn|bản|ổ dịch|ổ|điểm|bước|thủ tục|mục tiêu|nhóm"
)
_AREAS = "xã|phường|thị trấn|huyện|quận|địa phương|trường|khu|tổ|ấp"
COUNTED = re.compile(rf"{GAP}(?:[%‰]|(?<=[ \n])(?:{_COUNTED})(?!\w))")
RATIO_NOUN = re.compile(rf"{GAP}(?:[%‰]|(?<=[ \n])(?:{_COUNTED}|{_AREAS}|tỉnh|thành phố)(?!\w))")
WEAK_RATIO_NOUN = re.compile(rf"{GAP}(?:[%‰]|(?<=[ \n])(?:{_COUNTED}|{_AREAS})(?!\w))")
# After `kế hoạch 2025` and the like a year must be followed by the end of the phrase or by one of these.
AFTER_YEAR = re.compile(
    rf"{GAP}(?:$|[.,;:()\n|/\-]|(?:đạt|là|ước|giảm|tăng|so|của|tại|và|cho|đề|giao|được|trên|ngành|toàn)(?!\w))"
)
NOT_A_MONTH = re.compile(rf"{SEP}lần(?!\w)")
# `N tháng` that is an age, a term or a stage of life.
AGE_AFTER = re.compile(
    rf"{GAP}(?:[-/]|(?:-|đến|tới){SEP}\d|tuổi|đầu{SEP}đời|đầu{SEP}sau|sau{SEP}sinh|thai|(?:đầu|giữa|cuối){SEP}(?:của{SEP})?(?:thai|cuộc)|"
    rf"lần|liên{SEP}tục|trở{SEP}lên|trước|sau|tới|{SEP}?một{SEP}lần|hoàn{SEP}toàn)"
)
AGE_BEFORE = (
    "đến", "tới", "-", "từ", "dưới", "trên", "sau", "mỗi", "trẻ", "vòng", "hạn", "cách", "ít nhất", "tối thiểu", "hơn",
    "gần", "<", ">", "≥", "≤", "tối đa", "không quá", "thuốc", "điều trị", "đủ", "tròn", "được", "hằng", "hàng",
    "lượng", "và", "trước", "phạt", "đình chỉ", "tước", "kéo dài", "suốt", "bú mẹ", "hoàn toàn", "tuổi", "liên tục",
    "là", "khoảng", "thai",
)  # fmt: skip
# Words before a bare `11 tháng` that make it the period of a report.
_REPORTING = (
    "trong", "kết quả", "qua", "ước", "cả", "chung", "với", "kỳ", "hiện", "kế", "tích", "báo cáo", "số liệu", "của",
    "tổng kết", "sơ kết", "cộng dồn", "tình hình",
)  # fmt: skip
ENDS_CLAUSE = re.compile(
    rf"{GAP}(?:$|[,:;)\n]|(?:đạt|ước|toàn|có|tổng|tăng|giảm|ghi nhận|phát hiện|số|ngành|thu|chi|thực hiện|qua)(?!\w))"
)
RISE = ("tăng", "giảm", "nâng", "hạ", "đạt")
CLIMB = re.compile(rf"{SEP}(?:lên|xuống|còn)(?!\w)")
WEANING = re.compile(r"bú|sữa mẹ|thai|tuổi|cuộc đời")
DOCUMENT = (
    "số", "nghị định", "thông tư", "quyết định", "nghị quyết", "chỉ thị", "công văn", "luật", "tt", "nđ", "qđ", "nq",
    "cv", "đề án", "hướng dẫn", "thông báo", "ttlt", "tờ trình", "kết luận", "qcvn", "tcvn",
)  # fmt: skip
SEVERAL = ("những", "các", "nhiều", "mấy", "vài", "hàng", "hằng", "mỗi")


def preceded_by(text: str, position: int, words: tuple[str, ...]) -> bool:
    """True if one of the words stands right before a position; a dash counts only after a digit."""
    before = text[max(0, position - 24) : position].rstrip(" \n:(")
    for word in words:
        if before.endswith(word):
            rest = before[: -len(word)].rstrip() if word == "-" else before[: -len(word)]
            if rest[-1:].isdigit() if word == "-" else not (word[-1].isalpha() and rest[-1:].isalpha()):
                return True
    return False


def begins_clause(text: str, position: int) -> bool:
    """True at the start of a text, line or clause, after a bullet, or after a word that reports begin a period with."""
    before = text[max(0, position - 24) : position].rstrip(" ")
    return not before or before[-1] in "\n.,;:(+-*•" or preceded_by(text, position, _REPORTING)
