"""The guide explains every key and every reason, and each of its examples is a mapping that works."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from repository import ROOT
from soyte.intake.counts import read_mapping, says
from soyte.intake.counts.mapping_files import keys

GUIDE = (ROOT / "docs" / "huong-dan" / "tep-anh-xa.md").read_text("utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)


@pytest.mark.parametrize("table", keys())
def test_every_key_is_explained(table: str) -> None:
    assert [key for key in keys()[table] if f"`{key}`" not in GUIDE and f"`{key}:" not in GUIDE] == []


@pytest.mark.parametrize("example", EXAMPLES, ids=[example.splitlines()[0] for example in EXAMPLES])
def test_every_example_works(example: str, tmp_path: Path) -> None:
    changes = yaml.safe_load(example)
    whole = yaml.safe_load(EXAMPLES[0]) | changes
    if "unpivot" in changes and (changes["unpivot"]["dimension"] == "measure" or "to" in example):
        del whole["measure"]  # each column says it
    if "unpivot" in changes:
        whole["dimensions"].pop(changes["unpivot"]["dimension"], None)
    if "grain" not in changes and "period" in changes:
        raise AssertionError("an example of a period says its grain")
    path = tmp_path / "anh-xa.yaml"
    path.write_text(yaml.safe_dump(whole, allow_unicode=True), "utf-8")
    read_mapping(path)


def test_every_reason_is_explained() -> None:
    source = Path(says.__file__).read_text("utf-8") + "duplicate contradiction"
    reasons = set(re.findall(r'Fault\(\s*(?:field|"\w+"),\s*"(\w+)"', source)) | {"duplicate", "contradiction"}
    reasons |= set(says._VALUE) | set(says._LINES) | {"unknown_measure", "unknown_status", "unknown_value"}
    assert len(reasons) > 15
    assert {reason for reason in reasons if f"`{reason}`" not in GUIDE} == set()
