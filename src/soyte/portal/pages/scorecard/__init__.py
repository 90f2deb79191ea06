"""The scorecard of a place and a year: on screen, and as a file to sign."""
