"""The fixture of the specs."""

import pytest

from tests.spec.told import Told


@pytest.fixture
def told() -> Told:
    """Nothing told yet."""
    return Told()
