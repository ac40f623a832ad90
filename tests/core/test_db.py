"""What is written many rows at a time is written as it is, or not at all."""

import pytest
from django.db.models import Value
from django.db.models.expressions import DatabaseDefault

from difi_sosial.core import db


@pytest.mark.parametrize("value", [b"x", memoryview(b"x"), {"a": 1}, DatabaseDefault(Value(1))])
def test_what_has_no_text_is_not_copied_as_its_name_in_python(value):
    with pytest.raises(TypeError, match=type(value).__name__):
        db._as_copied(value)
