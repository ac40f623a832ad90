"""The judge of pages spares axe what it has seen; it must not spare what is new or wrong."""

import pytest

from tests.browser.judge import Judge

pytestmark = pytest.mark.browser
GREY = """words => {
  const note = document.createElement("p");
  note.style = "color: rgb(200, 200, 200); background: rgb(255, 255, 255)";
  note.textContent = words;
  document.querySelector("main").append(note);
}"""


@pytest.fixture
def page(visit):
    return visit("/personvern/", judge=False, shared=True)


def test_letters_that_are_hard_to_read_are_found_on_a_page_that_was_just_judged(page):
    judge = Judge()
    assert judge.faults(page) == []
    page.evaluate(GREY, "Svak skrift")
    (fault,) = judge.faults(page, again=True)
    assert fault.startswith("color-contrast")
    assert "Svak skrift" in fault


def test_a_fault_is_told_on_every_page_that_has_it(page):
    judge = Judge()
    page.evaluate(GREY, "Svak skrift")
    assert [len(judge.faults(page)) for _time in range(2)] == [1, 1]


def test_what_is_shown_for_the_first_time_on_a_narrow_screen_is_judged_whole(page):
    judge = Judge()
    page.evaluate(
        """() => document.querySelector("main").insertAdjacentHTML("beforeend",
          "<div hidden id=late><img src='/static/icons/mark.svg'></div>")"""
    )
    assert judge.faults(page) == []
    page.evaluate("document.getElementById('late').hidden = false")
    assert any(fault.startswith("image-alt") for fault in judge.faults(page, again=True))


def test_targets_too_small_and_too_close_to_hit_are_found(page):
    page.evaluate(
        """() => document.querySelector("main").insertAdjacentHTML("afterbegin",
          ["Én", "To"].map((word) => `<button type="button" aria-label="${word}"
            style="width: 10px; height: 10px; padding: 0; border: 0"></button>`).join(""))"""
    )
    assert any(fault.startswith("target-size") for fault in Judge().faults(page))


def test_a_target_that_another_lies_over_is_found(page):
    page.evaluate(
        """() => document.querySelector("main").insertAdjacentHTML("afterbegin",
          ["0", "15px"].map((left) => `<button type="button" aria-label="Over ${left}"
            style="position: absolute; left: ${left}; top: 0; width: 30px; height: 30px"></button>`)
            .join(""))"""
    )
    assert any(fault.startswith("target-size") for fault in Judge().faults(page))
