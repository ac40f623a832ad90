"""The beat table is true: every line names a task that exists and may be run without arguments."""

import inspect

import pytest

from difi_sosial.celery import app

TABLE = app.conf.beat_schedule


@pytest.fixture(autouse=True, scope="module")
def tasks_are_loaded() -> None:
    app.loader.import_default_modules()


@pytest.mark.parametrize("line", sorted(TABLE))
def test_line_of_the_beat_table_names_a_task(line: str) -> None:
    assert TABLE[line]["task"] in app.tasks


@pytest.mark.parametrize("line", sorted(TABLE))
def test_line_of_the_beat_table_gives_what_the_task_needs(line: str) -> None:
    task = app.tasks[TABLE[line]["task"]]
    given = inspect.signature(task.run).bind(*TABLE[line].get("args", ()))
    assert given is not None


def test_no_line_carries_data_to_a_task() -> None:
    assert [line for line in TABLE if TABLE[line].get("kwargs")] == []
