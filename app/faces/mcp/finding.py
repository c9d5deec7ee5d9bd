"""Tools that find: records by words, and by what somebody printed of them."""

from app.faces.mcp.answers import Answer
from app.faces.mcp.asked import ReferenceAsked, SearchAsked
from app.faces.mcp.marks import Cutter, Marks, say_cut
from app.faces.mcp.told import CandidateTold, HitTold, ReferenceTold, SearchTold
from app.services.found import House
from app.services.resolve import Candidate, resolve
from app.services.search import Hit
from app.services.search import search as search_words

#: How much of a title, of an excerpt and of a citation a list shows.
_LINE = 500
_CITATION = 2_000


def search(house: House, asked: SearchAsked) -> Answer:
    """Find records by their words."""
    with house.archive.reading() as repository:
        found = search_words(repository, asked.words, limit=asked.limit, after=asked.after)
    cutter = Cutter()
    hits = [_tell_hit(cutter, house, hit) for hit in found.items]
    told = SearchTold(hits=hits, next=found.next, cut=cutter.names)
    marks = Marks(told, house.secret)
    lines = [marks.legend, f"Hits: {len(told.hits)}. Read a record with `get_document`, a passage with `get_passages`."]
    for hit in told.hits:
        lines += ["", f"Record {hit.id}{f', passage {hit.passage_id}' if hit.passage_id else ''}. Address: {hit.url}"]
        lines.append(marks.around(f"{hit.title}\n{hit.excerpt}"))
    if told.next:
        lines.append(f"There are more: ask again with `after` = {told.next}")
    return Answer(told, "\n".join([*lines, *say_cut(told.cut, None)]))


def resolve_reference(house: House, asked: ReferenceAsked) -> Answer:
    """Find the records that a reference may mean."""
    with house.archive.reading() as repository:
        candidates = resolve(repository, house.press, asked.reference)
    cutter = Cutter()
    told = ReferenceTold(candidates=[_tell_candidate(cutter, one) for one in candidates], cut=cutter.names)
    marks = Marks(told, house.secret)
    lines = [marks.legend, f"Records that may be meant: {len(told.candidates)}, the likeliest first."]
    for one in told.candidates:
        sure = "this is the record" if one.exact else "not the same: say so"
        lines += ["", f"Record {one.id}: {one.relation} ({sure}). Address: {one.url}"]
        lines.append(marks.around("\n".join([one.title, one.citation, *one.differs])))
    return Answer(told, "\n".join([*lines, *say_cut(told.cut, None)]))


def _tell_hit(cutter: Cutter, house: House, hit: Hit) -> HitTold:
    page = house.press.addresses.permalink(hit.id)
    return HitTold(
        id=hit.id,
        title=cutter.words("title", hit.title, _LINE),
        text_id=hit.text,
        passage_id=hit.passage,
        excerpt=cutter.words("excerpt", hit.excerpt, _LINE),
        url=f"{page}#{hit.passage}" if hit.passage else page,
    )


def _tell_candidate(cutter: Cutter, candidate: Candidate) -> CandidateTold:
    return CandidateTold(
        id=candidate.id,
        title=cutter.words("title", candidate.title, _LINE),
        relation=candidate.relation,
        exact=candidate.exact,
        differs=cutter.each("differs", candidate.differs),
        inferred_by=candidate.by_rule,
        citation=cutter.words("citation", candidate.citation, _CITATION),
        url=candidate.url,
    )
