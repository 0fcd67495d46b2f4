"""Names of fonts → the generation of codes they print, if they are of the Bijoy family."""

from __future__ import annotations

import re
from functools import lru_cache

from normalize.bijoy.tables import Generation

_SUBSET = re.compile(r"[A-Z]{6}\+")  # a PDF names a part of a font ABCDEF+SutonnyMJ
_STYLE = re.compile(r"(?:bold|italic|oblique|regular|normal|mt)+$")
_DROPPED = re.compile(r"[^a-z]+")


@lru_cache(maxsize=1024)
def generation_of(font_name: str) -> Generation | None:
    """The generation whose codes a font prints; None for fonts of Unicode and of other families.

    Takes names as files give them: with the prefix of a PDF's subset, a style, spaces, in any case, or as a CSS list,
    of which the first counts. SutonnyOMJ and other OMJ fonts are Unicode.

    >>> generation_of("ABCDEF+SutonnyMJ-Bold"), generation_of("Siyam Rupali ANSI"), generation_of("SutonnyOMJ")
    ('sutonny', 'ansi', None)
    """
    first = font_name.strip().split(",")[0].strip(" \"'\t\n")
    name = _DROPPED.sub("", _SUBSET.sub("", first).lower())
    name = _STYLE.sub("", name)
    if name.endswith("ansi") and name != "ansi":
        return "ansi"
    if name.endswith("omj"):
        return None
    if name == "sutonny" or (name.endswith("mj") and len(name) > 4):
        return "sutonny"
    return None
