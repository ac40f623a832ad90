"""The law of a decision about a channel, as rows. Every step wants a written reason."""

from difi_sosial.channels.enums import Action, DecisionState
from difi_sosial.channels.enums.accounts import ProfileAction, ProfileState
from difi_sosial.channels.rules import (
    may_approve_profile,
    may_close,
    may_decide,
    may_write_profile,
)
from difi_sosial.core.workflow import Step, Workflow

WORKFLOW = Workflow(
    Step(
        Action.CHOOSE,
        frozenset({DecisionState.PROPOSED}),
        DecisionState.CHOSEN,
        may_decide,
        Action.CHOOSE.label,
        needs_reason=True,
        style="primary",
    ),
    Step(
        Action.DECLINE,
        frozenset({DecisionState.PROPOSED}),
        DecisionState.DECLINED,
        may_decide,
        Action.DECLINE.label,
        needs_reason=True,
    ),
    Step(
        Action.CLOSE,
        frozenset({DecisionState.CHOSEN}),
        DecisionState.CLOSED,
        may_close,
        Action.CLOSE.label,
        needs_reason=True,
        style="danger",
    ),
)

# What an account says about itself (domain: generert, tilpasset, godkjent, publisert, avvik,
# foreldet). Steps without a person are the portal's: it sees the profile and knows the facts.
PROFILE_WORKFLOW = Workflow(
    Step(
        ProfileAction.ADAPT,
        frozenset({ProfileState.GENERATED, ProfileState.ADAPTED}),
        ProfileState.ADAPTED,
        may_write_profile,
        ProfileAction.ADAPT.label,
        style="primary",
    ),
    Step(
        ProfileAction.APPROVE,
        frozenset({ProfileState.ADAPTED}),
        ProfileState.APPROVED,
        may_approve_profile,
        ProfileAction.APPROVE.label,
        style="primary",
    ),
    Step(
        ProfileAction.RETURN,
        frozenset({ProfileState.ADAPTED}),
        ProfileState.GENERATED,
        may_approve_profile,
        ProfileAction.RETURN.label,
        needs_reason=True,
    ),
    Step(
        ProfileAction.PUBLISH,
        frozenset({ProfileState.APPROVED, ProfileState.DEVIATION}),
        ProfileState.PUBLISHED,
        may_write_profile,
        ProfileAction.PUBLISH.label,
        style="primary",
    ),
    Step(
        ProfileAction.PUBLISH,
        frozenset({ProfileState.APPROVED, ProfileState.DEVIATION}),
        ProfileState.PUBLISHED,
        None,
        ProfileAction.PUBLISH.label,
    ),
    Step(
        ProfileAction.CONTROL,
        frozenset({ProfileState.PUBLISHED, ProfileState.DEVIATION}),
        ProfileState.PUBLISHED,
        may_write_profile,
        ProfileAction.CONTROL.label,
    ),
    Step(
        ProfileAction.DEVIATE,
        frozenset({ProfileState.PUBLISHED, ProfileState.DEVIATION}),
        ProfileState.DEVIATION,
        may_write_profile,
        ProfileAction.DEVIATE.label,
        needs_reason=True,
        style="danger",
    ),
    Step(
        ProfileAction.DEVIATE,
        frozenset({ProfileState.PUBLISHED, ProfileState.DEVIATION}),
        ProfileState.DEVIATION,
        None,
        ProfileAction.DEVIATE.label,
    ),
    Step(
        ProfileAction.OUTDATE,
        frozenset(
            {
                ProfileState.GENERATED,
                ProfileState.ADAPTED,
                ProfileState.APPROVED,
                ProfileState.PUBLISHED,
                ProfileState.DEVIATION,
            }
        ),
        ProfileState.OUTDATED,
        None,
        ProfileAction.OUTDATE.label,
    ),
    Step(
        ProfileAction.SUPERSEDE,
        frozenset(set(ProfileState) - {ProfileState.SUPERSEDED}),
        ProfileState.SUPERSEDED,
        None,
        ProfileAction.SUPERSEDE.label,
    ),
)
