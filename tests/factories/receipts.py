"""Campaigns on versions in force, started by the service."""

from datetime import timedelta

from difi_sosial.guidelines import services as guidelines
from difi_sosial.guidelines.enums import State
from difi_sosial.guidelines.services import Audience
from tests.factories.guidelines import into_force, to_approval, version_in

QUESTION = "Jeg har lest og forstått"


def campaign_for(*persons, version=None, audience=None, deadline=None, at=None, **more):
    """A campaign on a version in force; its owner, an adviser, asks these persons (else all)."""
    version = version or version_in(State.IN_FORCE)
    at = at or version.approved_at + timedelta(days=1)
    return guidelines.start_campaign(
        version=version,
        audience=audience or Audience(everyone=not persons, persons=persons),
        question=QUESTION,
        deadline=deadline or (at + timedelta(days=14)).date(),
        by=more.pop("by", version.guideline.owner),
        at=at,
        **more,
    )


def next_version(version, *, change, at, manager):
    """The next version in force, with some sections changed: `{anchor: body}`."""
    author = version.guideline.owner
    following = guidelines.start_version(guideline=version.guideline, by=author, at=at)
    texts = [
        guidelines.SectionText(
            section.pk, section.edition, section.heading, change.get(section.anchor, section.body)
        )
        for section in following.sections.all()
    ]
    guidelines.save_sections(version=following, texts=texts, by=author, at=at)
    to_approval(following, by=author, at=at)
    guidelines.approve(version=following, by=manager, at=at)
    into_force(following, by=manager, at=at)
    return type(version).objects.get(pk=following.pk)
