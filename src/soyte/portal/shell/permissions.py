"""What people may be allowed to do: a flat list, each with the words an administrator reads."""

from __future__ import annotations

from enum import StrEnum


class Permission(StrEnum):
    """One thing that a person may do. Roles (`roles.py`) are sets of these."""

    OPEN_TO_ALL = "công khai, không cần đăng nhập"
    SIGNED_IN = "bất kỳ ai đã đăng nhập"

    SEE_FIGURES = "xem số liệu, chỉ tiêu và mức đạt"
    SEE_SOURCES = "xem lần gửi, dòng và tệp làm nên số liệu"
    SEE_CARE = "xem phân tích hồ sơ BHYT của mọi cơ sở và các hồ sơ sau một con số (đã che danh tính)"
    SEE_PERSONAL = "mở bản gốc và xem thông tin cá nhân (được ghi nhật ký)"
    AUDIT_REPORTS = "rà soát báo cáo"
    DECIDE_FINDINGS = "nhận hoặc bỏ phát hiện của rà soát"

    BRING_FILES = "đưa tệp vào kho"
    WITHDRAW_FILES = "rút hoặc thay lần gửi"
    MAP_COLUMNS = "lập và sửa ánh xạ cột"
    RUN_DOCTOR = "khám và sửa kho số liệu"

    ENTER_TARGETS = "nhập chỉ tiêu giao và giải trình"
    APPROVE_TARGETS = "duyệt chỉ tiêu giao và giải trình"
    SETTLE_OWNERS = "chốt số liệu khi hai cơ quan đưa hai giá trị"
    PUBLISH_FIGURES = "chọn chỉ tiêu công khai"

    MANAGE_PEOPLE = "quản lý đơn vị, người dùng, vai trò, lời mời"
    MANAGE_PLACES = "ghi nhận nhập, tách, đổi tên địa bàn; ranh giới bản đồ"
    SEE_CATALOGUE = "xem danh mục chỉ tiêu, bệnh, quy tắc và các phiên bản"
    DEFINE_CATALOGUE = "ghi định nghĩa riêng của đơn vị vào danh mục"
    SEE_ACCESS_LOG = "tra cứu nhật ký truy cập"
    HOLD_TOKENS = "tạo mã truy cập API của mình"
    MANAGE_TOKENS = "xem và thu hồi mọi mã truy cập API"
    KEEP_BACKUPS = "sao lưu và phục hồi"
    SEE_JOBS = "xem việc chạy nền của mọi người và tình trạng hệ thống"


# What concerns the installation as a whole: a role at a unit of a part of it gives none of these.
OF_THE_WHOLE = frozenset(
    {
        Permission.RUN_DOCTOR,
        Permission.SEE_CARE,
        Permission.PUBLISH_FIGURES,
        Permission.MANAGE_PLACES,
        Permission.DEFINE_CATALOGUE,
        Permission.KEEP_BACKUPS,
        Permission.SEE_JOBS,
    }
)
