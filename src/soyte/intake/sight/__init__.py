"""A table looked at before anybody said what its columns mean: its heads and first rows, a guess, a draft of a mapping."""
