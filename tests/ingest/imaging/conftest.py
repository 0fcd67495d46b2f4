import pytest


@pytest.fixture
def as_it_lies(monkeypatch):
    """Pages are taken as they lie: what is drawn in these tests are no letters, which way is up can't be told."""
    monkeypatch.setattr("ingest.imaging.preparation.rotation", lambda text: 0)
