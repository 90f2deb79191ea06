"""The API at `/api/`: everything that pages show, for programs. An operation that is not registered here does not exist."""
