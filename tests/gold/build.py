"""Turn the marked-up sources into texts and gold files: `python tests/gold/build.py`.

A source holds the text with figures marked `{{quote|unit|role|indicator|more …}}`, then `=== claims` and one claim a
line. Alternatives are separated by `;`, `-` is null, roles are letters (a t p c s n d; several letters are
alternatives), and the further fields are `#id`, `v=` value, `hi=` end of a range, `q=` qualifier, `p=` period, `pl=`
place and `opt`. A line `@@ p=2024 && pl=Bình Sơn` sets the default period and place of what follows; `@@ nfd on|off`
decomposes what follows, `@@ crlf` writes DOS line ends; `␣` is a non-breaking blank.

A claim reads `kinds verdict id id … :: expression :: note [:: group=…] [:: reach=characters] [:: opt]`. The expression
is computed with the values of the figures: it must be true for `ok` and false for `wrong`. So neither offsets nor
arithmetic can drift from the text.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

Row = dict[str, Any]
HERE = Path(__file__).parent
FOLDERS = ((13, "blind"), (7, "held"), (1, "dev"))  # the first number of each, the highest first

ROLES = {
    "a": "actual",
    "t": "target",
    "p": "previous",
    "c": "change",
    "s": "share",
    "n": "numerator",
    "d": "denominator",
}
KINDS = {
    "diff": ["difference"],
    "rel": ["relative_change"],
    "diffrel": ["difference", "relative_change"],
    "mult": ["relative_change", "ratio", "comparison"],
    "ratio": ["ratio"],
    "plan": ["ratio", "target_attainment"],
    "sum": ["sum", "count", "difference"],
    "sub": ["subset", "comparison", "ratio", "count"],
    "count": ["count", "sum", "words"],
    "ta": ["target_attainment", "comparison"],
    "cmp": ["comparison", "difference", "words"],
    "words": ["words", "comparison", "count", "target_attainment"],
    "unit": ["unit_consistency", "target_attainment", "comparison", "plausibility"],
    "dup": ["duplicate_conflict", "comparison"],
    "plaus": ["plausibility", "unit_consistency", "comparison"],
    "between": ["comparison", "plausibility", "subset", "sum", "ratio"],
}
POINTS = ["%", "điểm %", "điểm phần trăm"]
MARK = re.compile(r"\{\{(.*?)\}\}", re.S)
PLAIN = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
SCALES = {"triệu": 1e6, "nghìn": 1e3, "ngàn": 1e3, "vạn": 1e4}


def one_or_many(text: str, turn: Callable[[str], Any] = str) -> Any:
    """`-` is null, `a;b` a list of acceptable answers."""
    parts = [None if part.strip() == "-" else turn(part.strip()) for part in text.split(";")]
    return parts[0] if len(parts) == 1 else parts


def number(text: str) -> float | int:
    """A plain number in Vietnamese style, or a JSON number given by `v=`."""
    value = float(text)
    return int(value) if value.is_integer() else value


def read_value(quote: str) -> float | int:
    """The value of a quote that is written in the usual way; others need `v=`."""
    if not PLAIN.fullmatch(quote):
        raise ValueError(f"{quote!r} needs v=")
    return number(quote.replace(".", "").replace(",", "."))


def figure(mark: str, defaults: Row) -> Row:
    """One marked figure, offsets still missing."""
    quote, unit, role, indicator, *more = mark.split("|")
    row: Row = {"quote": quote, "unit": one_or_many(unit), "qualifier": "exact", **defaults}
    if unit == "pt":
        row["unit"] = POINTS
    roles = [ROLES[letter] for letter in role]
    row["role"] = roles[0] if len(roles) == 1 else roles
    row["indicator"] = one_or_many(indicator)
    names = {"q": "qualifier", "p": "period", "pl": "place"}
    for field in more:
        key, _, text = field.partition("=")
        if field.startswith("#"):
            row["id"] = field[1:]
        elif field == "opt":
            row["optional"] = True
        elif key in ("v", "hi"):
            row["value" if key == "v" else "high"] = one_or_many(text, number)
        elif key in names:
            row[names[key]] = one_or_many(text)
        else:
            raise ValueError(f"unknown field {field!r} in {mark!r}")
    if "value" not in row:
        row["value"] = read_value(quote)
    return row


class Builder:
    """Collects the text and the figures of one source."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.size = 0
        self.figures: list[Row] = []
        self.defaults: Row = {"period": None, "place": None}
        self.nfd = False
        self.newline = "\n"

    def directive(self, line: str) -> None:
        """Obey one `@@` line."""
        if line.startswith("nfd"):
            self.nfd = line.split()[1] == "on"
        elif line == "crlf":
            self.newline = "\r\n"
        else:
            for part in line.split("&&"):
                key, _, text = part.strip().partition("=")
                self.defaults[{"p": "period", "pl": "place"}[key]] = one_or_many(text)

    def put(self, text: str) -> tuple[int, int]:
        """Append text as it will stand in the file; gives its span."""
        text = unicodedata.normalize("NFD" if self.nfd else "NFC", text.replace("␣", "\u00a0"))
        text = text.replace("\n", self.newline)
        start = self.size
        self.out.append(text)
        self.size += len(text)
        return start, self.size

    def body(self, source: str) -> None:
        """Read the part of a source before the claims."""
        chunk: list[str] = []
        for line in source.split("\n"):
            if line.startswith("@@ "):
                self.marked("".join(chunk))
                chunk = []
                self.directive(line[3:].strip())
            else:
                chunk.append(line + "\n")
        self.marked("".join(chunk).rstrip("\n") + "\n")

    def marked(self, text: str) -> None:
        """Append text with marks."""
        at = 0
        for mark in MARK.finditer(text):
            self.put(text[at : mark.start()])
            row = figure(mark.group(1), self.defaults)
            row["start"], row["end"] = self.put(row["quote"])
            row["quote"] = self.out[-1]
            self.figures.append(row)
            at = mark.end()
        self.put(text[at:])


def precision(row: Row) -> float:
    """The size of the last printed digit: a separator is a decimal mark if reading it so gives the value."""
    quote = unicodedata.normalize("NFC", row["quote"])
    scale = next((size for word, size in SCALES.items() if word in quote), 1.0)
    shown = re.match(r"[\d.,]+", quote)
    parts = re.split(r"[.,](?=\d+$)", shown.group()) if shown else []
    if len(parts) == 2:
        whole = re.sub(r"\D", "", parts[0])
        if abs(float(f"{whole}.{parts[1]}") * scale - row["value"]) < 1e-6 * max(1.0, abs(row["value"])):
            return float(scale * 10.0 ** -len(parts[1]))
    return scale


def claim(line: str, figures: dict[str, Row], doc: str) -> Row:
    """One claim line, its arithmetic checked."""
    head, *tail = (part.strip() for part in line.split("::"))
    kinds, verdicts, *ids = head.split()
    expression = tail[0] if tail else ""
    note = tail[1] if len(tail) > 1 else ""
    verdict = one_or_many(verdicts)
    rows = [figures[name] for name in ids]
    if verdict in ("ok", "wrong"):
        names: Row = {name: row["value"] for name, row in figures.items() if not isinstance(row["value"], list)}

        def near(x: float, name: str, slack: float = 1.0) -> bool:
            row = figures[name]
            return abs(x - float(row["value"])) <= 0.5 * slack * precision(row) + 1e-9

        holds = bool(eval(expression, {"near": near, "abs": abs, "max": max, "min": min}, names))
        if holds != (verdict == "ok"):
            raise ValueError(f"{doc}: {line}: arithmetic says {holds}")
    kind: list[str] = []
    for alias in kinds.split(";"):
        kind.extend(k for k in KINDS[alias] if k not in kind)
    spans = sorted([row["start"], row["end"]] for row in rows)
    out: Row = {"doc": doc, "start": spans[0][0], "end": max(end for _, end in spans), "kind": kind, "verdict": verdict}
    out |= {"figures": [row["quote"] for row in rows], "spans": spans, "note": note}
    for extra in tail[2:]:
        key, _, text = extra.partition("=")
        if key == "reach":  # words after the last figure belong to the claim
            spans[-1][1] += int(text)
            out["end"] = max(out["end"], spans[-1][1])
        else:
            out["optional" if key == "opt" else key] = True if key == "opt" else text
    return out


def build(source: Path) -> tuple[int, int, int]:
    """Write one text and its gold; gives the numbers of figures, claims and wrong claims."""
    body, _, tail = source.read_text(encoding="utf-8").partition("=== claims\n")
    builder = Builder()
    builder.body(body)
    text, doc = "".join(builder.out), f"{source.stem}.txt"
    named = {row["id"]: row for row in builder.figures if "id" in row}
    if len(named) != sum("id" in row for row in builder.figures):
        raise ValueError(f"{doc}: an id is used twice")
    claims = [claim(line, named, doc) for line in tail.splitlines() if line.strip() and not line.startswith("#")]
    order = ("quote", "value", "high", "unit", "qualifier", "period", "place", "role", "indicator", "optional")
    rows = []
    for row in builder.figures:
        if text[row["start"] : row["end"]] != row["quote"]:
            raise ValueError(f"{doc}: offset of {row['quote']!r}")
        rows.append(
            {"doc": doc, "start": row["start"], "end": row["end"]} | {name: row[name] for name in order if name in row}
        )
    folder = HERE / "texts" / next(name for first, name in FOLDERS if int(source.stem[:2]) >= first)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / doc).write_bytes(text.encode("utf-8"))
    claims.sort(key=lambda row: (row["start"], row["end"]))
    for name, lines in (("figures", rows), ("claims", claims)):
        out = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in lines)
        (folder / f"{source.stem}.{name}.jsonl").write_text(out, encoding="utf-8")
    slips = {row.get("group", row["start"]) for row in claims if row["verdict"] == "wrong"}
    return len(rows), len(claims), len(slips)


def main() -> int:
    """Build every source, or those named on the command line."""
    only = sys.argv[1:]
    for source in sorted((HERE / "sources").glob("*.md")):
        if not only or any(source.stem.startswith(name) for name in only):
            figures, claims, wrong = build(source)
            print(f"{source.stem:28} {figures:3} figures {claims:3} claims {wrong:2} slips")
    return 0


if __name__ == "__main__":
    sys.exit(main())
