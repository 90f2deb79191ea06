"""Which pages are pictured, as whom, at which address; and which show nothing of their own."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Picture:
    """A page: who looks at it (None: nobody signed in), where (with names of `filled.Known` in braces), and what it is called."""

    who: str | None
    address: str
    title: str


PICTURES = {
    "overview": Picture("leader", "/", "Tổng quan"),
    "indicators": Picture("planner", "/chi-tieu/", "Danh sách chỉ tiêu"),
    "indicator": Picture("planner", "/chi-tieu/dengue_cases/?nam=2024", "Một chỉ tiêu"),
    "trace": Picture("leader", "/truy-nguon/?so-lieu={figure}", "Truy nguồn một số liệu"),
    "original": Picture(
        "data", "/truy-nguon/ban-goc/?lan-gui={counts}&dong=1&so-lieu={figure}", "Xem dòng trong bản gốc"
    ),
    "targets": Picture("planner", "/chi-tieu-giao/?nam=2025", "Chỉ tiêu giao"),
    "target-new": Picture("planner", "/chi-tieu-giao/nhap/?nam=2026", "Nhập chỉ tiêu giao"),
    "target-history": Picture(
        "planner", "/chi-tieu-giao/lich-su/?chi-tieu={assigned}&nam=2025", "Lịch sử một chỉ tiêu giao"
    ),
    "explanation-new": Picture("planner", "/chi-tieu-giao/giai-trinh/?chi-tieu={missed}&nam=2025", "Giải trình"),
    "proposals": Picture("leader", "/chi-tieu-giao/de-xuat/", "Đề xuất chờ duyệt"),
    "proposal": Picture("leader", "/chi-tieu-giao/de-xuat/{proposal}/", "Một đề xuất"),
    "proposal-change": Picture("planner", "/chi-tieu-giao/de-xuat/{proposal}/sua/", "Sửa đề xuất"),
    "signals": Picture("leader", "/tin-hieu/?tuan=2025-W34", "Tín hiệu của tuần"),
    "signal-series": Picture("leader", "/tin-hieu/chuoi/?tuan=2025-W34&benh=dengue&cap=tinh&noi=99", "Một chuỗi số ca"),
    "signal-settings": Picture(
        "leader", "/tin-hieu/thiet-lap/?tuan=2025-W34&benh=dengue&cap=xa&alpha=0,05", "Thử thiết lập phát hiện"
    ),
    "scorecard": Picture("planner", "/phieu-chi-tieu/?nam=2025", "Phiếu chỉ tiêu"),
    "owners": Picture("planner", "/hai-nguon/?nam=2025", "Số liệu hai nguồn"),
    "reading-correct": Picture("planner", "/hai-nguon/sua-cach-doc/?so-lieu={stated}", "Sửa số đọc sai trong báo cáo"),
    "audits": Picture("viewer", "/ra-soat/", "Rà soát báo cáo"),
    "audit": Picture("viewer", "/ra-soat/{audit}/", "Một bản rà soát"),
    "audit-known": Picture("viewer", "/ra-soat/{audit}/so-voi-kho/", "Báo cáo so với kho số liệu"),
    "bring": Picture("sender", "/nhan-tep/", "Nhận tệp"),
    "bring-batch": Picture("data", "/nhan-tep/{batch}/", "Các tệp của một lượt"),
    "claim-check": Picture("sender", "/kiem-tra-ho-so/", "Kiểm tra hồ sơ"),
    "claim-check-result": Picture("sender", "/kiem-tra-ho-so/{check}/", "Kết quả kiểm tra hồ sơ"),
    "claim-history": Picture("sender", "/kiem-tra-ho-so/co-so/", "Lỗi và đúng ngày của cơ sở mình"),
    "care": Picture("data", "/kham-chua-benh/", "Khám, chữa bệnh"),
    "care-dossiers": Picture("data", "/kham-chua-benh/ho-so/?facility=99901", "Hồ sơ đằng sau một con số"),
    "submissions": Picture("data", "/lan-gui/", "Lần gửi"),
    "submission": Picture("data", "/lan-gui/{counts}/", "Một lần gửi"),
    "submission-rows": Picture("data", "/lan-gui/{counts}/dong/", "Các dòng của một lần gửi"),
    "submission-aside": Picture("data", "/lan-gui/{aside}/de-rieng/", "Các ô để riêng"),
    "submission-original": Picture("data", "/lan-gui/{counts}/ban-goc/", "Mở bản gốc"),
    "submission-withdraw": Picture("data", "/lan-gui/{counts}/rut/", "Rút một lần gửi"),
    "mappings": Picture("data", "/anh-xa/", "Ánh xạ cột"),
    "mapping": Picture("data", "/anh-xa/{mapping}/", "Một ánh xạ"),
    "mapping-draft": Picture("data", "/anh-xa/lap/{draft}/", "Lập ánh xạ"),
    "doctor": Picture("data", "/kham-kho/", "Khám kho"),
    "jobs": Picture("admin", "/viec/", "Việc chạy nền"),
    "job": Picture("data", "/viec/{job}/", "Một việc chạy nền"),
    "people": Picture("admin", "/quan-tri/nguoi-dung/", "Người dùng"),
    "invite": Picture("admin", "/quan-tri/nguoi-dung/moi/", "Mời người dùng"),
    "person": Picture("admin", "/quan-tri/nguoi-dung/{person}/", "Một người dùng"),
    "units": Picture("admin", "/quan-tri/don-vi/", "Đơn vị"),
    "unit": Picture("admin", "/quan-tri/don-vi/{unit}/", "Một đơn vị"),
    "new-unit": Picture("admin", "/quan-tri/don-vi/moi/", "Thêm đơn vị"),
    "places": Picture("admin", "/quan-tri/dia-ban/", "Địa bàn"),
    "place": Picture("admin", "/quan-tri/dia-ban/99001/", "Một địa bàn"),
    "place-acts": Picture("admin", "/quan-tri/dia-ban/thay-doi/", "Thay đổi địa bàn đã ghi"),
    "place-act": Picture("admin", "/quan-tri/dia-ban/ghi/?viec=nhap&tu=99001", "Ghi một thay đổi địa bàn"),
    "place-withdraw": Picture("admin", "/quan-tri/dia-ban/rut/{change}/", "Rút một thay đổi địa bàn"),
    "shapes": Picture("admin", "/quan-tri/ranh-gioi/", "Ranh giới bản đồ"),
    "shapes-look": Picture("admin", "/quan-tri/ranh-gioi/{shapes}/", "Xem ranh giới trước khi nhận"),
    "catalogue": Picture("viewer", "/danh-muc/", "Danh mục"),
    "catalogue-entry": Picture("viewer", "/danh-muc/disease/dengue/", "Một mục của danh mục"),
    "catalogue-changes": Picture("viewer", "/danh-muc/thay-doi/?tu=2026-06-30&den=2026-07-01", "Thay đổi của danh mục"),
    "catalogue-define": Picture("planner", "/danh-muc/dinh-nghia/", "Định nghĩa riêng"),
    "backups": Picture("admin", "/quan-tri/sao-luu/", "Sao lưu, phục hồi"),
    "health": Picture("admin", "/quan-tri/tinh-trang/", "Tình trạng hệ thống"),
    "notices": Picture("admin", "/quan-tri/thu-bao/", "Thư báo"),
    "tokens": Picture("planner", "/quan-tri/ma-truy-cap/", "Mã truy cập API"),
    "api-guide": Picture("planner", "/tai-khoan/api/", "Các lời gọi API"),
    "access-log": Picture("auditor", "/quan-tri/nhat-ky/", "Nhật ký truy cập"),
    "vault-log": Picture("auditor", "/quan-tri/nhat-ky/kho-bao-mat/", "Nhật ký kho bảo mật"),
    "account": Picture("planner", "/tai-khoan/", "Tài khoản của tôi"),
    "password": Picture("planner", "/tai-khoan/mat-khau/", "Đổi mật khẩu"),
    "set-up-factor": Picture("planner", "/tai-khoan/xac-thuc-hai-lop/", "Bật xác thực hai lớp"),
    "publishing": Picture("planner", "/chon-cong-khai/", "Chọn chỉ tiêu công khai"),
    "public": Picture(None, "/cong-khai/", "Trang công khai"),
    "public-indicator": Picture(None, "/cong-khai/dengue_cases/", "Một chỉ tiêu công khai"),
    "public-embed": Picture(None, "/cong-khai/dengue_cases/nhung/", "Biểu đồ nhúng vào trang khác"),
    "login": Picture(None, "/dang-nhap/", "Đăng nhập"),
    "forgotten": Picture(None, "/quen-mat-khau/", "Quên mật khẩu"),
    "set-password": Picture(None, "/dat-mat-khau/{secret}/", "Đặt mật khẩu theo lời mời"),
}
"""By the name of the page."""

WITHOUT = {
    "audit-decide": "ghi kết luận rồi trở lại bản rà soát",
    "audit-erase": "xóa rồi trở lại danh sách",
    "audit-file": "tải tệp",
    "audit-receive": "nhận vào kho rồi sang trang so với kho",
    "claim-check-file": "tải tệp",
    "alive": "cho máy theo dõi",
    "proposal-decide": "duyệt rồi trở lại đề xuất",
    "proposal-withdraw": "rút rồi trở lại đề xuất",
    "scorecard-file": "tải tệp",
    "provider": "sang nơi đăng nhập khác",
    "provider-back": "từ nơi đăng nhập khác về",
    "reveal": "một ô của trang khác",
    "logout": "một nút",
    "second-factor": "chỉ thấy giữa lúc đăng nhập",
    "sessions": "một nút của trang tài khoản",
    "recovery-codes": "mã dự phòng không chụp lại",
    "remove-factor": "chỉ có khi đã bật xác thực hai lớp",
}
"""Pages that show nothing of their own, each with its reason."""
