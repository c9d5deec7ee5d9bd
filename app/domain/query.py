"""Where in the list of records somebody is, as a key and never as a count."""

from app.domain.noun import Noun

#: The sort key of a record without a date: after every dated one.
UNDATED = "~"


class Position(Noun):
    """The last record of a page: the next page begins after it, however many records there are."""

    sort_date: str
    document_id: str
