"""The digits of a number in the places that a format has for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from fractions import Fraction

Token = tuple[str, str]  # kind and text: literal, digit (0 # ?), point, comma, percent, exponent, slash, date …
_WIDE = Context(prec=400, rounding=ROUND_HALF_UP)
_GENERAL_DIGITS = 10  # significant ones that a number with a fraction prints; beside the point they fill a cell
_EMPTY = {"0": "0", "#": "", "?": " "}


def general(number: Decimal) -> str:
    """A number in the format General. Whole ones are given in full: Excel prints 123456789012 as 1.23457E+11.

    >>> general(Decimal("33.3333333333333")), general(Decimal("-1250000")), general(Decimal("0.5"))
    ('33.33333333', '-1250000', '0.5')
    """
    if number == number.to_integral_value() and abs(number) < Decimal(10) ** 15:
        return f"{number:.0f}"
    with localcontext(_WIDE) as context:
        context.prec = _GENERAL_DIGITS
        short = (+number).normalize()
    if -10 < short.adjusted() < 15:
        return f"{short:f}"
    return f"{short:E}"


def in_tokens(number: Decimal, tokens: Sequence[Token], figures: Mapping[int, int]) -> str:
    """A number in the places of one section, its sign before them; `figures` translates digits, not literals."""
    kinds = [kind for kind, _ in tokens]
    with localcontext(_WIDE):
        size = abs(number).scaleb(2 * kinds.count("percent"))
        if "exponent" in kinds:
            body = _scientific(size, tokens, figures)
        elif "slash" in kinds:
            body = _fraction(size, tokens, figures)
        else:
            body = _fixed(size, tokens, figures)
    shown = any(sign.isdigit() and sign not in "0০" for sign in body)
    return f"-{body}" if number < 0 and shown else body


def _fixed(size: Decimal, tokens: Sequence[Token], figures: Mapping[int, int]) -> str:
    kinds = [kind for kind, _ in tokens]
    at = kinds.index("point") if "point" in kinds else _after_last_digit(kinds)
    whole, rest = list(tokens[:at]), list(tokens[at:])
    while whole and whole[-1][0] == "comma":  # each at the end leaves three digits away
        whole.pop()
        size = size.scaleb(-3)
    while rest and rest[-1][0] == "comma":
        rest.pop()
        size = size.scaleb(-3)
    n_places = sum(kind == "digit" for kind, _ in rest)
    rounded = size.quantize(Decimal(1).scaleb(-n_places))
    before, _, after = f"{rounded:f}".partition(".")
    return _whole(before, whole, figures) + _decimals(after, rest, figures)


def _after_last_digit(kinds: Sequence[str]) -> int:
    at = len(kinds) - 1 - kinds[::-1].index("digit") + 1
    while at < len(kinds) and kinds[at] == "comma":
        at += 1
    return at


def _whole(before: str, tokens: Sequence[Token], figures: Mapping[int, int]) -> str:
    """The digits before the point, from the right; those that no place is left for stand before the first place."""
    places = [n for n, (kind, _) in enumerate(tokens) if kind == "digit"]
    grouped = any(kind == "comma" for kind, _ in tokens[places[0] :]) if places else False
    left = list(before.lstrip("0"))
    texts = [text if kind in ("literal", "percent") else "" for kind, text in tokens]
    count = 0
    for n in reversed(places):
        while True:
            digit = left.pop() if left else _EMPTY[tokens[n][1]]
            if grouped and count and count % 3 == 0 and digit.strip():
                texts[n] = "," + texts[n]
            texts[n] = digit.translate(figures) + texts[n]
            count += 1
            if n != places[0] or not left:
                break
    if not places and left:
        texts.append("".join(left).translate(figures))  # ".00" has no place before the point
    return "".join(texts)


def _decimals(after: str, tokens: Sequence[Token], figures: Mapping[int, int]) -> str:
    last = len(after.rstrip("0"))
    texts, n = [], 0
    for kind, text in tokens:
        if kind == "digit":
            digit = after[n] if n < last else _EMPTY[text]
            texts.append(digit.translate(figures))
            n += 1
        elif kind in ("literal", "percent", "point"):
            texts.append(text)
    return "".join(texts)


def _scientific(size: Decimal, tokens: Sequence[Token], figures: Mapping[int, int]) -> str:
    at = next(n for n, (kind, _) in enumerate(tokens) if kind == "exponent")
    mantissa, power = tokens[:at], tokens[at + 1 :]
    kinds = [kind for kind, _ in mantissa]
    before = sum(kind == "digit" for kind in (kinds[: kinds.index("point")] if "point" in kinds else kinds)) or 1
    exponent = size.adjusted() - (before - 1) if size else 0
    exponent -= exponent % before if before > 1 else 0
    if _overflows(size.scaleb(-exponent), mantissa, before):
        exponent += before
    sign = "-" if exponent < 0 else "+" if tokens[at][1].endswith("+") else ""
    body = _fixed(size.scaleb(-exponent), mantissa, figures) if "digit" in kinds else ""
    return f"{body}E{sign}{_whole(str(abs(exponent)) if exponent else '', power, figures)}"


def _overflows(size: Decimal, tokens: Sequence[Token], before: int) -> bool:
    kinds = [kind for kind, _ in tokens]
    places = kinds[kinds.index("point") :].count("digit") if "point" in kinds else 0
    return size.quantize(Decimal(1).scaleb(-places)) >= Decimal(10) ** before


def _fraction(size: Decimal, tokens: Sequence[Token], figures: Mapping[int, int]) -> str:
    """`# ?/?`: whole part, numerator, denominator; `?/8` has the denominator that it names."""
    text = "".join(text for _, text in tokens)
    above, _, below = text.partition("/")
    fixed = "".join(sign for sign in below if sign.isdigit()).lstrip("0")
    whole = int(size) if " " in above.strip() else 0
    part = Fraction(size) - whole
    if fixed:
        bottom = min(int(fixed), 10**6)
        top = round(part * bottom)
    else:
        nearest = part.limit_denominator(10 ** max(1, min(4, sum(sign in "#?0" for sign in below))) - 1)
        top, bottom = nearest.numerator, nearest.denominator
    if whole or " " in above.strip():
        whole, top = (whole + 1, 0) if top == bottom else (whole, top)
        told = f"{whole} {top}/{bottom}" if top and whole else f"{top}/{bottom}" if top else str(whole)
    else:
        told = f"{top}/{bottom}"
    return told.translate(figures)
