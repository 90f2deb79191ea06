"""Invented names: every combination is made by chance, and every number begins with the invented province's 99."""

from __future__ import annotations

_FAMILIES = "Nguyễn Trần Lê Phạm Hoàng Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Mai Lương Triệu Hà Nông Vi Lò Quách Lường Bế"
_MEN = """An Bình Cường Dũng Đức Giang Hải Hiếu Hùng Huy Khánh Kiên Lâm Long Minh Nam Phong Phúc Quân Quang Sơn Tài Thành
Thắng Thịnh Tiến Toàn Trung Tuấn Việt"""
_WOMEN = """Anh Bích Chi Diệp Dung Giang Hà Hạnh Hiền Hoa Hồng Hương Lan Liên Linh Loan Mai My Nga Ngọc Nhung Oanh Phương
Quyên Tâm Thảo Thu Thủy Trang Yến"""
_MEN_MIDDLE = "Văn Đức Quốc Hữu Minh Công Đình Xuân Thanh Ngọc"
_WOMEN_MIDDLE = "Thị Thu Ngọc Thanh Minh Bích Kim Phương Hồng Thùy"
FAMILIES, MEN, WOMEN = tuple(_FAMILIES.split()), tuple(_MEN.split()), tuple(_WOMEN.split())
MEN_MIDDLE, WOMEN_MIDDLE = tuple(_MEN_MIDDLE.split()), tuple(_WOMEN_MIDDLE.split())
HAMLETS = tuple(
    f"{kind} {name}"
    for kind in ("Thôn", "Xóm", "Tổ dân phố")
    for name in ("Sao Sớm", "Gió Lành", "Mây Thưa", "Nắng Vàng", "Suối Trong", "Đồi Chè", "Bờ Lúa", "Giếng Sao")
)
