"""Letters and marks that are no more than ways of writing the same words; sources of expressions, and tables."""

# What belongs to the letter before it: accents, and what is unseen.
UNSEEN = r"\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff"
ACCENT = (
    r"\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u1ab0-\u1aff\u20d0-\u20ff"
)
QUOTES = "\"'`´‘’‚‛“”„‟«»‹›「」『』〝〞〟＂＇′″ʼ"
_HYPHENS = "-\u2010\u2011\u2012\u2013\u2212"
#: A hyphen inside a word, or where a line ends in one: next to a letter, for between figures it is a dash.
HYPHEN = rf"(?<=[^\W\d_])[{_HYPHENS}](?:[ \t]*\n[ \t]*)?(?=\w)|(?<=\w)[{_HYPHENS}](?=[^\W\d_])"
DASH = rf"--+|[{_HYPHENS}—―⸺⸻]+"
#: Letters that are two in one.
LIGATURES = str.maketrans({"æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ß": "ss", "ẞ": "SS"})
#: Letters with a stroke, or without a dot, that is no accent to Unicode.
STROKES = str.maketrans("øØłŁđĐħĦı", "oOlLdDhHi")
