"""The invented department's accounts, made in the portal of SOYTE_HOME and printed: `python -m soyte.cli.demo.accounts`.

A process of its own: Django is set up for one installation a process, and the demonstration has others in hand.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path


def accounts() -> tuple[str, list[tuple[str, str, str]]]:
    """The password of all, and name, role and unit of each."""
    from soyte.portal.serving import make_ready  # noqa: PLC0415 (reads the settings)

    make_ready(Path(os.environ["SOYTE_HOME"]), pages=False)
    from soyte.portal.people.sample import PASSWORD, PEOPLE, sample_department  # noqa: PLC0415 (after Django is set up)
    from soyte.portal.shell.roles import ROLES  # noqa: PLC0415

    sample_department()
    return PASSWORD, [(name, ROLES[role].name, unit) for name, (role, unit, _) in PEOPLE.items()]


if __name__ == "__main__":
    sys.stdout.write(json.dumps(accounts()))
