"""Words that somebody asks with: such as a record could have."""

from pydantic import TypeAdapter, ValidationError

from app.domain.errors import Unusable
from app.domain.noun import Words

_WORDS: TypeAdapter[str] = TypeAdapter(Words)


def servable(words: str, parameter: str) -> str:
    """Give the words; raise Unusable, with the parameter's name, for what no record can hold."""
    try:
        return _WORDS.validate_python(words)
    except ValidationError as error:
        raise Unusable(parameter, f"`{parameter}` {error.errors()[0]['msg'].removeprefix('Value error, ')}.") from error
