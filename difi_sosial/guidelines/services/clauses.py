"""Putting clauses into sections, and answering when their facts change."""

from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from difi_sosial.core.errors import Invalid
from difi_sosial.guidelines import queries, rules
from difi_sosial.guidelines.enums import Fact
from difi_sosial.guidelines.models import Clause, GuidelineVersion, Section
from difi_sosial.guidelines.services.authoring import SectionText, save_sections
from difi_sosial.guidelines.services.guard import editable, tidy
from difi_sosial.people.models import User


@transaction.atomic
def insert_clause(
    *, section: Section, text: SectionText, clause: Clause, by: User, at: datetime
) -> GuidelineVersion:
    """Save what was typed with the clause below it, its facts filled in and remembered.

    Raises what `save_sections` raises.
    """
    version = section.version
    asked = rules.asked_for(clause.body)
    values = queries.fact_values(version, set(asked))
    with translation.override(version.guideline.language):
        words = rules.filled(clause.body, values)
    body = f"{tidy(text.body)}\n\n{words}".strip()
    facts = {**text.facts, **{fact.value: values[fact] for fact in asked}}
    joined = SectionText(text.pk, text.edition, text.heading, body, text.sitting, facts)
    return save_sections(version=version, texts=[joined], by=by, at=at)


@transaction.atomic
def settle_fact(
    *, version: GuidelineVersion, pk: int, replace: bool, by: User, at: datetime
) -> None:
    """Answer that a fact has changed: put its new words in the text, or leave the text as it is.

    Raises Invalid when the old words are no longer there to be replaced.
    """
    version = editable(version, by)
    found = [change for change in queries.changed_facts(version) if change.taken.pk == pk]
    if not found:
        return
    [change] = found
    section, taken = change.section, change.taken
    if replace:
        if not change.can_be_replaced:
            raise Invalid(_("Den gamle teksten står ikke i avsnittet lenger. Rett den for hånd."))
        with translation.override(version.guideline.language):
            old = taken.value or rules.blank(Fact(taken.fact))
        body = section.body.replace(old, change.after)
        text = SectionText(section.pk, section.edition, section.heading, body)
        save_sections(version=version, texts=[text], by=by, at=at)
    taken.value, taken.taken_at = change.after, at
    taken.save(update_fields=["value", "taken_at"])
