"""What a network might see: the chances of characters, frame by frame."""

import numpy as np

from ingest.engines.recogniser import alphabet


def chances(*frames):
    """Frames given as {character: chance}, "" the blank; what is left goes to the blank."""
    held = np.zeros((len(frames), alphabet.CLASSES), np.float32)
    for row, frame in enumerate(frames):
        for character, chance in frame.items():
            held[row, alphabet.encode(character)[0] if character else 0] = chance
        held[row, 0] += 1 - held[row].sum()
    return held


def spelled(text, sure=0.9, other=""):
    """Each character in a frame of its own, a blank between; `other` has the rest of the chances."""
    frames = []
    for character in text:
        frames += [{character: sure, other: 1 - sure} if other else {character: sure}, {"": 1.0}]
    return chances(*frames)
