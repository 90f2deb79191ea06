"""Counts as arrays of shape (places, time): from claims and from tables of counts, on the boundaries of one day, with what nobody
reported kept apart from zero."""
