"""The list of indicators: what the catalogue defines, and what is known of each this year."""
