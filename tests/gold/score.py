"""Compare what `soyte audit` read with hand-made gold: figures, their attributes, and judged claims.

python tests/gold/score.py GOLD_DIR FIGURES.jsonl FINDINGS.jsonl [--texts DIR] [--quiet]

GOLD_DIR holds `<stem>.figures.jsonl` and `<stem>.claims.jsonl`; rows of documents that have no gold there are ignored.
In gold any of value, unit, role, indicator, period, place, qualifier, kind and verdict may be a list of acceptable
answers, `"optional": true` rows are neither rewarded nor punished, and `group` names a slip that breaks several claims.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Row = dict[str, Any]
ROOT = Path(__file__).resolve().parents[2]
SEEDS = Path(os.environ.get("SOYTE_SHARED") or ROOT.parent / "shared") / "seeds"
CONTEXT = 40
FAR_APART = 300
ATTRIBUTES = ("unit", "role", "qualifier", "period", "place")


@dataclass
class Tally:
    """How many of how many."""

    right: int = 0
    of: int = 0

    def add(self, good: bool) -> None:
        """Count one more answer."""
        self.right += good
        self.of += 1

    @property
    def rate(self) -> float:
        """The share that is right; 1 when nothing was asked."""
        return self.right / self.of if self.of else 1.0

    def __str__(self) -> str:
        return f"{self.rate:7.1%}  ({self.right}/{self.of})"


@dataclass
class Score:
    """All counts of one comparison, and a line for each miss."""

    precision: Tally = field(default_factory=Tally)
    recall: Tally = field(default_factory=Tally)
    unit: Tally = field(default_factory=Tally)
    role: Tally = field(default_factory=Tally)
    qualifier: Tally = field(default_factory=Tally)
    period: Tally = field(default_factory=Tally)
    place: Tally = field(default_factory=Tally)
    indicator: Tally = field(default_factory=Tally)  # right, or null
    indicator_right: int = 0
    indicator_null: int = 0  # null though gold names one
    indicator_wrong: int = 0
    true_claims: Tally = field(default_factory=Tally)
    wrong_claims: Tally = field(default_factory=Tally)
    ambiguous_claims: Tally = field(default_factory=Tally)
    false_accusations: int = 0
    misses: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """The summary, one measure a line."""
        named = [
            ("value precision", self.precision),
            ("value recall", self.recall),
            *((f"{name} right", getattr(self, name)) for name in ATTRIBUTES),
            ("indicator right or null", self.indicator),
            ("true claims recomputed (ok)", self.true_claims),
            ("wrong claims caught", self.wrong_claims),
            ("ambiguous claims seen as such", self.ambiguous_claims),
        ]
        indicator = f"right {self.indicator_right}, null {self.indicator_null}, wrong {self.indicator_wrong}"
        lines = [f"{name:32}{tally}" for name, tally in named]
        return [*lines, f"{'indicators':34}{indicator}", f"{'false accusations':32}{self.false_accusations:7d}"]


def read_rows(path: Path) -> list[Row]:
    """The objects of a JSONL file; none if there is no such file."""
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def options(answer: Any) -> list[Any]:
    """The acceptable answers of a gold field."""
    return answer if isinstance(answer, list) else [answer]


def overlap(a: Row, b: Row) -> int:
    """How many code points two spans share."""
    return max(0, min(int(a["end"]), int(b["end"])) - max(int(a["start"]), int(b["start"])))


def likeness(a: Row, b: Row) -> float:
    """Intersection over union of two spans."""
    shared = overlap(a, b)
    union = (a["end"] - a["start"]) + (b["end"] - b["start"]) - shared
    return shared / union if union else 0.0


# --------------------------------------------------------------------------------------------------------- spelling


def plain(text: Any) -> str:
    """Lower case, composed, single blanks, one spelling of `sĩ`, `tỷ`, `òa`."""
    out = unicodedata.normalize("NFC", str(text or "")).casefold()
    for old, new in (("sỹ", "sĩ"), ("tỉ đồng", "tỷ đồng"), ("oà", "òa"), ("oá", "óa"), ("uỷ", "ủy"), ("khoẻ", "khỏe")):
        out = out.replace(old, new)
    return re.sub(r"\s+", " ", out).strip(" .,;:()")


_PER_10000 = re.compile(r"\s*(?:/|trên|bình quân)\s*(?:(?:1|một)\s*vạn|vạn|10[.,]?000)\s*(?:người\s*)?dân")
_PER_100000 = re.compile(r"\s*(?:/|trên)\s*100[.,]?000\s*(?:người\s*)?dân")
_POINTS = re.compile(r"^điểm\s*(?:%|phần trăm)$")
_MONEY = {"tỷ": "tỷ đồng", "tỉ": "tỷ đồng", "triệu": "triệu đồng", "tr.đồng": "triệu đồng", "đ": "đồng", "vnđ": "đồng"}


def plain_unit(unit: Any) -> str:
    """One spelling for a unit (`BS/vạn dân` → `bác sĩ/10.000 dân`)."""
    out = _PER_10000.sub("/10.000 dân", _PER_100000.sub("/100.000 dân", plain(unit)))
    out = re.sub(r"\s*/\s*", "/", out)
    out = re.sub(r"^bs(?=/|$)", "bác sĩ", out).replace("giường bệnh", "giường").replace("bhyt", "bảo hiểm y tế")
    if out in ("%o", "%0", "phần nghìn"):
        out = "‰"
    return _POINTS.sub("điểm %", _MONEY.get(out, out))


def same_unit(found: Any, gold: Any) -> bool:
    """Equal, or one counting noun begins with the other (`hồ sơ` and `hồ sơ bệnh án`)."""
    a, b = plain_unit(found), plain_unit(gold)
    if a == b:
        return True
    if not a or not b or re.search(r"[/%‰]|đồng", a + b):
        return False
    return a.startswith(b + " ") or b.startswith(a + " ")


_AREA_WORDS = re.compile(
    r"\b(?:trên địa bàn|toàn|tỉnh|thành phố|tp|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu|khu vực)\b[.]?"
)


def plain_place(place: Any) -> str:
    """A place without its rank words."""
    return re.sub(r"[\s,.;()-]+", " ", _AREA_WORDS.sub(" ", plain(place))).strip()


def same(name: str, found: Any, gold: Any) -> bool:
    """Whether `found` is among the acceptable answers `gold` for the attribute `name`."""
    if name == "unit":
        return any(same_unit(found, one) for one in options(gold))
    if name == "place":
        return any(plain_place(found) == plain_place(one) for one in options(gold))
    return (found or None) in options(gold)


def same_value(found: Row, gold: Row) -> bool:
    """Equal as numbers; of a range either end will do."""
    accepted = [*options(gold["value"]), *options(gold.get("high", []))]
    value = found.get("value")
    if value is None:
        return False
    return any(abs(float(value) - float(one)) <= 1e-9 * max(1.0, abs(float(one))) for one in accepted)


# ---------------------------------------------------------------------------------------------------------- figures


def match_figures(found: list[Row], gold: list[Row]) -> dict[int, int]:
    """Pairs gold → found: overlapping spans, equal values, each used once, the best overlap first."""
    pairs = sorted(
        (-likeness(f, g), j, i)
        for j, g in enumerate(gold)
        for i, f in enumerate(found)
        if overlap(f, g) and same_value(f, g)
    )
    matched: dict[int, int] = {}
    used: set[int] = set()
    for _, j, i in pairs:
        if j not in matched and i not in used:
            matched[j] = i
            used.add(i)
    return matched


def score_figures(result: Score, found: list[Row], gold: list[Row], text: str) -> None:
    """Count one document's figures."""
    matched = match_figures(found, gold)
    taken = set(matched.values())
    for j, g in enumerate(gold):
        if g.get("optional"):
            continue
        result.recall.add(j in matched)
        if j not in matched:
            result.misses.append(_line("not read", g, text, f"value {g['value']}"))
            continue
        result.precision.add(True)
        _score_attributes(result, found[matched[j]], g, text)
    for i, f in enumerate(found):
        if i in taken or _forgiven(f, gold):
            continue
        result.precision.add(False)
        result.misses.append(_line("not a figure", f, text, f"value {f.get('value')}"))


def _forgiven(found: Row, gold: list[Row]) -> bool:
    """Whether an unmatched figure lies on an optional one, or is the second end of a range."""
    on = [g for g in gold if overlap(found, g)]
    return any(g.get("optional") or ("high" in g and same_value(found, g)) for g in on)


def _score_attributes(result: Score, found: Row, gold: Row, text: str) -> None:
    for name in ATTRIBUTES:
        if name in gold:
            good = same(name, found.get(name), gold[name])
            getattr(result, name).add(good)
            if not good:
                result.misses.append(_line(f"{name}", gold, text, f"{found.get(name)!r}, gold {gold[name]!r}"))
    if "indicator" not in gold:
        return
    answer, wanted = found.get("indicator") or None, options(gold["indicator"])
    result.indicator.add(answer is None or answer in wanted)
    if answer in wanted:
        result.indicator_right += 1
        return
    if answer is None:
        result.indicator_null += 1
    else:
        result.indicator_wrong += 1
    kind = "indicator null" if answer is None else "indicator wrong"
    result.misses.append(_line(kind, gold, text, f"{answer!r}, gold {gold['indicator']!r}"))


# ----------------------------------------------------------------------------------------------------------- claims


def touched(finding: Row, claim: Row) -> int:
    """How many of the claim's figures the finding's span overlaps."""
    spans = claim.get("spans") or [[claim["start"], claim["end"]]]
    return sum(finding["start"] < end and start < finding["end"] for start, end in spans)


def about(finding: Row, claim: Row) -> bool:
    """Whether a finding speaks of a claim: right kind, two of its figures (one of a lone or far-apart pair)."""
    lone = len(claim.get("spans", ())) < 2 or claim["end"] - claim["start"] > FAR_APART
    return finding.get("kind") in options(claim["kind"]) and touched(finding, claim) >= (1 if lone else 2)


def accused(finding: Row, gold: list[Row]) -> Row | None:
    """The claim that a `wrong` finding accuses: the one most alike, of the right kind if there is any."""
    near = [c for c in gold if touched(finding, c)]
    kind = [c for c in near if about(finding, c)]
    return max(kind or near, key=lambda c: likeness(finding, c), default=None)


def score_claims(result: Score, findings: list[Row], gold: list[Row], text: str) -> None:
    """Count one document's claims."""
    caught: set[str] = set()
    for finding in (f for f in findings if f.get("verdict") == "wrong"):
        claim = accused(finding, gold)
        if claim is None or "wrong" not in options(claim["verdict"]):
            result.false_accusations += 1
            result.misses.append(_line("false accusation", finding, text, str(finding.get("message", ""))))
        else:
            caught.add(_slip(claim))
    for slip, claim in {_slip(c): c for c in gold if c["verdict"] == "wrong" and not c.get("optional")}.items():
        result.wrong_claims.add(slip in caught)
        if slip not in caught:
            result.misses.append(_line("wrong claim not caught", claim, text, claim.get("note", "")))
    for verdict, tally in (("ok", result.true_claims), ("ambiguous", result.ambiguous_claims)):
        wanted = [c for c in gold if c["verdict"] == verdict and not c.get("optional")]
        given = [f for f in findings if f.get("verdict") == verdict]
        done = _match_claims(given, wanted)
        for j, claim in enumerate(wanted):
            tally.add(j in done)
            if j not in done:
                result.misses.append(_line(f"{verdict} claim not judged", claim, text, claim.get("note", "")))


def _slip(claim: Row) -> str:
    return str(claim.get("group") or f"{claim['start']}-{claim['end']}-{claim['kind']}")


def _match_claims(findings: list[Row], gold: list[Row]) -> set[int]:
    pairs = sorted((-likeness(f, c), j, i) for j, c in enumerate(gold) for i, f in enumerate(findings) if about(f, c))
    done: set[int] = set()
    used: set[int] = set()
    for _, j, i in pairs:
        if j not in done and i not in used:
            done.add(j)
            used.add(i)
    return done


# ------------------------------------------------------------------------------------------------------------ whole


def _line(kind: str, row: Row, text: str, detail: str) -> str:
    quote = row.get("quote") or " … ".join(row.get("figures", ()))
    before = text[max(0, row["start"] - CONTEXT) : row["start"]]
    after = text[row["end"] : row["end"] + CONTEXT]
    context = re.sub(r"\s+", " ", f"{before}⟦{text[row['start'] : row['end']]}⟧{after}")
    return f"{kind}\t{row['doc']}\t{quote}\t{detail}\t{context}"


def score(gold_dir: Path, figures: Iterable[Row], findings: Iterable[Row], texts: Path = SEEDS) -> Score:
    """Compare figures and findings with the gold of every document in `gold_dir`."""
    by_doc: dict[str, tuple[list[Row], list[Row]]] = {}
    for number, rows in enumerate((figures, findings)):
        for row in rows:
            name = Path(str(row["doc"])).name
            by_doc.setdefault(name, ([], []))[number].append(row | {"doc": name})
    result = Score()
    for path in sorted(gold_dir.glob("*.figures.jsonl")):
        stem = path.name.removesuffix(".figures.jsonl")
        source = next((p for p in (texts / f"{stem}.txt", gold_dir / f"{stem}.txt") if p.exists()), None)
        text = source.read_bytes().decode("utf-8") if source else ""
        found, judged = by_doc.get(f"{stem}.txt", ([], []))
        score_figures(result, found, read_rows(path), text)
        score_claims(result, judged, read_rows(gold_dir / f"{stem}.claims.jsonl"), text)
    return result


def main() -> int:
    """Print the summary, then every miss."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold_dir", type=Path)
    parser.add_argument("figures", type=Path)
    parser.add_argument("findings", type=Path)
    parser.add_argument("--texts", type=Path, default=SEEDS)
    parser.add_argument("--quiet", action="store_true", help="only the summary")
    given = parser.parse_args()
    result = score(given.gold_dir, read_rows(given.figures), read_rows(given.findings), given.texts)
    print("\n".join(result.lines()))
    if not given.quiet and result.misses:
        print(f"\n{len(result.misses)} misses\n" + "\n".join(result.misses))
    return 0


if __name__ == "__main__":
    sys.exit(main())
