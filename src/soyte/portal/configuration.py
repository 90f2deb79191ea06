"""What an operator sets, out of the environment: where things lie, who may connect, how mail goes out."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from soyte.ledger.errors import LedgerError
from soyte.ledger.home import chosen_folder

SECOND_FACTOR = frozenset({"leader", "admin"})  # roles that approve or administer


@dataclass(frozen=True)
class Configuration:
    """The settings of one installation's portal. `folder` holds its database, key and collected static files."""

    home: Path
    folder: Path
    database: str
    secret: str
    former_secrets: tuple[str, ...]
    url: str
    hosts: tuple[str, ...]
    proxies: int
    mail: str
    mail_from: str
    provider: str
    provider_name: str
    client: str
    client_secret: str
    second_factor: frozenset[str]  # codes of roles that need one; "all": everybody
    idle_minutes: int
    upload_bytes: int
    worker: bool
    backups: Path | None  # where the page of backups puts them
    backup_passphrase: Path | None  # a file whose first line wraps the keys of those backups
    report_days: int  # how long the content of a report brought for audit is kept

    @property
    def secure(self) -> bool:
        """Whether people reach it by https."""
        return self.url.startswith("https://")


def configuration(environment: Mapping[str, str] | None = None) -> Configuration:
    """What the environment says; everything has a default that works on one machine."""
    said = os.environ if environment is None else environment
    home = chosen_folder(Path(said["SOYTE_HOME"]) if said.get("SOYTE_HOME") else None)
    folder = Path(said.get("SOYTE_PORTAL_FOLDER") or home / "portal")
    url = said.get("SOYTE_PORTAL_URL") or "http://localhost:8000"
    return Configuration(
        home=home,
        folder=folder,
        database=said.get("SOYTE_PORTAL_DATABASE") or f"sqlite:///{folder / 'portal.sqlite3'}",
        secret=said.get("SOYTE_PORTAL_SECRET") or _kept_secret(folder),
        former_secrets=tuple(filter(None, (said.get("SOYTE_PORTAL_FORMER_SECRETS") or "").split(","))),
        url=url.rstrip("/"),
        hosts=tuple(filter(None, (said.get("SOYTE_PORTAL_HOSTS") or urlsplit(url).hostname or "localhost").split(","))),
        proxies=int(said.get("SOYTE_PORTAL_PROXIES") or 0),
        mail=said.get("SOYTE_PORTAL_MAIL") or "",
        mail_from=said.get("SOYTE_PORTAL_MAIL_FROM") or "soyte@localhost",
        provider=said.get("SOYTE_PORTAL_OIDC") or "",
        provider_name=said.get("SOYTE_PORTAL_OIDC_NAME") or "tài khoản cơ quan",
        client=said.get("SOYTE_PORTAL_OIDC_CLIENT") or "",
        client_secret=said.get("SOYTE_PORTAL_OIDC_SECRET") or "",
        second_factor=_codes(said.get("SOYTE_PORTAL_SECOND_FACTOR"), SECOND_FACTOR),
        idle_minutes=int(said.get("SOYTE_PORTAL_IDLE_MINUTES") or 60),
        upload_bytes=int(said.get("SOYTE_PORTAL_UPLOAD_MB") or 256) * 1024**2,
        worker=said.get("SOYTE_PORTAL_WORKER") != "0",
        backups=_path(said.get("SOYTE_PORTAL_BACKUPS")),
        backup_passphrase=_path(said.get("SOYTE_PORTAL_BACKUP_PASSPHRASE")),
        report_days=int(said.get("SOYTE_PORTAL_REPORT_DAYS") or 30),
    )


def _path(said: str | None) -> Path | None:
    return Path(said) if said else None


def _codes(said: str | None, usual: frozenset[str]) -> frozenset[str]:
    """`leader,admin`; `none` says that nobody is meant, silence the usual."""
    return usual if not said else frozenset(one.strip() for one in said.split(",")) - {"none"}


def _kept_secret(folder: Path) -> str:
    """The key that signs sessions, made once and kept beside the database for its owner's eyes only."""
    file = folder / "secret.key"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(48), "ascii")
    return file.read_text("ascii")


def mail_of(address: str) -> dict[str, object]:
    """Django's settings for `smtp://user:password@host:port` (STARTTLS where there is a password) or `smtps://…`."""
    parts = urlsplit(address)
    if not address:
        return {"EMAIL_HOST": ""}
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise LedgerError(
            "SOYTE_PORTAL_MAIL: chỉ dùng được smtp://người_dùng:mật_khẩu@máy:cổng hoặc smtps://…; hãy sửa lại."
        )
    sealed = parts.scheme == "smtps"
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if sealed else 587 if parts.password else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": sealed,
        "EMAIL_USE_TLS": not sealed and bool(parts.password),
        "EMAIL_TIMEOUT": 20,
    }


def database_of(address: str) -> dict[str, object]:
    """Django's settings for `sqlite:///path` or `postgresql://user:password@host:port/name?option=value`.

    `host` may name the folder of a socket; all other options (`sslmode`, `sslrootcert`…) are for the driver, which refuses
    those that it does not know.
    """
    parts = urlsplit(address)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": address.removeprefix("sqlite:///"),
            # WAL lets readers go on while somebody writes; IMMEDIATE takes the lock at the start, so nobody has to give up.
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
            },
        }
    if parts.scheme in ("postgresql", "postgres"):
        options = dict(parse_qsl(parts.query))
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.removeprefix("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": options.pop("host", parts.hostname or ""),
            "PORT": str(parts.port or options.pop("port", "")),
            "OPTIONS": options,
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    raise LedgerError(
        "SOYTE_PORTAL_DATABASE: chỉ dùng được sqlite:///đường/dẫn hoặc postgresql://người_dùng:mật_khẩu@máy/tên; hãy sửa lại."
    )
