"""Pages → tables → rows. Pure: no files, no pixels, no Parquet.

Door: `document(doc_id, pages) -> Extraction`, everything one document gives to the dataset.
"""

from extract.document import document

__all__ = ["document"]
