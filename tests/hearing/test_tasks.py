"""What the clock does with hearings."""

import pytest

from difi_sosial.hearing import tasks


@pytest.mark.django_db
def test_reminding_when_nobody_is_asked_sends_nothing():
    assert tasks.remind() == 0
