"""Bengali in the 8-bit codes of the Bijoy family of fonts ↔ Unicode.

Bijoy text reaches us as Latin characters that only its font prints as Bengali: `Kg©m¤úv`b` is কর্মসম্পাদন. Two generations
of codes conflict: SutonnyMJ (`sutonny`: æ ু, ø ্ল, ÿ ক্ষ, Í ্ত) and Kalpurush or Siyam Rupali ANSI (`ansi`: æ ম্ন, ø স্ন,
ÿ ড়্গ, Í ত্ম).

Doors: `generation_of(font_name)` where the font is known, else `looks_like_bijoy(text)` for one cell and, for a
document, `agreement(texts)` and `runs(text, generation)`; `decode(text, generation)`, `decode_runs(text, runs)` and the
name of that step, `step(text, runs)`, which `replay(text, step)` takes; `encode(text, generation)` for tests.

Digits are stored as ASCII 0-9 and printed as Bengali ones. A cell of figures alone tells nothing of its font: `decode`
makes Bengali digits of it, `looks_like_bijoy` says None, `runs` takes it as its document is.
"""

from normalize.bijoy.decoding import decode
from normalize.bijoy.encoding import encode
from normalize.bijoy.fonts import generation_of
from normalize.bijoy.steps import Run, decode_runs, replay, step
from normalize.bijoy.tables import GENERATIONS, Generation
from normalize.bijoy.voting import agreement, looks_like_bijoy, runs

__all__ = [
    "GENERATIONS",
    "Generation",
    "Run",
    "agreement",
    "decode",
    "decode_runs",
    "encode",
    "generation_of",
    "looks_like_bijoy",
    "replay",
    "runs",
    "step",
]
