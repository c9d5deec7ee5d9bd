"""The shape of oEmbed's answer (oembed.com, 1.0), which is fixed."""

from typing import Literal

from pydantic import Field

from app.formats.json.shape import Shape


class OEmbedAnswer(Shape):
    """What a site needs to show a card where somebody pasted a link (oembed.com, 1.0, type rich)."""

    version: Literal["1.0"] = "1.0"
    type: Literal["rich"] = "rich"
    title: str
    provider_name: str
    provider_url: str
    cache_age: int = Field(description="Seconds for which this may be kept.")
    html: str = Field(description="A frame without script; where there are no frames, the words and their citation.")
    width: int
    height: int
    thumbnail_url: str | None = Field(default=None, description="A picture, left out where less room is stated.")
    thumbnail_width: int | None = None
    thumbnail_height: int | None = None
