"""No text makes a page run a script: every payload shown by a real browser, without any policy."""

from html import escape
from itertools import islice

import pytest

from difi_sosial.core.diff import side_by_side
from difi_sosial.core.markdown import render, sanitise
from tests.payloads import CORPUS, RAW

pytestmark = pytest.mark.browser

# What a script would call, and what it would find instead.
HOOK = """
window.ran = [];
for (const name of ["alert", "confirm", "prompt", "print"]) {
  window[name] = () => { window.ran.push(document.currentPayload || "at load"); };
}
addEventListener("error", event => event.preventDefault());
"""
# A reader who moves over, focuses and clicks everything; only links that leave are held back.
TOUCH = """async () => {
  addEventListener("click", event => {
    const link = event.target.closest && event.target.closest("a[href]");
    if (link && /^(https?|mailto):$/.test(link.protocol)) event.preventDefault();
  }, true);
  addEventListener("submit", event => {
    const form = event.target;
    if (/^https?:$/.test(new URL(form.action, location).protocol)) event.preventDefault();
  }, true);
  for (const box of document.querySelectorAll("[data-payload]")) {
    document.currentPayload = box.dataset.payload;
    for (const element of [box, ...box.querySelectorAll("*")]) {
      for (const kind of ["pointerenter", "mouseover", "mouseenter", "focus", "focusin", "toggle",
                          "auxclick", "animationstart", "load", "error"]) {
        element.dispatchEvent(new Event(kind, {bubbles: kind === "focusin"}));
      }
      if (typeof element.click === "function") element.click();
      if (typeof element.focus === "function") element.focus();
    }
    await new Promise(next => setTimeout(next, 0));
  }
  for (let waited = 0; waited < 50 && !window.ran.length; waited += 1) {
    await new Promise(next => setTimeout(next, 10));
  }
  return [...new Set(window.ran)];
}"""


@pytest.fixture
def shown(chromium):
    """Shows boxes of HTML on a page of their own, touches everything, and tells what ran."""
    context = chromium.new_context()

    def show(boxes):
        page = context.new_page()
        page.add_init_script(HOOK)
        body = "".join(
            f'<div data-payload="{escape(name)}">{html}</div>' for name, html in boxes.items()
        )
        address = "https://testetaten.example/side"
        document = f"<!DOCTYPE html><html><body>{body}</body></html>"

        def answer(route):
            if route.request.url == address:
                route.fulfill(body=document, content_type="text/html; charset=utf-8")
            else:
                route.abort()

        page.route("**/*", answer)
        page.goto(address, wait_until="load")
        ran = page.evaluate(TOUCH)
        assert page.url.startswith(address)
        page.close()
        return ran

    yield show
    context.close()


def test_the_corpus_is_large_and_of_many_kinds():
    assert len(CORPUS) >= 200
    assert len(set(CORPUS.values())) >= 200


@pytest.mark.slow
def test_the_hooks_do_catch_what_runs(shown):
    """Without cleaning, scripts run: else the test below would prove nothing."""
    caught = (
        name
        for name in RAW
        if name.startswith(("handler-1", "handler-2", "address-1-4", "mutation-1"))
        and shown({name: CORPUS[name]})
    )
    assert len(list(islice(caught, 10))) == 10


@pytest.mark.parametrize("way", ["render", "linked", "sanitise", "compare"])
def test_no_payload_runs_however_it_is_shown(shown, way):
    ways = {
        "render": render,
        "linked": lambda text: render(text, permalinks=True, prefix="del-"),
        "sanitise": sanitise,
        "compare": lambda text: "".join(
            row.left_html + row.right_html for row in side_by_side("", text)
        ),
    }
    boxes = {name: ways[way](text) for name, text in CORPUS.items()}
    assert shown(boxes) == []


def test_all_of_them_in_one_text_run_nothing(shown):
    """What one payload opens, the next could have closed."""
    whole = "\n\n".join(CORPUS.values())
    assert shown({"all": render(whole), "all as a post": sanitise(whole)}) == []
