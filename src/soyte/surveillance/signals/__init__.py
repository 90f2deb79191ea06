"""What is unusual this week: every series through detectors and thresholds, told in words, written down once."""
