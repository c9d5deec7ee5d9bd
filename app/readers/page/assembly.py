"""A page's parts become the members of a draft; what is missing or doubtful in them becomes questions."""

from typing import Any

from pydantic import ValidationError

from app.domain.identifiers import is_document_id
from app.readers.base import Draft
from app.readers.page.citation import CitationLine, read_citation, record_number
from app.readers.page.contents import language_of, language_words, list_labels, role_of
from app.readers.page.findings import Findings
from app.readers.page.layout import CONTENTS, HEADINGS, Layout
from app.readers.page.questions import MISSING
from app.readers.page.refusals import Lines, refuse
from app.readers.page.source import Line, paragraphs, words_of
from app.readers.page.strays import find_strays
from app.readers.page.texts import part_texts, passages
from app.readers.page.titleline import TitleLine, read_title_line, same_words
from app.understanding.knowledge import Knowledge

_FIELDS = {heading: heading.lower().replace(" ", "_") for heading in HEADINGS}


class Assembly:
    """One page on its way to a draft: the members found so far, and the line on which each begins."""

    def __init__(self, layout: Layout, knowledge: Knowledge, findings: Findings, *, flattened: bool) -> None:
        self.layout = layout
        self.flattened = flattened
        self.knowledge = knowledge
        self.findings = findings
        self.members: dict[str, Any] = {}
        self.lines: Lines = {}

    def draft(self) -> Draft | None:
        """Give the draft, None where an error was found."""
        if not self.flattened:
            for line, reason, suggestion in find_strays(self.layout):
                self.findings.error("words-unplaced", reason, suggestion, line=line)
        below = self._take_sections()
        citation = read_citation(self.members.get("citation", ""), self.knowledge)
        self._take_title(read_title_line(self.layout.preface, citation), citation)
        for heading in HEADINGS:
            if heading not in self.layout.sections and _FIELDS[heading] in MISSING:
                self.findings.ask_for(_FIELDS[heading], self.lines.get(("title",)))
        self._take_citation(citation)
        self._take_texts(below)
        if "title" not in self.members:
            return None
        try:
            made = Draft.model_validate(self.members)
        except ValidationError as error:
            refuse(error, self.lines, self.findings)
            return None
        return None if self.findings.failed else made

    def _set(self, field: str, value: object, line: int | None) -> None:
        self.members[field] = value
        self.lines[field,] = line

    def _take_sections(self) -> list[Line]:
        """Take the words under the headings; give the lines of a text with no Contents above it."""
        below: list[Line] = []
        sections = self.layout.sections
        for heading, lines in sections.items():
            own = lines
            if CONTENTS not in sections and heading == list(sections)[-1]:
                own, below = self._bound(heading, lines)
            if heading != CONTENTS:
                line = own[0].number if own else self.layout.headings[heading]
                self._set(_FIELDS[heading], words_of(own), line)
        return below

    def _bound(self, heading: str, lines: list[Line]) -> tuple[list[Line], list[Line]]:
        """Tell the words of the last heading from a text below them.

        On a flattened page only a language or an address shows that the words end where the page ends.
        """
        if not self.flattened:
            own = next(iter(paragraphs(lines)), [])
            return own, lines[len(own) :]
        words = words_of(lines)
        ends = {
            "Original Language": self.knowledge.language_tag(words),
            "Citation": read_citation(words, self.knowledge).address,
        }
        return lines, [] if ends.get(heading) else lines

    def _take_title(self, found: TitleLine, citation: CitationLine) -> None:
        if found.title is None:
            self.findings.error(
                "title-missing",
                "No title stands above the first heading.",
                "Put a line with the date and the title above 'Citation:'.",
                line=found.line or 1,
                field="title",
            )
            return
        self._set("title", found.title, found.line)
        self._compare("title", found.title, citation.title)
        if found.date is None:
            self.findings.ask_for("date", found.line)
        else:
            self._compare("date", found.date, citation.date)
        if date := found.date or citation.date:
            self._set("date", {"as_written": date}, found.line)

    def _compare(self, what: str, printed: str, cited: str | None) -> None:
        if cited is not None and not same_words(printed, cited):
            self.findings.query(
                f"{what}-differs",
                f"The {what} is “{printed}” above and “{cited}” in the citation; the one above is kept.",
                f"Make the {what} the same in both places if one of them is a mistake.",
                line=self.lines["citation",],
                field=what,
            )

    def _take_citation(self, citation: CitationLine) -> None:
        if not self.members.get("citation"):
            return
        line = self.lines["citation",]
        number = record_number(citation.address) if citation.address else None
        self._set("id", number if number and is_document_id(number) else None, line)
        self._set("publisher", citation.publisher, line)
        self._set("reference", citation.reference, line)
        self._set("source_url", citation.address, line)
        # Without the programme the reference is not missing: it cannot be told from the rest.
        reference = ("reference",) if citation.publisher else ()
        for field in ("publisher", *reference, "source_url"):
            if self.members[field] is None:
                self.findings.ask_for(field, line)

    def _take_texts(self, below: list[Line]) -> None:
        texts: list[dict[str, Any]] = []
        self.members["texts"] = texts
        if CONTENTS in self.layout.sections:
            labels, rest = list_labels(self.layout.sections[CONTENTS], self.knowledge)
            self._set("contents", labels, self.layout.headings[CONTENTS])
            for label, lines in part_texts(labels, rest):
                if lines:
                    texts.append(self._text(label, lines, len(texts)))
                else:
                    self._ask_for_text(label)
            below = [] if any(role_of(label) for label in labels) else rest
        if below:
            self.findings.error(
                "text-unlabelled",
                "The text that begins here stands under no label that says what it is.",
                "Put 'Contents:' above it, and under that a label such as 'English Translation'.",
                line=below[0].number,
                field="texts",
            )

    def _text(self, label: str, lines: list[Line], index: int) -> dict[str, Any]:
        tag = language_of(label, self.knowledge)
        if tag is None and language_words(label):
            self.findings.query(
                "language-unknown",
                f"The label “{label}” names no language that is known.",
                "Correct the label, or add the language to data/languages.yaml.",
                line=self.layout.headings[CONTENTS],
                field=f"texts[{index}].language",
            )
        found = passages(lines)
        for place, (number, _) in enumerate(found):
            self.lines["texts", index, "passages", place] = number
        return {
            "role": role_of(label),
            "label": label,
            "language": tag,
            "passages": [{"text": text} for _, text in found],
        }

    def _ask_for_text(self, label: str) -> None:
        self.findings.query(
            "text-not-found",
            f"Contents announces “{label}”, but no text stands under a line with these words.",
            f"Put a line “{label}” above that text, or take it off Contents.",
            line=self.layout.headings[CONTENTS],
            field="texts",
        )
