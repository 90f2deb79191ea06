"""Parquet files before an engine sees them: what engines would pass over in silence is refused here, with the path.

Spark skips empty files and those whose names begin with `_` or `.`; DuckDB rounds a double into a decimal, and gives null
for a column written in capitals. Footers are read once for each state of a file; stored files do not change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from soyte.engine import plan, types
from soyte.engine.errors import DamagedFile, EngineError, MissingFile, UnfitFile

Consume = Callable[[str], None]
_TEXTS = (pa.string(), pa.large_string(), pa.string_view())
_INTEGERS = (pa.int32(), types.INTEGER)


def check_listed(paths: Iterable[str]) -> tuple[str, ...]:
    """The paths, refused if one is listed twice or would be passed over."""
    listed = tuple(paths)
    for path in listed:
        if path.rpartition("/")[2][:1] in ("", "_", "."):
            raise EngineError(f"{path}: Spark does not read folders, nor files whose names begin with _ or .")
    twice = sorted({path for path in listed if listed.count(path) > 1}) if len(set(listed)) < len(listed) else ()
    if twice:
        raise EngineError(f"listed twice: {', '.join(twice)}")
    return listed


def is_local(path: str) -> bool:
    """True for a path of this machine; others only their engine can look at."""
    return "://" not in path


def check_files(steps: plan.Plan) -> None:
    """Refuses local files that are missing, damaged at the end, or do not have the declared columns."""
    for source in plan.files_of(steps):
        wanted = _Wanted(source.schema)
        for path in filter(is_local, source.paths):
            _check_fit(path, wanted)


def columns_held(source: plan.Files) -> set[str] | None:
    """The columns that any of these files has; None if only their engine can look at them."""
    if not all(map(is_local, source.paths)):
        return None
    return {name for path in source.paths for name in _columns_of(path)}


def first_damaged(steps: plan.Plan, consume: Consume) -> DamagedFile | MissingFile | None:
    """After an engine has failed: which file it was, found by reading each alone to its end."""
    for source in plan.files_of(steps):
        for path in filter(is_local, source.paths):
            try:
                consume(path)
            except Exception as error:  # whatever a reader makes of damaged bytes
                return _damage(path, error)
    return None


def read_to_end(path: str) -> None:
    """Decodes the whole of a file."""
    with pq.ParquetFile(path) as file:
        for _ in file.iter_batches():
            pass


class _Wanted:
    """A schema that is hashed once, not for each file."""

    def __init__(self, schema: pa.Schema) -> None:
        self.schema = schema
        self._hash = hash(schema)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Wanted) and (self.schema is other.schema or self.schema.equals(other.schema))


def _state(path: str) -> tuple[int, int]:
    try:
        state = Path(path).stat()
    except OSError as error:
        raise _damage(path, error) from error
    return state.st_size, state.st_mtime_ns


def _columns_of(path: str) -> dict[str, pa.DataType]:
    return _columns(path, *_state(path))


def _check_fit(path: str, wanted: _Wanted) -> None:
    _check_state(path, *_state(path), wanted)


@lru_cache(maxsize=65_536)
def _check_state(path: str, size: int, modified: int, wanted: _Wanted) -> None:
    columns = _columns(path, size, modified)
    lower = {name.casefold(): name for name in columns}
    for field in wanted.schema:
        name, kind = field.name, columns.get(field.name)
        if kind is not None and not _fits(kind, field.type):
            raise UnfitFile(path, f"column {name} holds {kind}, not {field.type}")
        if lower.get(name.casefold(), name) != name:
            raise UnfitFile(path, f"column {name} is written {lower[name.casefold()]}")


@lru_cache(maxsize=65_536)
def _columns(path: str, _size: int, _modified: int) -> dict[str, pa.DataType]:
    try:
        found = pq.read_schema(path)
    except (pa.ArrowException, OSError) as error:
        raise _damage(path, error) from error
    return {field.name: field.type for field in found}


def _damage(path: str, error: Exception) -> DamagedFile | MissingFile:
    if isinstance(error, FileNotFoundError) or not Path(path).exists():
        return MissingFile(path, "no such file")
    return DamagedFile(path, str(error).split("\n", 1)[0])


def _fits(found: pa.DataType, wanted: pa.DataType) -> bool:
    """True if the wanted type holds every value of the found one, and both engines know how."""
    if pa.types.is_dictionary(found):
        found = found.value_type
    if pa.types.is_decimal128(wanted):
        whole = wanted.precision - wanted.scale
        return bool(
            pa.types.is_decimal(found) and found.scale <= wanted.scale and found.precision - found.scale <= whole
        )
    if wanted == types.MOMENT:
        return _is_moment(found)
    return found in {types.TEXT: _TEXTS, types.INTEGER: _INTEGERS}.get(wanted, (wanted,))


def _is_moment(found: Any) -> bool:
    return bool(pa.types.is_timestamp(found) and found.tz is not None and found.unit in ("ms", "us"))
