"""The page of pictures."""

from __future__ import annotations

from pathlib import Path

from gallery.photography import WAYS
from gallery.pictures import PICTURES
from soyte.portal.shell.roles import ROLES

FOLDER = Path(__file__).resolve().parents[3] / "docs" / "huong-dan" / "hinh"
_HEAD = """# Hình các trang của cổng thông tin

Mỗi trang được xem ở bốn dạng: màn hình 1366×768, nền tối, điện thoại và trang in đầu tiên. Số liệu là của tỉnh Sao Mai,
một tỉnh không có thật. Hình do lệnh `make gallery` chụp lại từ đầu; trang này cũng do lệnh ấy viết.
"""


def write_index() -> None:
    """Write `index.md` beside the pictures."""
    from soyte.portal.people.sample import PEOPLE  # noqa: PLC0415 (models need Django set up)

    lines = [_HEAD]
    for name, one in PICTURES.items():
        who = ROLES[PEOPLE[one.who][0]].name if one.who else "người chưa đăng nhập"
        lines.append(f"## {one.title}\n\nXem với vai trò: {who}.\n")
        lines += [f"![{one.title}, {words}]({name}-{way}.png)" for way, words in WAYS.items()]
        lines.append("")
    (FOLDER / "index.md").write_text("\n".join(lines).rstrip() + "\n", "utf-8")
