"""Small packages of citation styles and locales, as those that are installed have theirs."""

import json
from pathlib import Path

from app.domain.style import StyleNames
from app.services.gather import Packages

RIGHTS = '<rights license="http://creativecommons.org/licenses/by-sa/3.0/">Share alike</rights>'
NAMES = StyleNames(aliases={"short": "long-notes", "nowhere": "not-carried"}, core=("long-notes", "not-carried"))
_ROOT = 'xmlns="http://purl.org/net/xbiblio/csl" version="1.0"'
_LANGUAGES = {
    "en-US": "English",
    "fr-FR": "Français",
    "sr-Cyrl-RS": "Српски",
    "sr-Latn-RS": "Srpski",
    "zh-TW": "繁體中文",
}
_PRIMARY = {"en": "en-US", "fr": "fr-FR", "sr": "sr-Latn-RS"}


def style(style_id: str, *, title: str = "A Style", kind: str = "in-text", inner: str = "", locale: str = "") -> str:
    """Write an independent style."""
    default = f' default-locale="{locale}"' if locale else ""
    layout = f'<layout><text variable="title"/>{inner}</layout>'
    return (
        f'<style {_ROOT} class="{kind}"{default}><info><title>{title}</title>'
        f"<id>http://www.zotero.org/styles/{style_id}</id><author><name>A. Author</name></author>"
        f'<category field="history"/><updated>2026-01-01T00:00:00+00:00</updated>{RIGHTS}</info>'
        f"<citation>{layout}</citation></style>"
    )


def dependent(style_id: str, parent: str, *, title: str = "A Journal", locale: str = "") -> str:
    """Write a dependent style."""
    default = f' default-locale="{locale}"' if locale else ""
    link = f'<link href="http://www.zotero.org/styles/{parent}" rel="independent-parent"/>' if parent else ""
    return (
        f"<style {_ROOT}{default}><info><title>{title}</title>"
        f"<id>http://www.zotero.org/styles/{style_id}</id>{link}{RIGHTS}</info></style>"
    )


def packages_in(folder: Path, *, version: str = "1") -> Packages:
    """Make packages of five styles and five locales."""
    styles, locales = folder / "styles", folder / "locales"
    (styles / "dependent").mkdir(parents=True)
    locales.mkdir()
    archive = '<text variable="archive_location"/><choose><if variable="genre"><text value="x"/></if></choose>'
    for style_id, xml in {
        "long-notes": style("long-notes", title="Manual of Notes", kind="note", inner=archive),
        "plain": style("plain", title="Kölner Stil", locale="fr-FR"),
        "plain-notes": style("plain-notes", kind="note"),
        "dependent/journal-of-tests": dependent("journal-of-tests", "long-notes", title="Journal of Tests"),
        "dependent/revue": dependent("revue", "plain", title="Revue", locale="sr-Cyrl-RS"),
    }.items():
        (styles / f"{style_id}.csl").write_text(xml, encoding="utf-8")
    (styles / "renamed-styles.json").write_text(json.dumps({"old-notes": "long-notes", "gone": "not-carried"}))
    for tag in _LANGUAGES:
        words = f'<term name="and">and ({tag})</term>'
        text = f'<locale {_ROOT} xml:lang="{tag}"><info>{RIGHTS}</info><terms>{words}</terms></locale>'
        (locales / f"locales-{tag}.xml").write_text(text, encoding="utf-8")
    told = {"primary-dialects": _PRIMARY, "language-names": {tag: [name, tag] for tag, name in _LANGUAGES.items()}}
    (locales / "locales.json").write_text(json.dumps(told))
    return Packages(styles, locales, f"a test {version}")
