"""What both Tesseract engines share: which models read a line in which order, and with which margins."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extract.model import Word
from ingest.engines import Region, models, strips
from ingest.engines.votes import Reader, Voter
from ingest.errors import ModelMissing
from ingest.scan import Picture

# Characters that a Bengali report doesn't print but the models know: with them ০ is read as 0, ৫ as & or €, ৮ as b.
# Words in Latin letters or digits are read by the Latin model.
NOT_PRINTED = '0123456789&«€£₹$»_|॥ৰ৷;"?'
Open = Callable[[models.Model, str], Callable[[strips.Strip], list[Word]]]


class Tesseract:
    """Either engine: lines are cut out of the picture and read as they are, without Tesseract's own page analysis."""

    def __init__(self, version: str, open_model: Open) -> None:
        """`version` of the program; `open_model` as for `voter`. Raises ModelMissing."""
        self._voter = voter(open_model)
        self._name = f"tesseract {version} {models.label(models.demand(models.BENGALI))}"

    @property
    def name(self) -> str:
        """Program, version and models."""
        return self._name

    def recognise(self, picture: Picture, regions: Sequence[Region]) -> list[list[Word]]:
        """See `ingest.engines.Engine`."""
        return strips.read(picture, regions, self._voter.read)


def voter(open_model: Open) -> Voter:
    """Readers of the models that are there; `open_model` loads one, told the characters that it must not read.

    The small model reads first where it is there: with close margins it is nearly as good as the larger one and two
    and a half times as fast. Raises ModelMissing where there is no Bengali model.
    """
    bengali = models.demand(models.BENGALI)
    opened = {model.kind: open_model(model, NOT_PRINTED) for model in bengali[:2]}
    first = opened.get("fast", opened[bengali[0].kind])
    second = opened.get("best_int", opened[bengali[0].kind])
    fits = [(first, strips.CLOSE), (second, strips.EASY), (second, strips.WIDE)]
    return Voter([_reader(read, fit) for read, fit in fits], _latin(open_model))


def alone(open_model: Open, model: models.Model) -> Voter:
    """One Bengali model by itself, and the Latin one for words that it can't read: what measures compare."""
    return Voter([_reader(open_model(model, NOT_PRINTED), strips.EASY)], _latin(open_model))


def _reader(read: Callable[[strips.Strip], list[Word]], fit: strips.Fit) -> Reader:
    return lambda picture, line, height: read(strips.strip(picture, line, height, fit))


def _latin(open_model: Open) -> list[Reader]:
    """Readers of Latin words; the model is loaded when the first comes. None where there is no such model."""
    latin = models.found(models.LATIN)
    held: list[Callable[[strips.Strip], list[Word]]] = []

    def read(strip: strips.Strip) -> list[Word]:
        if not held:
            held.append(open_model(latin[0], ""))
        return held[0](strip)

    return [_reader(read, fit) for fit in (strips.EASY, strips.WIDE, strips.CLOSE)] if latin else []


def lack() -> str | None:
    """What is wrong with the models, in one sentence; None: there is a Bengali one."""
    try:
        models.demand(models.BENGALI)
    except ModelMissing as error:
        return str(error)
    return None
