"""The words of dates: every form read whole, everything else not at all."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.domain.dates import DateReading
from app.understanding.dates import find_dates, leading_date, read_date
from app.understanding.edtf import bounds, is_valid_edtf, read_edtf

NOTHING = DateReading()
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ENGLISH, SHORT, RUSSIAN, GERMAN, FRENCH, ROMAN = (
    names.split()
    for names in (
        "January February March April May June July August September October November December",
        "Jan. Feb. Mar. Apr. May Jun. Jul. Aug. Sept. Oct. Nov. Dec.",
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "I II III IV V VI VII VIII IX X XI XII",
    )
)

FULL_DAYS = {
    "June 13, 1951": "1951-06-13",
    "June 13 1951": "1951-06-13",
    "June 13th, 1951": "1951-06-13",
    "13th of June, 1951": "1951-06-13",
    "JUNE 13, 1951": "1951-06-13",
    "September 02, 1953": "1953-09-02",
    "Sept. 2, 1953": "1953-09-02",
    "14 October 1950": "1950-10-14",
    "15 Mar. 1955": "1955-03-15",
    "13.1.1951": "1951-01-13",
    "13.1.51": "1951-01-13",
    "13. 1. 1951": "1951-01-13",
    "24.III.50": "1950-03-24",
    "8.II.1950": "1950-02-08",
    "8/II/1950": "1950-02-08",
    "13 VI 1951": "1951-06-13",
    "31.8.50": "1950-08-31",
    "31.8.50 11:32": "1950-08-31",
    "10/14/50": "1950-10-14",
    "10/14/1950": "1950-10-14",
    "ON/9/9/XI/62": "1962-11-09",
    "1951-06-13": "1951-06-13",
    "13 июня 1951 г.": "1951-06-13",
    "13 июня 1951г.": "1951-06-13",
    "13 июня 1951 года": "1951-06-13",
    "13-го июня 1951 г.": "1951-06-13",
    "13.6.51 г.": "1951-06-13",
    "13. Juni 1951": "1951-06-13",
    "1er août 1951": "1951-08-01",
    "June 13, 1951—6 p.m.": "1951-06-13",
    "January 11, 1934—6 p.m.": "1934-01-11",
    "June 13, 1951-6 p.m.": "1951-06-13",
    "June 13, 1951, 11:30 a.m., Wednesday": "1951-06-13",
    "June 13, 1951 at 6.30 pm": "1951-06-13",
    "April 5, 1945—noon": "1945-04-05",
    "April 5, 1945, 12 noon": "1945-04-05",
    "Friday, November 9, 1962": "1962-11-09",
    "Friday November 9, 1962": "1962-11-09",
    "November 9, 1962, Friday": "1962-11-09",
    "November 9, 1962 (Fri.)": "1962-11-09",
    " June 13, 1951 ": "1951-06-13",
    "June 13, 1951.": "1951-06-13",
    "June 13, 1951,": "1951-06-13",
    "June\u00a013,\u202f1951": "1951-06-13",
    "\ufeffJune 1\u200b3, 19\u00ad51\u200b": "1951-06-13",
    "１３．６．１９５１": "1951-06-13",
    "1951\u201106\u201113": "1951-06-13",
    "13 fe\u0301vrier 1951": "1951-02-13",
    "1952年8月22日": "1952-08-22",
    "1952 年 8 月 22 日": "1952-08-22",
    "1952년 8월 22일": "1952-08-22",
    "le 14 mai 1953": "1953-05-14",
    "le jeudi 14 mai 1953": "1953-05-14",
    "Donnerstag, den 14. Mai 1953": "1953-05-14",
    "on 14 May 1953": "1953-05-14",
    "1953 June 1": "1953-06-01",
    "1953, June 1": "1953-06-01",
    "1953 1 June": "1953-06-01",
    "February 29, 1952": "1952-02-29",
}


@pytest.mark.parametrize(("words", "day"), FULL_DAYS.items())
def test_a_full_day_is_read_with_its_weekday(words: str, day: str) -> None:
    weekday = WEEKDAYS[date.fromisoformat(day).weekday()]
    expected = {"edtf": day, "earliest": day, "latest": day, "bounds": "hard", "weekday": weekday}
    assert read_date(words) == DateReading.model_validate(expected)


COARSE = {
    "February 1946": ("1946-02", "1946-02-01", "1946-02-28"),
    "July, 1945": ("1945-07", "1945-07-01", "1945-07-31"),
    "July of 1945": ("1945-07", "1945-07-01", "1945-07-31"),
    "November 1967": ("1967-11", "1967-11-01", "1967-11-30"),
    "июнь 1951 г.": ("1951-06", "1951-06-01", "1951-06-30"),
    "1951-06": ("1951-06", "1951-06-01", "1951-06-30"),
    "1951": ("1951", "1951-01-01", "1951-12-31"),
    "1951 г.": ("1951", "1951-01-01", "1951-12-31"),
    "early October 1950": ("1950-10", "1950-10-01", "1950-10-31"),
    "mid-October 1950": ("1950-10", "1950-10-01", "1950-10-31"),
    "end of October 1950": ("1950-10", "1950-10-01", "1950-10-31"),
    "late 1951": ("1951", "1951-01-01", "1951-12-31"),
    "not earlier than June 1951": ("[1951-06..]", "1951-06-01", None),
    "[not earlier than] June 1951": ("[1951-06..]", "1951-06-01", None),
    "not earlier than 10 June 1951": ("[1951-06-10..]", "1951-06-10", None),
    "not later than 30 June 1951": ("[..1951-06-30]", None, "1951-06-30"),
    "no later than June 1951": ("[..1951-06]", None, "1951-06-30"),
    "не ранее 10 июня 1951 г.": ("[1951-06-10..]", "1951-06-10", None),
    "не позднее 30 июня 1951 г.": ("[..1951-06-30]", None, "1951-06-30"),
    "1951 or 1952": ("[1951,1952]", "1951-01-01", "1952-12-31"),
    "June or July 1951": ("[1951-06,1951-07]", "1951-06-01", "1951-07-31"),
    "late June or early July 1951": ("[1951-06,1951-07]", "1951-06-01", "1951-07-31"),
    "1952年8月": ("1952-08", "1952-08-01", "1952-08-31"),
    "1952年": ("1952", "1952-01-01", "1952-12-31"),
    "1953 June": ("1953-06", "1953-06-01", "1953-06-30"),
    "1950s": ("195X", "1950-01-01", "1959-12-31"),
    "the 1950s": ("195X", "1950-01-01", "1959-12-31"),
    "early 1950s": ("195X", "1950-01-01", "1959-12-31"),
    "1950-е годы": ("195X", "1950-01-01", "1959-12-31"),
    "before 1953": ("[..1952]", None, "1952-12-31"),
    "before June 1951": ("[..1951-05]", None, "1951-05-31"),
    "prior to 1 June 1951": ("[..1951-05-31]", None, "1951-05-31"),
    "after 1953": ("[1954..]", "1954-01-01", None),
    "after June 1951": ("[1951-07..]", "1951-07-01", None),
    "после 13 июня 1951 г.": ("[1951-06-14..]", "1951-06-14", None),
    "between 3 March and 5 April 1953": ("[1953-03-03..1953-04-05]", "1953-03-03", "1953-04-05"),
    "between 1950 and 1953": ("[1950..1953]", "1950-01-01", "1953-12-31"),
    "from 3 March to 5 April 1953": ("1953-03-03/1953-04-05", "1953-03-03", "1953-04-05"),
    "с 3 марта по 5 апреля 1953 г.": ("1953-03-03/1953-04-05", "1953-03-03", "1953-04-05"),
    "13/14 June 1951": ("1951-06-13/1951-06-14", "1951-06-13", "1951-06-14"),
    "30 June/1 July 1951": ("1951-06-30/1951-07-01", "1951-06-30", "1951-07-01"),
    "13 or 14 June 1951": ("[1951-06-13,1951-06-14]", "1951-06-13", "1951-06-14"),
    "21 July, 30 Sept. and 15 Dec. 1959": (
        "{1959-07-21,1959-09-30,1959-12-15}",
        "1959-07-21",
        "1959-12-15",
    ),
    "9 April and 26 Dec. 1958": ("{1958-04-09,1958-12-26}", "1958-04-09", "1958-12-26"),
    "9 апреля и 26 декабря 1958 г.": ("{1958-04-09,1958-12-26}", "1958-04-09", "1958-12-26"),
    "June 13, 14, and 15, 1951": ("{1951-06-13,1951-06-14,1951-06-15}", "1951-06-13", "1951-06-15"),
    "13, 14 and 15 June 1951": ("{1951-06-13,1951-06-14,1951-06-15}", "1951-06-13", "1951-06-15"),
    "June 13, 1950 & May 2, 1951": ("{1950-06-13,1951-05-02}", "1950-06-13", "1951-05-02"),
    "13-14 June 1951": ("1951-06-13/1951-06-14", "1951-06-13", "1951-06-14"),
    "June 13–14, 1951": ("1951-06-13/1951-06-14", "1951-06-13", "1951-06-14"),
    "13—14 июня 1951 г.": ("1951-06-13/1951-06-14", "1951-06-13", "1951-06-14"),
    "13 Mar. to 28 Dec. 1926": ("1926-03-13/1926-12-28", "1926-03-13", "1926-12-28"),
    "10 June - 2 July 1951": ("1951-06-10/1951-07-02", "1951-06-10", "1951-07-02"),
    "June 10 - July 2, 1951": ("1951-06-10/1951-07-02", "1951-06-10", "1951-07-02"),
    "31 Dec. 1950 – 2 Jan. 1951": ("1950-12-31/1951-01-02", "1950-12-31", "1951-01-02"),
    "13.1.51-14.1.51": ("1951-01-13/1951-01-14", "1951-01-13", "1951-01-14"),
    "May–September 1963": ("1963-05/1963-09", "1963-05-01", "1963-09-30"),
    "1951-1953": ("1951/1953", "1951-01-01", "1953-12-31"),
    "1951–1953 гг.": ("1951/1953", "1951-01-01", "1953-12-31"),
}


@pytest.mark.parametrize(("words", "expected"), COARSE.items())
def test_less_and_more_than_a_day_has_hard_bounds(words: str, expected: tuple[str, str | None, str | None]) -> None:
    edtf, earliest, latest = expected
    assert read_date(words) == DateReading(edtf=edtf, earliest=earliest, latest=latest, bounds="hard")
    assert is_valid_edtf(edtf)


NOMINAL = {
    "circa June 1951": ("1951-06~", "1951-06-01", "1951-06-30"),
    "c. 1951": ("1951~", "1951-01-01", "1951-12-31"),
    "ca.1951": ("1951~", "1951-01-01", "1951-12-31"),
    "about 1951": ("1951~", "1951-01-01", "1951-12-31"),
    "approximately 13 June 1951": ("1951-06-13~", "1951-06-13", "1951-06-13"),
    "circa 1951-1953": ("1951~/1953~", "1951-01-01", "1953-12-31"),
    "около 1951 г.": ("1951~", "1951-01-01", "1951-12-31"),
    "1951?": ("1951?", "1951-01-01", "1951-12-31"),
    "June 1951 [?]": ("1951-06?", "1951-06-01", "1951-06-30"),
    "June 1951 (?)": ("1951-06?", "1951-06-01", "1951-06-30"),
    "c. 1951?": ("1951%", "1951-01-01", "1951-12-31"),
    "circa 1950s": ("195X~", "1950-01-01", "1959-12-31"),
    "Fall 1957": ("1957-23", "1957-01-01", "1957-12-31"),
    "autumn, 1957": ("1957-23", "1957-01-01", "1957-12-31"),
    "the spring of 1953": ("1953-21", "1953-01-01", "1953-12-31"),
    "late summer 1953": ("1953-22", "1953-01-01", "1953-12-31"),
    "весной 1953 года": ("1953-21", "1953-01-01", "1953-12-31"),
}


@pytest.mark.parametrize(("words", "expected"), NOMINAL.items())
def test_an_approximate_date_has_nominal_bounds(words: str, expected: tuple[str, str, str]) -> None:
    edtf, earliest, latest = expected
    assert read_date(words) == DateReading(edtf=edtf, earliest=earliest, latest=latest, bounds="nominal")
    assert is_valid_edtf(edtf)


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("[1955]", "1955"),
        ("[1955].", "1955"),
        ("[not earlier than 10 June 1951]", "[1951-06-10..]"),
        ("undated [not earlier than 10 June 1951]", "[1951-06-10..]"),
        ("n.d. [1951]", "1951"),
        ("13 June [1951]", "1951-06-13"),
        ("[ca. 1951]", "1951~"),
    ],
)
def test_a_date_in_brackets_is_supplied(words: str, edtf: str) -> None:
    reading = read_date(words)
    assert (reading.edtf, reading.supplied) == (edtf, True)


@pytest.mark.parametrize(
    "words",
    [
        "",
        ".",
        "undated",
        "[undated]",
        "no date",
        "n.d.",
        "без даты",
        "б. д.",
        "June 13",
        "June",
        "13",
        "13 июня",
        "June 13-14",
        "June 13, 51",
        "51",
        "by 1951",
        "before circa 1951",
        "before 1950s",
        "between 1951",
        "between 1951 or 1953",
        "between 1953 and 1951",
        "between 1951, 1952 and 1953",
        "from 1951",
        "3/16 June 1951",
        "13/14/15 June 1951",
        "1951/52",
        "1951/1952",
        "1900s",
        "1950-1960s",
        "Fall 1957?",
        "Fall",
        "spring or summer 1957",
        "the 1951",
        "1951 May 1952",
        "1952年13月1日",
        "undated 1951",
        "February 30, 1951",
        "February 29, 1951",
        "February 29, 1900",
        "Friday, February 30, 1951",
        "31.6.51",
        "13.13.51",
        "0.1.51",
        "31/8/50",
        "8.XIII.50",
        "8.vıı.50",
        "X/9/9/62",
        "TOO-LONG/9/9/XI/62",
        "1951-13",
        "1951-02-30",
        "1951/06/13",
        "1951-06-13T10:00",
        "1953-1951",
        "14-13 June 1951",
        "July - June 1951",
        "10 June - July 1951",
        "June - 1951",
        "13 June and 1951",
        "13 June and 14, 1951",
        "10-11/14/50",
        "13-14 and 20 June 1951",
        "21 July, 30 Sept. 1959",
        "21 July,, 30 Sept. and 15 Dec. 1959",
        "13 June 1951 14 June 1951 and 15 June 1951",
        "13 June,",
        "1951 1952",
        "1951,1952",
        "1951 or",
        "or 1951",
        "195X",
        "2421",
        "0951",
        "19511",
        "c1951",
        "circa",
        "circa not later than 1951",
        "not later than circa 1951",
        "not later than 1951?",
        "not later than 1951 or 1952",
        "1951 or 1952?",
        "June 1951 11:30",
        "Friday, June 1951",
        "June 13-14, 1951, Friday",
        "early 13 June 1951",
        "June 1951 (Old Style)",
        "June 13, 1917 (O.S.) (N.S.)",
        "[1951",
        "1951]",
        "[[1951]]",
        "[] 1951",
        "1951 (",
        "1951 [sic]",
        "June 13, 1951 Ciphered telegram",
        "Juneteenth 13, 1951",
        "\u0661\u0669\u0665\u0661",
        "195²",
        "13.1.51|14.1.51",
        "June 13, 1951" + " " * 200 + "x",
        "1951" + " " * 200,
        " and ".join(f"{day} June 1951" for day in range(1, 15)),
    ],
)
def test_what_is_not_wholly_a_date_says_nothing(words: str) -> None:
    assert read_date(words) == NOTHING


def test_a_series_too_long_for_edtf_says_nothing() -> None:
    assert read_date(", ".join(map(str, range(1, 12))) + " and 12 June 1951") == NOTHING


@pytest.mark.parametrize(
    "words", ["Thursday, November 9, 1962", "November 9, 1962, Thursday", "четверг, 9 ноября 1962 г."]
)
def test_a_wrong_weekday_is_told_and_the_day_kept(words: str) -> None:
    reading = read_date(words)
    assert (reading.edtf, reading.weekday, reading.doubts) == ("1962-11-09", "Friday", ("weekday-differs",))


@pytest.mark.parametrize(
    ("words", "russian"),
    [
        ("October 25, 1917", True),
        ("25.10.1917", True),
        ("25 октября 1917 г.", False),
        ("25.X.17 г.", False),
        ("Wednesday, October 25, 1917", True),
        ("Thursday, October 25, 1917", True),
    ],
)
def test_a_russian_day_before_the_reform_is_either_of_two(words: str, russian: bool) -> None:  # noqa: FBT001
    assert read_date(words, russian=russian) == DateReading(
        edtf="[1917-10-25,1917-11-07]",
        earliest="1917-10-25",
        latest="1917-11-07",
        bounds="hard",
        doubts=("calendar-not-stated",),
    )


@pytest.mark.parametrize(
    ("words", "edtf", "doubts"),
    [
        ("Monday, October 25, 1917", "[1917-10-25,1917-11-07]", ("calendar-not-stated", "weekday-differs")),
        ("13 February 1918", "[1918-02-13,1918-02-26]", ("calendar-not-stated",)),
        ("14 February 1918", "1918-02-14", ()),
        ("29 February 1900", "1900-03-13", ()),
        ("29 February 1917", None, ()),
        ("13 or 14 June 1917", "[1917-06-13,1917-06-26,1917-06-14,1917-06-27]", ("calendar-not-stated",)),
        ("not earlier than 10 June 1917", "[1917-06-10..]", ("calendar-not-stated",)),
        ("not later than 10 June 1917", "[..1917-06-23]", ("calendar-not-stated",)),
        ("circa 10 June 1917", "[1917-06-10~,1917-06-23~]", ("calendar-not-stated",)),
        ("13-14 June 1917", None, ("calendar-not-stated",)),
        ("13 and 14 June 1917", None, ("calendar-not-stated",)),
    ],
)
def test_the_calendar_of_russian_days(words: str, edtf: str | None, doubts: tuple[str, ...]) -> None:
    reading = read_date(words, russian=True)
    assert (reading.edtf, reading.doubts) == (edtf, doubts)


@pytest.mark.parametrize(("words", "bounded"), [("June 1917", "nominal"), ("1917", "nominal"), ("1918", "hard")])
def test_a_russian_month_before_the_reform_may_end_later(words: str, bounded: str) -> None:
    reading = read_date(words, russian=True)
    assert (reading.bounds, reading.doubts) == (bounded, ())


def test_a_day_in_other_words_is_gregorian() -> None:
    assert read_date("October 25, 1917").edtf == "1917-10-25"


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("October 25, 1917 (Old Style)", "1917-11-07"),
        ("October 25, 1917 O.S.", "1917-11-07"),
        ("25 октября 1917 г. (ст. ст.)", "1917-11-07"),
        ("25 октября 1917 г. ст. ст.", "1917-11-07"),
        ("25 октября 1917 г. по старому стилю", "1917-11-07"),
        ("November 7, 1917, New Style", "1917-11-07"),
        ("November 7, 1917 (N.S.)", "1917-11-07"),
        ("7 ноября 1917 г. (н. ст.)", "1917-11-07"),
        ("28 February 1700 O.S.", "1700-03-10"),
        ("29 February 1700 O.S.", "1700-03-11"),
        ("1 March 1700 O.S.", "1700-03-12"),
        ("29 February 1800 O.S.", "1800-03-12"),
        ("1 March 1800 O.S.", "1800-03-13"),
        ("28 February 1900 O.S.", "1900-03-12"),
        ("1 March 1900 O.S.", "1900-03-14"),
        ("31 December 1917 O.S.", "1918-01-13"),
    ],
)
def test_a_stated_calendar_gives_the_one_day(words: str, day: str) -> None:
    reading = read_date(words, russian=True)
    assert (reading.edtf, reading.doubts) == (day, ())
    assert reading.weekday == WEEKDAYS[date.fromisoformat(day).weekday()]


FORMS: dict[str, Callable[[date], str]] = {
    "month first": lambda d: f"{ENGLISH[d.month - 1]} {d.day}, {d.year}",
    "zero padded": lambda d: f"{ENGLISH[d.month - 1]} {d.day:02}, {d.year}",
    "day first": lambda d: f"{d.day} {ENGLISH[d.month - 1]} {d.year}",
    "short": lambda d: f"{d.day} {SHORT[d.month - 1]} {d.year}",
    "dotted": lambda d: f"{d.day}.{d.month}.{d.year}",
    "Roman": lambda d: f"{d.day}.{ROMAN[d.month - 1]}.{d.year}",
    "slashed": lambda d: f"{d.month}/{d.day}/{d.year}",
    "ISO": lambda d: d.isoformat(),
    "Russian, calendar stated": lambda d: f"{d.day} {RUSSIAN[d.month - 1]} {d.year} г. (н. ст.)",
    "German": lambda d: f"{d.day}. {GERMAN[d.month - 1]} {d.year}",
    "French": lambda d: f"{d.day} {FRENCH[d.month - 1]} {d.year}",
    "with its weekday": lambda d: f"{WEEKDAYS[d.weekday()]}, {ENGLISH[d.month - 1]} {d.day}, {d.year}",
}
TWENTIETH: dict[str, Callable[[date], str]] = {
    "dotted": lambda d: f"{d.day}.{d.month}.{d:%y}",
    "Roman": lambda d: f"{d.day}.{ROMAN[d.month - 1]}.{d:%y}",
    "slashed": lambda d: f"{d.month}/{d.day}/{d:%y}",
    "telegram": lambda d: f"ON/9/{d.day}/{ROMAN[d.month - 1]}/{d:%y}",
}


@given(st.dates(date(1900, 1, 1), date(2050, 12, 31)), st.sampled_from(sorted(FORMS)))
@example(date(2000, 2, 29), "ISO")
def test_every_day_reads_back_from_every_form(day: date, form: str) -> None:
    reading = read_date(FORMS[form](day))
    assert reading.edtf == reading.earliest == reading.latest == day.isoformat()
    swapped = ("day-month-order",) if form == "slashed" and day.month != day.day <= 12 else ()
    assert (reading.weekday, reading.doubts) == (WEEKDAYS[day.weekday()], swapped)


@given(st.dates(date(1900, 1, 1), date(1999, 12, 31)), st.sampled_from(sorted(TWENTIETH)))
def test_every_day_of_the_century_reads_back_from_two_digits(day: date, form: str) -> None:
    assert read_date(TWENTIETH[form](day)).edtf == day.isoformat()


@given(st.dates(date(1900, 1, 1), date(2050, 12, 31)), st.sampled_from(sorted(FORMS)))
def test_every_form_is_found_where_it_stands(day: date, form: str) -> None:
    words = FORMS[form](day).removeprefix(f"{WEEKDAYS[day.weekday()]}, ")
    text = f"Reply to No. 17 (of {words}), in two copies"
    (found,) = find_dates(text)
    assert (found.words, text[found.start : found.end]) == (words, words)
    assert found.reading == read_date(words)


PIECES = (
    "1951 13 1 June July, 13.1.51 8.II.1950 1951-06 1951-06-13 10/14/50 - – — , . and or to circa c. not earlier "
    "than later early mid- [ ] [?] ( ) ? г. июня и не ранее O.S. N.S. Friday, 6 p.m. 11:32 of undated"
)
LIKE_DATES = st.lists(st.sampled_from(PIECES.split()), max_size=9).map(" ".join)


@settings(max_examples=500)
@given(st.one_of(st.text(max_size=220), LIKE_DATES), st.booleans())
def test_any_text_gives_valid_edtf_or_nothing(words: str, russian: bool) -> None:  # noqa: FBT001
    reading = read_date(words, russian=russian)
    assert leading_date(words) is None or words.startswith(str(leading_date(words)))
    assert (reading.edtf is None) == (reading.bounds is None)
    assert reading.edtf is None or is_valid_edtf(reading.edtf)
    assert not (reading.earliest and reading.latest) or reading.earliest <= reading.latest
    assert (reading.earliest, reading.latest) == bounds(reading.edtf or "")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("June 13, 1951 Ciphered telegram, Filippov (Stalin) to Mao Zedong", "June 13, 1951"),
        ("circa June 1951 Draft message, undated [not earlier than 10 June 1951]", "circa June 1951"),
        ("1958 Something", "1958"),
        ("November 09, 1962 Telegram from Brazilian Embassy", "November 09, 1962"),
        ("[1955] Report", "[1955]"),
        ("13 июня 1951 г. Шифртелеграмма", "13 июня 1951 г."),
        ("June 13, 1951\u00a0Telegram", "June 13, 1951"),
        ("June 13, 1951—6 p.m. Telegram", "June 13, 1951—6 p.m."),
        ("May 1951 May Day speech", "May 1951"),
        ("1958 March on Washington", "1958"),
        ("June 13, 1951 Sunday Times article", "June 13, 1951"),
        ("21 July, 30 Sept. and 15 Dec. 1959 Letters", "21 July, 30 Sept. and 15 Dec. 1959"),
        ("June 13, 1951", None),
        ("June 13, 1951 ", None),
        ("June 13, 1951, Telegram", None),
        ("June 13 Telegram", None),
        ("May I ask", None),
        ("Ciphered telegram, June 13, 1951 to Mao", None),
        ("February 30, 1951 Telegram", None),
        ("", None),
        (" " * 79 + "June 13, 1951 Telegram", None),
    ],
)
def test_the_date_a_title_line_begins_with(line: str, words: str | None) -> None:
    assert leading_date(line) == words


def test_full_days_are_found_in_a_running_text() -> None:
    text = (
        "Your telegram of 13.1.51. No 2421/61/53/TJN, 2-1-1951/7 and 10.1.1.50; on June 13,\n1951 and 13 июня "
        "1951 г., see ON/9/9/XI/62 and 24.III.50, in June 1951, 13-14 June 1951, Feb. 30, 1951; 1/1951-06-13; "
        "October 25, 1917 (Old Style), December 10, 19511; 10/14/50"
    )
    assert [(found.words, found.reading.edtf) for found in find_dates(text)] == [
        ("13.1.51", "1951-01-13"),
        ("June 13,\n1951", "1951-06-13"),
        ("13 июня 1951 г.", "1951-06-13"),
        ("ON/9/9/XI/62", "1962-11-09"),
        ("24.III.50", "1950-03-24"),
        ("October 25, 1917 (Old Style)", "1917-11-07"),
        ("10/14/50", "1950-10-14"),
    ]


def test_a_found_day_stands_where_the_text_has_it_marks_that_print_nothing_included() -> None:
    text = "\ufeffOn\u200b 1\u200b3 fe\u0301vrier\u00a019\u00ad51, noon"
    (found,) = find_dates(text)
    assert text[found.start : found.end] == found.words == "1\u200b3 fe\u0301vrier\u00a019\u00ad51"
    assert found.reading.edtf == "1951-02-13"


@pytest.mark.parametrize("unit", ["1.", "13 ", "June ", "a", "1951-06-", "ON/9/", " ", "13 June ", "é\u0301"])
def test_long_texts_take_time_in_proportion(unit: str) -> None:
    assert list(find_dates(unit * 50_000)) == []
    assert leading_date(unit * 50_000 + "x") is None
    assert read_date(unit * 50_000) == NOTHING


@given(st.text(max_size=300))
def test_finding_never_fails_and_keeps_order(text: str) -> None:
    found = list(find_dates(text))
    assert all(one.words == text[one.start : one.end] for one in found)
    assert [one.start for one in found] == sorted(one.start for one in found)


BOUNDS = {
    "1951": ("1951-01-01", "1951-12-31"),
    "1952-02": ("1952-02-01", "1952-02-29"),
    "1951-06-13": ("1951-06-13", "1951-06-13"),
    "1951-06~": ("1951-06-01", "1951-06-30"),
    "1951-06-13?": ("1951-06-13", "1951-06-13"),
    "?1951-~06-13": ("1951-06-13", "1951-06-13"),
    "1951%": ("1951-01-01", "1951-12-31"),
    "1951-06-13/1951-06-14": ("1951-06-13", "1951-06-14"),
    "1951/1952-02": ("1951-01-01", "1952-02-29"),
    "1951~/1953?": ("1951-01-01", "1953-12-31"),
    "1951-06/..": ("1951-06-01", None),
    "../1951-06": (None, "1951-06-30"),
    "1951/": ("1951-01-01", None),
    "/1951": (None, "1951-12-31"),
    "[1951,1952-06]": ("1951-01-01", "1952-06-30"),
    "[1953, 1951]": ("1951-01-01", "1953-12-31"),
    "[1951-06..]": ("1951-06-01", None),
    "[..1951-06]": (None, "1951-06-30"),
    "[1951..1953]": ("1951-01-01", "1953-12-31"),
    "[1940,1951..1953]": ("1940-01-01", "1953-12-31"),
    "[1940,1951..]": ("1940-01-01", None),
    "{1951-06-13,1951-07-01}": ("1951-06-13", "1951-07-01"),
    "{1951..1953}": ("1951-01-01", "1953-12-31"),
    "195X": ("1950-01-01", "1959-12-31"),
    "19XX": ("1900-01-01", "1999-12-31"),
    "1951-XX": ("1951-01-01", "1951-12-31"),
    "1951-XX-XX": ("1951-01-01", "1951-12-31"),
    "1952-02-XX": ("1952-02-01", "1952-02-29"),
    "195X?": ("1950-01-01", "1959-12-31"),
    "1951-21": ("1951-01-01", "1951-12-31"),
    "1951-24": ("1951-01-01", "1951-12-31"),
}


@pytest.mark.parametrize(("edtf", "expected"), BOUNDS.items())
def test_the_bounds_of_edtf(edtf: str, expected: tuple[str | None, str | None]) -> None:
    assert is_valid_edtf(edtf)
    assert bounds(edtf) == expected


@pytest.mark.parametrize(
    "edtf",
    [
        "",
        "/",
        "../..",
        "0000",
        "1951-13",
        "1951-02-30",
        "1953/1951",
        "[1953..1951]",
        "[1951,x]",
        "[1951,]",
        "[1951",
        "{1951]",
        "1951..1953",
        "1951-33",
        "1951-0X",
        "Y19510",
        "-1951",
        "1951-06-13T10:00:00Z",
        "1951/1952/1953",
        "June 1951",
        "١٩٥١",
        "[" + "1951," * 30 + "1952]",
    ],
)
def test_other_texts_have_no_bounds(edtf: str) -> None:
    assert bounds(edtf) == (None, None)


@pytest.mark.parametrize("edtf", ["1951", "1951-21", "Y19510", "[1951, 1952]", "1951-06-13T10:00:00Z", "1951-06-1X"])
def test_valid_edtf(edtf: str) -> None:
    assert is_valid_edtf(edtf)


@pytest.mark.parametrize(
    "edtf",
    [
        "",
        " 1951",
        "1951-13",
        "1951-02-30",
        "June 1951",
        "[1951",
        "(" * 100,
        "1951-0X",
        "/..1951",
        "?1951S2",
        "1957-XX/1951S2",
        "[" + "1951," * 30 + "1952]",
        "\ud800",
    ],
)
def test_invalid_edtf(edtf: str) -> None:
    assert not is_valid_edtf(edtf)


@settings(max_examples=200)
@given(st.one_of(st.text(max_size=120), st.text("0123456789X-/.,[]{}?~%YEST:Z", max_size=30)))
def test_any_text_may_be_asked_about(text: str) -> None:
    is_valid_edtf(text)
    earliest, latest = bounds(text)
    assert not (earliest and latest) or earliest <= latest


def test_an_editors_edtf_is_read() -> None:
    assert read_edtf("1951-06-13") == read_date("June 13, 1951")
    assert read_edtf("1951-06~") == read_date("circa June 1951")
    assert read_edtf("1951-06-13~").weekday is None
    assert read_edtf("195X").bounds == "hard"
    assert read_edtf("1951-33") == DateReading(edtf="1951-33")
