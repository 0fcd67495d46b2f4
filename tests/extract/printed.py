"""Pages of ink blobs without pictures: words as boxes, at 72 units an inch."""

from extract.model import Box, Ruling

HIGH, LINE, LETTER, SPACE = 7.0, 14.0, 5.0, 3.0


def words(x, y, *lengths):
    """One line of text from x on: words of so many letters, their tops at y."""
    boxes = []
    for length in lengths:
        boxes.append(Box(x, y, x + length * LETTER, y + HIGH))
        x += length * LETTER + SPACE
    return boxes


def text(x, y, *lines):
    """Lines of words below one another."""
    return [box for at, line in enumerate(lines) for box in words(x, y + at * LINE, *line)]


def centred(x, y, *lengths):
    wide = sum(lengths) * LETTER + SPACE * (len(lengths) - 1)
    return words(x - wide / 2, y, *lengths)


def level(y, x0, x1):
    return Ruling(x0, y, x1, y)


def upright(x, y0, y1):
    return Ruling(x, y0, x, y1)
