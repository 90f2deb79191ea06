"""What the commands of the vault print."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from soyte.cli.installation import local

if TYPE_CHECKING:
    from rich.table import Table

    from soyte.ledger.ledger import Ledger
    from soyte.ledger.retention import Due
    from soyte.ledger.state import State
    from soyte.ledger.vault import AccessRecord, Broken
    from soyte.ledger.vault.retention import RetentionPolicy


def number(value: int) -> str:
    """A whole number with separators."""
    return f"{value:,}".replace(",", ".")


# ------------------------------------------------------------------------------------------------------------- the log


def log_table(records: Sequence[AccessRecord], state: State) -> str:
    """A line for each time that somebody was at the door."""
    from rich.table import Table  # noqa: PLC0415

    if not records:
        return "Không có lần mở kho bảo mật nào trong phạm vi này."
    table = Table("Số", "Lúc", "Ai", "Việc", "Về", "Để làm gì", box=None, pad_edge=False)
    for record in records:
        what, about = _words(record, state)
        table.add_row(str(record.seq), local(record.at), *map(_plain, (record.actor, what, about, record.purpose)))
    return _drawn(table)


def _words(record: AccessRecord, state: State) -> tuple[str, str]:
    from soyte.ledger.vault import Action, IdentityKind  # noqa: PLC0415

    kinds = {kind.value: kind.label for kind in IdentityKind}
    try:
        what = Action(record.action).label
    except ValueError:
        what = record.action
    about = kinds.get(record.about, record.about)
    if record.action == Action.REVEAL:
        return what, f"{about}: {number(len(record.items))} mã"
    digest = record.about.rpartition(" ")[2]
    named = next((act for act in state.acts if act.content_hash == digest), None)
    if named is not None:
        return what, f"{named.name} (lần gửi số {named.seq})"
    return what, "" if record.action == Action.ROTATE_STORAGE else about


def verdict(broken: Broken | None) -> str:
    """Whether the chain holds."""
    if broken is None:
        return "Nhật ký nguyên vẹn: không dòng nào bị sửa, xóa hay chèn."
    return (
        f"NHẬT KÝ KHÔNG CÒN NGUYÊN VẸN: dòng {broken.line}: {broken.message}. Hãy giữ nguyên thư mục kho bảo mật và báo cho người "
        "phụ trách an toàn thông tin."
    )


def log_json(records: Sequence[AccessRecord], broken: Broken | None) -> dict[str, Any]:
    """For programs."""
    return {
        "intact": broken is None,
        "broken": None if broken is None else {"line": broken.line, "message": broken.message},
        "records": [
            {
                "seq": record.seq,
                "at": record.at.isoformat(),
                "actor": record.actor,
                "purpose": record.purpose,
                "action": record.action,
                "about": record.about,
                "count": record.count,
                "items": list(record.items),
            }
            for record in records
        ],
    }


# ------------------------------------------------------------------------------------------------------ changing keys


def kept_for_days(ledger: Ledger) -> str:
    """That replaced files are still there, for how long, and what to do if that is too long."""
    from soyte.ledger.retention import days_of_replaced_files, today_in_vietnam  # noqa: PLC0415

    days = days_of_replaced_files(today_in_vietnam()).days
    return (
        f"Tệp mang mã cũ còn trên đĩa {days} ngày (không ai đọc đến nữa), rồi “soyte doctor” xóa. Nếu ngờ khóa đã bị lộ, hãy thay "
        f"lại với --now để xóa ngay: {ledger.home.ledger}."
    )


# ---------------------------------------------------------------------------------------------------- what may be destroyed


def policies_of(ledger: Ledger, today: date) -> list[RetentionPolicy]:
    """The policies on originals that are in force."""
    from soyte.ledger.retention import OWN_POLICIES  # noqa: PLC0415
    from soyte.ledger.vault import retention  # noqa: PLC0415

    own = ledger.home.folder / OWN_POLICIES
    known = retention.policies(own if own.exists() else retention.SHIPPED)
    return [
        policy
        for policy in known
        if policy.kind is retention.RetainedKind.ORIGINAL
        and policy.valid_from <= today
        and (policy.valid_to is None or today <= policy.valid_to)
    ]


def due_table(due: Sequence[Due], rules: Sequence[RetentionPolicy]) -> str:
    """The policies, and the originals whose time is over."""
    lines = ["Quy định về tệp gốc đang áp dụng:" if rules else "Không có quy định nào về thời hạn giữ tệp gốc."]
    for rule in rules:
        months = "chưa ấn định thời hạn" if rule.months is None else f"giữ ít nhất {rule.months} tháng"
        doubt = "" if rule.certainty == "L" else "; chưa đối chiếu văn bản nên không dùng để hủy"
        lines.append(f"- {months}: {rule.source}{doubt}")
    if not due:
        return "\n".join([*lines, "Không có tệp gốc nào hết hạn lưu giữ."])
    from rich.table import Table  # noqa: PLC0415

    table = Table("Tệp", "Nhận ngày", "Lần gửi số", "Mã băm", box=None, pad_edge=False)
    for one in due:
        days = ", ".join(local(act.recorded_at)[:10] for act in one.acts)
        table.add_row(
            _plain(one.acts[0].name), days, ", ".join(str(act.seq) for act in one.acts), one.content_hash[:12]
        )
    return "\n".join([*lines, f"{len(due)} tệp gốc đã hết hạn:", _drawn(table)])


def due_json(due: Sequence[Due], rules: Sequence[RetentionPolicy], *, destroyed: bool) -> dict[str, Any]:
    """For programs."""
    return {
        "policies": [rule.model_dump(mode="json") for rule in rules],
        "destroyed": destroyed,
        "due": [
            {
                "content_hash": one.content_hash,
                "name": one.acts[0].name,
                "submissions": [act.seq for act in one.acts],
                "received": [act.recorded_at.isoformat() for act in one.acts],
            }
            for one in due
        ],
    }


def _plain(words: str) -> str:
    from rich.markup import escape  # noqa: PLC0415

    return escape(words)


def _drawn(table: Table) -> str:
    from rich.console import Console  # noqa: PLC0415

    console = Console(width=max(120, Console().width), highlight=False)
    with console.capture() as captured:
        console.print(table)
    return "\n".join(line.rstrip() for line in captured.get().splitlines())
