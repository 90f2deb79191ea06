"""Looking at everything: does each file open, is it what its name says, does the access log hold."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from soyte.ledger.sealing import age
from soyte.ledger.vault.access_log import AccessLog
from soyte.ledger.vault.home import Home
from soyte.ledger.vault.keyring import Key
from soyte.ledger.vault.model import Damage, Progress, VaultError


def verify(home: Home, progress: Progress | None) -> list[Damage]:
    """Unseal every original and identity file, and check the chain of the log. Nothing is written or handed out."""
    found: list[Damage] = []
    with home.in_use() as ring:
        keys = {key.version: key for key in ring.storage}
        originals = [(*item, partial(_original, home)) for item in home.originals.files()]
        identities = [(*item, partial(_identity, home)) for item in home.identities.files()]
        for done, (path, name, version, check) in enumerate([*originals, *identities], 1):
            message = _fault(path, name, keys.get(version), check)
            if message and path.exists():
                found.append(Damage(path.relative_to(home.folder), message))
            if progress:
                progress(done, len(originals) + len(identities))
        if broken := AccessLog(home.folder, ring.log_key).verify():
            found.append(Damage(Path("access.jsonl"), f"Nhật ký truy cập, dòng {broken.line}: {broken.message}."))
    return found


def _fault(path: Path, name: str, key: Key | None, check: Callable[[Path, str, Key], None]) -> str | None:
    if not name:
        return "Tệp lạ, không do phần mềm tạo ra. Hãy kiểm tra rồi chuyển tệp này đi nơi khác."
    if key is None:
        return "Tệp khóa hiện nay không có khóa mở tệp này. Hãy nhập bộ khóa của bản sao lưu có tệp này."
    try:
        check(path, name, key)
    except FileNotFoundError:
        return None
    except VaultError as error:
        return str(error)
    return None


def _original(home: Home, path: Path, name: str, key: Key) -> None:
    with path.open("rb") as source:
        home.originals.check(path, name, key, source, age.Nowhere())


def _identity(home: Home, path: Path, name: str, key: Key) -> None:  # noqa: ARG001 (the file knows its name)
    home.identities.check(path, key)
