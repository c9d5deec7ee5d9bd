"""Where the next page begins: a token only the archive can make."""

import base64
import string

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.domain.errors import Unusable
from app.domain.query import Position
from app.faces.kit.cursor import seal, unseal

SECRET = "0" * 64
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
POSITIONS = st.builds(Position, sort_date=WORDS, document_id=WORDS)
ALPHABET = string.ascii_letters + string.digits + "-_"


@given(POSITIONS)
def test_a_position_comes_back_as_it_was(position: Position) -> None:
    assert unseal(seal(position, SECRET), SECRET) == position


@given(POSITIONS)
def test_a_position_is_the_same_token_every_time_and_can_stand_in_an_address(position: Position) -> None:
    token = seal(position, SECRET)
    assert token == seal(position, SECRET)
    assert set(token) <= set(ALPHABET)


@given(
    st.one_of(
        st.text(), st.text(ALPHABET, max_size=200), st.binary().map(lambda b: base64.urlsafe_b64encode(b).decode())
    )
)
def test_nobody_makes_a_token_by_guessing(token: str) -> None:
    with pytest.raises(Unusable):
        unseal(token, SECRET)


@given(POSITIONS, st.data())
def test_a_token_that_was_changed_anywhere_is_refused(position: Position, data: st.DataObject) -> None:
    token = seal(position, SECRET)
    place = data.draw(st.integers(0, len(token) - 1))
    changed = token[:place] + data.draw(st.sampled_from(ALPHABET)) + token[place + 1 :]
    assume(base64.urlsafe_b64decode(changed + "===") != base64.urlsafe_b64decode(token + "==="))
    with pytest.raises(Unusable):
        unseal(changed, SECRET)


@given(POSITIONS, st.data())
def test_a_token_that_was_cut_short_is_refused(position: Position, data: st.DataObject) -> None:
    token = seal(position, SECRET)
    with pytest.raises(Unusable):
        unseal(token[: data.draw(st.integers(0, len(token) - 2))], SECRET)


@given(POSITIONS, WORDS)
def test_a_token_of_another_archive_is_refused(position: Position, secret: str) -> None:
    assume(secret != SECRET)
    with pytest.raises(Unusable) as refused:
        unseal(seal(position, secret), SECRET)
    assert refused.value.parameter == "after"
