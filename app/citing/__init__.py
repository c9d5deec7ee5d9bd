"""A document becomes a sentence. Pure."""
