"""Digits that are no quantity, kind by kind: every example gives its figures first and then what is left out."""

from __future__ import annotations

import pytest

from quantity_rows import left_out, quantities, read

Table = list[tuple[str, list[str], list[str]]]

# --------------------------------------------------------------------------- documents, laws, articles, standards

DOCUMENTS: Table = [
    ("Công văn số 123/SYT-NVY ngày 4/5/2024", [], ["123/SYT-NVY", "ngày 4/5/2024"]),
    ("Thông tư 45/2021/TT-BYT", [], ["45/2021/TT-BYT"]),
    ("Chỉ thị số 12-CT/TU", [], ["12-CT/TU"]),
    ("Luật số 88/2020/QH14", [], ["88/2020/QH14"]),
    ("Quyết định số 4321/QĐ-BYT, 765/QĐ-TTg", [], ["4321/QĐ-BYT", "765/QĐ-TTg"]),
    ("QĐ số 1234/QĐ-SYT", [], ["1234/QĐ-SYT"]),
    ("Nghị quyết 20-NQ/TW", [], ["20-NQ/TW"]),
    ("Kế hoạch số 15 và 16", [], ["15 và 16"]),
    ("Công văn số 1234, 1235 và 1236", [], ["1234, 1235 và 1236"]),
    ("CV 4396, TT37", [], ["4396", "37"]),
    ("Số: 123/BC-SYT", [], ["123/BC-SYT"]),
    ("Luật An toàn thực phẩm 2010", [], ["2010"]),
    ("khoản 3 Điều 21", [], ["3", "21"]),
    ("khoản 1, 2 và 3 Điều 15", [], ["1, 2 và 3", "15"]),
    ("điểm 2 mục 4", [], ["2", "4"]),
    ("Phụ lục 2, Biểu 9/BCT, Mẫu 01", [], ["2", "9/BCT", "01"]),
    ("Bảng 3.2, Hình 2.1", [], ["3.2", "2.1"]),
    ("trang 12/45, trang 7-9", [], ["12/45", "7-9"]),
    ("QCVN 01-1:2018/BYT, TCVN 8476:2010, ISO 15189:2022", [], ["01-1:2018/BYT", "8476:2010", "15189:2022"]),
    ("ICD-10, ICD 10", [], ["10", "10"]),
    ("bão số 4, phòng số 5, số nhà 12", [], ["4", "5", "12"]),
    # longer words that end alike, and numbers that are counted
    ("lấy mẫu 35 cơ sở", ["35 cơ sở"], []),
    ("mở tài khoản 300 người dùng", ["300 người"], []),
    ("danh mục 120 thuốc, hạng mục 3 công trình", ["120 thuốc", "3 công trình"], []),
    ("thành phần 12 đại biểu, đại biểu 12 người", ["12 đại biểu", "12 người"], []),
    ("Đài Truyền hình 3 phóng sự", ["3 phóng sự"], []),
    ("góp phần 30% tổng chi", ["30%"], []),
    ("xét nghiệm mẫu 1.250", ["1.250"], []),
    ("tổng số 300, trong số 120 mẫu, dân số 70.000", ["300", "120 mẫu", "70.000"], []),
    ("hệ số 1,2; chỉ số 85,5; quân số 120", ["1,2", "85,5", "120"], []),
    ("chỉ số 5, ẩn số 7", [], ["5", "7"]),
    ("số ca 15, số người 300", ["15", "300"], []),
]

# ------------------------------------------------------------------------------------------------------ sections

SECTIONS: Table = [
    ("1. Công tác dự phòng", [], ["1."]),
    ("1.Công tác dự phòng", [], ["1."]),
    ("2) Khám bệnh", [], ["2)"]),
    ("Mở đầu\n3.1.2. Tiêm chủng", [], ["3.1.2."]),
    ("3.1.1.Về tiêm chủng: 12 xã", ["12 xã"], ["3.1.1."]),
    ("- 2.1 Tiêm chủng", [], ["2.1"]),
    ("gồm: (1) khám; (2) tiêm 35 người", ["35 người"], ["1)", "2)"]),
    ("theo kết quả [12]", [], ["12]"]),
    # figures that begin a line
    ("12 ca mắc mới", ["12 ca"], []),
    ("- 12 ca mắc mới", ["12 ca"], []),
    ("1.5 triệu lượt khám", ["1.5 triệu lượt khám"], []),
    ("2.1 Tỷ lệ bao phủ", [], ["2.1"]),
    ("95.5% số xã", ["95.5%"], []),
    ("12.480 lượt khám", ["12.480 lượt khám"], []),
]

# -------------------------------------------------------------------------------------------- dates from periods

DATES: Table = [
    ("Quý 3 đạt 95%", ["95%"], ["Quý 3"]),
    ("từ 1/6 đến 15/6 có 12 ca", ["12 ca"], ["từ 1/6 đến 15/6"]),
    ("từ 15-4 đến 15-5", [], ["15-4", "15-5"]),
    ("ngày12/3", [], ["ngày12/3"]),
    ("6 tháng đầu năm 2024", [], ["6 tháng đầu năm 2024"]),
    ("năm 2022, 2023, 2024", [], ["năm 2022", "2023", "2024"]),
    ("trực 24/24h, từ 8h30", [], ["24/24h", "8h30"]),
    ("tháng 12,5 ca", [], ["tháng 12,5"]),  # a date that ends inside a number takes it whole
]

# --------------------------------------------------------------------------------------- names, codes, versions

NAMES: Table = [
    ("COVID-19, SARS-CoV-2", [], ["19", "2"]),
    ("cúm A/H5N1, A(H1N1), PM2.5", [], ["5N1", "1N1", "2.5"]),
    ("biến thể BA.5 và XBB.1.5", [], ["5", "1.5"]),
    ("F0, F1, vitamin B12, mã C06", [], ["0", "1", "12", "06"]),
    ("4G, 5G, 5K, 5S, 3M", [], ["4G", "5G", "5K", "5S", "3M"]),
    ("thuốc VD-12345-19", [], ["12345-19"]),
    ("mục tiêu 95-95-95, mã 12-34-56", [], ["95-95-95", "12-34-56"]),
    ("Đề án 06, dự án 8", [], ["06", "8"]),
    ("Bệnh viện 108, Bệnh viện 19-8", [], ["108", "19-8"]),
    ("Bệnh viện Nhi đồng 1, Bệnh viện Quân y 103", [], ["1", "103"]),
    ("Bệnh viện Đa khoa khu vực 333, khoa Nội 2", [], ["333", "2"]),
    ("Trung tâm Cấp cứu 115, Binh đoàn 15, Quân khu 7", [], ["115", "15", "7"]),
    ("03 Chương trình mục tiêu quốc gia", [], ["03"]),
    ("vắc xin 5 trong 1, phương châm 4 tại chỗ", [], ["5 trong 1", "4"]),
    ("chính quyền địa phương 2 cấp, mô hình 3 cấp", [], ["2", "3"]),
    ("tổ chức 3 ca 4 kíp", [], ["3 ca 4 kíp"]),
    ("phiên bản 2.1, chuẩn 4750", [], ["2.1", "4750"]),
    ("con thứ 3, lần 2, đợt 2, vòng 2, giai đoạn 2, type 2", [], ["3", "2", "2", "2", "2", "2"]),
    ("hạng 1, cấp 2, nhóm 3, khóa 15, bậc 4, thế hệ 3", [], ["1", "2", "3", "15", "4", "3"]),
    ("top 10, xếp thứ 12/34, đứng hạng 5/34, vị trí 8", [], ["10", "12/34", "5/34", "8"]),
    # figures that stand near such words
    ("Bệnh viện tỉnh khám 120, bệnh viện huyện đạt 35", ["120", "35"], []),
    ("cấp 350 thẻ, nhóm 120 trẻ, 3 khóa 120 học viên", ["350 thẻ", "120 trẻ", "3 khóa", "120 học viên"], []),
    ("chuẩn 12 xã, vượt chuẩn 35%", ["12 xã", "35%"], []),
    ("đợt 3 đạt 95%, mũi 3: 350 liều", ["95%", "350 liều"], ["3", "3"]),
    ("sở Y tế.12 ca, BHYT.95%", ["12 ca", "95%"], []),
    ("hạng II, lần thứ XX, khóa XV", [], []),
]

# -------------------------------------------------------------------------------------------------------- places

PLACES: Table = [
    ("quận 7, phường 12, thôn 2, ấp 4, tổ 5", [], ["7", "12", "2", "4", "5"]),
    ("Quận 1: 12 ca; Quận 7: 5 ca", ["12 ca", "5 ca"], ["1", "7"]),
    ("Q.7, P.12", [], ["7", "12"]),
    ("tổ 12 phường Lộc Vân", [], ["12"]),
    ("đường 3/2, tỉnh lộ 8, km 12+300", [], ["3/2", "8", "12+300"]),
    ("xã Hòa An 12, xã Bình Minh 15", ["12", "15"], []),
    ("xây nhà 12 hộ, đội 5 người, khoa 12 giường", ["12 hộ", "5 người", "12 giường"], []),
    ("sửa 12 km đường", ["12 km"], []),
]

# --------------------------------------------------------------------------------- definitions, ages, strengths

DEFINITIONS: Table = [
    ("trẻ dưới 5 tuổi, trẻ < 1 tuổi, từ 60 tuổi trở lên", [], ["5 tuổi", "1 tuổi", "60 tuổi"]),
    ("phụ nữ 15 - 49 tuổi, độ tuổi 18-25, tuổi từ 40 đến 69", [], ["15 - 49 tuổi", "18-25", "40 đến 69"]),
    ("trẻ từ 6 đến 59 tháng, trẻ 12 tháng tuổi", [], ["6 đến 59 tháng", "12 tháng tuổi"]),
    ("vụ từ 30 người mắc trở lên", [], ["30 người"]),
    ("sàng lọc ít nhất 4 bệnh, khám thai đủ 4 lần", [], ["4 bệnh", "4 lần"]),
    ("khám thai 4 lần trở lên, khám thai từ 3 lần", [], ["4 lần", "3 lần"]),
    ("tiêm 2 mũi vắc xin, uống 2 liều, sinh đủ 2 con", [], ["2 mũi", "2 liều", "2 con"]),
    ("cân nặng dưới 2.500 gram, dưới 2500g", [], ["2.500 gram", "2500g"]),
    ("trong vòng 5 ngày, trước 05 ngày làm việc", [], ["trong vòng 5 ngày", "05 ngày"]),
    ("sốt 38,5 độ, bảo quản 2 - 8°C", [], ["38,5 độ", "2 - 8°C"]),
    ("huyết áp 140/90 mmHg", [], ["140/90 mmHg"]),
    ("viên 500mg, loại 330ml, vitamin A 200.000 IU", [], ["500mg", "330ml", "200.000 IU"]),
    ("Cloramin B 25%, cồn 70%", [], ["25%", "70%"]),
    ("hộp 10 vỉ x 10 viên 500mg", [], ["10 vỉ", "10 viên", "500mg"]),
    # figures
    ("Tuổi thọ bình quân 75 tuổi", ["75 tuổi"], []),
    ("tiêm 350 mũi, tăng 3 lần", ["350 mũi", "3 lần"], []),
    ("6,5 ngày điều trị", ["6,5 ngày điều trị"], []),
    ("mật độ 25%, cấp 120 hộp", ["25%", "120 hộp"], []),
]

# ---------------------------------------------------------------------------------- phones, numbers, addresses

IDENTITIES: Table = [
    ("ĐT 0912.345.678, (024) 3825 1234", [], ["0912.345.678", "024) 3825 1234"]),
    ("điện thoại 0255.3.615.115 hoặc +84 912 345 678", [], ["0255.3.615.115", "84 912 345 678"]),
    ("gọi (+84) 912345678", [], ["84) 912345678"]),
    ("đường dây nóng 1900 9095, 19009095, 1800.1234", [], ["1900 9095", "19009095", "1800.1234"]),
    ("CCCD 001099012345, thẻ HN3790012345678", [], ["001099012345", "3790012345678"]),
    ("mã số 123456, mã QHNS 1234567, mã số thuế 5800123456", [], ["123456", "1234567", "5800123456"]),
    ("số lô 032024, số tài khoản 123456789012", [], ["032024", "123456789012"]),
    ("xem http://syt.vn/2024/tin-5, www.syt.vn/12", [], ["2024", "5", "12"]),
    ("gửi abc123@syt.vn, tệp bc_2024_12.docx, bc12.xlsx", [], ["123", "2024", "12", "12"]),
    ("(0) Bình luận", [], ["0)"]),
    # figures
    ("chi 12345678901 đồng", ["12345678901 đồng"], []),
    ("có 02 ca, 15 xã, 120 hộ, 35 trẻ", ["02 ca", "15 xã", "120 hộ", "35 trẻ"], []),
    ("đã cấp mã 350 cơ sở, mã 12.480 hồ sơ", ["350 cơ sở", "12.480 hồ sơ"], []),
]


@pytest.mark.parametrize(
    ("text", "figures", "others"),
    [*DOCUMENTS, *SECTIONS, *DATES, *NAMES, *PLACES, *DEFINITIONS, *IDENTITIES],
)
def test_figures_and_what_is_left_out(text: str, figures: list[str], others: list[str]) -> None:
    assert spans(text) == figures
    assert [what for _, what in left_out(text)] == others


def spans(text: str) -> list[str]:
    return [text[found.start : found.end] for found in quantities(text)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("1. Công tác", "section"),
        ("Công văn 123/SYT-NVY", "document"),
        ("khoản 3", "document"),
        ("ngày 4/5/2024", "date"),
        ("COVID-19", "name"),
        ("thôn 2", "name"),
        ("trẻ dưới 5 tuổi", "definition"),
        ("viên 500mg", "strength"),
        ("ĐT 0912345678", "code"),
        ("trên 10.000 dân", "unit"),
    ],
)
def test_each_kind_has_its_name(text: str, kind: str) -> None:
    assert [why for why, _ in left_out(text)] == [kind]
    assert read(text) == []
