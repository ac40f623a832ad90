"""Forms, rows and the template pack, as they reach the page."""

import pytest
from django import forms
from django.forms import formset_factory
from django.http import QueryDict
from django.template import Context, Template
from django.test import RequestFactory

from difi_sosial.core.forms import (
    Actions,
    Cancel,
    Columns,
    DateField,
    FilterForm,
    FormsetRows,
    Layout,
    MarkdownInput,
    PortalForm,
    Save,
    Section,
    form_status,
    hush,
)


class StrategyForm(PortalForm):
    title = forms.CharField(label="Tittel", help_text="Kort og gjenkjennelig.")
    purpose = forms.ChoiceField(
        label="Formål", choices=[("a", "Omdømme"), ("b", "Kampanje")], widget=forms.RadioSelect
    )
    text = forms.CharField(label="Begrunnelse", widget=MarkdownInput(preview=True), required=False)
    due = DateField(label="Frist", required=False)
    ready = forms.BooleanField(label="Klar")

    def layout(self):
        return Layout(
            Section("Om strategien", "title", "purpose", description="Hvorfor er dere her?"),
            Columns("text", "due"),
            "ready",
            Actions(Save("Lagre"), Save("Kladd", name="draft", value="1"), Cancel("/ut/")),
        )


class GoalForm(PortalForm):
    text = forms.CharField(label="Mål")


GoalRows = formset_factory(GoalForm, formset=FormsetRows, extra=1)


def drawn(form, template="{% load crispy_forms_tags %}{% crispy form %}"):
    context = Context({"form": form, "request": RequestFactory().get("/"), "csrf_token": "t"})
    return Template(template).render(context)


def posted(*texts, wanted="", **more):
    data = QueryDict(mutable=True)
    data["goals-TOTAL_FORMS"], data["goals-INITIAL_FORMS"] = str(len(texts)), "0"
    for number, text in enumerate(texts):
        data[f"goals-{number}-text"] = text
    if wanted:
        data["goals-row"] = wanted
    data.update(more)
    return data


def test_label_help_and_box_belong_together():
    page = drawn(StrategyForm())
    assert '<label class="ds-label" data-weight="medium" for="id_title">' in page
    assert 'id="id_title_helptext"' in page
    assert 'aria-describedby="id_title_helptext"' in page


def test_browser_does_not_judge_the_form():
    page = drawn(StrategyForm())
    assert "novalidate" in page
    assert " required" not in page


def test_every_field_says_whether_it_must_be_filled_in():
    page = drawn(StrategyForm())
    assert page.count("Må fylles ut") == 2
    assert page.count("Valgfritt") == 2


def test_form_where_everything_is_required_says_so_once():
    class Short(PortalForm):
        one = forms.CharField(label="En")
        two = forms.CharField(label="To")

    page = drawn(Short())
    assert "Du må fylle ut alle feltene." in page
    assert "Må fylles ut" not in page


def test_refused_form_names_each_field_on_top_and_links_to_it():
    page = drawn(StrategyForm({}))
    assert "Du må rette 3 feil før du kan gå videre" in page
    assert '<a class="ds-link" href="#id_title">Fyll ut «Tittel».</a>' in page
    assert '<a class="ds-link" href="#id_purpose_group">Velg noe i «Formål».</a>' in page
    assert '<a class="ds-link" href="#id_ready">Kryss av for «Klar».</a>' in page


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        (forms.DecimalField(label="Måltall"), "mange", "Skriv et tall i «Måltall»."),
        (forms.FloatField(label="Vekt"), "mange", "Skriv et tall i «Vekt»."),
        (forms.IntegerField(label="Kroner"), "1,5", "Skriv et helt tall i «Kroner»."),
        (DateField(label="Frist"), "i går", "Skriv en gyldig dato i «Frist»."),
        (
            forms.IntegerField(label="År", max_value=2100),
            "2101",
            "«År» kan ikke være større enn 2100.",
        ),
        (
            forms.IntegerField(label="100 %", min_value=0),
            "-1",
            "«100 %» kan ikke være mindre enn 0.",
        ),
        (
            forms.DecimalField(label="Timer", max_digits=3, decimal_places=1),
            "1.25",
            "Tallet i «Timer» har for mange desimaler. Skriv høyst 1.",
        ),
        (
            forms.CharField(label="Enhet", max_length=3),
            "kroner",
            "«Enhet» kan ha høyst 3 tegn. Nå er det 6.",
        ),
        (
            forms.IntegerField(label="Sider", error_messages={"invalid": "Tell sidene."}),
            "mange",
            "Tell sidene.",
        ),
    ],
)
def test_what_cannot_be_read_is_named_in_the_error(field, typed, words):
    form = type("OneField", (PortalForm,), {"one": field})({"one": typed})
    assert form.errors["one"] == [words]


def test_refused_field_is_tied_to_its_error():
    page = drawn(StrategyForm({}))
    assert 'aria-describedby="id_title_helptext id_title_error"' in page
    assert 'id="id_title_error"' in page
    assert 'aria-invalid="true"' in page


def test_what_was_typed_is_kept():
    assert 'value="Vår strategi"' in drawn(StrategyForm({"title": "Vår strategi"}))


def test_form_knows_its_status():
    assert form_status(StrategyForm()) == 200
    assert form_status(StrategyForm({})) == 422
    assert form_status(StrategyForm({"title": "T", "purpose": "a", "ready": "on"}), None) == 200


def test_hushed_form_is_shown_without_errors():
    form = StrategyForm({})
    hush(form)
    assert "ds-error-summary" not in drawn(form)


def test_date_comes_with_an_example_in_words():
    page = drawn(StrategyForm())
    assert 'type="date"' in page
    assert "For eksempel 1. mars 2027" in page


def test_markdown_box_has_a_hidden_toolbar_and_a_preview_button():
    page = drawn(StrategyForm())
    assert 'role="toolbar"' in page
    assert 'name="preview" value="text"' in page


def test_filter_form_asks_without_a_token():
    class Narrow(FilterForm):
        text = forms.CharField(label="Søk", required=False)

    page = drawn(Narrow())
    assert 'method="get"' in page
    assert "csrf" not in page
    assert "Valgfritt" not in page


def test_nothing_inline_reaches_the_page():
    page = drawn(StrategyForm({}))
    assert "style=" not in page
    assert "<script" not in page
    assert "onclick" not in page


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ("add", ["en", "to", "tre", ""]),
        ("remove-1", ["en", "tre"]),
        ("up-2", ["en", "tre", "to"]),
        ("down-0", ["to", "en", "tre"]),
        ("up-0", ["en", "to", "tre"]),
        ("down-2", ["en", "to", "tre"]),
        ("remove-9", ["en", "to", "tre"]),
        ("explode", ["en", "to", "tre"]),
        ("up-x", ["en", "to", "tre"]),
    ],
)
def test_row_buttons_change_the_rows(wanted, expected):
    rows = GoalRows(posted("en", "to", "tre", wanted=wanted), prefix="goals")
    assert [form["text"].value() or "" for form in rows] == expected
    assert rows.rows_changed


def test_moving_rows_is_not_judged():
    rows = GoalRows(posted("", wanted="add"), prefix="goals")
    assert not rows.is_valid()
    assert form_status(rows) == 200
    assert [form.errors for form in rows] == [{}, {}]


def test_moving_rows_keeps_the_rest_of_the_page():
    rows = GoalRows(posted("en", wanted="add", title="Vår strategi"), prefix="goals")
    assert rows.data["title"] == "Vår strategi"
    assert "goals-row" not in rows.data


def test_filled_rows_come_in_order_and_empty_ones_are_left_out():
    rows = GoalRows(posted("en", "", "to"), prefix="goals")
    assert rows.is_valid()
    assert [row["text"] for row in rows.filled] == ["en", "to"]


@pytest.mark.parametrize("told", ["999999999", "9" * 5000, "mange", "²"])
def test_absurd_number_of_rows_is_cut_off(told):
    data = posted("en", wanted="add")
    data["goals-TOTAL_FORMS"] = told
    assert len(GoalRows(data, prefix="goals").data) < 2000
