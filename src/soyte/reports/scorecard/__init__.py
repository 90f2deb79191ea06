"""The scorecard: assigned targets, results and verdicts of a place and year, as an official signs them."""
