"""Soyte: the ledger of a provincial Department of Health, and the auditor of its reports."""
