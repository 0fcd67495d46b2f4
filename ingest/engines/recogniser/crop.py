"""How a grey crop of one line becomes what the network sees; training and reading go through the same two steps."""

from __future__ import annotations

import cv2
import numpy as np

from ingest.scan import Picture as Grey

HEIGHT = 32
NARROWEST = 24


def fit(crop: Grey) -> Grey:
    """The crop at HEIGHT rows, its proportions kept, as ink: 0 paper, 255 the darkest. At least NARROWEST columns."""
    height, width = crop.shape
    target = max(NARROWEST, round(width * HEIGHT / height))
    method = cv2.INTER_AREA if height > HEIGHT else cv2.INTER_LINEAR
    scaled = cv2.resize(crop, (round(width * HEIGHT / height) or 1, HEIGHT), interpolation=method)
    inked = ink(np.asarray(scaled, dtype=np.uint8))
    if inked.shape[1] == target:
        return inked
    left = (target - inked.shape[1]) // 2
    return np.pad(inked, ((0, 0), (left, target - inked.shape[1] - left)))


def ink(grey: Grey) -> Grey:
    """Ink on paper for grey of either polarity: paper is the commoner end of the crop's range.

    Contrast is stretched from the paper's level (the median) to the darkest hundredth.
    """
    paper = float(np.median(grey))
    low, high = np.percentile(grey, (1, 99))
    if high - paper > paper - low:
        grey, paper, low = np.asarray(255 - grey, dtype=np.uint8), 255 - paper, 255 - high
    reach = max(paper - low, 24.0)  # an empty crop stays empty
    inked: Grey = np.clip((paper - grey.astype(np.float32)) * (255 / reach), 0, 255).astype(np.uint8)
    return inked
