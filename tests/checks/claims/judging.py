"""What is asked of the findings of a text."""

from __future__ import annotations

from written import judged


def assert_judged(text: str, verdict: str, fragment: str = "") -> None:
    """One finding begins with `verdict` (`ratio ok`) and shows `fragment`, and nothing else is called wrong.

    `ratio nothing` asks that no ratio is judged at all.
    """
    lines = judged(text)
    if verdict.endswith(" nothing"):
        found = [line for line in lines if line.startswith(verdict.removesuffix("nothing"))]
        assert not found, found
        return
    wanted = [line for line in lines if line.startswith(f"{verdict}: ") and fragment in line]
    others = [line for line in lines if " wrong: " in line and line not in wanted]
    assert wanted, lines
    assert not others, others
