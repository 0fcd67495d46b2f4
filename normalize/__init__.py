"""Text to text and text to value, for Bengali reports. Pure: reads only its own word lists."""

from normalize.canon import clean

__all__ = ["clean"]
