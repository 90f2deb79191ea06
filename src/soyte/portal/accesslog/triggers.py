"""The database's own refusal to change or delete a line, as SQLite and PostgreSQL say it."""

from __future__ import annotations

from typing import Any

_TABLE = "accesslog_line"
_WORDS = "the access log is only ever added to"

_SQLITE = [
    f"CREATE TRIGGER IF NOT EXISTS {_TABLE}_no_{verb} BEFORE {verb} ON {_TABLE} BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END"
    for verb in ("update", "delete")
]
_POSTGRESQL = [
    f"CREATE OR REPLACE FUNCTION {_TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{_WORDS}'; END $$",
    f"CREATE TRIGGER {_TABLE}_no_change BEFORE UPDATE OR DELETE ON {_TABLE} FOR EACH ROW EXECUTE FUNCTION {_TABLE}_refuse()",
    f"CREATE TRIGGER {_TABLE}_no_truncate BEFORE TRUNCATE ON {_TABLE} FOR EACH STATEMENT EXECUTE FUNCTION {_TABLE}_refuse()",
]
_SQLITE_OFF = [f"DROP TRIGGER IF EXISTS {_TABLE}_no_{verb}" for verb in ("update", "delete")]
_POSTGRESQL_OFF = [f"DROP TRIGGER IF EXISTS {_TABLE}_no_{verb} ON {_TABLE}" for verb in ("change", "truncate")]


def put_up(connection: Any) -> None:
    """Make the triggers."""
    _run(connection, _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE)


def take_down(connection: Any) -> None:
    """Remove them: for a migration that goes back, and for tests that empty their database."""
    _run(connection, _POSTGRESQL_OFF if connection.vendor == "postgresql" else _SQLITE_OFF)


def _run(connection: Any, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
