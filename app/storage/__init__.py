"""Where nouns sleep: one SQLite file, and the only SQL of the house."""
