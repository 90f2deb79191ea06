"""Administering people: invitations, roles, accounts."""
