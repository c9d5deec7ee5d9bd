"""Muniment's client: read, cite and check translated archival records, in code and in notebooks."""

from muniment_client.client import AsyncClient, Client
from muniment_client.errors import (
    Busy,
    MunimentError,
    NotFound,
    Refused,
    UnknownFormat,
    Unreachable,
    Unreadable,
    Unusable,
    Withdrawn,
)
from muniment_client.models.citation import Citation, Citations, Cite, Note
from muniment_client.models.document import Document, Summary
from muniment_client.models.extract import Extract
from muniment_client.models.listing import Change, File, Format
from muniment_client.models.quotation import Hit, Quotation
from muniment_client.models.record import Record
from muniment_client.models.reference import Candidate, Resolution
from muniment_client.retries import Retries
from muniment_client.verbs import DamagedWarning
from muniment_client.version import __version__

__all__ = [
    "AsyncClient",
    "Busy",
    "Candidate",
    "Change",
    "Citation",
    "Citations",
    "Cite",
    "Client",
    "DamagedWarning",
    "Document",
    "Extract",
    "File",
    "Format",
    "Hit",
    "MunimentError",
    "NotFound",
    "Note",
    "Quotation",
    "Record",
    "Refused",
    "Resolution",
    "Retries",
    "Summary",
    "UnknownFormat",
    "Unreachable",
    "Unreadable",
    "Unusable",
    "Withdrawn",
    "__version__",
]
