"""Muniment: serves translated archival documents so that they can be read, cited and embedded without error."""

__version__ = "0.1.0"
