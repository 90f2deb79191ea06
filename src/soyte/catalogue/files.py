"""Reading a data file of the catalogue, with errors that name the file, the key and what was expected."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

ROOT = Path(__file__).parent
_Model = TypeVar("_Model", bound=BaseModel)
_EXPECTED = {
    "missing": "thiếu khóa này",
    "extra_forbidden": "khóa lạ, không có trong lược đồ",
    "string_type": "cần một chuỗi ký tự",
    "string_too_short": "không được để trống",
    "list_type": "cần một danh sách",
    "int_type": "cần một số nguyên",
    "float_type": "cần một số",
    "bool_type": "cần true hoặc false",
    "date_type": "cần một ngày dạng YYYY-MM-DD",
}


class CatalogueError(Exception):
    """A data file of the catalogue that cannot be used. The message is Vietnamese and lists every fault."""


def read_yaml(path: Path, model: type[_Model]) -> _Model:
    """The content of one file, checked."""
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", dòng {mark.line + 1}" if mark else ""
        raise CatalogueError(f"{path.name}{where}: không phải YAML hợp lệ. Hãy sửa tệp rồi chạy lại.") from error
    try:
        return model.model_validate(content)
    except ValidationError as error:
        faults = "\n".join(_fault(path, content, dict(fault)) for fault in error.errors())
        raise CatalogueError(faults) from error


def _fault(path: Path, content: Any, fault: dict[str, Any]) -> str:
    names: list[str] = []
    here = content
    for step in fault["loc"]:
        here = _inside(here, step)
        known = here.get("id") if isinstance(here, dict) else None
        names.append(str(known or (f"[{step}]" if isinstance(step, int) else step)))
    expected = _EXPECTED.get(fault["type"])
    if fault["type"] == "literal_error":
        expected = f"cần một trong {fault['ctx']['expected'].replace(' or ', ', ')}"
    found = "" if fault["type"] == "missing" else f" (nhận {fault['input']!r})"
    return f"{path.name}: {' › '.join(names) or 'cả tệp'}: {expected or fault['msg']}{found}"


def _inside(here: Any, step: Any) -> Any:
    if isinstance(here, dict):
        return here.get(step)
    return here[step] if isinstance(here, list) and isinstance(step, int) and step < len(here) else None
