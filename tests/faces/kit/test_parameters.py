"""Names like the one asked for."""

from hypothesis import given
from hypothesis import strategies as st

from app.faces.kit.kinds import KINDS
from app.faces.kit.problems import nearest


def test_the_name_most_like_it_comes_first() -> None:
    assert nearest("limt", ["after", "id", "limit"])[0] == "limit"
    assert nearest("stile", ["revision", "style"]) == ["style"]


@given(st.text(), st.lists(st.text()))
def test_at_most_three_names_are_near_and_all_of_them_known(name: str, known: list[str]) -> None:
    near = nearest(name, known)
    assert len(near) <= 3
    assert set(near) <= set(known)


def test_nothing_is_near_where_nothing_is_known() -> None:
    assert nearest("limit", []) == []


def test_each_kind_of_problem_is_named_once_and_explained() -> None:
    assert len({kind.name for kind in KINDS.values()}) == len({kind.meaning for kind in KINDS.values()}) == len(KINDS)
    for name, kind in KINDS.items():
        assert name == kind.name
        assert kind.status >= 400
        assert kind.title[0].isupper()
        assert kind.meaning.endswith(".")
