"""Backups made, checked, tried out and put back into a new folder."""
