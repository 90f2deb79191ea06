"""Several processes at a time, and processes that are killed: nothing half, nothing lost, nothing doubled."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from forked import Died, Forked, forked
from ledger.vault.working import KINDS, NAMES, at_work, load
from soyte.ledger.vault import IdentityKind, Reader, Vault

READER = Reader("kiểm thử", "thử")


def together(script: str, count: int, folder: Path, *arguments: object) -> list[str]:
    """What each process prints; all begin when all are ready."""
    rest = [str(one) for one in arguments]
    processes = [Forked(at_work, script, folder, [*rest, str(number)], True) for number in range(count)]
    for process in processes:
        process.ready()
    for process in processes:
        process.go()
    return [process.told()[1] for process in processes]


def killed(script: str, folder: Path, *arguments: object) -> bool:
    """Whether the process died by its own hand; False when it came to its end."""
    try:
        forked(at_work, script, folder, [str(one) for one in arguments], False)
    except Died:
        return True
    return False


def killed_at(script: str, number: int, folder: Path) -> bool:
    """Whether the process died before its n-th change; False when it had fewer."""
    opening = "vault = Vault.open(folder)\n" if folder.exists() else ""
    return killed(f"{opening}die_at(folder, {number})\n{script}", folder)


def assert_sound(folder: Path) -> Vault:
    vault = Vault.open(folder)
    assert vault.verify() == []
    assert list((folder / "tmp").iterdir()) == []
    assert list(folder.glob(".*")) == []
    return vault


# ------------------------------------------------------------------------------------------------------ at a time


def test_four_processes_keep_one_file_once(vault: Vault, tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(Random(1).randbytes(5_000_000))
    said = together("print(vault.keep(Path(rest[0])).new)", 4, vault.folder, path)
    assert sorted(said) == ["False\n", "False\n", "False\n", "True\n"]
    assert len(list(assert_sound(vault.folder).originals())) == 1


@pytest.mark.slow
def test_four_processes_do_everything_at_a_time(vault: Vault) -> None:
    """Two load, one reads, one changes the storage key again and again."""
    work = """
for n in range(12):
    if rest[0] == "3":
        vault.rotate_storage_key()
    elif rest[0] == "2":
        for sha in list(vault.originals()):
            with vault.open_original(sha, Reader("kiểm thử", "thử")) as file:
                assert len(file.read()) == 1000
    else:
        vault.keep_bytes(f"{rest[0]}-{n}".encode().ljust(1000))
        vault.keep_bytes(f"cả hai {n}".encode().ljust(1000))
        load(vault, f"s{n}")
"""
    together(work, 4, vault.folder)
    after = assert_sound(vault.folder)
    assert len(list(after.originals())) == 36
    assert len(list(after.folder.glob("identities/*/*"))) == 24
    for kind in KINDS:
        assert len(after.reveal(kind, after.pseudonyms(kind, NAMES).to_pylist(), READER, ["s11"])) == 50


def test_lines_of_four_processes_form_one_chain(vault: Vault) -> None:
    together(
        "for n in range(25): vault.reveal(IdentityKind.CARD, [f'k1:{rest[0]}-{n}'], Reader('kiểm thử', 'thử'))",
        4,
        vault.folder,
    )
    assert [line.seq for line in vault.access_log()] == list(range(1, 101))
    assert len({line.items for line in vault.access_log()}) == 100
    assert vault.verify_chain() is None


# --------------------------------------------------------------------------------------------------------- killed


def test_a_kill_in_the_middle_of_a_file_leaves_nothing(vault: Vault, tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(Random(2).randbytes(3_000_000))
    script = """
vault = Vault.open(folder)
class Deadly(age._Reading):
    def readinto(self, buffer):
        if self._count.size > 1_500_000:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().readinto(buffer)
age._Reading = Deadly
vault.keep(Path(rest[0]))
"""
    assert killed(script, vault.folder, path)
    assert len(list((vault.folder / "tmp").iterdir())) == 1
    again = assert_sound(vault.folder)
    assert list(again.originals()) == []
    assert again.keep(path).new


def test_a_change_of_the_storage_key_killed_halfway_is_taken_up(vault: Vault) -> None:
    kept = [vault.keep_bytes(bytes([n])) for n in range(4)]
    assert killed_at("vault.rotate_storage_key()", 20, vault.folder)
    assert {path.name[-7:] for path in vault.folder.glob("originals/*/*")} == {".k1.age", ".k2.age"}
    vault = assert_sound(vault.folder)
    vault.rotate_storage_key()
    assert {path.name[-7:] for path in vault.folder.glob("originals/*/*")} == {".k2.age"}
    assert list(assert_sound(vault.folder).originals()) == sorted(original.sha256 for original in kept)


@pytest.mark.slow
def test_a_creation_killed_at_any_step_is_taken_again_or_was_done(tmp_path: Path) -> None:
    for number in range(1, 100):
        folder = tmp_path / str(number)
        died = killed_at("Vault.create(folder)", number, folder)
        if not (folder / "keys.json").exists():
            Vault.create(folder)
        vault = assert_sound(folder)
        assert vault.keep_bytes(b"1").new
        if not died:
            break
    assert number > 8


@pytest.mark.slow
def test_a_load_killed_at_any_step_can_be_taken_again(tmp_path: Path) -> None:
    for number in range(1, 100):
        vault = Vault.create(tmp_path / str(number))
        died = killed_at("vault.keep_bytes(b'1'); load(vault, 's1'); vault.forget('s0')", number, vault.folder)
        vault = assert_sound(vault.folder) if died else vault
        vault.keep_bytes(b"1")
        load(vault, "s1")
        assert len(list(vault.folder.glob("*/*/*.age"))) == 3
        assert_sound(vault.folder)
        if not died:
            break
    assert number > 8


@pytest.mark.slow
def test_a_change_of_the_storage_key_killed_at_any_step_loses_nothing(tmp_path: Path) -> None:
    for number in range(1, 100):
        vault = Vault.create(tmp_path / str(number))
        kept = [vault.keep_bytes(b"1"), vault.keep_bytes(b"2" * 100_000)]
        pseudonyms = load(vault, "s1")
        died = killed_at("vault.rotate_storage_key()", number, vault.folder)
        for _ in range(2):
            vault = assert_sound(vault.folder)
            for original in kept:
                with vault.open_original(original.sha256, READER) as file:
                    assert len(file.read()) == original.size
            for kind in KINDS:
                assert len(vault.reveal(kind, pseudonyms[kind], READER)) == 50
            vault.rotate_storage_key()
        if not died:
            break
    assert number > 15


@pytest.mark.slow
def test_a_change_of_pseudonyms_killed_at_any_step_gives_the_whole_mapping(tmp_path: Path) -> None:
    kind = IdentityKind.PERSON
    for number in range(1, 100):
        vault = Vault.create(tmp_path / str(number))
        old = load(vault, "s1")[kind]
        load(vault, "s2")
        died = killed_at("vault.rotate_pseudonym_key(IdentityKind.PERSON)", number, vault.folder)
        vault = assert_sound(vault.folder)
        assert sorted(old) == vault.rotate_pseudonym_key(kind)["old"].to_pylist()
        again = killed_at("vault.finish_rotation(IdentityKind.PERSON)", number, vault.folder)
        vault = assert_sound(vault.folder)
        vault.finish_rotation(kind)
        new = vault.pseudonyms(kind, NAMES).to_pylist()
        assert len(vault.reveal(kind, new, READER, ["s1"])) == len(vault.reveal(kind, new, READER, ["s2"])) == 50
        assert vault.reveal(kind, old, READER) == {}
        if not died and not again:
            break
    assert number > 10
