"""What the city's compression becomes with shorter limits: sums of days, worked out by hand."""

import pandas as pd
import pytest

from analytics.comparison.adoption import adopted


def bases(statutory: float | None, promised: float | None) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "basis": ["by cases", "ratio of sums"],
            "statutory_days": [1.0, statutory],
            "promised_days": [1.0, promised],
        }
    )


def saving(*days: float | None) -> pd.DataFrame:
    return pd.DataFrame({"saved_days": pd.Series(days, dtype="float64")})


@pytest.mark.parametrize(
    ("saved", "becomes"),
    [
        ((), 1 - 40 / 100),
        ((5.0, None, 3.0), 1 - (40 - 8) / 100),
    ],
)
def test_saved_days_leave_the_promised_sum(saved, becomes):
    assert adopted(bases(100, 40), saving(*saved)) == pytest.approx(becomes)


@pytest.mark.parametrize("statutory", [None, 0.0])
def test_without_statutory_days_there_is_no_compression(statutory):
    assert adopted(bases(statutory, None), saving(5.0)) is None
