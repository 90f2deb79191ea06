"""What the kinds of findings of document rules are called on screen."""

from __future__ import annotations

KINDS = {
    "section_numbering": "Đánh số mục",
    "number_style": "Cách viết số",
    "unit_missing": "Thiếu đơn vị tính",
    "unit_consistency": "Đơn vị tính",
    "plausibility": "Mức hợp lý",
    "impossible_percentage": "Tỷ lệ không thể có",
    "duplicate_conflict": "Một số nêu ở nhiều chỗ",
    "comparison": "So sánh",
    "as_of_mixed": "Ngày chốt số liệu",
    "estimate": "Số ước",
    "small_cell": "Nguy cơ lộ danh tính",
    "words": "Lời văn",
    "target_ambition": "Chỉ tiêu năm sau",
    "count": "Số chỉ tiêu đạt",
    "terms": "Chữ viết tắt",
}
