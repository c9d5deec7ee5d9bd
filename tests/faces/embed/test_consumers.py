"""A site that is not ours shows a card for a bare link: micawber, over HTTP, and WordPress's own filter."""

import re

import micawber
import pytest

from app.settings import Settings
from tests.cli.servers import serving
from tests.faces.embed.markup import Markup

pytestmark = pytest.mark.slow

#: What WordPress keeps of the markup of a site it does not know (wp_filter_oembed_result, wp-includes/embed.php), which
#: has lost all but a few attributes by then; it loads wp-embed.js only for a quotation before the frame.
_WORDPRESS = re.compile(r"(<blockquote>.*?</blockquote>)?.*(<iframe.*?></iframe>)", re.DOTALL)


def test_a_bare_link_on_a_line_by_itself_becomes_a_card(shared_settings: Settings) -> None:
    with serving(shared_settings.archive) as server:
        registry = micawber.ProviderRegistry()
        registry.register(rf"{server.address}/\S*", micawber.Provider(f"{server.address}/oembed"))
        post = f"The telegram says:\n{server.address}/embed/110364/en.p7?revision=1\nAnd that is all."
        shown = micawber.parse_text(post, registry, maxwidth=500)
        frame = Markup(shown).one("iframe")
        assert frame["src"] == f"{server.address}/embed/110364/en.p7?revision=1"
        assert frame["width"] == "500"
        assert "There will not be objections from our side." in Markup(shown).words
        assert shown.startswith("The telegram says:\n<blockquote ")
        assert shown.endswith("</iframe>\nAnd that is all.")
        told = registry.request(f"{server.address}/embed/110364/en.p7?revision=1", maxwidth=500)["html"]
        kept = _WORDPRESS.search(re.sub(r"<blockquote[^>]*>", "<blockquote>", told))
        assert kept is not None
        assert "There will not be objections from our side." in kept[1]
        assert Markup(kept[2]).one("iframe") == frame
        with pytest.raises(micawber.ProviderHTTPException):
            registry.request(f"{server.address}/document/110365")
