"""Measures how fast the product is: a synthetic archive, two servers side by side, and the ratio of what they do."""
