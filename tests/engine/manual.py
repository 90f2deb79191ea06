"""The manual of the engine port, made of its specification tests: `python -m engine.manual` (PYTHONPATH=tests) writes it.

A folder is a chapter, a file a section, a test a paragraph: its name is the sentence, its body the proof.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

from repository import ROOT

SPEC = ROOT / "tests" / "engine" / "spec"
MANUAL = ROOT / "docs" / "engine-manual.md"
CHAPTERS = {
    "conditions": "Conditions",
    "values": "Values",
    "groups": "Groups",
    "tables": "Tables",
    "sources": "Sources",
    "errors": "Errors",
}
HEAD = """# Manual of the engine port

Made from `tests/engine/spec` by `PYTHONPATH=tests .venv/bin/python -m engine.manual`; do not edit. Each paragraph is a test that runs on
DuckDB, on Spark and on an oracle in plain Python. In the drawn tables `-` is null and `''` an empty text; a column is a name and a
type (`text` where none is written, `dec2` a decimal with two digits behind the point).
"""


def manual() -> str:
    """The whole text."""
    parts = [HEAD]
    for folder, title in CHAPTERS.items():
        parts.append(f"## {title}\n")
        for path in sorted((SPEC / folder).glob("test_*.py")):
            parts += section(path)
    return "\n".join(parts)


def section(path: Path) -> Iterator[str]:
    """Heading, the tables that all paragraphs share, and the paragraphs of one file."""
    source = path.read_text("utf-8")
    tree = ast.parse(source)
    title, _, rest = (ast.get_docstring(tree) or "").partition(":")
    yield f"### {title}\n\n{_upper(rest.strip())}\n"
    shared = [node for node in tree.body if isinstance(node, ast.Assign)]
    if shared:
        yield _code("\n\n".join(_text(source, node) for node in shared))
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            sentence = node.name.removeprefix("test_").replace("_", " ").capitalize()
            cases = [_text(source, mark) for mark in node.decorator_list]
            yield f"**{sentence}.**\n"
            yield _code("\n".join([*cases, *(dedent(_text(source, statement)) for statement in node.body)]))


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _text(source: str, node: ast.AST) -> str:
    found = ast.get_source_segment(source, node, padded=True) or ""
    return dedent(found)


def _code(text: str) -> str:
    return f"```python\n{text}\n```\n"


if __name__ == "__main__":
    MANUAL.write_text(manual(), "utf-8")
