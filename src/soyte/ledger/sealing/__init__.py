"""Sealing: streams in the age format, here or, when they are large, in a process apart. It knows no keyring and no vault."""
