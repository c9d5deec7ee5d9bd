"""Small styles and locales of our own, and what they print."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from xml.etree import ElementTree as ET

from app.citing.csl import WRITERS, Citation, Cite, LocaleData, Processor, parse_style, read_locale

Item = Mapping[str, object]
CSL = 'xmlns="http://purl.org/net/xbiblio/csl"'
_MONTHS = {
    "en-US": "January February March April May June July August September October November December",
    "fr-FR": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "ru-RU": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
}
_TERMS = {
    "en-US": """
        <term name="and">and</term><term name="et-al">et al.</term><term name="ibid">ibid.</term>
        <term name="bc">BC</term><term name="ad">AD</term><term name="season-01">Spring</term>
        <term name="season-04">Winter</term><term name="circa">circa</term>
        <term name="open-quote">“</term><term name="close-quote">”</term>
        <term name="open-inner-quote">‘</term><term name="close-inner-quote">’</term>
        <term name="ordinal">th</term><term name="ordinal-01">st</term><term name="ordinal-02">nd</term>
        <term name="ordinal-03">rd</term><term name="ordinal-11">th</term><term name="ordinal-12">th</term>
        <term name="ordinal-13">th</term><term name="long-ordinal-01">first</term>
        <term name="page-range-delimiter">–</term>
        <term name="page"><single>page</single><multiple>pages</multiple></term>
        <term name="page" form="short"><single>p.</single><multiple>pp.</multiple></term>
        <term name="folio"><single>folio</single><multiple>folios</multiple></term>
        <term name="volume" form="symbol"><single>§</single><multiple>§§</multiple></term>
        <term name="number-of-pages"><single>page</single><multiple>pages</multiple></term>
        <term name="editor"><single>editor</single><multiple>editors</multiple></term>
        <term name="translator" form="verb">translated by</term>
        <term name="editortranslator"><single>editor and translator</single>
        <multiple>editors and translators</multiple></term>""",
    "fr-FR": """
        <term name="and">et</term><term name="et-al">et al.</term><term name="ordinal">e</term>
        <term name="ordinal-01" gender-form="feminine" match="whole-number">re</term>
        <term name="ordinal-01" gender-form="masculine" match="whole-number">er</term>
        <term name="edition" gender="feminine">édition</term><term name="month-01" gender="masculine">janvier</term>
        <term name="open-quote">« </term><term name="close-quote"> »</term>
        <term name="open-inner-quote">“</term><term name="close-inner-quote">”</term>
        <term name="page"><single>page</single><multiple>pages</multiple></term>""",
    "fr-BE": '<term name="page"><single>pagina</single><multiple>paginas</multiple></term>',
    "ru-RU": """
        <term name="and">и</term><term name="et-al">и др.</term>
        <term name="open-quote">«</term><term name="close-quote">»</term>
        <term name="page" form="short"><single>с.</single><multiple>сс.</multiple></term>""",
    "zh-CN": '<term name="and">和</term><term name="et-al">等</term>',
    "ar": """
        <term name="and">و</term><term name="et-al">وآخرون</term>
        <term name="open-quote">"</term><term name="close-quote">"</term>""",
}
_DATES = {
    "en-US": """
        <date form="text"><date-part name="month" suffix=" "/><date-part name="day" suffix=", "/>
        <date-part name="year"/></date>
        <date form="numeric"><date-part name="month" form="numeric-leading-zeros" suffix="/"/>
        <date-part name="day" form="numeric-leading-zeros" suffix="/"/><date-part name="year"/></date>""",
    "fr-FR": """
        <date form="text"><date-part name="day" form="ordinal" suffix=" "/><date-part name="month" suffix=" "/>
        <date-part name="year"/></date>""",
    "ru-RU": """
        <date form="text"><date-part name="day" suffix=" "/><date-part name="month" suffix=" "/>
        <date-part name="year" suffix=" г."/></date>""",
    "zh-CN": """
        <date form="text"><date-part name="year" suffix="年"/><date-part name="month" form="numeric" suffix="月"/>
        <date-part name="day" suffix="日"/></date>""",
}
_OPTIONS = {
    "en-US": '<style-options punctuation-in-quote="true"/>',
    "fr-FR": '<style-options limit-day-ordinals-to-day-1="true"/>',
}
SMITH: Item = {
    "id": "smith", "type": "book", "title": "A Letter", "author": [{"family": "Smith", "given": "John Paul"}],
    "issued": {"date-parts": [[1951, 6, 13]]},
}  # fmt: skip


@cache
def source(tag: str) -> LocaleData | None:
    """A locale of ours, as a stock of locales would give it."""
    if tag not in _TERMS:
        return None
    months = enumerate(_MONTHS.get(tag, "").split(), 1)
    terms = "".join(f'<term name="month-{number:02d}">{name}</term>' for number, name in months if number > 1)
    first = _MONTHS.get(tag, "").split()[:1]
    if first and tag != "fr-FR":
        terms += f'<term name="month-01">{first[0]}</term>'
    parts = f"{_OPTIONS.get(tag, '')}{_DATES.get(tag, '')}<terms>{terms}{_TERMS[tag]}</terms>"
    return read_locale(ET.fromstring(f'<locale {CSL} xml:lang="{tag}">{parts}</locale>'))  # noqa: S314 - our own


@dataclass(frozen=True)
class Small:
    """A small style: what stands in `cs:citation` and `cs:bibliography`, before both, and the attributes of each."""

    layout: str
    entry: str = ""
    macros: str = ""
    options: str = ""
    listed: str = ""
    style: str = 'class="in-text"'

    @property
    def xml(self) -> str:
        """The style; a layout without the element of that name stands in one without affixes."""
        citation, entry = (
            part if "<layout" in part else f"<layout>{part}</layout>" for part in (self.layout, self.entry)
        )
        bibliography = f"<bibliography {self.listed}>{entry}</bibliography>" if self.entry else ""
        return (
            f'<style {CSL} version="1.0" {self.style}><info><id>http://example.org/small</id><title>Small</title></info>'
            f"{self.macros}<citation {self.options}>{citation}</citation>{bibliography}</style>"
        )


def xml_of(layout: str, **parts: str) -> str:
    """The XML of a small style."""
    return Small(layout, **parts).xml


def processor_of(layout: str, *, lang: str = "en-US", **parts: str) -> Processor:
    """A processor of a small style."""
    return Processor(parse_style(xml_of(layout, **parts)), lang, source)


def cite(processor: Processor, *items: Item, form: str = "text") -> str:
    """One citation of items, first cites all."""
    cites = tuple(Cite(str(item["id"])) for item in items)
    piece = processor.session(items).citations([Citation(cites)])[0]
    return WRITERS[form].write(piece, processor.locale)


def cite_each(processor: Processor, *items: Item) -> list[str]:
    """Each item in a citation of its own, all in one text."""
    pieces = processor.session(items).citations([Citation((Cite(str(item["id"])),)) for item in items])
    return [WRITERS["text"].write(piece, processor.locale) for piece in pieces]


def cite_in_turn(processor: Processor, items: Sequence[Item], citations: Sequence[Citation]) -> list[str]:
    """The citations of a text in their order."""
    return [WRITERS["text"].write(piece, processor.locale) for piece in processor.session(items).citations(citations)]


def entries(processor: Processor, *items: Item, form: str = "text") -> list[str]:
    """The entries of a bibliography of items."""
    listed = processor.session(items).bibliography().entries
    return [WRITERS[form].write(entry.piece, processor.locale) for entry in listed]


def people(*names: str) -> list[dict[str, str]]:
    """Names written "Family, Given"; without a comma, an institution's."""
    parted = [name.partition(", ") for name in names]
    return [{"family": family, "given": given} if comma else {"literal": family} for family, comma, given in parted]


def work(id_: str, *authors: str, year: int | None = None, **variables: object) -> Item:
    """An item by these authors of this year."""
    item: dict[str, object] = {"id": id_, "type": "book", **variables}
    if authors:
        item["author"] = people(*authors)
    if year is not None:
        item["issued"] = {"date-parts": [[year]]}
    return item
