"""What can be wrong with what the processor is given."""


class CslError(ValueError):
    """Anything wrong with a style, a locale or an item that keeps it from being rendered."""


class StyleError(CslError):
    """A style that cannot be read or compiled; the words say what is wrong with it."""


class NoBibliographyError(CslError):
    """A style that formats notes or citations only was asked for a bibliography."""
