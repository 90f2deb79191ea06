"""The one logged door: who, when, what for; and no line of it can be changed unseen."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from soyte.ledger.vault import Action, IdentityKind, Reader, Vault, VaultError
from soyte.ledger.vault.access_log import AccessLog

Lines = list[bytes]


@pytest.fixture
def log(vault: Vault) -> Path:
    """A log of six lines."""
    for number in range(6):
        vault.reveal(IdentityKind.PERSON, [f"n1:{number}"], Reader(f"người {number % 2}", "thử"))
    return vault.folder / "access.jsonl"


def test_every_opening_is_a_line(vault: Vault, lan: Reader) -> None:
    kept = vault.keep_bytes(b"1")
    with vault.open_original(kept.sha256, lan):
        [line] = vault.access_log()
    assert (line.seq, line.actor, line.purpose, line.action) == (1, lan.actor, lan.purpose, "open")
    assert (line.about, line.count, line.items) == (kept.sha256, 1, ())
    assert abs(datetime.now(UTC) - line.at) < timedelta(minutes=5)


def test_revealing_tells_how_many_and_which(vault: Vault, lan: Reader) -> None:
    vault.reveal(IdentityKind.CARD, ["k1:a", "k1:b", "k1:a"], lan)
    vault.reveal(IdentityKind.CARD, [], lan)
    first, second = vault.access_log()
    assert (first.about, first.count, first.items) == ("card", 2, ("k1:a", "k1:b"))
    assert (second.count, second.items) == (0, ())


def test_a_long_list_takes_several_lines(vault: Vault, lan: Reader) -> None:
    wanted = [f"k1:{n}" for n in range(2_500)]
    vault.reveal(IdentityKind.CARD, wanted, lan)
    lines = list(vault.access_log())
    assert [line.count for line in lines] == [1000, 1000, 500]
    assert [item for line in lines for item in line.items] == wanted
    assert vault.verify_chain() is None


def test_an_opening_that_fails_is_logged_all_the_same(vault: Vault, lan: Reader) -> None:
    with pytest.raises(VaultError), vault.open_original("0" * 64, lan):
        pass
    assert [line.about for line in vault.access_log()] == ["0" * 64]


def test_nothing_is_handed_out_when_the_log_cannot_be_written(vault: Vault, lan: Reader) -> None:
    kept = vault.keep_bytes(b"1")
    (vault.folder / "access.jsonl").mkdir()
    with pytest.raises(VaultError, match=r"access\.jsonl"), vault.open_original(kept.sha256, lan):
        pytest.fail("handed out without a line in the log")


@pytest.mark.parametrize(("actor", "purpose"), [("", "thử"), ("  ", "thử"), ("Lan", ""), ("Lan", "x" * 501)])
def test_nobody_opens_without_a_name_and_a_purpose(actor: str, purpose: str) -> None:
    with pytest.raises(VaultError):
        Reader(actor, purpose)


def test_keys_and_deletions_are_logged_too(vault: Vault) -> None:
    kept = vault.keep_bytes(b"1")
    vault.forget("s1")
    vault.forget_original(kept.sha256)
    vault.rotate_storage_key()
    vault.rotate_pseudonym_key(IdentityKind.PERSON)
    assert [(line.action, line.about) for line in vault.access_log()] == [
        ("forget", "submission s1"),
        ("forget", f"original {kept.sha256}"),
        ("rotate_storage", "storage"),
        ("rotate_pseudonym", "person"),
    ]
    assert all(Action(line.action).label for line in vault.access_log())


def test_the_log_is_searched_by_person_and_time(vault: Vault, log: Path) -> None:
    assert [line.seq for line in vault.access_log(actor="người 1")] == [2, 4, 6]
    assert list(vault.access_log(since=datetime.now(UTC) + timedelta(hours=1))) == []
    assert len(list(vault.access_log(since=datetime.now(UTC) - timedelta(hours=1)))) == 6


def test_words_that_look_like_lines_stay_words(vault: Vault) -> None:
    vault.forget("s1", Reader('a"\n{"seq":1}', "b\u2028\r\nc"))
    [line] = vault.access_log()
    assert (line.actor, line.purpose) == ('a"\n{"seq":1}', "b\u2028\r\nc")
    assert vault.verify_chain() is None


# ------------------------------------------------------------------------------------------------------- the chain


def exchanged(lines: Lines) -> Lines:
    return [lines[0], lines[2], lines[1], *lines[3:]]


def edited(lines: Lines) -> Lines:
    return [*lines[:3], lines[3].replace("người 1".encode(), "người 9".encode()), *lines[4:]]


TAMPERED: list[tuple[str, Callable[[Lines], Lines], int]] = [
    ("the first line removed", lambda lines: lines[1:], 1),
    ("a line in the middle removed", lambda lines: lines[:2] + lines[3:], 3),
    ("the last line removed", lambda lines: lines[:-1], 6),
    ("everything removed", lambda _: [], 1),
    ("two lines exchanged", exchanged, 2),
    ("a name changed", edited, 4),
    ("a line doubled", lambda lines: [*lines[:2], lines[1], *lines[2:]], 3),
    ("a blank added", lambda lines: [*lines[:4], lines[4].replace(b":", b": ", 1), lines[5]], 5),
    ("a line of nonsense", lambda lines: [*lines[:1], b"\xff\x00\n", *lines[1:]], 2),
    ("the end cut off within a line", lambda lines: [*lines[:5], lines[5][:40]], 6),
]


@pytest.mark.parametrize(("tamper", "line"), [case[1:] for case in TAMPERED], ids=[case[0] for case in TAMPERED])
def test_tampering_is_noticed_and_stays_noticed(
    vault: Vault, log: Path, lan: Reader, tamper: Callable[[Lines], Lines], line: int
) -> None:
    assert vault.verify_chain() is None
    log.write_bytes(b"".join(tamper(log.read_bytes().splitlines(keepends=True))))
    broken = vault.verify_chain()
    assert broken and broken.line == line
    [damage] = vault.verify()
    assert damage.path == Path("access.jsonl")
    assert damage.message.startswith(f"Nhật ký truy cập, dòng {line}: ")

    vault.reveal(IdentityKind.PERSON, ["n1:next"], lan)
    assert [record.items for record in vault.access_log()][-1] == ("n1:next",)
    later = vault.verify_chain()
    assert later and later.line == line


def test_removing_the_end_together_with_its_seal_is_noticed_and_stays_noticed(
    vault: Vault, log: Path, lan: Reader
) -> None:
    log.write_bytes(b"".join(log.read_bytes().splitlines(keepends=True)[:-2]))
    (vault.folder / "access.head").unlink()
    assert vault.verify_chain() is not None
    vault.reveal(IdentityKind.PERSON, ["n1:next"], lan)
    broken = vault.verify_chain()
    assert broken and broken.line == 5


def test_an_older_seal_put_back_with_its_older_log_is_the_limit(vault: Vault, log: Path, lan: Reader) -> None:
    """Whoever can put back a whole older state of the folder goes unseen: what is kept elsewhere has to show that."""
    head = vault.folder / "access.head"
    older = log.read_bytes(), head.read_bytes()
    vault.reveal(IdentityKind.PERSON, ["n1:next"], lan)
    log.write_bytes(older[0])
    head.write_bytes(older[1])
    assert vault.verify_chain() is None


@pytest.mark.parametrize("head", [b"", b"{}", b'{"seq":6,"head":"0","size":0,"seal":"0"}\n'])
def test_a_seal_that_nobody_with_the_keys_made_is_noticed(vault: Vault, log: Path, head: bytes) -> None:
    (vault.folder / "access.head").write_bytes(head)
    broken = vault.verify_chain()
    assert broken and "access.head" in broken.message


def test_a_line_without_the_key_cannot_be_made(vault: Vault, log: Path) -> None:
    forger = AccessLog(vault.folder, b"0" * 32)
    forger.append(Reader("kẻ giả", "thử"), Action.OPEN, "x")
    assert vault.verify_chain() is not None


# --------------------------------------------------------------------------------------------------- killed meanwhile


def test_a_line_whose_seal_was_not_written_any_more_is_adopted(vault: Vault, log: Path, lan: Reader) -> None:
    head = vault.folder / "access.head"
    before = head.read_bytes()
    vault.reveal(IdentityKind.PERSON, ["n1:last"], lan)
    head.write_bytes(before)
    assert vault.verify_chain() is None
    vault.reveal(IdentityKind.PERSON, ["n1:next"], lan)
    assert vault.verify_chain() is None
    assert [line.seq for line in vault.access_log()] == list(range(1, 9))


def test_a_torn_line_counts_as_never_written(vault: Vault, log: Path, lan: Reader) -> None:
    whole = log.read_bytes()
    log.write_bytes(whole + whole.splitlines(keepends=True)[-1][:50])
    assert vault.verify_chain() is None
    assert len(list(vault.access_log())) == 6
    vault.reveal(IdentityKind.PERSON, ["n1:next"], lan)
    assert vault.verify_chain() is None
    assert [line.seq for line in vault.access_log()] == list(range(1, 8))
    assert all(json.loads(line) for line in log.read_bytes().splitlines())
