"""`make demo`: one walk through everything, with the commands that a user would type and what they answer."""

from soyte.cli.demo.walk import chosen_reports, demo

__all__ = ["chosen_reports", "demo"]
