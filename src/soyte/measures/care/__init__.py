"""Analyses of the claim feed: who went where for what, what was done and given, how punctual, at what cost.

Each is a function of the ledger, a `Scope` and its own parameters, and gives an `Answer` with its pedigree.
"""

from soyte.measures.care.answer import Answer, Field, Pedigree
from soyte.measures.care.scope import Scope

__all__ = ["Answer", "Field", "Pedigree", "Scope"]
