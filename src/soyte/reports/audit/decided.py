"""What people decide about findings: a name for each finding that lasts, and an audit without those that were dismissed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from hashlib import sha256

from soyte.reports.audit.model import AuditedDocument
from soyte.statements import Finding

FINDING = "finding"
"""The kind of event by which a decision is recorded; its subject is `subject_of(...)`."""


def finding_keys(findings: Sequence[Finding]) -> tuple[str, ...]:
    """A name for each finding, in their order. It depends on what is found where alone: covering words does not change it."""
    seen: Counter[str] = Counter()
    keys = []
    for one in findings:
        said = f"{one.kind}|{one.start}|{one.end}|{one.verdict.value}"
        seen[said] += 1
        keys.append(sha256(f"{said}|{seen[said]}".encode("utf-8", "surrogatepass")).hexdigest()[:12])
    return tuple(keys)


def subject_of(content_hash: str, key: str) -> str:
    """What a decision is about: the finding of a report, named by the SHA-256 of its file, in the ledger or not."""
    return f"report:{content_hash}/{key}"


def without(audited: AuditedDocument, dismissed: Collection[str]) -> AuditedDocument:
    """The audit without the findings of these names."""
    keys = finding_keys(audited.findings)
    kept = tuple(one for one, key in zip(audited.findings, keys, strict=True) if key not in dismissed)
    return replace(audited, findings=kept)
