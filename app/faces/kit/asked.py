"""Questions that come in a body: made of members that there are, and of words such as a record could have."""

from itertools import islice

from pydantic import ConfigDict, ValidationError, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from app.faces.kit.problems import MOST_TOLD, hint, nearest
from app.formats.json.shape import Shape


class AskedShape(Shape):
    """A part of a question. A member that is not known is an error, as an unknown parameter is.

    Lists in it are read up to the first thing that is wrong (``fail_fast``): a body can hold as many as it has bytes.
    """

    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def refuse_unknown(cls, asked: object) -> object:
        """Tell of the first unknown members, and of those that there are."""
        names = (name for name in asked if name not in cls.model_fields) if isinstance(asked, dict) else ()
        if unknown := list(islice(names, MOST_TOLD)):
            raise ValidationError.from_exception_data(cls.__name__, [cls._unknown(name) for name in unknown])
        return asked

    @classmethod
    def _unknown(cls, name: object) -> InitErrorDetails:
        known = sorted(cls.model_fields)
        near = nearest(str(name), known)
        told = PydanticCustomError(
            "unknown_member", "unknown member; {hint}", {"hint": hint(near, known), "near": near}
        )
        return InitErrorDetails(type=told, loc=(str(name)[:80],), input=None)
