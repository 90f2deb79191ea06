"""The folder of a vault: its keyring, its files, its locks, and what it remembers of itself.

Who writes or reads files holds the shared lock and reads the keyring under it; who changes keys holds it alone. So no file
is ever sealed with a key that is about to be dropped.
"""

from __future__ import annotations

import hmac
import json
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from soyte.ledger.clock import now
from soyte.ledger.vault.access_log import AccessLog
from soyte.ledger.vault.files import disk_errors, draft_of, locked, make_folder, write_whole
from soyte.ledger.vault.identities import Identities
from soyte.ledger.vault.keyring import Keyring, KeyringFile, new_keyring
from soyte.ledger.vault.model import VaultError
from soyte.ledger.vault.originals import Originals

_FOLDERS = ("originals", "identities", "tmp")


class About(BaseModel):
    """What the vault remembers of itself: which keyring is its own, and how often that was changed."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)
    format: Literal[1] = 1
    vault: str
    created: datetime
    check: str
    generation: int


class Home:
    """Where everything lies."""

    def __init__(self, folder: Path, keys: Path) -> None:
        self.folder = folder
        self.keys = KeyringFile(keys)
        self.originals = Originals(folder)
        self.identities = Identities(folder)
        self._about, self._lock, self._rotation = (folder / n for n in ("vault.json", "vault.lock", "rotation.lock"))

    def create(self) -> None:
        """Make folders and secrets; the keyring comes last and says that all is there. Refuses what exists.

        A creation that was killed is simply taken again: without a keyring nothing can have been kept.
        """
        with disk_errors(self.folder):
            for name in _FOLDERS:
                make_folder(self.folder / name)
            self.folder.chmod(0o700)
            with locked(self._lock):
                there = self.keys.path.exists()
                if self._used() or (there and self._about.exists()):
                    raise VaultError(
                        f"Đã có kho bảo mật tại {self.folder}. Hãy chọn thư mục khác, hoặc mở kho đang có."
                    )
                if there:
                    raise VaultError(
                        f"Đã có tệp khóa tại {self.keys.path}. Hãy chọn nơi khác cho tệp khóa; đừng xóa khi chưa rõ của kho nào."
                    )
                ring = new_keyring(uuid.uuid4().hex)
                AccessLog(self.folder, ring.log_key).start()
                self._remember(ring, now())
                make_folder(self.keys.path.parent)
                self.keys.write(ring)

    def _used(self) -> bool:
        files = (self.folder / "access.jsonl", *self.folder.glob("originals/*/*"), *self.folder.glob("identities/*/*"))
        return any(path.exists() for path in files)

    def check(self, ring: Keyring) -> None:
        """Raises VaultError when there is no vault here, or the keyring is of another one, or older than the vault."""
        about = self.about()
        if ring.vault != about.vault or not hmac.compare_digest(ring.check, about.check):
            raise VaultError(
                f"Tệp khóa {self.keys.path} không phải của kho bảo mật {self.folder}. Hãy chỉ đúng tệp khóa của kho này."
            )
        if ring.generation < about.generation:
            raise VaultError(
                f"Tệp khóa {self.keys.path} cũ hơn kho bảo mật {self.folder}: kho đã thay khóa sau khi tệp này được lưu. "
                "Hãy dùng tệp khóa mới nhất."
            )

    def about(self) -> About:
        """What the vault remembers. Raises VaultError when missing or damaged."""
        try:
            return About.model_validate_json(self._about.read_bytes())
        except FileNotFoundError:
            raise VaultError(
                f"Thư mục {self.folder} không có kho bảo mật. Hãy kiểm tra đường dẫn hoặc tạo kho mới."
            ) from None
        except ValidationError:
            raise VaultError(f"Tệp {self._about} bị hỏng. Hãy phục hồi tệp này từ bản sao lưu.") from None
        except OSError as error:
            raise VaultError(
                f"Không đọc được {self._about}: {error.strerror}. Hãy chạy bằng tài khoản đã tạo kho bảo mật."
            ) from None

    def _remember(self, ring: Keyring, created: datetime) -> None:
        about = About(vault=ring.vault, created=created, check=ring.check, generation=ring.generation)
        write_whole(self._about, (json.dumps(about.model_dump(mode="json"), indent=1) + "\n").encode())

    # ---------------------------------------------------------------------------------------------------- the locks

    @contextmanager
    def in_use(self) -> Iterator[Keyring]:
        """The keyring as it stays while this lasts; several processes at a time."""
        with self._held(shared=True):
            yield self.keys.read()

    @contextmanager
    def rotation(self) -> Iterator[Keyring]:
        """Only one process changes keys. Raises VaultError when another one does."""
        with disk_errors(self.folder), locked(self._rotation, wait=False) as mine:
            if not mine:
                raise VaultError(
                    "Đang có một lệnh khác thay khóa của kho bảo mật này. Hãy đợi lệnh đó xong rồi chạy lại."
                )
            yield self.keys.read()

    def change_keys(self, step: Callable[[Keyring], Keyring]) -> Keyring:
        """Change the keyring while nobody reads or writes. The ring first: a vault may be behind it, never ahead."""
        with self._held(shared=False):
            ring = self.keys.change(step)
            self._remember(ring, self.about().created)
            return ring

    def sweep(self) -> None:
        """Delete what killed processes left unfinished, unless somebody is writing just now, or the disk is only read."""
        with suppress(OSError), locked(self._lock, wait=False) as alone:
            AccessLog(self.folder, self.keys.read().log_key).sweep()
            if alone:
                for path in [*(self.folder / "tmp").iterdir(), draft_of(self.keys.path), draft_of(self._about)]:
                    path.unlink(missing_ok=True)

    @contextmanager
    def _held(self, *, shared: bool) -> Iterator[None]:
        with disk_errors(self.folder), locked(self._lock, shared=shared):
            yield
