"""Loops over bytes, compiled. Each module stands for itself: a cache of compiled code does not see changes in another file."""
