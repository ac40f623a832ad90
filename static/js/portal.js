/* The little that plain HTML does not do by itself. Everything here may be missing. */

// A menu closes when you press Esc or point elsewhere.
const openMenus = () => document.querySelectorAll("details.menu[open]");

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

document.addEventListener("pointerdown", (event) => {
  for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
});

// The Markdown toolbar: marks go round the selection, or before each line of it.
function mark(box, button) {
  const before = button.dataset.before;
  const after = button.dataset.after ?? "";
  const whole = "line" in button.dataset;
  const start = whole ? box.value.lastIndexOf("\n", box.selectionStart - 1) + 1 : box.selectionStart;
  const chosen = box.value.slice(start, box.selectionEnd);
  const text = whole ? chosen.split("\n").map((line) => before + line).join("\n") : before + chosen + after;
  box.setRangeText(text, start, box.selectionEnd, "end");
  if (!whole && !chosen) box.selectionStart = box.selectionEnd = start + before.length;
  box.focus();
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

for (const editor of document.querySelectorAll("[data-markdown-editor]")) {
  const toolbar = editor.querySelector("[role=toolbar]");
  const buttons = [...toolbar.querySelectorAll("button")];
  toolbar.hidden = false;
  toolbar.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) mark(editor.querySelector("textarea"), button);
  });
  toolbar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const at = buttons.indexOf(document.activeElement);
    const next = buttons[(at + step + buttons.length) % buttons.length];
    for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
    next.focus();
    event.preventDefault();
  });
}

// Nothing is sent twice by a double click.
document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (event.defaultPrevented || !button || event.target.method === "get") return;
  if (button.getAttribute("aria-disabled") === "true") {
    event.preventDefault();
    return;
  }
  button.setAttribute("aria-disabled", "true");
  setTimeout(() => button.removeAttribute("aria-disabled"), 4000);
});
