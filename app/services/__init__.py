"""Verbs: what users do with records. No protocol, no SQL."""
