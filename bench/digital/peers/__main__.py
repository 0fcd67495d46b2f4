"""One peer over a folder of PDFs, as a process of its own."""

from __future__ import annotations

import sys
from pathlib import Path

import cv2

from bench.digital.peers import peers

if __name__ == "__main__":
    cv2.setNumThreads(1)
    peer = peers()[sys.argv[1]]
    for file in sorted(Path(sys.argv[2]).iterdir()):
        for _ in peer.read(file):
            pass
