"""The portal goes along with a backup, sealed, and comes back with it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from soyte.ledger.backup import BackupError, backup, restore
from soyte.ledger.ledger import Ledger
from soyte.portal.backing_up import packed, unpack

NAME = "Đỗ Thị Quản Trị"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An installation with a portal: a database that somebody is writing to, a secret, a report on the desk."""
    folder = tmp_path / "kho"
    Ledger.create(folder, name="Thử", place="99")
    portal = folder / "portal"
    (portal / "desk" / "originals").mkdir(parents=True)
    (portal / "static").mkdir()
    (portal / "static" / "page.css").write_text("collected anew by whoever serves")
    (portal / "secret.key").write_text("s3cret")
    (portal / "desk" / "originals" / "a").write_bytes(b"sealed report")
    with closing(sqlite3.connect(portal / "portal.sqlite3")) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE people (name TEXT)")
        database.execute("INSERT INTO people VALUES (?)", [NAME])
        database.commit()
    return folder


def saved(home: Path, target: Path) -> Path:
    with packed(home) as beside:
        backup(Ledger.open(home), target, beside=beside)
    return target


def test_people_secret_and_reports_come_back_and_nobody_reads_them_in_the_archive(home: Path, tmp_path: Path) -> None:
    archive = saved(home, tmp_path / "a.tar")
    assert NAME.encode() not in archive.read_bytes() and b"s3cret" not in archive.read_bytes()
    again = tmp_path / "again"
    assert restore(archive, again).keys
    assert unpack(again) and not unpack(again)
    portal = again / "portal"
    with closing(sqlite3.connect(portal / "portal.sqlite3")) as database:
        assert database.execute("SELECT name FROM people").fetchall() == [(NAME,)]
    assert (portal / "secret.key").read_text() == "s3cret"
    assert (portal / "secret.key").stat().st_mode & 0o077 == 0
    assert (portal / "desk" / "originals" / "a").read_bytes() == b"sealed report"
    assert sorted(path.name for path in portal.iterdir()) == ["desk", "portal.sqlite3", "secret.key"]
    assert [path.name for path in (home / "portal").iterdir() if path.name.startswith(".")] == []


def test_without_the_keys_it_stays_shut_and_a_portal_in_use_is_not_overwritten(home: Path, tmp_path: Path) -> None:
    archive = saved(home, tmp_path / "a.tar")
    keys = tmp_path / "a.tar.keys"
    away = keys.rename(tmp_path / "away.keys")
    again = tmp_path / "again"
    assert not restore(archive, again).keys
    with pytest.raises(BackupError, match="chưa có khóa"):
        unpack(again)
    away.rename(again / "vault" / "keys.json")
    (again / "portal" / "secret.key").write_text("new")
    with pytest.raises(BackupError, match="đã có dữ liệu mới"):
        unpack(again)
    (again / "portal" / "secret.key").unlink()
    assert unpack(again)


def test_a_database_that_lies_elsewhere_goes_along_and_comes_back_there_and_one_given_up_for_a_server_does_not(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = (home / "portal" / "portal.sqlite3").rename(tmp_path / "so.sqlite3")
    monkeypatch.setenv("SOYTE_PORTAL_DATABASE", f"sqlite:///{elsewhere}")
    archive = saved(home, tmp_path / "a.tar")
    elsewhere.rename(home / "portal" / "portal.sqlite3")
    restore(archive, tmp_path / "again")
    assert unpack(tmp_path / "again")
    with closing(sqlite3.connect(elsewhere)) as database:
        assert database.execute("SELECT name FROM people").fetchall() == [(NAME,)]
    monkeypatch.setenv("SOYTE_PORTAL_DATABASE", "postgresql://soyte@/soyte")
    restore(saved(home, tmp_path / "b.tar"), tmp_path / "served")
    assert unpack(tmp_path / "served")
    assert not (tmp_path / "served" / "portal" / "portal.sqlite3").exists()


def test_an_installation_without_a_portal_has_nothing_to_add(tmp_path: Path) -> None:
    Ledger.create(tmp_path / "kho", name="Thử", place="99")
    with packed(tmp_path / "kho") as beside:
        assert beside is None
    assert not unpack(tmp_path / "kho")
