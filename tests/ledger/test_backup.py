"""A backup is whole or not there; a restored installation answers as the old one did, as of every act; what was cut off,
altered or made to deceive is refused, and then nothing is written."""

from __future__ import annotations

import io
import os
import stat
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from ledger.building import copied, everything, load, new_ledger
from soyte.ledger.backup import BackupError, archive, backup, restore
from soyte.ledger.compaction import Plan, compact
from soyte.ledger.doctor import check
from soyte.ledger.doctor.examination import sound
from soyte.ledger.errors import LedgerError
from soyte.ledger.ledger import Ledger
from soyte.ledger.vault import Reader, VaultError

READER = Reader("canbo", "thử khôi phục")
PHRASE = "mật khẩu khá dài để thử"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Loads, a correction, a withdrawal, joined files and one after them."""
    ledger = new_ledger(tmp_path_factory.mktemp("made") / "kho")
    first = load(ledger, {"01a": 5, "02a": None}, name="mot")
    second = load(ledger, {"01a": 6}, quarantined=1)
    load(ledger, {"02a": 9}, supersedes=first.submission_id)
    compact(ledger, plan=Plan(least=2))
    ledger.withdraw(second.submission_id, actor="canbo", reason="nhầm")
    return ledger.home.folder


@pytest.fixture
def kept(made: Path, tmp_path: Path) -> Ledger:
    """A copy for each test."""
    return copied(made, tmp_path / "so")


@pytest.fixture(scope="module")
def copy(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A good backup."""
    return backup(Ledger.open(made), tmp_path_factory.mktemp("copy") / "bs.tar").path


def test_a_restored_installation_answers_as_the_old_one_as_of_every_act(kept: Ledger, tmp_path: Path) -> None:
    made = backup(kept, tmp_path / "bs.tar")
    restored = restore(tmp_path / "bs.tar", tmp_path / "moi")
    assert (made.head, restored.keys, restored.troubles, made.damaged) == (5, True, (), ())
    assert everything(restored.ledger) == everything(kept)
    assert restored.ledger.home.installation == kept.home.installation
    act = restored.ledger.state().acts[0]
    with restored.ledger.vault.open_original(act.content_hash or "", READER) as original:
        assert original.read() == b"mot"
    load(restored.ledger, {"07a": 7})
    assert sound(check(restored.ledger))


def test_an_empty_folder_will_do_and_a_full_one_will_not(copy: Path, tmp_path: Path) -> None:
    (tmp_path / "trong").mkdir()
    assert restore(copy, tmp_path / "trong").manifest.head == 5
    with pytest.raises(BackupError, match="thư mục không trống"):
        restore(copy, tmp_path / "trong")


def test_the_keys_are_beside_the_backup_for_their_owner_only_and_never_in_it(kept: Ledger, tmp_path: Path) -> None:
    made = backup(kept, tmp_path / "bs.tar")
    assert made.keys == tmp_path / "bs.tar.keys"
    assert stat.S_IMODE(made.keys.stat().st_mode) == 0o600
    with tarfile.open(made.path) as tar:
        assert [name for name in tar.getnames() if "keys" in name or "lock" in name or ".loading" in name] == []
    assert kept.vault.keys.read_bytes() not in made.path.read_bytes()
    assert [(record.action, record.about) for record in kept.vault.access_log()][-1] == ("export_keys", "bs.tar.keys")


@pytest.mark.slow  # scrypt
def test_keys_under_a_passphrase_open_with_it_only(kept: Ledger, tmp_path: Path) -> None:
    backup(kept, tmp_path / "bs.tar", passphrase=PHRASE)
    with pytest.raises(BackupError, match="được bảo vệ bằng mật khẩu"):
        restore(tmp_path / "bs.tar", tmp_path / "moi")
    with pytest.raises(VaultError, match="mật khẩu không đúng"):
        restore(tmp_path / "bs.tar", tmp_path / "moi", passphrase=PHRASE + "?")
    assert not (tmp_path / "moi").exists()
    assert restore(tmp_path / "bs.tar", tmp_path / "moi", passphrase=PHRASE).troubles == ()


def test_without_keys_the_figures_come_back_and_the_vault_stays_shut(kept: Ledger, tmp_path: Path) -> None:
    made = backup(kept, tmp_path / "bs.tar")
    aside = made.keys.rename(tmp_path / "khoa")
    restored = restore(made.path, tmp_path / "moi")
    assert (restored.keys, restored.troubles) == (False, ())
    assert everything(restored.ledger) == everything(kept)
    with pytest.raises(VaultError, match="Không thấy tệp khóa"):
        _ = restored.ledger.vault
    assert restore(made.path, tmp_path / "moi hon", keys=aside).keys


def test_keys_of_another_installation_are_refused(kept: Ledger, tmp_path: Path) -> None:
    backup(kept, tmp_path / "bs.tar")
    other = backup(new_ledger(tmp_path / "khac"), tmp_path / "khac.tar")
    with pytest.raises(VaultError, match="không phải của kho bảo mật"):
        restore(tmp_path / "bs.tar", tmp_path / "moi", keys=other.keys)
    assert not (tmp_path / "moi").exists()


def test_a_backup_with_a_damaged_file_says_so_and_so_does_the_restored_one(kept: Ledger, tmp_path: Path) -> None:
    path = kept.home.ledger / "observation" / kept.stores["observation"].paths()[0]
    content = path.read_bytes()
    path.write_bytes(content[:200] + bytes([content[200] ^ 1]) + content[201:])
    made = backup(kept, tmp_path / "bs.tar")
    assert made.damaged == (f"observation/{path.name}",)
    assert [str(trouble.kind) for trouble in restore(made.path, tmp_path / "moi").troubles] == ["file"]


def test_a_lost_file_is_no_reason_for_half_a_backup(kept: Ledger, tmp_path: Path) -> None:
    (kept.home.ledger / "observation" / kept.stores["observation"].paths()[0]).unlink()
    with pytest.raises(BackupError, match="--repair"):
        backup(kept, tmp_path / "bs.tar")
    assert [path.name for path in tmp_path.iterdir()] == ["so"]


@pytest.mark.parametrize(
    ("target", "words"),
    [("so/bs.tar", "nằm trong chính kho số liệu"), ("đâu/bs.tar", "không có thư mục này"), ("cũ.tar", "đã có tệp này")],
)
def test_where_a_backup_must_not_go(kept: Ledger, tmp_path: Path, target: str, words: str) -> None:
    (tmp_path / "cũ.tar").write_bytes(b"cu")
    with pytest.raises(BackupError, match=words):
        backup(kept, tmp_path / target)
    assert (tmp_path / "cũ.tar").read_bytes() == b"cu"


def test_a_full_disk_leaves_nothing(kept: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(archive.Packing, "finish", full)
    with pytest.raises(LedgerError, match="đĩa đã đầy"):
        backup(kept, tmp_path / "bs.tar")
    assert [path.name for path in tmp_path.iterdir()] == ["so"]


def test_what_is_loaded_while_the_backup_runs_is_in_it_whole_or_not_at_all(kept: Ledger, tmp_path: Path) -> None:
    before = everything(kept)
    writer = Ledger.open(kept.home.folder)

    def meanwhile(step: str, done: int, total: int) -> None:
        if step == "sổ số liệu" and done in (1, 9):
            load(writer, {f"08{done}": done})
            compact(writer, plan=Plan(least=2))

    backup(kept, tmp_path / "bs.tar", progress=meanwhile)
    restored = restore(tmp_path / "bs.tar", tmp_path / "moi")
    assert everything(restored.ledger) == before
    assert sound(list(restored.troubles))
    assert len(everything(kept)) > len(before)


# ------------------------------------------------------------------------------------------------------ bad archives


def rewrite(
    source: Path, target: Path, change: Callable[[tarfile.TarInfo, bytes], tuple[tarfile.TarInfo, bytes]]
) -> None:
    """The archive with its members changed."""
    with tarfile.open(source) as old, tarfile.open(target, "w", format=tarfile.PAX_FORMAT) as new:
        for member in old:
            content = old.extractfile(member)
            assert content is not None
            info, data = change(member, content.read())
            info.size = len(data) if info.isreg() else 0
            new.addfile(info, io.BytesIO(data))


def refused(source: Path, tmp_path: Path, words: str) -> None:
    keys = tmp_path / "k.keys"
    with pytest.raises(LedgerError, match=words):
        restore(source, tmp_path / "moi", keys=keys if keys.exists() else None)
    assert not (tmp_path / "moi").exists()
    assert list(tmp_path.glob(".*restoring")) == []


@pytest.mark.parametrize("part", [0.0, 0.1, 0.5, 0.9, 0.99])
def test_a_backup_that_was_cut_off_is_refused(copy: Path, tmp_path: Path, part: float) -> None:
    content = copy.read_bytes()
    (tmp_path / "bs.tar").write_bytes(content[: int(len(content.rstrip(b"\0")) * part)])
    refused(tmp_path / "bs.tar", tmp_path, "cắt cụt")


def test_an_altered_file_is_named(copy: Path, tmp_path: Path) -> None:
    def change(member: tarfile.TarInfo, data: bytes) -> tuple[tarfile.TarInfo, bytes]:
        return member, data.replace(b"PAR1", b"PAR2") if member.name.startswith("ledger/observation/joined") else data

    rewrite(copy, tmp_path / "bs.tar", change)
    refused(tmp_path / "bs.tar", tmp_path, r"joined\w+-0.parquet” đã bị sửa hoặc hỏng")


def test_a_backup_forged_with_a_fitting_manifest_lacks_the_seal(copy: Path, tmp_path: Path) -> None:
    files: dict[str, archive.Entry] = {}

    def change(member: tarfile.TarInfo, data: bytes) -> tuple[tarfile.TarInfo, bytes]:
        if member.name == "soyte.json":
            data = data.replace("thử nghiệm".encode(), "giả mạo".encode())
        if member.name == archive.MANIFEST:
            manifest = archive.Manifest.model_validate_json(data)
            data = manifest.model_copy(update={"files": files}).model_dump_json().encode()
        else:
            files[member.name] = archive.entry_of(io.BytesIO(data))
        return member, data

    rewrite(copy, tmp_path / "bs.tar", change)
    (tmp_path / "k.keys").write_bytes(copy.with_name("bs.tar.keys").read_bytes())
    refused(tmp_path / "bs.tar", tmp_path, "không mang dấu niêm phong của khóa này")


@pytest.mark.parametrize(
    "name",
    ["../ngoai", "/etc/ngoai", "ledger/../../ngoai", "ledger/./x", "ledger\\..\\x", "C:/x", "khac/x", "ledger/a\nb"],
)
def test_paths_that_lead_elsewhere_are_refused(copy: Path, tmp_path: Path, name: str) -> None:
    def change(member: tarfile.TarInfo, data: bytes) -> tuple[tarfile.TarInfo, bytes]:
        member.name = name if member.name == "soyte.json" else member.name
        return member, data

    rewrite(copy, tmp_path / "bs.tar", change)
    refused(tmp_path / "bs.tar", tmp_path, "có mục lạ")


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE, tarfile.DIRTYPE])
def test_links_and_devices_are_refused(copy: Path, tmp_path: Path, kind: bytes) -> None:
    def change(member: tarfile.TarInfo, data: bytes) -> tuple[tarfile.TarInfo, bytes]:
        if member.name == "soyte.json":
            member.type, member.linkname = kind, "/etc/passwd"
        return member, data

    rewrite(copy, tmp_path / "bs.tar", change)
    refused(tmp_path / "bs.tar", tmp_path, "có mục lạ")


def test_something_else_is_no_backup(tmp_path: Path) -> None:
    (tmp_path / "bs.tar").write_bytes(os.urandom(20_000))
    refused(tmp_path / "bs.tar", tmp_path, "không phải bản sao lưu của Soyte")
    refused(tmp_path / "không có.tar", tmp_path, "không có tệp này")
