"""The installation: one folder that holds ledger and vault. `soyte.json` says what it is and which layout it has."""

from __future__ import annotations

import json
import os
import uuid
from dataclasses import dataclass
from pathlib import Path

from soyte.ledger import clock
from soyte.ledger.errors import LedgerError, disk_trouble
from soyte.ledger.files import write_atomically

LAYOUT = 4
MARK = "soyte.json"
WHOLE, AGGREGATES = "whole", "aggregates"


@dataclass(frozen=True)
class Home:
    """Where the parts of an installation are, and what it calls itself."""

    folder: Path
    name: str
    place: str | None
    layout: int
    installation: str
    claims: str = WHOLE  # what is kept of the claim feed

    @property
    def ledger(self) -> Path:
        """The tables."""
        return self.folder / "ledger"

    @property
    def vault(self) -> Path:
        """Originals, identities and their log."""
        return self.folder / "vault"

    @property
    def leases(self) -> Path:
        """One file for each load that is under way."""
        return self.folder / "ledger" / ".loading"


def create_home(folder: Path, *, name: str, place: str | None, claims: str = WHOLE) -> Home:
    """Mark an empty or new folder as an installation."""
    if (folder / MARK).exists():
        raise LedgerError(f"{folder}: đã là một kho số liệu Soyte; không cần khởi tạo lại.")
    try:
        if folder.exists() and any(folder.iterdir()):
            raise LedgerError(f"{folder}: thư mục không trống; hãy chọn một thư mục mới hoặc trống.")
        folder.mkdir(parents=True, exist_ok=True)
        home = Home(folder, name, place, LAYOUT, uuid.uuid4().hex, claims)
        write_mark(home)
    except OSError as error:
        raise disk_trouble(error, folder) from error
    return home


def write_mark(home: Home) -> None:
    """Write `soyte.json`."""
    content = {
        "layout": home.layout,
        "name": home.name,
        "place": home.place,
        "installation": home.installation,
        "claims": home.claims,
        "written": clock.now().isoformat(),
    }
    write_atomically(home.folder / MARK, json.dumps(content, ensure_ascii=False, indent=1).encode())


def open_home(folder: Path) -> Home:
    """The installation in this folder, whatever its layout; newer ones than ours are refused."""
    mark = folder / MARK
    try:
        content = json.loads(mark.read_text(encoding="utf-8"))
        layout, claims = int(content["layout"]), content.get("claims", WHOLE)
        home = Home(folder, content["name"], content["place"], layout, content["installation"], claims)
    except FileNotFoundError:
        raise LedgerError(
            f"{folder}: chưa phải là kho số liệu Soyte (không có {MARK}); hãy chạy “soyte init --home {folder}” "
            "hoặc kiểm tra lại đường dẫn."
        ) from None
    except OSError as error:
        raise disk_trouble(error, mark) from error
    except (ValueError, KeyError, TypeError) as error:
        raise LedgerError(f"{mark}: nội dung bị hỏng; hãy khôi phục tệp này từ bản sao lưu.") from error
    if home.layout > LAYOUT:
        raise LedgerError(
            f"{folder}: kho có cấu trúc {home.layout}, mới hơn chương trình này ({LAYOUT}); hãy nâng cấp Soyte."
        )
    return home


def chosen_folder(given: Path | None) -> Path:
    """`--home`, else SOYTE_HOME; there is no default, since a ledger in the wrong place is a ledger lost."""
    if given is not None:
        return given
    named = os.environ.get("SOYTE_HOME")
    if not named:
        raise LedgerError("Chưa biết kho số liệu ở đâu; hãy thêm “--home THƯ_MỤC” hoặc đặt biến môi trường SOYTE_HOME.")
    return Path(named)
