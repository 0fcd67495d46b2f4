"""Text to text and text to value, for Bengali reports. Pure: reads only its own word lists.

Doors: `clean(text) -> Cleaned`, `read(text, kind) -> Reading`, `find(text, kind) -> list[Found]`, `fold(text) -> str`,
`malformed(text) -> list[str]`;
`normalize.spelling`, `normalize.lexicon` and `normalize.bijoy` have theirs.
"""

from normalize.canon import clean, replay
from normalize.finding import find
from normalize.folding import fold
from normalize.kinds import read
from normalize.malformed import malformed
from normalize.reading import Cleaned, Found, Kind, Reading

__all__ = ["Cleaned", "Found", "Kind", "Reading", "clean", "find", "fold", "malformed", "read", "replay"]
