"""A page that its source could not read whole is told, and what came of it is kept."""

from extract import document
from extract.model import Line, Page


def test_a_failed_page_is_an_error_of_the_document():
    pages = [Page(1, (Line("প্রতিবেদন"),)), Page(2, (), status="failed", error="the picture ends early")]
    found = document("0" * 16, pages)
    [issue] = [i for i in found.issues if i.code == "PAGE_FAILED"]
    assert (issue.page, issue.severity) == (2, "error")
    assert "the picture ends early" in issue.message_en and "২" in issue.message_bn
    assert [page.status for page in found.pages] == ["ok", "failed"]
