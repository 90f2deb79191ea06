"""Small secrets that the portal must be able to read again: sealed under keys derived from its own secret."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

__all__ = ["InvalidToken", "seal", "unseal"]


def _keys(purpose: str) -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    made = [sha256(f"soyte.{purpose}:{secret}".encode()).digest() for secret in secrets]
    return MultiFernet([Fernet(urlsafe_b64encode(key)) for key in made])


def seal(purpose: str, said: Any) -> str:
    """JSON made unreadable and unforgeable (AES-128-CBC with HMAC-SHA-256); what is sealed for one purpose opens for no other."""
    return _keys(purpose).encrypt(json.dumps(said).encode()).decode()


def unseal(purpose: str, sealed: str, seconds: int | None = None) -> Any:
    """What was sealed, at most `seconds` ago. Raises InvalidToken."""
    return json.loads(_keys(purpose).decrypt(sealed.encode(), ttl=seconds))
