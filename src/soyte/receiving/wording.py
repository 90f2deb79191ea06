"""Submissions in words: what was handed in and what became of it."""

from __future__ import annotations

from soyte.catalogue.claims import bases
from soyte.ledger.acts import Act
from soyte.ledger.state import State
from soyte.ledger.tables import CONTRIBUTIONS

STATUS = {"accepted": "đã nhận", "superseded": "đã được thay", "withdrawn": "đã rút", "rejected": "không đọc được"}
PLACES = {"place_act": "thay đổi địa bàn", "boundaries": "ranh giới bản đồ"}
WHAT = {
    "report": "báo cáo",
    "counts": "bảng số liệu",
    "mapping": "tệp ánh xạ",
    "event": "ghi nhận",
    "targets": "chỉ tiêu giao",
    "claims": "hồ sơ BHYT",
    "contributions": "đóng góp của hồ sơ BHYT",
    "definition": "định nghĩa",
    **PLACES,
}
EVENTS = {
    "explanation": "giải trình",
    "acceptance": "chốt số liệu",
    "correction": "sửa cách đọc",
    "finding": "kết luận về phát hiện khi rà soát",
}


def name_words(act: Act) -> str:
    """The file's name, or what an event was about."""
    words = {**EVENTS, "publication": "công khai hoặc thôi công khai chỉ tiêu"}
    return words.get(act.name, act.name) if act.what == "event" else act.name


def status_words(act: Act, state: State) -> str:
    """The state of a submission in words, with the number of the one that stands for it."""
    status = state.status(act.submission_id)
    by = state.superseded.get(act.submission_id) if status == "superseded" else None
    return STATUS[status] + (f" bằng số {state.accepted[by].seq}" if by else "")


def owner_words(act: Act) -> tuple[str, str]:
    """Whose figures a submission holds, or on which ground dossiers are here: what to call it, and the words."""
    if act.what not in ("claims", CONTRIBUTIONS):
        return "Chủ số liệu", act.owner or ""
    return "Căn cứ", ground_words(act.owner) or "chưa ghi"


def ground_words(basis: str | None) -> str:
    """On which ground figures or dossiers are here: the words of the catalogue, else those that were written."""
    return next((one.label for one in bases() if one.id == basis), basis or "")
