"""What the port refuses, and what an engine could not do. Engines raise nothing else."""

from __future__ import annotations


class EngineError(Exception):
    """Raised as it is: a description that no engine may carry out. Its subclasses: what went wrong on the way."""


class FileError(EngineError):
    """A file that cannot be read as the description says; `path` says which, `reason` why."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class MissingFile(FileError):
    """There is no such file."""


class DamagedFile(FileError):
    """The bytes are not those of a whole Parquet file."""


class UnfitFile(FileError):
    """A sound file, but its columns are not those declared."""


class Overflow(EngineError):
    """A value that its type cannot hold: a sum beyond 64 bits, a decimal of more than 38 digits."""


class OutOfRoom(EngineError):
    """Memory, and the folder to spill into, did not suffice."""


class EngineFailure(EngineError):
    """Anything else that an engine reports."""
