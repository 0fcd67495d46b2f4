"""An example of a property may take ten seconds of wall time: far more than any needs, and still no endless one passes.

The 200 ms that hypothesis allows failed sound properties on a busy machine.
"""

from datetime import timedelta

from hypothesis import settings

settings.register_profile("busy_machine", deadline=timedelta(seconds=10))
settings.load_profile("busy_machine")
