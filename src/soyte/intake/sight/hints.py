"""By which words the head of a column tells what it holds. Folded, without marks, but for the two that only a mark tells apart."""

from __future__ import annotations

import re
from collections.abc import Mapping

from soyte.intake.counts.texts import key
from soyte.text import strip_marks

# Tried in this order; the first whose words stand in the head wins. `\b` keeps `nam` out of `nam gioi`.
ROLES: Mapping[str, str] = {
    "ignore": r"^(?:stt|tt|so tt|so thu tu|#|no)$|^(?:ten|ten goi) (?:xa|phuong|huyen|quan|tinh|co so|don vi)|^ten_(?:xa|huyen|tinh|co_so)$",
    "citizen": r"\b(?:cccd|cmnd|cmt|can cuoc|dinh danh)\b",
    "card": r"\bthe bhyt\b|\bma the\b|\bso the\b",
    "patient": r"\bma (?:bn|benh nhan|nguoi benh)\b",
    "person": r"\bho (?:va )?ten\b|^ten (?:benh nhan|nguoi benh)$",
    "phone": r"\b(?:dien thoai|sdt|dt di dong)\b",
    "address": r"\b(?:dia chi|noi o|thuong tru)\b",
    "facility": r"\b(?:co so|csyt|cskcb|benh vien|ma kcb)\b",
    "age_group": r"\b(?:nhom|lop) tuoi\b|^tuoi$",
    "disease": r"^(?:ten )?(?:loai )?benh$|\bma benh\b|\bicd\b|\bchan doan\b",
    "sex": r"^gioi(?: tinh)?$",
    "status": r"\b(?:tinh trang|trang thai|tinh chat)(?: so lieu)?\b|^loai so lieu$",
    "measure": r"^(?:chi tieu|so do|noi dung|chi so)$",
    "end": r"^(?:den|den ngay|ngay cuoi|ket thuc)$",
    "period": r"^(?:ky|ky bao cao|thoi gian|tu ngay|ngay|ngay bao cao|thang bao cao|thoi ky)$",
    "quarter": r"^quy$",
    "week": r"^tuan(?: so)?$",
    "month": r"^(?:thang|thg)$",
    "place": r"^(?:ma |ma_|ten )?(?:xa|phuong|xa phuong|xa, phuong|xa/phuong|huyen|quan|tinh|thanh pho|tinh/tp|dia ban|dia phuong|don vi hanh chinh|dvhc)\b",
    "text": r"\b(?:ghi chu|dien giai)\b",
}
MEASURES: Mapping[str, str] = {
    "deaths": r"\b(?:chet|tu vong)\b",
    "rabies_exposure": r"\bphoi nhiem\b|\bdu phong dai\b",
    "outbreaks": r"\bo dich\b",
    "inpatient_bed_days": r"\bngay dieu tri\b",
    "inpatients": r"\bnoi tru\b",
    "visits": r"\b(?:kham|ngoai tru)\b",
    "births": r"\b(?:sinh ra|tre sinh|so sinh)\b",
    "population": r"\b(?:dan so|so dan|nhan khau)\b",
    "cases": r"\b(?:ca|mac|benh nhan|ca benh)\b",
}
LEVELS: Mapping[str, str] = {
    "commune": r"\b(?:xa|phuong|thi tran)\b|_xa\b|\bxa_",
    "district": r"\b(?:huyen|quan|thi xa)\b",
    "province": r"\b(?:tinh|thanh pho)\b",
}
STATUSES = {
    "chính thức": "final",
    "ước": "estimate",
    "ước tính": "estimate",
    "sơ bộ": "provisional",
    "tạm tính": "provisional",
}
SEXES = {"nam": "male", "nữ": "female", "nu": "female", "nam giới": "male", "nữ giới": "female", "không rõ": "unknown"}
CELLS = {
    "-": "none",
    "–": "none",
    "không": "none",
    "không có": "none",
    "x": "not_applicable",
    "na": "not_reported",
    "n/a": "not_reported",
    "cbc": "not_reported",
    "chưa bc": "not_reported",
    "chưa báo cáo": "not_reported",
}
TOTALS = ("cộng", "tổng", "tổng số", "tổng cộng", "chung", "tất cả")
DERIVED = r"%|\b(?:ty le|ty suat|ty trong|trung binh|tang|giam|so voi|luy ke|luy tich|cong don)\b"


def bare(head: str) -> str:
    """A head as the expressions see it."""
    return strip_marks(key(head)).replace("_", " ").strip()


def role_by_head(head: str) -> str | None:
    """What a head says its column is, if it says anything."""
    words = bare(head)
    return next((role for role, pattern in ROLES.items() if re.search(pattern, words)), None)


def found_in(head: str, patterns: Mapping[str, str]) -> str:
    """The first name whose words stand in a head; empty if none do."""
    words = bare(head)
    return next((name for name, pattern in patterns.items() if re.search(pattern, words)), "")
