"""The first migration of an app, which makes many tables at once."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class CreateModels(Operation):
    """Several `CreateModel` in a row, none of them changed by another.

    Django draws every model that a new one leads to anew, for each new one: that was four fifths
    of the time it took to make our tables. Here the new ones are drawn once, when all are known,
    and the others stay as they are: that something points to them changes no column of theirs.
    """

    def __init__(self, steps: list[migrations.CreateModel]) -> None:
        self.steps = steps

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        drawn = vars(state).pop("apps", None)  # else Django draws as soon as it is told of a model
        for step in self.steps:
            step.state_forwards(app_label, state)
        if drawn is not None:
            with drawn.bulk_update():
                drawn.render_multiple(
                    [state.models[app_label, one.name_lower] for one in self.steps]
                )
            vars(state)["apps"] = drawn

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for step in self.steps:
            step.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for step in reversed(self.steps):
            step.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"Create {', '.join(step.name for step in self.steps)}"


class FirstMigration(migrations.Migration):
    """A migration whose `CreateModel` steps that stand together are taken together."""

    def __init__(self, name: str, app_label: str) -> None:
        super().__init__(name, app_label)
        # As Django's own __init__ does; its types call it a variable of the class.
        self.operations = list(_together(self.operations))  # type: ignore[misc]


def _together(operations: Iterable[Operation]) -> Iterator[Operation]:
    for is_new, steps in groupby(operations, lambda one: isinstance(one, migrations.CreateModel)):
        if is_new:
            yield CreateModels([step for step in steps if isinstance(step, migrations.CreateModel)])
        else:
            yield from steps
