"""What dossiers are selected by, and how it is said."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True)
class Selection:
    """What dossiers must have; every condition that is given. `icd`: a chapter (`IX`), a group (`A90-A99`) or a code (`A97`).

    `result`: codes of KET_QUA_DTRI with commas. `inpatient`, `sent_on`, `births`, `appointed`: `true` or nothing. `to`: a facility or
    the first two characters of one. `residence`: a commune or province. `rule`, `severity`: something was found by a rule, or of a
    severity. `punctual`: one of `narrowing.PUNCTUAL`. `received`: taken in on a day. `week`: ended in the week from a Monday on.
    """

    icd: str | None = None
    disease: str | None = None
    to: str | None = None
    drug: str | None = None
    service: str | None = None
    result: str | None = None
    residence: str | None = None
    inpatient: str | None = None
    sent_on: str | None = None
    births: str | None = None
    appointed: str | None = None
    rule: str | None = None
    severity: str | None = None
    punctual: str | None = None
    received: str | None = None
    week: str | None = None

    @property
    def words(self) -> str:
        """The conditions, for a reader."""
        given = [_said(one.name, value) for one in fields(self) if (value := getattr(self, one.name))]
        return ", ".join(given) or "mọi hồ sơ"


_WORDS = {
    "icd": "mã bệnh", "disease": "bệnh", "to": "nơi đến", "drug": "thuốc", "service": "dịch vụ", "result": "kết quả điều trị",
    "residence": "nơi cư trú", "inpatient": "nội trú", "sent_on": "có giấy chuyển cơ sở", "births": "có giấy chứng sinh",
    "appointed": "có giấy hẹn khám lại", "rule": "có phát hiện của quy tắc", "severity": "có phát hiện mức", "punctual": "",
    "received": "nhận ngày", "week": "ra viện trong tuần từ",
}  # fmt: skip
_PUNCTUAL = {
    "on_time": "chuyển đúng ngày", "next_day": "muộn 1 ngày", "within_7": "muộn trong 7 ngày làm việc",
    "later": "muộn quá 7 ngày làm việc", "undated": "chưa có ngày ra",
}  # fmt: skip


def _said(name: str, value: str) -> str:
    if name in ("received", "week"):
        value = "/".join(reversed(value.split("-")))
    value = "" if value == "true" else _PUNCTUAL.get(value, value) if name == "punctual" else value
    return f"{_WORDS[name]} {value}".strip()
