"""Whether a text shows anything of the secrets of a keyring."""

from __future__ import annotations

import json


def secrets_of(whole: str) -> set[str]:
    ring = json.loads(whole)
    keys = [*ring["storage"], *(key for keys in ring["pseudonym"].values() for key in keys)]
    return {ring["log"], *(key["secret"] for key in keys)}


def assert_shows_no_secret(text: str, whole: str) -> None:
    assert [secret for secret in secrets_of(whole) if secret in text or secret[20:40] in text] == []
