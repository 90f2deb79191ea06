"""Reading a data file of the catalogue; every fault names the file, the line, the key, what was found and expected.

All faults are told, not the first only: those of one file by `read_located`, those of several by `Faults`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from soyte.catalogue.wording import expectation, shown

ROOT = Path(__file__).parent
TAG = "·"  # begins the steps of an error's place that no file holds
_Model = TypeVar("_Model", bound=BaseModel)
_LARGEST = 1024 * 1024
_DEEPEST = 30


class CatalogueError(Exception):
    """A data file of the catalogue that cannot be used. The message is Vietnamese, one line for each fault."""


@dataclass
class Faults:
    """Faults of several files, told together."""

    found: list[str] = field(default_factory=list)

    def add(self, fault: str) -> None:
        """One more; the same one only once."""
        if fault not in self.found:
            self.found.append(fault)

    @contextmanager
    def kept(self) -> Iterator[None]:
        """What is read within may fail: its faults are kept, and the rest goes on."""
        try:
            yield
        except CatalogueError as error:
            for fault in str(error).splitlines():
                self.add(fault)

    def check(self) -> None:
        """Raises what was found, if anything was."""
        if self.found:
            raise CatalogueError("\n".join(self.found))


@dataclass(frozen=True)
class Located(Generic[_Model]):
    """The content of a file, and where in it things stand."""

    content: _Model
    file: str
    root: yaml.Node

    def where(self, *steps: str | int) -> str:
        """`tệp.yaml, dòng 7, khóa “a › b”`."""
        return _place(self.file, self.root, list(steps))


def read_yaml(path: Path, model: type[_Model]) -> _Model:
    """The content of one file, checked."""
    return read_located(path, model).content


def read_located(path: Path, model: type[_Model], root: Path | None = None) -> Located[_Model]:
    """The content of one file, checked, with its lines. Messages name the file as seen from `root`."""
    name = path.relative_to(root).as_posix() if root else path.name
    node, content = _parsed(name, _text(path, name), not path.is_relative_to(ROOT))
    try:
        return Located(model.model_validate(content), name, node)
    except ValidationError as error:
        faults = dict.fromkeys(_fault(name, node, dict(fault), model) for fault in error.errors())
        raise CatalogueError("\n".join(faults)) from error


def _text(path: Path, name: str) -> str:
    try:
        if path.stat().st_size > _LARGEST:
            raise CatalogueError(f"{name}: tệp lớn hơn 1 MB, không phải tệp khai báo. Hãy chọn đúng tệp.")
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise CatalogueError(f"{name}: tệp không ở bảng mã UTF-8. Hãy lưu lại bằng UTF-8.") from error
    except OSError as error:
        raise CatalogueError(f"{name}: không mở được tệp. Hãy kiểm tra lại đường dẫn.") from error


def _parsed(name: str, text: str, foreign: bool) -> tuple[yaml.Node, Any]:
    """The file as nodes that know their lines and as values; refused if it repeats a key or refers to itself."""
    try:
        if foreign:
            _refuse_depth(name, text)
        loader = yaml.CSafeLoader(text)
        node = loader.get_single_node()
        if not isinstance(node, yaml.MappingNode):
            raise CatalogueError(f"{name}: tệp rỗng hoặc không gồm các cặp khóa: giá trị. Hãy xem hướng dẫn.")
        repeats = list(_repeats(name, node))
        if repeats:
            raise CatalogueError("\n".join(repeats))
        return node, loader.construct_document(node)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", dòng {mark.line + 1}" if mark else ""
        raise CatalogueError(f"{name}{where}: không phải YAML hợp lệ. Hãy sửa tệp rồi chạy lại.") from error
    except (ValueError, RecursionError) as error:  # a day like 2024-02-31 is no date
        raise CatalogueError(f"{name}: không phải YAML hợp lệ. Hãy sửa tệp rồi chạy lại.") from error


def _refuse_depth(name: str, text: str) -> None:
    """Before anything recursive looks at a file that somebody else wrote."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent) or depth > _DEEPEST:
            line = event.start_mark.line + 1 if event.start_mark else 1
            raise CatalogueError(f"{name}, dòng {line}: không dùng bí danh (*) hoặc lồng quá sâu. Hãy viết rõ ra.")


def _repeats(name: str, node: yaml.Node) -> Iterator[str]:
    if isinstance(node, yaml.MappingNode):
        seen: dict[str, int] = {}
        for written, value in node.value:
            line, key = written.start_mark.line + 1, str(written.value)
            if key in seen:
                yield f"{name}, dòng {line}, khóa “{key}”: đã có ở dòng {seen[key]}. Hãy giữ một dòng."
            seen[key] = line
            yield from _repeats(name, value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _repeats(name, value)


def _fault(name: str, root: yaml.Node, fault: dict[str, Any], model: type[BaseModel]) -> str:
    steps = [step for step in fault["loc"] if not str(step).startswith(TAG) and step != "[key]"]
    missing = steps.pop() if fault["type"] == "missing" else None
    held = _held(root, steps)
    place = _place(name, root, [*held, missing] if missing is not None else held)
    key = str(steps[-1]) if steps else ""
    found = "" if fault["type"] in ("missing", "value_error") else f"; nhận {shown(fault['input'])}"
    return f"{place}: {expectation(fault, key, model)}{found}"


def _held(node: yaml.Node, steps: list[Any]) -> list[Any]:
    """The steps that the file holds: Pydantic also names the arms of a union, which nobody wrote."""
    held: list[Any] = []
    for step in steps:
        below = _below(node, step)
        if below is not None:
            held.append(step)
            node = below[1]
    return held


def _place(name: str, root: yaml.Node, steps: list[Any]) -> str:
    line, node, words = root.start_mark.line + 1, root, []
    for step in steps:
        below = _below(node, step)
        if below is None:
            words.append(str(step))
            break
        line, node = below
        words.append(_named(node, step))
    key = f", khóa “{' › '.join(words)}”" if words else ""
    return f"{name}, dòng {line}{key}"


def _below(node: yaml.Node, step: Any) -> tuple[int, yaml.Node] | None:
    """The line and the value of a key or of an item."""
    if isinstance(node, yaml.MappingNode):
        pair = next((pair for pair in node.value if pair[0].value == str(step)), None)
        return (pair[0].start_mark.line + 1, pair[1]) if pair else None
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step].start_mark.line + 1, node.value[step]
    return None


def _named(node: yaml.Node, step: Any) -> str:
    """How a person finds an item of a list: by its id, else by its number."""
    if not isinstance(step, int):
        return str(step)
    known = _below(node, "id")
    return str(known[1].value) if known else f"mục {step + 1}"
