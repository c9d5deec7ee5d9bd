"""Tools that vouch: a record cited in any style, and a quotation held against the record."""

from collections.abc import Iterator

from app.domain.document import Document
from app.faces.mcp.answers import Answer, address_of, extract_by_any_name
from app.faces.mcp.asked import CitationAsked, QuotationAsked
from app.faces.mcp.marks import LONGEST_CITATION, MOST_OF_EACH, Cutter, Marks, say_cut
from app.faces.mcp.told import ChangeTold, CitationTold, QuotationTold
from app.services.cite import Citer, Wanted
from app.services.found import House
from app.services.quote import Verdict
from app.services.quote import check_quotation as check_words
from app.services.trail import follow_document


def cite(house: House, asked: CitationAsked) -> Answer:
    """Cite a record, or passages of it."""
    document, locator, number = _find(house, asked)
    wanted = Wanted(
        locator=locator,
        **asked.model_dump(include={"style", "form", "locale", "holding", "accessed", "ensure"}),
    )
    cited = Citer(house.styles, house.press.knowledge).cite(document, wanted)
    cutter = Cutter()
    told = CitationTold(
        id=document.id,
        citation=cutter.words("citation", cited.text, LONGEST_CITATION),
        style=cited.style,
        form=cited.form,
        locale=cited.locale,
        pinpoint=cutter.maybe("pinpoint", cited.pinpoint),
        omitted=list(cited.omitted),
        warnings=cutter.each("warnings", cited.warnings),
        revision=cited.revision,
        cut=cutter.names,
        url=address_of(house.press.addresses, document, number),
    )
    return Answer(told, "\n".join(_say_citation(told, Marks(told, house.secret))))


def _find(house: House, asked: CitationAsked) -> tuple[Document, str | None, int | None]:
    """Give what is cited: the record, the passages by their full name, and the revision they are pinned to."""
    with house.archive.reading() as repository:
        if asked.passage is None:
            return follow_document(repository, house.press, asked.id, number=asked.revision), None, asked.revision
        found = extract_by_any_name(repository, house.press, asked.id, asked.passage, asked.revision)
    document, extract, number = found
    return document, extract.id, number


def _say_citation(told: CitationTold, marks: Marks) -> Iterator[str]:
    yield marks.legend
    yield f"Record {told.id}, revision {told.revision}, in the style {told.style} ({told.form}, {told.locale}):"
    yield marks.around(told.citation)
    if told.omitted:
        yield f"This style leaves out: {', '.join(told.omitted)}."
    if told.warnings:
        yield "Warnings:"
        yield marks.around("\n".join(told.warnings))
    yield from say_cut(told.cut, told.url)


def check_quotation(house: House, asked: QuotationAsked, *, host: str | None = None) -> Answer:
    """Hold quoted words against a record, or against all; ``host`` is where this server was reached."""
    with house.archive.reading() as repository:
        verdict = check_words(repository, house.press, asked.words, asked.id, host=host)
    told = _tell_verdict(verdict)
    return Answer(told, "\n".join(_say_verdict(told, Marks(told, house.secret))))


def _tell_verdict(verdict: Verdict) -> QuotationTold:
    cutter, cited = Cutter(), verdict.citation_text
    return QuotationTold(
        outcome=verdict.outcome,
        sentence=cutter.words("sentence", verdict.sentence),
        id=verdict.document_id,
        title=cutter.maybe("title", verdict.title),
        text_id=verdict.text_id,
        language=verdict.language,
        role=cutter.maybe("role", verdict.role),
        passages=verdict.passages,
        words=cutter.maybe("words", verdict.words),
        sha256=verdict.sha256,
        revision=verdict.revision,
        citation=cited and cutter.words("citation", cited, LONGEST_CITATION),
        url=verdict.url,
        differences=list(verdict.differences),
        editor_words=cutter.each("editor_words", verdict.editor_words),
        own_words=cutter.each("own_words", verdict.own_words),
        changes=_tell_changes(cutter, verdict),
        earlier_revision=verdict.earlier and verdict.earlier.revision,
        others=cutter.members("others", verdict.others),
        cut=cutter.names,
    )


def _tell_changes(cutter: Cutter, verdict: Verdict) -> list[ChangeTold]:
    changes = cutter.members("changes", [one for one in verdict.diff if one.kind != "kept"])
    return [
        ChangeTold(kind=one.kind, words=cutter.words("changes", one.words, MOST_OF_EACH), declared=one.declared)
        for one in changes
    ]


def _say_verdict(told: QuotationTold, marks: Marks) -> Iterator[str]:
    yield marks.legend
    yield f"Outcome: {told.outcome}."
    yield marks.around("\n".join(filter(None, (told.sentence, told.role))))
    if told.id:
        yield f"Record {told.id}, revision {told.revision}, {told.passages or 'no passage'}. Address: {told.url}"
    if told.words:
        has = "The record's words begin" if "words" in told.cut else "The record has"
        yield f"{has} (SHA-256 of the passages {told.sha256}):"
        yield marks.around(told.words)
    for kind, who in (("omitted", "record"), ("inserted", "quotation")):
        if words := [change.words for change in told.changes if change.kind == kind]:
            yield f"Only the {who} has:"
            yield marks.around("\n".join(words))
    if told.citation:
        is_wrong = told.outcome in ("altered", "not-found")
        yield "Correct the quotation, or leave it out. The record's words are cited as:" if is_wrong else "Cite it as:"
        yield marks.around(told.citation)
    if told.earlier_revision:
        yield f"Revision {told.earlier_revision} had exactly these words; the record was corrected since."
    if told.others:
        yield f"Further records with these words: {', '.join(told.others)}."
    yield from say_cut(told.cut, told.url)
