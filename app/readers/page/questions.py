"""What is asked where a page leaves something out: a reason and what to do, by the record's member."""

from typing import NamedTuple


class Question(NamedTuple):
    """Why an editor should look, and what to do."""

    reason: str
    suggestion: str


#: Asked where a heading or a part of the citation is not there. Many pages have no Credits, and that is no question.
MISSING = {
    "citation": Question(
        "The page has no heading 'Citation:'.",
        "Add 'Citation:' with the citation under it, below the title; the reference is read from it.",
    ),
    "summary": Question(
        "The page has no heading 'Summary:'.",
        "Add 'Summary:' with the summary under it, or with nothing if there is none.",
    ),
    "original_language": Question(
        "The page has no heading 'Original Language:'.",
        "Add 'Original Language:' with the language under it if it is known.",
    ),
    "contents": Question(
        "The page has no heading 'Contents:'.",
        "Add 'Contents:' and under it, for each text, a label such as 'English Translation'.",
    ),
    "publisher": Question(
        "The citation names no programme that is known, so its reference cannot be told apart.",
        "Print the programme's name as data/publishers.yaml has it, or add the name there.",
    ),
    "reference": Question(
        "The citation has no archival reference after the programme's name.",
        "Add the reference between the programme's name and the address if it is known.",
    ),
    "source_url": Question(
        "The citation does not end with the address of a record.",
        "Add the record's address at the end of the citation if it has one.",
    ),
    "date": Question(
        "The title line does not begin with the words of a date.",
        "Put the date and a space before the title if the document has a date.",
    ),
}
