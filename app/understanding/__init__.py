"""What a record's words are understood to say. Pure, and versioned: a better reading changes no record."""

#: Raised whenever any reading of any record may come out differently; ``muniment reindex`` then reads all anew.
VERSION = "2"
