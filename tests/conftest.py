"""Properties have no deadline of wall time: a busy machine failed sound ones. Tests of time measure processor time."""

from hypothesis import settings

settings.register_profile("no_deadline", deadline=None)
settings.load_profile("no_deadline")
