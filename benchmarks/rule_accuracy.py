"""Precision and recall of each rule on faults planted in invented dossiers, and false alarms on dossiers without faults.

    python -m benchmarks.rule_accuracy --visits 10000 --out docs/huong-dan/do-chinh-xac-quy-tac.md

A planted fault is found if its rule is told of its dossier (of its file, where the dossier could not be read). A finding is right if
its rule was planted in its dossier, breaks with what was planted there, or the dossier is the other one that a fault between two needs.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from soyte.catalogue.claims.rules import rules
from soyte.cli.check_lists import lists_in
from soyte.receiving.checking import Checking
from soyte.reports.findings import records

Key = tuple[str, str]


@dataclass
class Score:
    """Of one rule: faults planted, those found, findings, those that are right, findings where nothing was planted at all."""

    planted: int = 0
    found: int = 0
    told: int = 0
    right: int = 0
    clean: int = 0


@dataclass
class Told:
    """Findings of a folder: which rules were told of a dossier, or of a file alone."""

    dossiers: int = 0
    by_dossier: dict[Key, set[str]] = field(default_factory=lambda: defaultdict(set))
    by_file: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


def main() -> None:
    """Make the samples, ask the rules, write the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--visits", type=int, default=10_000)
    asked.add_argument("--faults", type=float, default=0.3)
    asked.add_argument("--seed", type=int, default=11)
    asked.add_argument("--out", type=Path)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as name:
        faulty, clean = Path(name) / "faulty", Path(name) / "clean"
        _sample(faulty, given.visits, given.faults, given.seed)
        _sample(clean, given.visits, 0, given.seed + 1)
        scores, counts = _scores(faulty, clean)
    command = f"python -m benchmarks.rule_accuracy --visits {given.visits} --faults {given.faults} --seed {given.seed}"
    page = "\n".join(_page(scores, counts, command)) + "\n"
    if given.out:
        given.out.write_text(page, encoding="utf-8")
    else:
        sys.stdout.write(page)


def _sample(folder: Path, visits: int, faults: float, seed: int) -> None:
    soyte = Path(sys.executable).with_name("soyte")
    options = (
        "--visits",
        str(visits),
        "--year",
        "2025",
        "--faults",
        str(faults),
        "--seed",
        str(seed),
        "--out",
        str(folder),
    )
    subprocess.run([str(soyte), "sample", "claims", *options], check=True, stdout=subprocess.DEVNULL)


def _told(folder: Path) -> Told:
    told = Told()
    with Checking(rules(), lists_in(folder / "danh-muc")) as checking:
        for path in sorted((folder / "ho-so").rglob("*.xml")):
            checking.read(path, path.relative_to(folder).as_posix())
        checking.finish()
        told.dossiers = sum(checking.dossiers.values())
        for table in checking.findings():
            for one in records(table, checking.rules):
                if one["ma_lk"] is None:
                    told.by_file[one["file"]].add(one["rule"])
                else:  # a check-in lies in another file than its dossier
                    told.by_dossier["" if one["table"] == "XML0" else one["file"], one["ma_lk"]].add(one["rule"])
    return told


def _scores(faulty: Path, clean: Path) -> tuple[dict[str, Score], tuple[int, int]]:
    told, quiet = _told(faulty), _told(clean)
    scores: dict[str, Score] = defaultdict(Score)
    meant: dict[Key, set[str]] = defaultdict(set)
    partners: dict[str, set[str]] = defaultdict(set)
    files: dict[str, set[str]] = defaultdict(set)
    for line in (faulty / "labels.jsonl").read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        key, arrival, rule = (label["file"], label["ma_lk"]), ("", label["ma_lk"]), label["rule"]
        scores[rule].planted += 1
        heard = told.by_dossier.get(key, set()) | told.by_dossier.get(arrival, set())
        scores[rule].found += rule in heard | told.by_file.get(label["file"], set())
        meant[key] |= {rule, *label["also"]}
        meant[arrival] |= {rule, *label["also"]}
        files[label["file"]] |= {rule, *label["also"]}
        if label["with"]:
            partners[label["with"]].add(rule)
    for key, some in told.by_dossier.items():
        for rule in some:
            scores[rule].told += 1
            scores[rule].right += rule in meant[key] | partners[key[1]]
    for file, some in told.by_file.items():
        for rule in some:
            scores[rule].told += 1
            scores[rule].right += rule in files[file]
    for some in (*quiet.by_dossier.values(), *quiet.by_file.values()):
        for rule in some:
            scores[rule].clean += 1
    return scores, (told.dossiers, quiet.dossiers)


def _page(scores: dict[str, Score], counts: tuple[int, int], command: str) -> Iterator[str]:
    every = {rule.id: rule for rule in reversed(rules())}
    planted = sum(one.planted for one in scores.values())
    found = sum(one.found for one in scores.values())
    told, right = sum(one.told for one in scores.values()), sum(one.right for one in scores.values())
    yield "# Độ chính xác của quy tắc kiểm tra hồ sơ BHYT"
    yield ""
    yield (
        f"Đo trên hồ sơ bịa có lỗi cài sẵn ({_number(counts[0])} hồ sơ) và hồ sơ bịa không lỗi ({_number(counts[1])} hồ sơ), có danh mục được duyệt. "
        "Tìm được: trong số lỗi đã cài, bao nhiêu phần trăm được chỉ ra đúng hồ sơ, đúng quy tắc. Báo đúng: trong số phát hiện, bao nhiêu phần trăm "
        "là lỗi đã cài hoặc lỗi kéo theo của lỗi đã cài. Báo nhầm: số hồ sơ không lỗi bị nêu. Quy tắc không có lỗi cài sẵn để trống. Bộ hồ sơ bịa do "
        "chính dự án làm ra, nên các con số này nói rằng quy tắc làm đúng điều nó định làm, chưa nói được về hồ sơ thật."
    )
    yield ""
    yield f"Lệnh đo: `{command}`"
    yield ""
    yield (
        f"Tất cả: {len(every)} quy tắc; tìm được {_share(found, planted)} của {_number(planted)} lỗi; báo đúng {_share(right, told)} của "
        f"{_number(told)} phát hiện; báo nhầm {_number(sum(one.clean for one in scores.values()))} trên hồ sơ không lỗi."
    )
    yield ""
    yield "| Quy tắc | Mức | Nội dung | Đã cài | Tìm được | Phát hiện | Báo đúng | Báo nhầm |"
    yield "|---|---|---|---:|---:|---:|---:|---:|"
    for name, rule in sorted(every.items()):
        one = scores.get(name, Score())
        yield (
            f"| {name} | {rule.severity} | {rule.title} | {one.planted or ''} | {_share(one.found, one.planted)} | "
            f"{one.told or ''} | {_share(one.right, one.told)} | {one.clean} |"
        )


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %".replace(".", ",") if whole else ""


def _number(count: int) -> str:
    return f"{count:,}".replace(",", ".")


if __name__ == "__main__":
    main()
