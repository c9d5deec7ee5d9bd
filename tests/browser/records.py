"""The records that the browser reads: each hard for a page in its own way."""

from pathlib import Path
from typing import Any

from app.house import open_settings_house
from app.settings import Settings
from tests.conftest import SEED, make_archive, take_in
from tests.faces.conftest import PAGES, SCAN, merge_record, withdraw_record, write_records

#: A word no line holds.
ENDLESS = "Verwaltungs" * 60

#: What somebody would write who wants to be more than a record.
HOSTILE_WORDS = (
    "<script>document.title = 'taken'</script>",
    "</p></div></main><h1 onclick=\"document.title='taken'\">Another heading</h1>",
    "'\"><img src=x onerror=\"document.title='taken'\"><style>*{display:none}</style>",
    "A line turned around: \u202edlrow olleh\u202c, a mark \u200f, joined \u200d, and {{ 7 * 7 }} {% raw %}",
    ENDLESS,
    "  two spaces before\n\n\nthree line ends,\na tabulator\tand & ampersands &amp; &lt;b&gt;  ",
)


def _text(text_id: str, language: str | None, *passages: str, **members: object) -> dict[str, Any]:
    numbered = [{"id": f"{text_id}.p{n}", "text": words} for n, words in enumerate(passages, 1)]
    about = {"language": language} if language else {}
    return {"id": text_id, "role": "translation", "passages": numbered, **about, **members}


HOSTILE: dict[str, Any] = {
    "id": "hostile",
    "title": f"{HOSTILE_WORDS[0]} {HOSTILE_WORDS[2]} \u202e{ENDLESS}",
    "date": {"as_written": "<b>13</b> June 1951"},
    "summary": " ".join(HOSTILE_WORDS[:4]),
    "publisher": '<a href="javascript:alert(1)">The publisher</a> \u202eturned',
    "citation": "javascript:alert(1)",
    "reference": "<Fond> 45, \"Opis\" '1'",
    "original_language": "<Russian>",
    "credits": "<i>Translated</i> by Nobody & Co.",
    "participants": [{"role": "sender", "as_written": "<u>Filippov</u>", "identified_as": "'\"><script>"}],
    "rights": [
        {"applies_to": "<text>", "uri": "javascript:alert(1)"},
        {"applies_to": "scan", "statement": "data:text/html,<script>alert(1)</script>"},
    ],
    "relations": [{"type": "<reply>", "to": "javascript:alert(1)", "note": "\"'"}],
    "texts": [
        _text("en", "en", *HOSTILE_WORDS, label="</h2><script>", translators=["<b>Eve</b>"]),
        {"id": "scan", "role": "facsimile", "label": "Scan", "address": "javascript:alert(1)"},
        {"id": "scan-2", "role": "facsimile", "address": "data:text/html,<script>alert(1)</script>"},
    ],
}

SCRIPTS: dict[str, Any] = {
    "id": "scripts",
    "title": "Telegram 電報 מברק телеграмма, read in five scripts",
    "date": {"as_written": "1951年6月13日"},
    "publisher": "ארכיון המדינה",
    "source_url": "https://archive.example/document/scripts",
    "original_language": "Chinese",
    "summary": "מברק על שביתת הנשק, with a word of English in it.",
    "reference": "АПРФ, Ф. 45, Оп. 1, Д. 339, Лл. 31–32",
    "texts": [
        _text("zh", "zh-Hans", "毛泽东同志:", "今天同贵方代表进行了会谈。提出了三个问题。", role="transcription"),
        _text("ru", "ru", "Товарищу МАО ЦЗЭДУНУ.", "Сегодня состоялась беседа с вашими представителями.", of="zh"),
        _text("he", "he", "לחבר מאו דזה־דונג.", 'היום התקיימה שיחה עם נציגיכם מ־Manchuria (שם: "גאו גאנג").', of="zh"),
        _text("ar", "ar", "إلى الرفيق ماو تسي تونغ.", "جرت اليوم محادثة مع ممثليكم.", of="zh", machine=True),
        _text("en", "en", "To Comrade MAO ZEDONG.", "Today there was a conversation — 会谈 — with them.", of="zh"),
    ],
}

#: All that is printed in its citation begins or ends where text turns around.
TURNED: dict[str, Any] = {
    "id": "turned",
    "title": "מברק 3557",
    "date": {"as_written": "1951"},
    "publisher": "ארכיון המדינה",
    "source_url": "https://archive.example/document/turned",
    "reference": "תיק 12, 45",
    "participants": [{"role": "sender", "as_written": "משה", "identified_as": "שרת"}],
    "texts": [
        _text("en", "en", "To the minister.", label="תרגום 1", translators=["יוסף"]),
        _text("he", "he", "אל השר.", label="תעתיק", role="transcription"),
    ],
}

BARE = {"id": "bare", "title": "A title"}

_SENTENCE = "We consider it necessary to report of the {n}th day, of which nothing more than this is known. "
LONG = {
    "id": "long",
    "title": "Minutes of three hundred sittings, with all that was said in them, from the first to the last",
    "date": {"as_written": "1951-1953"},
    "source_url": "https://archive.example/document/long",
    "original_language": "German",
    "texts": [_text("en", "en", *(f"{_SENTENCE.format(n=n) * (1 + n % 4)}[{n}]" for n in range(1, 301)))],
}

#: So long a citation, for so many passages, that it is not repeated for each.
VAST = {
    "id": "vast",
    "title": f"Minutes of {' and '.join(f'the {n}th commission' for n in range(1, 60))}",
    "texts": [
        _text("en", "en", *(_SENTENCE.format(n=n) for n in range(1, 301)), label="English Translation"),
        _text("ru", "ru", "Протокол.", "Конец.", label="Russian Transcription", role="transcription"),
    ],
}

WITHDRAWN = {"id": "withdrawn", "title": "A letter that was withdrawn", "texts": [_text("en", "en", "Words.")]}

#: It has a passage of the same name as the seed, into which it was merged.
MERGED: dict[str, Any] = {
    "id": "merged",
    "title": "A letter that was merged",
    "texts": [{"id": "en", "role": "translation", "passages": [{"id": "en.p7", "text": "Words that were merged."}]}],
}

#: What is left of it in its second revision.
SHRUNK = {"id": "shrunk", "title": "A letter that was cut", "texts": [_text("en", "en", "What stays.")]}

#: The records that have a landing page.
PUBLISHED = ("110364", "900001", "900777", "scripts", "turned", "hostile", "bare", "long", "vast")
#: Every kind of page there is.
EVERY_PAGE = (
    *(f"/document/{document_id}" for document_id in PUBLISHED),
    "/",
    "/document/110364/revisions",
    "/document/110364/revisions/1",
    "/document/110364/revisions/2",
    "/document/hostile/revisions/1",
    "/document/110364/cite",
    "/document/110364/cite?style=ieee&q=history",
    "/document/110364/cite?style=chicgo+notes",
    "/document/hostile/cite?style=mla&locator=p1",
    "/document/turned/cite?style=chicago",
    "/document/11036",
    "/document/withdrawn",
    "/archives",
    "/archives/ru-aprf/fond-45/opis-1/delo-339",
    "/archives/ru-avprf/fond-059a",
)


def furnish(settings: Settings, folder: Path) -> None:
    """Make an archive of all these records; one was revised, one withdrawn."""
    records = write_records(folder, SCAN, HOSTILE, SCRIPTS, TURNED, BARE, LONG, VAST, WITHDRAWN, MERGED)
    whole = SHRUNK | {"texts": [_text("en", "en", "What stays.", "What is taken out.")]}
    before = write_records(folder, whole, name="before.json")
    after = write_records(folder, SHRUNK, name="after.json")
    many = write_records(folder, *({"id": f"n{n:02}", "title": f"Note {n}"} for n in range(60)), name="many.json")
    make_archive(settings, SEED, PAGES / "two-texts.txt", records, many, before)
    house = open_settings_house(settings)
    corrected = folder / "corrected.txt"
    corrected.write_bytes(
        SEED.read_bytes().replace(b"paper pilots, but battle pilots", b"pilots of paper, but of battle")
    )
    report = take_in(house, corrected, after, reason="The typescript was read again.")
    assert sorted(report.revised) == ["110364", "shrunk"], report.problems
    withdraw_record(house, "withdrawn")
    merge_record(house, "merged", "110364")
    house.styles.core()  # makes the file of styles, so that no page has to wait for it
    house.archive.close()
