"""Who may do what, as a table that people read: every address, every way of calling it, every role.

It is made of what pages and operations registered, kept in `docs/operations/quyen.md` (a test compares, and walks every
row), and made anew by `python -m soyte.portal.shell.rights`.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from soyte.portal.shell.permissions import OF_THE_WHOLE, Permission
from soyte.portal.shell.roles import ROLES

DOCUMENT = Path("docs/operations/quyen.md")
YES, WHOLE, NO = "●", "◆", "·"
NOBODY, NO_ROLE = "nobody", "no-role"
_HEAD = """# Ai được làm gì

Bảng này lập tự động từ chương trình (`python -m soyte.portal.shell.rights`); kiểm thử đi qua từng dòng, từng vai trò và so với
bảng. Một người giữ một vai trò tại một đơn vị, và giữ vai trò đó ở mọi đơn vị bên dưới. Được phép nghĩa là được phép đối với
số liệu của địa bàn và lần gửi của các đơn vị đó; ai giữ vai trò ở đơn vị cao nhất thì được phép đối với toàn tỉnh. Trang nào
thấy người dùng hỏi ngoài phạm vi của mình thì từ chối, không im lặng bỏ bớt. Mã truy cập API chỉ dùng được một phần quyền của
người lập, và không bao giờ dùng để quản lý người, mã truy cập hay bản sao lưu.

Trong các bảng dưới: ● được phép; ◆ chỉ được phép khi giữ vai trò ở đơn vị chịu trách nhiệm toàn tỉnh, vì là việc chung của
cả kho; · không được phép.
"""


@dataclass(frozen=True)
class Right:
    """One address and method, and what it needs."""

    address: str
    method: str
    needs: Permission
    place: str  # where the table keeps it: a page or the API

    def allowed(self, who: str) -> bool:
        """Whether a role (its code), somebody without a role, or nobody in particular gets through."""
        if self.needs is Permission.OPEN_TO_ALL:
            return True
        if self.needs is Permission.SIGNED_IN:
            return who != NOBODY
        return who in ROLES and self.needs in ROLES[who].may

    def mark(self, who: str) -> str:
        """The same for the table: also whether it takes a role at the unit that answers for everything."""
        return _mark(self.needs, allowed=self.allowed(who))


def _mark(needed: Permission, *, allowed: bool) -> str:
    return NO if not allowed else WHOLE if needed in OF_THE_WHOLE else YES


def rights() -> list[Right]:
    """Every address that pages and operations registered, sorted."""
    from django.urls import get_resolver  # noqa: PLC0415 (needs Django set up)

    from soyte.portal.api.operations import OPERATIONS  # noqa: PLC0415
    from soyte.portal.shell.pages import PAGES  # noqa: PLC0415

    _ = get_resolver().url_patterns  # loads all pages
    found = [
        Right(f"/{one.path}", method, one.needed(method), "trang")
        for one in PAGES.values()
        for method in one.methods
        if method != "HEAD"  # as GET
    ]
    found += [Right(f"/api/{one.path}", one.method, one.needs, "api") for one in OPERATIONS.values()]
    return sorted(found, key=lambda one: (one.place == "api", one.address, one.method))


def markdown(found: Sequence[Right]) -> str:
    """The document."""
    actors = [*ROLES]
    names = [ROLES[code].name for code in actors]
    lines = [_HEAD, "## Vai trò", "", "| Vai trò | Mã | Để làm gì |", "|---|---|---|"]
    lines += [f"| {role.name} | `{role.code}` | {role.words} |" for role in ROLES.values()]
    lines += ["", "## Quyền của từng vai trò", "", f"| Quyền | {' | '.join(names)} |", "|---" * (len(names) + 1) + "|"]
    lines += [
        f"| {one.value} | {' | '.join(_mark(one, allowed=one in ROLES[code].may) for code in actors)} |"
        for one in Permission
        if one not in (Permission.OPEN_TO_ALL, Permission.SIGNED_IN)
    ]
    for place, title in (("trang", "Các trang"), ("api", "Các lời gọi API")):
        heads = ["Địa chỉ", "Cách gọi", "Cần quyền", "Chưa đăng nhập", "Chưa có vai trò", *names]
        lines += ["", f"## {title}", "", f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
        for one in found:
            if one.place == place:
                marks = [one.mark(who) for who in (NOBODY, NO_ROLE, *actors)]
                lines.append(f"| `{one.address}` | {one.method} | {one.needs.value} | {' | '.join(marks)} |")
    return "\n".join(lines) + "\n"


def read(document: str, *, top: bool = True) -> dict[tuple[str, str], dict[str, bool]]:
    """(address, method) → who is let through, out of the document's text: with a role at the `top`, or at a unit below."""
    actors, allowing = [NOBODY, NO_ROLE, *ROLES], {YES, WHOLE} if top else {YES}
    found = {}
    for line in document.splitlines():
        row = re.match(r"\| `(/[^`]*)` \| ([A-Z]+) \| [^|]* \| (.*) \|$", line)
        if row:
            marks = [one.strip() in allowing for one in row[3].split("|")]
            found[row[1], row[2]] = dict(zip(actors, marks, strict=True))
    return found


if __name__ == "__main__":
    from soyte.portal.start import set_up

    with tempfile.TemporaryDirectory() as _folder:
        set_up(Path(_folder))
        DOCUMENT.write_text(markdown(rights()), "utf-8")
