"""`python -m soyte.cli.demo`."""

import typer

from soyte.cli.demo.walk import demo

typer.run(demo)
