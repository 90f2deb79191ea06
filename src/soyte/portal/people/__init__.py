"""People, units, and who holds which role where."""
