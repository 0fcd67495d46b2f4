"""The measuring bench: reports whose truth is known by construction, damage done to them, and scores.

Knows nothing of how the pipeline reads: reports are made from plans (`reports`), printed (`render`), damaged
(`mutations`), read through the public door `ingest.ingest`, and compared with the truth (`score`, `accuracy`).
Seeds below 1000 are for tuning; figures that are reported come from seeds from 1000 on.
"""
