"""What is to be said of a citation, in the words of a reader and of the form."""

_OMITTED = {
    "locations": "This style prints no archival reference.",
    "publisher": "This style does not name the archive that published the record.",
    "canonical_url": "This style prints no address.",
    "date": "This style does not print the date as exactly as it is known.",
    "translators": "This style does not name the translators.",
    "participants": "This style does not name everybody who wrote or received it.",
}
#: Parameters of the API, and what the form calls them.
_FIELDS = {"give accessed=YYYY-MM-DD": "give it under “Date of access”"}


def say_omitted(part: str) -> str:
    """Say that a style left a part of the record out."""
    return _OMITTED.get(part, f"This style does not print: {part}.")


def say_warning(words: str) -> str:
    """Say a warning of the API as a sentence of the page."""
    for parameter, field in _FIELDS.items():
        words = words.replace(parameter, field)
    said = words[:1].upper() + words[1:]
    return said if said.endswith((".", "!", "?")) else f"{said}."
