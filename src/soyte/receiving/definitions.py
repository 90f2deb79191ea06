"""Definitions that an installation makes for itself: a file of them is a submission, its entries lie over the shipped ones."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import yaml

from soyte.catalogue.files import CatalogueError
from soyte.catalogue.overlay import overlay
from soyte.catalogue.whole import load_whole
from soyte.ledger.tables import DEFINITION
from soyte.receiving.order import Outcome, Pour, Progress

_LARGEST = 1 << 20


@dataclass(frozen=True)
class DefinitionFile:
    """`definitions:` a list of `kind`, `name`, `body`; refused as a whole if one of them is wrong."""

    what: str = "definition"
    reading_hash: str = "definition"
    dataset: None = None
    owner: None = None

    def pour(self, path: Path, name: str, submission_id: str, into: Pour, progress: Progress) -> Outcome:
        """A row of `definition` for each entry. CatalogueError names all that is wrong with them."""
        del submission_id, progress
        found = read_definitions(path, name)
        overlay(load_whole(), found)
        bodies = [json.dumps(one["body"], ensure_ascii=False, sort_keys=True, default=str) for one in found]
        columns = {
            "row_no": list(range(1, len(found) + 1)),
            "kind": [one["kind"] for one in found],
            "name": [one["name"] for one in found],
            "hash": [hashlib.sha256(body.encode()).hexdigest() for body in bodies],
            "body": bodies,
        }
        into(DEFINITION.name, pa.table(columns))
        return Outcome(len(found))


def read_definitions(path: Path, name: str) -> list[dict[str, Any]]:
    """The entries of a file, in a shape that `overlay` checks further."""
    try:
        if path.stat().st_size > _LARGEST:
            raise CatalogueError(f"{name}: tệp lớn hơn 1 MB, không phải tệp định nghĩa. Hãy chọn đúng tệp.")
        said = yaml.safe_load(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise CatalogueError(f"{name}: tệp không ở bảng mã UTF-8. Hãy lưu lại bằng UTF-8.") from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f", dòng {mark.line + 1}" if mark else ""
        raise CatalogueError(f"{name}{where}: không phải YAML hợp lệ. Hãy sửa tệp rồi chạy lại.") from error
    entries = said.get("definitions") if isinstance(said, dict) else None
    if not isinstance(entries, list) or not entries:
        raise CatalogueError(f"{name}: cần khóa “definitions” với một danh sách các định nghĩa (kind, name, body).")
    for number, one in enumerate(entries, 1):
        if not isinstance(one, dict) or set(one) != {"kind", "name", "body"} or not isinstance(one["body"], dict):
            raise CatalogueError(f"{name}: định nghĩa số {number} cần đúng ba khóa kind, name, body.")
    return entries
