"""The ledger that loses nothing: submissions, accepted rows, originals, reading as of any moment."""
