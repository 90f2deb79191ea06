"""Taking files in: from a reader's rows, through the checks, to an accepted submission."""
