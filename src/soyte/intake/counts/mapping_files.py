"""Reading a mapping file: every fault names the file, the line, the key, what was found and what was expected."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

from soyte.catalogue.files import CatalogueError, read_yaml
from soyte.intake.counts import mapping as schema
from soyte.intake.counts.mapping import TAG, Mapping

_LARGEST = 1024 * 1024
_DEEPEST = 30
_EXPECTED = {
    "missing": "thiếu khóa này",
    "string_type": 'cần một chuỗi ký tự; nếu là số hoặc true/false thì đặt trong dấu nháy, ví dụ "01"',
    "string_too_short": "không được để trống",
    "too_short": "không được để trống",
    "list_type": 'cần một danh sách, ví dụ ["-", NA]',
    "dict_type": "cần các cặp khóa: giá trị",
    "model_type": "cần các cặp khóa: giá trị",
    "model_attributes_type": "cần các cặp khóa: giá trị",
    "int_type": "cần một số nguyên",
    "bool_type": "cần true hoặc false",
    "date_type": "cần một ngày dạng YYYY-MM-DD",
    "greater_than_equal": "số quá nhỏ, ít nhất là 1",
    "less_than_equal": "số quá lớn",
}
_PATTERNS = {
    r"^[a-z][a-z0-9_]*$": "cần một mã gồm chữ thường không dấu, chữ số và dấu _, bắt đầu bằng chữ",
    r"^[A-Za-z0-9][A-Za-z0-9_.-]*$": "cần một mã gồm chữ không dấu, chữ số và các dấu _ . -",
    r"^(?:VN|[0-9]{2,5}|[a-z]+(?:-[a-z]+)*)$": "cần một mã đơn vị hành chính gồm 2 đến 5 chữ số, đặt trong dấu nháy",
}


class MappingError(CatalogueError):
    """A mapping file that cannot be used. The message is Vietnamese, one line for each fault."""


def read_mapping(path: Path) -> Mapping:
    """The mapping that a file holds; `MappingError` names all that is wrong with it."""
    root = _nodes(path)
    try:
        return read_yaml(path, Mapping)
    except CatalogueError as error:
        cause = error.__cause__
        if not isinstance(cause, ValidationError):
            raise MappingError(str(error)) from error
        raise MappingError("\n".join(_fault(path.name, root, dict(fault)) for fault in cause.errors())) from error
    except (ValueError, RecursionError) as error:  # a day like 2024-02-31 is no date
        raise MappingError(f"{path.name}: không phải YAML hợp lệ. Hãy sửa tệp rồi chạy lại.") from error


def _nodes(path: Path) -> yaml.Node:
    """The file as nodes that know their lines; refused if it repeats a key or refers to itself."""
    try:
        if path.stat().st_size > _LARGEST:
            raise MappingError(f"{path.name}: tệp lớn hơn 1 MB, không phải tệp ánh xạ. Hãy chọn đúng tệp.")
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise MappingError(f"{path.name}: tệp không ở bảng mã UTF-8. Hãy lưu lại bằng UTF-8.") from error
    except OSError as error:
        raise MappingError(f"{path.name}: không mở được tệp ánh xạ. Hãy kiểm tra lại đường dẫn.") from error
    try:
        depth = 0
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if isinstance(event, yaml.AliasEvent) or depth > _DEEPEST:
                line = event.start_mark.line + 1 if event.start_mark else 1
                raise MappingError(
                    f"{path.name}, dòng {line}: không dùng bí danh (*) hoặc lồng quá sâu. Hãy viết rõ ra."
                )
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", dòng {mark.line + 1}" if mark else ""
        raise MappingError(f"{path.name}{where}: không phải YAML hợp lệ. Hãy sửa tệp rồi chạy lại.") from error
    if not isinstance(root, yaml.MappingNode):
        raise MappingError(f"{path.name}: tệp ánh xạ rỗng hoặc không gồm các cặp khóa: giá trị. Hãy xem hướng dẫn.")
    _refuse_repeats(path.name, root)
    return root


def _refuse_repeats(name: str, node: yaml.Node) -> None:
    if isinstance(node, yaml.MappingNode):
        seen: dict[str, int] = {}
        for written, value in node.value:
            line = written.start_mark.line + 1
            if written.value in seen:
                raise MappingError(
                    f"{name}, dòng {line}, khóa “{written.value}”: đã có ở dòng {seen[written.value]}. Hãy giữ một dòng."
                )
            seen[str(written.value)] = line
            _refuse_repeats(name, value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            _refuse_repeats(name, value)


def _fault(name: str, root: yaml.Node, fault: dict[str, Any]) -> str:
    steps = [step for step in fault["loc"] if not str(step).startswith(TAG) and step != "[key]"]
    line = _line(root, steps)
    where = " › ".join(str(step) for step in steps)
    found = "" if fault["type"] in ("missing", "value_error") else f"; nhận {_shown(fault['input'])}"
    key = f", khóa “{where}”" if where else ""
    return f"{name}, dòng {line}{key}: {_expected(fault, steps)}{found}"


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:59] + "…"


def _expected(fault: dict[str, Any], steps: list[Any]) -> str:
    kind = fault["type"]
    if kind == "extra_forbidden":
        near = difflib.get_close_matches(str(steps[-1]), _keys(), n=1, cutoff=0.6)
        return "khóa lạ, không có trong lược đồ" + (f"; có phải “{near[0]}”?" if near else "")
    if kind == "literal_error":
        return f"cần một trong {fault['ctx']['expected'].replace(' or ', ', ')}"
    if kind == "string_pattern_mismatch":
        return _PATTERNS[fault["ctx"]["pattern"]]
    if kind == "value_error":
        return str(fault["ctx"]["error"])
    return _EXPECTED.get(kind, "giá trị không dùng được")


def _keys() -> list[str]:
    models = [m for m in vars(schema).values() if isinstance(m, type) and issubclass(m, BaseModel)]
    return sorted({field.alias or name for model in models for name, field in model.model_fields.items()})


def keys() -> dict[str, list[str]]:
    """Every key of the schema by the table that holds it, for documents that must explain them all."""
    models = [m for m in vars(schema).values() if isinstance(m, type) and issubclass(m, BaseModel)]
    return {m.__name__: [field.alias or name for name, field in m.model_fields.items()] for m in models}


def _line(node: yaml.Node, steps: list[Any]) -> int:
    """The line of the deepest step that the file holds, from 1."""
    line = node.start_mark.line + 1
    for step in steps:
        if isinstance(node, yaml.MappingNode):
            pair = next((pair for pair in node.value if pair[0].value == str(step)), None)
            if pair is None:
                break
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line + 1
        else:
            break
    return line
