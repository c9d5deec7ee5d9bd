"""The passage as it travels: its words, their hash, the revision, and the citation that leads back to them."""

from muniment_client.cards import Card
from muniment_client.models.base import Shown, is_hash_of
from muniment_client.models.citation import Citation
from muniment_client.models.document import Revision
from muniment_client.models.text import Passage


class Extract(Shown):
    """A passage, or a run of passages, with its citation."""

    document_id: str
    id: str
    text_id: str
    title: str
    role: str
    language: str | None
    about: str
    text: str
    sha256: str
    passages: list[Passage]
    citation: Citation
    canonical_url: str
    permalink: str
    revision: Revision

    @property
    def is_intact(self) -> bool:
        """Whether these are the words that were hashed."""
        return is_hash_of(self.sha256, self.text)

    def card(self) -> Card:
        """Give what its card says."""
        return Card(
            heading=f"{self.title} ({self.id})",
            href=self._address(self.permalink, self.canonical_url),
            facts=(self.about,),
            words=self.text,
            language=self.language,
            references=tuple(self.citation.locations),
            citation=self.citation.text,
            citation_html=self.citation.html,
            foot=(self.revision.line, f"SHA-256 {self.sha256}"),
        )

    def __str__(self) -> str:
        return f"{self.text}\n\n{self.citation.text}"
