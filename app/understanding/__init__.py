"""What a record's words are understood to say. Pure, and versioned: a better reading changes no record."""

#: Raised whenever a reading or a stored answer of any record may come out differently, so also with a template, a
#: format or a table in ``data/``; ``muniment reindex`` then reads and prints all anew. tests/golden holds it to that.
VERSION = "8"
