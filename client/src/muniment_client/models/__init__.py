"""The models of answers. They are held against the server's own description by its tests."""
