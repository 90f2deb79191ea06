"""The way back from a number: formula, measures, rows, submissions, files, and the words or cells in the original."""
