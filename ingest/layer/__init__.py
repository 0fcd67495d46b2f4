"""Text layers of PDF pages: their runs of text, whether these can be trusted, and the lines drawn on the page."""
