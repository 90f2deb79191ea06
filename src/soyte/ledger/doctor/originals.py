"""The originals: every submission's file, and the mapping it was read with, is in the vault and sound."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from soyte.ledger.acts import Act, ActKind
from soyte.ledger.retention import retired
from soyte.ledger.state import State
from soyte.ledger.tables import CONTRIBUTIONS
from soyte.ledger.trouble import Kind, Trouble, error, note, warning

if TYPE_CHECKING:
    from soyte.ledger.ledger import Ledger

_DIGEST = re.compile(r"[0-9a-f]{64}")
_RESTORE = "hãy nhận lại đúng tệp này, hoặc khôi phục kho bảo mật từ bản sao lưu"


def originals(
    ledger: Ledger, state: State, *, deep: bool, progress: Callable[[int, int], None] | None
) -> Iterator[Trouble]:
    """Missing and damaged originals; those that were retired may be gone."""
    from soyte.ledger.vault import VaultError  # noqa: PLC0415 (encryption is not needed to look at figures)

    try:
        vault = ledger.vault
        held = set(vault.originals())
    except VaultError as problem:
        yield error(Kind.VAULT, str(ledger.home.vault), str(problem).rstrip("."), "số liệu trong sổ không bị ảnh hưởng")
        return
    for kind in sorted(vault.rotations()):
        remedy = f"hãy chạy “soyte vault rotate {kind}” để làm nốt; đến lúc đó chưa nạp được tệp có {kind.label}"
        yield warning(Kind.VAULT, "vault", f"việc thay khóa mã thay thế của {kind.label} chưa xong", remedy)
    named: set[str] = set()
    gone = retired(state)
    for act in state.acts:
        if act.kind not in (ActKind.ACCEPTED, ActKind.REJECTED):
            continue
        for digest, what in ((act.content_hash, "tệp gốc"), (act.reading_hash, "tệp khai báo cách đọc")):
            if digest is None or not _DIGEST.fullmatch(digest) or act.what == CONTRIBUTIONS:
                continue
            named.add(digest)
            if digest not in held and digest not in gone:
                yield error(Kind.ORIGINAL, _where(act), f"kho bảo mật không còn {what} {digest[:12]}…", _RESTORE)
    for digest in sorted(gone & held):
        where = f"tệp gốc {digest[:12]}…"
        yield warning(Kind.ORIGINAL, where, "đã ghi nhận là hủy nhưng vẫn còn trong kho", "hãy chạy “soyte doctor”")
    for digest in sorted(held - named - gone):
        yield note(
            Kind.ORIGINAL, f"{digest[:12]}…", "tệp gốc trong kho bảo mật không thuộc lần gửi nào (lần nhận đã dừng)"
        )
    if deep:
        try:
            for damage in vault.verify(progress):
                yield error(Kind.VAULT, f"vault/{damage.path}", damage.message.rstrip("."), _RESTORE)
        except VaultError as problem:
            yield error(Kind.VAULT, str(ledger.home.vault), str(problem).rstrip("."), _RESTORE)


def _where(act: Act) -> str:
    return f"lần gửi số {act.seq}" + (f" ({act.name})" if act.name else "")
