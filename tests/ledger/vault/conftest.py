"""A vault in a folder of its own, and people who open it."""

from __future__ import annotations

from pathlib import Path

import pytest

from soyte.ledger.vault import Reader, Vault


@pytest.fixture(autouse=True)
def _no_keys_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOYTE_VAULT_KEYS", raising=False)


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault.create(tmp_path / "kho")


@pytest.fixture
def lan() -> Reader:
    return Reader("Nguyễn Thị Thử", "đối chiếu tệp gửi trùng")
