"""The header: who published what, from where, under which rights; where the original lies; who wrote to whom."""

from xml.etree.ElementTree import Element

from app.domain.agent import Participant
from app.domain.dates import DateStatement
from app.domain.document import Document
from app.domain.text import Translation
from app.formats.base import Context
from app.formats.base.links import licence_of
from app.formats.base.xml import add_element
from app.formats.tei.holdings import add_holding
from app.formats.tei.notes import add_notes
from app.formats.tei.values import date_attributes, pointer, word, xml_id

_PRINCIPLES = (
    "Every passage has the id it has in the archive, and its text nodes together are its words as stored. "
    "Words in square brackets stand where the source has them and are marked as inline editorial notes. "
    "Which passages are headings, salutations or signatures may have been read by software; nothing is supplied or "
    "corrected."
)


def add_header(root: Element, document: Document, context: Context) -> Element:
    """Describe the file, what it was made from, and the revision of the record it was made of."""
    header = add_element(root, "teiHeader")
    about = add_element(header, "fileDesc")
    _add_title(about, document)
    add_element(
        add_element(about, "editionStmt"), "edition", f"Revision {document.revision.number}", {"n": _number(document)}
    )
    _add_publication(about, document, context)
    add_notes(about, document)
    _add_source(about, document)
    declaration = add_element(add_element(header, "encodingDesc"), "editorialDecl")
    add_element(declaration, "p", _PRINCIPLES)
    _add_profile(header, document, context)
    changes = add_element(header, "revisionDesc")
    words = f"Revision {document.revision.number}; SHA-256 of the record: {document.revision.sha256}"
    add_element(changes, "change", words, {"n": _number(document), "when": document.revision.at})
    return header


def _number(document: Document) -> str:
    return str(document.revision.number)


def _add_title(about: Element, document: Document) -> None:
    """Name the work, its senders as authors, and the translators who are named; nobody else."""
    statement = add_element(about, "titleStmt")
    add_element(statement, "title", document.title)
    for person in document.participants:
        if person.role == "sender":
            add_element(statement, "author", person.as_written)
    for text in document.texts:
        for name in (text.translators or ()) if isinstance(text, Translation) else ():
            responsible = add_element(statement, "respStmt", None, {"corresp": f"#{xml_id(text.id)}"})
            add_element(responsible, "resp", "translator")
            add_element(responsible, "name", name)


def _add_publication(about: Element, document: Document, context: Context) -> None:
    """Name the digital archive, the addresses and numbers of the record, and the rights in each layer of it."""
    statement = add_element(about, "publicationStmt")
    add_element(statement, "publisher", document.publisher)
    add_element(statement, "idno", document.canonical_url, {"type": "URI"})
    add_element(statement, "idno", context.addresses.permalink(document.id), {"type": "permalink"})
    for name in document.identifiers:
        if name.value != document.canonical_url:
            add_element(statement, "idno", name.value, {"type": word(name.scheme) or "other", "n": name.scheme})
    licence = licence_of(document)
    for right in document.rights:
        status = "unknown" if right.basis == "default" else None
        layer = add_element(statement, "availability", None, {"n": right.applies_to, "status": status})
        target = pointer(right.uri)
        if licence and target:
            add_element(layer, "licence", right.statement or right.uri, {"target": target})
            continue
        if right.statement or not right.uri:
            add_element(layer, "p", right.statement)
        if right.uri:
            add_element(add_element(layer, "p"), "ref", right.uri, {"target": target})


def _add_source(about: Element, document: Document) -> None:
    """Give the citation as printed and as this archive prints it, then every place of the original by itself."""
    source = add_element(about, "sourceDesc")
    cited = document.citation
    if cited.as_published:
        add_element(source, "bibl", cited.as_published, {"type": "as-published"})
    if cited.as_published != cited.generated:
        add_element(source, "bibl", cited.generated, {"type": "generated"})
    for location in document.locations:
        add_holding(source, document, location)


def _add_profile(header: Element, document: Document, context: Context) -> None:
    """Say when the document was made, what it says, in which languages, of what kind it is, and who wrote to whom."""
    profile = add_element(header, "profileDesc")
    if document.summary:
        add_element(add_element(profile, "abstract"), "p", document.summary)
    if document.date or document.other_dates:
        creation = add_element(profile, "creation")
        if document.date:
            _add_date(creation, document.date)
        for other in document.other_dates:
            _add_date(creation, other, kind="other")
    _add_languages(profile, document, context)
    if document.kind:
        words = add_element(add_element(profile, "textClass"), "keywords")
        add_element(words, "term", document.kind.as_written, {"type": "kind", "key": document.kind.code})
    _add_correspondence(profile, document, context)


def _add_date(parent: Element, statement: DateStatement, *, kind: str | None = None) -> None:
    add_element(parent, "date", statement.as_written, {"type": kind, **date_attributes(statement)})


def _add_languages(profile: Element, document: Document, context: Context) -> None:
    tags = [text.language for text in document.texts] + [language.tag for language in document.original_languages]
    stated = list(dict.fromkeys(tag for tag in tags if tag))
    if stated:
        usage = add_element(profile, "langUsage")
        for tag in stated:
            add_element(usage, "language", context.language_name(tag), {"ident": tag})


def _add_correspondence(profile: Element, document: Document, context: Context) -> None:
    """Say who sent the document and who received it, as written; the date of a letter is when it was sent."""
    date = document.date if context.item_type(document) == "letter" else None
    if not document.participants and not date:
        return
    described = add_element(profile, "correspDesc")
    notes: list[tuple[str, str, str]] = []
    for role, act in (("sender", "sent"), ("addressee", "received")):
        people = [(n, p) for n, p in enumerate(document.participants, 1) if p.role == role]
        dated = date if act == "sent" else None
        if people or dated:
            action = add_element(described, "correspAction", None, {"type": act})
            for number, person in people:
                notes += _add_person(action, f"_person-{number}", person)
            if dated:
                _add_date(action, dated)
    for target, kind, words in notes:
        add_element(described, "note", words, {"type": kind, "target": f"#{target}"})


def _add_person(action: Element, name: str, person: Participant) -> list[tuple[str, str, str]]:
    """Name somebody as written; give what else that party is called, for notes that cannot be taken for another."""
    add_element(action, "name", person.as_written, {"xml:id": name})
    others = (("named", person.name), ("identified-as", person.identified_as))
    return [(name, kind, words) for kind, words in others if words and words != person.as_written]
