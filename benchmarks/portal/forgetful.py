"""`soyte serve` without remembered answers, to measure what remembering gives: `python -m benchmarks.portal.forgetful PORT`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from soyte.portal.serving import Place, serve
from soyte.portal.start import set_up

if __name__ == "__main__":
    set_up()
    from soyte.portal.shell import book

    book._ANSWERS = 0
    book._LATELY = 0
    serve(Path(os.environ["SOYTE_HOME"]), Place("127.0.0.1", int(sys.argv[1]), 8))
