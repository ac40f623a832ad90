"""The table decides; the same table draws the buttons."""

from dataclasses import dataclass

import pytest

from difi_sosial.core.errors import Invalid, NotAllowed, WrongState
from difi_sosial.core.workflow import Step, Workflow


@dataclass
class Letter:
    state: str
    writer: str = "kari"


def is_not_the_writer(person, letter):
    return person != letter.writer


TABLE = Workflow(
    Step("send", frozenset({"draft"}), "sent", lambda person, letter: True, "Send"),
    Step("approve", frozenset({"sent"}), "approved", is_not_the_writer, "Godkjenn"),
    Step("return", frozenset({"sent"}), "draft", is_not_the_writer, "Returner", needs_reason=True),
    Step("expire", frozenset({"approved"}), "expired", None, "Utløper"),
)


def test_a_step_leads_to_its_target():
    assert TABLE.check("send", state="draft", by="kari", thing=Letter("draft")) == "sent"


def test_a_step_from_another_state_is_refused():
    with pytest.raises(WrongState):
        TABLE.check("approve", state="draft", by="per", thing=Letter("draft"))


def test_the_writer_never_approves():
    with pytest.raises(NotAllowed):
        TABLE.check("approve", state="sent", by="kari", thing=Letter("sent"))


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_return_wants_a_reason(reason):
    with pytest.raises(Invalid):
        TABLE.check("return", state="sent", by="per", thing=Letter("sent"), reason=reason)


def test_only_the_clock_takes_a_step_without_a_person():
    assert TABLE.check("expire", state="approved", by=None, thing=Letter("approved")) == "expired"
    with pytest.raises(NotAllowed):
        TABLE.check("expire", state="approved", by="per", thing=Letter("approved"))
    with pytest.raises(NotAllowed):
        TABLE.check("send", state="draft", by=None, thing=Letter("draft"))


def test_buttons_are_the_steps_that_are_open():
    assert [step.action for step in TABLE.open_to("per", Letter("sent"))] == ["approve", "return"]
    assert TABLE.open_to("kari", Letter("sent")) == []
    assert TABLE.open_to("per", Letter("approved")) == []
