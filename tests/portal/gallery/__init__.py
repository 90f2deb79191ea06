"""Pictures of every page, for the user guide: `make gallery`."""
