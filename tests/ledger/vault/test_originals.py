"""Keeping originals and opening them again."""

from __future__ import annotations

import hashlib
import os
import stat
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from soyte.ledger.sealing import age
from soyte.ledger.vault import Kept, Reader, Vault, VaultError

LETTER = "Kính gửi: Sở Y tế. Người bệnh Trần Văn Thử, số thẻ DN4790000000001.".encode()


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def sealed(vault: Vault) -> list[Path]:
    return sorted(vault.folder.glob("originals/*/*"))


def test_what_is_kept_is_opened_again_unchanged(vault: Vault, tmp_path: Path, lan: Reader) -> None:
    path = tmp_path / "công văn.docx"
    path.write_bytes(LETTER)
    kept = vault.keep(path)
    assert kept == Kept(sha(LETTER), len(LETTER), new=True)
    assert vault.holds(kept.sha256)
    assert list(vault.originals()) == [kept.sha256]
    with vault.open_original(kept.sha256, lan) as file:
        assert file.read() == LETTER


@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 65_537, 17 << 20])
def test_every_size_comes_back(vault: Vault, lan: Reader, size: int) -> None:
    data = Random(size).randbytes(size)
    kept = vault.keep_bytes(data)
    assert kept.size == size
    with vault.open_original(kept.sha256, lan) as file:
        assert file.read() == data


def test_keeping_twice_keeps_once(vault: Vault, tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(LETTER)
    kept = vault.keep(path)
    before = sealed(vault)[0].read_bytes()
    for again in (vault.keep(path), vault.keep_bytes(LETTER), Vault.open(vault.folder).keep(path)):
        assert again == Kept(kept.sha256, kept.size, new=False)
    assert [p.read_bytes() for p in sealed(vault)] == [before]


def test_an_original_that_is_not_there_is_said_to_be_missing(vault: Vault, lan: Reader) -> None:
    assert not vault.holds(sha(b""))
    with (
        pytest.raises(VaultError, match=r"không có tệp gốc e3b0c44298fc….*bản sao lưu"),
        vault.open_original(sha(b""), lan),
    ):
        pass


@pytest.mark.parametrize("name", ["", "../../keys.json", "A" * 64, "é" * 64, "0" * 63])
def test_only_a_hash_names_an_original(vault: Vault, lan: Reader, name: str) -> None:
    with pytest.raises(VaultError, match="64 chữ số thập lục phân"), vault.open_original(name, lan):
        pass


def test_a_file_that_cannot_be_read_is_named(vault: Vault, tmp_path: Path) -> None:
    for path in (tmp_path / "không có.xlsx", tmp_path):
        with pytest.raises(VaultError, match="Không đọc được tệp"):
            vault.keep(path)


def test_a_forgotten_original_is_gone(vault: Vault) -> None:
    kept = vault.keep_bytes(LETTER)
    assert vault.forget_original(kept.sha256)
    assert not vault.forget_original(kept.sha256)
    assert not vault.holds(kept.sha256)
    assert sealed(vault) == []


# ------------------------------------------------------------------------------------------------------------ damage


def test_any_flipped_byte_is_noticed(vault: Vault, lan: Reader) -> None:
    data = Random(1).randbytes(150_000)
    kept = vault.keep_bytes(data)
    [path] = sealed(vault)
    good = path.read_bytes()
    places = [*range(0, 240, 7), *range(240, len(good), 9_973), len(good) - 1]
    for place in places:
        bad = bytearray(good)
        bad[place] ^= 0x20
        path.write_bytes(bad)
        with pytest.raises(VaultError, match=r"bị hỏng.*bản sao lưu"), vault.open_original(kept.sha256, lan):
            pytest.fail("a damaged original was handed out")
        assert [damage.path for damage in vault.verify()] == [path.relative_to(vault.folder)]
    path.write_bytes(good)
    assert vault.verify() == []


@pytest.mark.parametrize("length", [0, 1, 100, 65_000, -1, -16, -17])
def test_a_file_that_was_cut_off_is_noticed(vault: Vault, lan: Reader, length: int) -> None:
    kept = vault.keep_bytes(Random(2).randbytes(150_000))
    [path] = sealed(vault)
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(VaultError, match="bị hỏng"), vault.open_original(kept.sha256, lan):
        pass
    assert len(vault.verify()) == 1


def test_two_originals_that_were_exchanged_are_noticed(vault: Vault, lan: Reader) -> None:
    one, other = vault.keep_bytes(b"one"), vault.keep_bytes(b"other")
    first, second = sealed(vault)
    content = first.read_bytes()
    first.write_bytes(second.read_bytes())
    second.write_bytes(content)
    for kept in (one, other):
        with pytest.raises(VaultError, match="bị hỏng"), vault.open_original(kept.sha256, lan):
            pass


def test_a_strange_file_is_reported(vault: Vault) -> None:
    (vault.folder / "originals" / "ab").mkdir()
    (vault.folder / "originals" / "ab" / "ghi chú.txt").write_text("?")
    assert [damage.message for damage in vault.verify()] == [
        "Tệp lạ, không do phần mềm tạo ra. Hãy kiểm tra rồi chuyển tệp này đi nơi khác."
    ]


def test_progress_counts_the_files(vault: Vault) -> None:
    seen: list[tuple[int, int]] = []
    for text in (b"1", b"2", b"3"):
        vault.keep_bytes(text)
    vault.verify(lambda done, total: seen.append((done, total)))
    assert seen == [(1, 3), (2, 3), (3, 3)]


# --------------------------------------------------------------------------------------------------- what others see


def test_only_the_owner_may_look(tmp_path: Path, lan: Reader) -> None:
    before = os.umask(0)
    try:
        vault = Vault.create(tmp_path / "nhà" / "kho", tmp_path / "khóa" / "keys.json")
        kept = vault.keep_bytes(LETTER)
        with vault.open_original(kept.sha256, lan):
            pass
    finally:
        os.umask(before)
    for folder in (vault.folder, tmp_path / "khóa"):
        for path in (folder, *folder.rglob("*")):
            mode = stat.S_IMODE(path.stat().st_mode)
            assert mode == (0o700 if path.is_dir() else 0o600), path


def test_an_opened_original_has_no_name_on_the_disk(vault: Vault, lan: Reader) -> None:
    kept = vault.keep_bytes(Random(3).randbytes(17 << 20))
    with vault.open_original(kept.sha256, lan):
        assert list((vault.folder / "tmp").iterdir()) == []


FULL = """
import resource, signal, sys
from pathlib import Path
from soyte.ledger.vault import Vault, VaultError
vault = Vault.open(Path(sys.argv[1]))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    vault.keep(Path(sys.argv[2]))
except VaultError as error:
    print(error)
"""


def test_a_full_disk_leaves_nothing_behind(vault: Vault, tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(Random(4).randbytes(300_000))
    command = [sys.executable, "-c", FULL, str(vault.folder), str(path)]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
    assert "Đĩa đã đầy. Chưa có gì được ghi lại" in said
    assert sealed(vault) == []
    assert list((vault.folder / "tmp").iterdir()) == []
    assert vault.keep(path).new


def test_whoever_stops_the_program_while_it_encrypts_stops_it() -> None:
    class Stopped:
        def read(self, _size: int = -1, /) -> bytes:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        age.seal(Stopped(), age.Nowhere(), age.recipient_of(age.new_identity()))


def test_who_gives_up_leaves_nothing_behind(vault: Vault, tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(Random(5).randbytes(300_000))
    with pytest.raises(VaultError, match="dừng giữa chừng"):
        vault.keep(path, given_up=lambda: True)
    assert (sealed(vault), list((vault.folder / "tmp").iterdir())) == ([], [])
    kept = vault.keep(path)
    assert kept.new
    assert not vault.keep(path, known=kept.sha256, given_up=lambda: True).new  # it is there: nothing is read


@pytest.mark.parametrize("interpreter", ["as it is", "none"])
def test_a_large_file_is_kept_as_any_other(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, interpreter: str
) -> None:
    """Another process seals it; where none can be started, this one does."""
    monkeypatch.setattr("soyte.ledger.vault.vault.LARGE", 1_000_000)
    if interpreter == "none":
        monkeypatch.setattr(sys, "executable", "")
    path = tmp_path / "a"
    path.write_bytes(Random(6).randbytes(1_500_000))
    kept = vault.keep(path)
    assert kept == Kept(hashlib.sha256(path.read_bytes()).hexdigest(), 1_500_000, new=True)
    assert not vault.keep(path).new
    with vault.open_original(kept.sha256, Reader("thử", "kiểm tra")) as plain:
        assert plain.read() == path.read_bytes()
    assert len(sealed(vault)) == 1
    assert list((vault.folder / "tmp").iterdir()) == []


def test_a_large_file_that_nobody_wants_any_more_is_not_kept(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("soyte.ledger.vault.vault.LARGE", 1_000_000)
    path = tmp_path / "a"
    path.write_bytes(Random(7).randbytes(1_500_000))
    with pytest.raises(VaultError, match="dừng giữa chừng"):
        vault.keep(path, given_up=lambda: True)
    assert (sealed(vault), list((vault.folder / "tmp").iterdir())) == ([], [])
