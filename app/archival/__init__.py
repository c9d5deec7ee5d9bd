"""Archival references: notations as data, read into locations and printed from them. Pure."""
