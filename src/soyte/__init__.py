"""Soyte: the ledger of a provincial Department of Health, and the auditor of its reports."""

import os

# Arrow's allocator would take memory by pages of 2 MB, which the system clears whole for the little that is used of them: a tenth of
# the processor's time of a load of claims. It reads this when it is loaded, so it must be said before.
os.environ.setdefault("MIMALLOC_ALLOW_THP", "0")
