"""Roles: who does what in a department. A person holds a role at a unit, and with it at the units below."""

from __future__ import annotations

from soyte.portal.shell.permissions import Permission as P


class Role:
    """A set of permissions with a name. `code` is what is stored."""

    code: str
    name: str
    words: str
    may: frozenset[P] = frozenset()


class Viewer(Role):
    """Reads what is known, and lets any report be audited."""

    code, name = "viewer", "Người xem"
    words = "Xem số liệu, rà soát báo cáo."
    may = frozenset({P.SEE_FIGURES, P.SEE_CATALOGUE, P.AUDIT_REPORTS, P.HOLD_TOKENS})


class Sender(Viewer):
    """A commune station, a hospital: brings its own files, explains its own misses."""

    code, name = "sender", "Đơn vị gửi số liệu"
    words = "Đưa tệp của đơn vị mình, xem lần gửi của mình, giải trình chỉ tiêu của mình."
    may = Viewer.may | {P.SEE_SOURCES, P.BRING_FILES, P.ENTER_TARGETS}


class DataOfficer(Viewer):
    """Brings files in and keeps the ledger well."""

    code, name = "data", "Cán bộ dữ liệu"
    words = "Đưa tệp vào kho, lập ánh xạ, rút và thay lần gửi, khám kho."
    may = Viewer.may | {
        P.SEE_SOURCES,
        P.SEE_CARE,
        P.SEE_PERSONAL,
        P.BRING_FILES,
        P.WITHDRAW_FILES,
        P.MAP_COLUMNS,
        P.DEFINE_CATALOGUE,
        P.RUN_DOCTOR,
        P.DECIDE_FINDINGS,
    }


class Planner(Viewer):
    """Enters targets and explanations, settles whose figure holds, prepares what is signed."""

    code, name = "planner", "Cán bộ kế hoạch"
    words = "Nhập chỉ tiêu giao và giải trình, chốt số liệu giữa các cơ quan, lập phiếu chỉ tiêu."
    may = Viewer.may | {
        P.SEE_SOURCES,
        P.SEE_CARE,
        P.DECIDE_FINDINGS,
        P.ENTER_TARGETS,
        P.SETTLE_OWNERS,
        P.PUBLISH_FIGURES,
        P.DEFINE_CATALOGUE,
        P.BRING_FILES,
    }


class Leader(Viewer):
    """Sees everything about figures and approves."""

    code, name = "leader", "Lãnh đạo"
    words = "Xem mọi số liệu và nguồn, duyệt chỉ tiêu giao và giải trình."
    may = Viewer.may | {
        P.SEE_SOURCES,
        P.SEE_CARE,
        P.DECIDE_FINDINGS,
        P.APPROVE_TARGETS,
        P.SETTLE_OWNERS,
        P.PUBLISH_FIGURES,
    }


class Auditor(Viewer):
    """Inspects: figures, sources, and who looked at what. Changes nothing."""

    code, name = "auditor", "Thanh tra, kiểm tra"
    words = "Xem số liệu, nguồn, bản gốc và nhật ký truy cập; không thay đổi gì."
    may = Viewer.may | {P.SEE_SOURCES, P.SEE_CARE, P.SEE_PERSONAL, P.SEE_ACCESS_LOG, P.SEE_JOBS, P.MANAGE_TOKENS}


class Administrator(Viewer):
    """Runs the system; has no word in what figures say, and sees no personal data."""

    code, name = "admin", "Quản trị hệ thống"
    words = "Quản lý người dùng, địa bàn, danh mục, sao lưu, việc chạy nền; không duyệt số liệu."
    may = Viewer.may | {
        P.SEE_SOURCES,
        P.RUN_DOCTOR,
        P.MANAGE_PEOPLE,
        P.MANAGE_PLACES,
        P.MANAGE_TOKENS,
        P.KEEP_BACKUPS,
        P.SEE_JOBS,
    }


ROLES: dict[str, type[Role]] = {
    role.code: role for role in (Leader, Planner, DataOfficer, Sender, Auditor, Administrator, Viewer)
}
