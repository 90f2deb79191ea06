"""Encrypting streams in the age format, with the hash of the plain content taken on the way."""

from __future__ import annotations

import hashlib
import io
import os
import threading
from typing import Any, NamedTuple, Protocol

import pyrage
from pyrage import passphrase, x25519

_PIPE_BUFFER = 1 << 20
_BLOCK = 1 << 20


class CannotUnseal(Exception):
    """The content is damaged, cut off, or was sealed for another key."""


class Plain(NamedTuple):
    """What went through in the clear: SHA-256 in hexadecimal, and bytes."""

    sha256: str
    size: int


class Source(Protocol):
    """What bytes are read from."""

    def read(self, size: int = -1, /) -> bytes: ...


class Target(Protocol):
    """What bytes are written to."""

    def write(self, data: bytes, /) -> int: ...

    def flush(self) -> None: ...


class Nowhere:
    """A target that forgets: for looking whether something can be unsealed."""

    def write(self, data: bytes, /) -> int:
        return len(data)

    def flush(self) -> None: ...


class _Count:
    def __init__(self) -> None:
        self.hash = hashlib.sha256()
        self.size = 0

    def add(self, data: bytes) -> None:
        self.hash.update(data)
        self.size += len(data)

    @property
    def plain(self) -> Plain:
        return Plain(self.hash.hexdigest(), self.size)


class _Reading(io.RawIOBase):
    """Reads through; remembers what the disk refused, because the library hands on only its text."""

    def __init__(self, stream: Source, count: _Count | None = None) -> None:
        self._stream, self._count = stream, count
        self.error: BaseException | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        try:
            data = self._stream.read(len(buffer))
            if self._count:
                self._count.add(data)
        except BaseException as error:  # somebody who stops the program too
            self.error = error
            raise
        buffer[: len(data)] = data
        return len(data)

    def buffered(self) -> io.BufferedReader:
        """What the library reads from: it asks for 8 kB at a time, and a file is hashed faster in large blocks, of which
        each lets other threads of Python go on once."""
        return io.BufferedReader(self, _BLOCK)


class _Writing:
    """Writes through, and remembers likewise."""

    def __init__(self, stream: Target, count: _Count | None = None) -> None:
        self.stream, self.count = stream, count
        self.error: BaseException | None = None

    def write(self, data: bytes) -> int:
        try:
            self.stream.write(data)
            if self.count:
                self.count.add(data)
        except BaseException as error:
            self.error = error
            raise
        return len(data)

    def flush(self) -> None:
        self.stream.flush()


def new_identity() -> str:
    """A new secret key, as text."""
    return str(x25519.Identity.generate())


def recipient_of(identity: str) -> str:
    """The public half of a key: who has it can seal, and not unseal."""
    return str(x25519.Identity.from_str(identity).to_public())


def seal(source: Source, target: Target, recipient: str) -> Plain:
    """Encrypt a stream for a recipient, in bounded memory. Raises OSError as the disk gave it."""
    count = _Count()
    reading, writing = _Reading(source, count), _Writing(target)
    try:
        pyrage.encrypt_io(reading.buffered(), writing, [x25519.Recipient.from_str(recipient)])
    except (pyrage.EncryptError, OSError) as error:
        raise reading.error or writing.error or OSError(str(error)) from None
    return count.plain


def unseal(source: Source, target: Target, identity: str) -> Plain:
    """Decrypt a stream, in bounded memory. Raises CannotUnseal, after some bytes may have gone to the target, or OSError."""
    count = _Count()
    reading, writing = _Reading(source), _Writing(target, count)
    try:
        pyrage.decrypt_io(reading.buffered(), writing, [x25519.Identity.from_str(identity)])
    except (pyrage.DecryptError, OSError) as error:
        known = reading.error or writing.error
        raise known or CannotUnseal(str(error)) from None
    return count.plain


def reseal(source: Source, target: Target, old: str, new: str) -> Plain:
    """Decrypt and encrypt again through a pipe, so that nothing lies on a disk in the clear.

    Raises CannotUnseal or OSError; what the target holds then is worthless.
    """
    outlet, inlet = os.pipe()
    failed: list[Exception] = []

    def decrypt() -> None:
        try:
            with os.fdopen(inlet, "wb", buffering=_PIPE_BUFFER) as pipe:
                unseal(source, pipe, old)
        except (CannotUnseal, OSError) as error:
            failed.append(error)

    worker = threading.Thread(target=decrypt, name="vault-unseal", daemon=True)
    worker.start()
    try:
        with os.fdopen(outlet, "rb", buffering=_PIPE_BUFFER) as pipe:
            plain = seal(pipe, target, recipient_of(new))
    finally:
        worker.join()  # closing the outlet ends a worker that still writes
    if failed:
        raise failed[0]
    return plain


def wrap(secret: bytes, phrase: str) -> bytes:
    """Encrypt under a passphrase (scrypt, about a second)."""
    return bytes(passphrase.encrypt(secret, phrase))


def unwrap(sealed: bytes, phrase: str) -> bytes:
    """Undo `wrap`. Raises CannotUnseal."""
    try:
        return bytes(passphrase.decrypt(sealed, phrase))
    except pyrage.DecryptError as error:
        raise CannotUnseal(str(error)) from None
