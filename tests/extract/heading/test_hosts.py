from __future__ import annotations

import pytest

from extract.heading.hosts import suspects


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("www.coop.patuakhalii.gov.bd", "www.coop.patuakhali.gov.bd"),
        ("fisheries.narshingdi.gov.bd", "fisheries.narsingdi.gov.bd"),
        ("https://bkkb.khullnadiv.gov.bd/page", "bkkb.khulnadiv.gov.bd"),
        ("www.coop.patuakhali.gov.bd", None),
        ("coop.kazipur.sirajganj.gov.bd", None),
        ("dae.khulnasadar.gov.bd", None),
        ("www.cabinet.gov.bd", None),
        ("www.narshingdi.com", None),
    ],
)
def test_hosts(text, suggestion):
    assert [issue.suggestion for issue in suspects(text)] == ([suggestion] if suggestion else [])
