"""What a reader asks of a citation, as the form of a page sends it: a field left empty asks nothing."""

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Literal, cast, get_args
from urllib.parse import urlencode

from pydantic import BaseModel, Field

from app.citing import house
from app.citing.mapping import Profile
from app.citing.printing import Form
from app.domain.errors import Unusable
from app.services.cite import ALL, Ensure, Wanted

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
#: What is asked where nothing is said: it need not stand in an address.
_USUAL = {"style": house.STYLE, "profile": "described", "holding": ALL}


class Asked(BaseModel):
    """The fields of the form. Any words are taken: what cannot be used is said on the page, not refused before it."""

    style: str = Field(default=house.STYLE, description="A style's id or alias, or `house`.")
    q: str = Field(default="", description="Words to find styles by.")
    form: str = Field(default="", description="`bibliography`, `note`, `short`, `ibid` or `in-text`.")
    locale: str = Field(default="", description="A language tag such as `fr-FR`.")
    profile: str = Field(default="described", description="`described` or `correspondence`.")
    holding: str = Field(default=ALL, description="`all`, a number from 1, or an archive's id.")
    locator: str = Field(default="", description="A passage, or a run such as `en.p7-en.p9`.")
    leaf: str = Field(default="", description="A leaf of the file, or several.")
    accessed: str = Field(default="", description="The day on which it was read, such as 2024-05-31.")
    ensure: str = Field(default="", description="`archive` keeps the archival reference in every style.")

    def wanted(self) -> Wanted:
        """Give the wish in the words of the service; raise Unusable for a value that none of its words is."""
        return Wanted(
            style=self.style.strip() or house.STYLE,
            locale=self.locale.strip() or None,
            form=cast("Form | None", _one_of("form", self.form, get_args(Form)) or None),
            profile=cast("Profile", _one_of("profile", self.profile, get_args(Profile)) or "described"),
            holding=self.holding.strip() or ALL,
            locator=self.locator.strip() or None,
            leaf=self.leaf.strip() or None,
            accessed=_day(self.accessed.strip()),
            ensure=cast("Ensure | None", _one_of("ensure", self.ensure, get_args(Ensure)) or None),
        )

    def query(self, changes: Mapping[str, str]) -> str:
        """Give this as the query of an address, with changes; what is usual is left out."""
        members = {**self.model_dump(), **changes}
        return urlencode({name: value for name, value in members.items() if value not in ("", _USUAL.get(name))})


def _one_of(parameter: Literal["form", "profile", "ensure"], value: str, choices: tuple[str, ...]) -> str:
    given = value.strip()
    if given and given not in choices:
        raise Unusable(
            parameter, f"There is no {parameter} {given[:80]!r}: it is {', '.join(choices)}.", choices=choices
        )
    return given


def _day(written: str) -> str | None:
    if not written:
        return None
    with suppress(ValueError):
        if _DAY.fullmatch(written):
            return date.fromisoformat(written).isoformat()
    raise Unusable("accessed", f"{written[:80]!r} is no day such as 2024-05-31.")
