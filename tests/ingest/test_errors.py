import pytest

from ingest import errors


@pytest.mark.parametrize("cause", errors.error_classes().values(), ids=lambda cause: cause.code)
def test_every_cause_has_its_own_code_and_advice_in_both_languages(cause):
    assert cause.code.isupper() and "code" in vars(cause)
    assert cause.advice and cause.advice_bn and cause.__doc__
    assert "advice" in vars(cause) and "advice_bn" in vars(cause), "one advice a cause"


def test_codes_are_unique():
    codes = [cause.code for cause in _all(errors.IngestError)]
    assert len(codes) == len(set(codes))


def _all(cause):
    return [inner for child in cause.__subclasses__() for inner in (child, *_all(child))]
