"""Answers that caches can keep: what is compressed, and what is unchanged."""

from hypothesis import example, given
from hypothesis import strategies as st

from app.domain.rendition import make_rendition
from app.faces.kit.answers import MOVING, NOW, PINNED, accepts_gzip, matches

ETAG = '"347c4a1364c367ec560ba44a2cf7ae59"'
FRAGMENTS = st.sampled_from([ETAG, "W/", '"', ",", "*", " ", "\t", "x", '"x"', ETAG[:-1] + '-gzip"'])


@given(st.one_of(st.none(), st.text(), st.lists(FRAGMENTS, max_size=20).map("".join)))
def test_no_if_none_match_header_breaks_anything(header: str | None) -> None:
    assert matches(header, ETAG) in (True, False)
    assert matches(None, ETAG) is False


@given(st.lists(st.sampled_from(['"a"', 'W/"b"', f"W/{ETAG}", ETAG]), min_size=1), st.sampled_from([",", ", ", " ,\t"]))
def test_a_list_matches_if_it_names_the_etag(etags: list[str], between: str) -> None:
    assert matches(between.join(etags), ETAG) is any(ETAG in each for each in etags)


def test_a_star_matches_only_alone() -> None:
    assert matches("*", ETAG)
    assert matches(" * ", ETAG)
    assert not matches('"*"', ETAG)
    assert not matches("W/*", ETAG)


def test_part_of_an_etag_is_not_it() -> None:
    for header in (ETAG.strip('"'), ETAG[:-1], ETAG[1:], ETAG.upper(), f"w/{ETAG}", f"{ETAG}x"):
        assert not matches(header, ETAG)


@given(st.one_of(st.none(), st.text()))
@example("gzip;q")
@example("gzip;q=")
@example("gzip;=;;q=1;q=0")
def test_no_accept_encoding_header_breaks_anything(header: str | None) -> None:
    assert accepts_gzip(header) in (True, False)


@given(st.floats(0, 1, exclude_min=True), st.sampled_from(["gzip", "GZip", "x-gzip"]))
def test_any_weight_but_nought_takes_the_compressed_form(weight: float, coding: str) -> None:
    assert accepts_gzip(f"br, {coding} ; q={weight:f}") is (float(f"{weight:f}") > 0)
    assert accepts_gzip(f"{coding};q=0.0000, br") is False


def test_names_that_only_resemble_it_are_not_it() -> None:
    for header in ("gzipped", "gzip2", "agzip", "gz ip", "deflate;gzip"):
        assert accepts_gzip(header) is False


def test_nothing_is_kept_longer_than_a_day() -> None:
    for policy in (MOVING, PINNED, NOW):
        for directive in policy.split(", "):
            name, _, seconds = directive.partition("=")
            assert name in ("public", "max-age", "stale-while-revalidate", "no-store")
            assert not seconds or int(seconds) <= 86400


@given(st.binary(), st.sampled_from(["body", "gzip", "etag", "link", "media_type", "version", "name", "document_id"]))
def test_a_rendition_is_whole_only_as_it_was_made(body: bytes, member: str) -> None:
    made = make_rendition(
        document_id="x", name="json", revision=1, version="1", media_type="a/b", link='<x>; rel="self"', body=body
    )
    assert made.is_whole()
    value = getattr(made, member)
    changed = value + (b"x" if isinstance(value, bytes) else "x")
    assert not made.model_copy(update={member: changed}).is_whole()
