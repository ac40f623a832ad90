/* The toolbar over a Markdown box: marks go round the selection, or before each line of it.
   Without this file the box is a plain one, and the list of marks stands under it. */

// Typed text keeps the browser's own undo; setRangeText would empty it.
function type(box, start, end, text) {
  box.focus();
  box.setSelectionRange(start, end);
  if (document.execCommand("insertText", false, text)) return;
  box.setRangeText(text, start, end, "end");
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

function chosen(box) {
  const { selectionStart: start, selectionEnd: end, value } = box;
  return { start, end, text: value.slice(start, end), value };
}

// **words** round the selection; a second press takes them away again.
function around(box, before, after) {
  const { start, end, text, value } = chosen(box);
  const outside = value.slice(start - before.length, start) === before && value.slice(end, end + after.length) === after;
  if (outside && text) {
    type(box, start - before.length, end + after.length, text);
    box.setSelectionRange(start - before.length, start - before.length + text.length);
    return;
  }
  type(box, start, end, before + text + after);
  const from = start + before.length;
  box.setSelectionRange(from, from + text.length);
}

// "- " before every line that the selection touches; numbers count; a second press takes them away.
function lines(box, before) {
  const { start, end, value } = chosen(box);
  const from = value.lastIndexOf("\n", start - 1) + 1;
  const next = value.indexOf("\n", end);
  const to = next < 0 ? value.length : next;
  const rows = value.slice(from, to).split("\n");
  const numbered = before === "1. ";
  const known = numbered ? /^\d+\. / : null;
  const has = (row) => (numbered ? known.test(row) : row.startsWith(before));
  const remove = rows.every((row) => !row || has(row)) && rows.some(Boolean);
  const marked = rows.map((row, place) => {
    if (remove) return numbered ? row.replace(known, "") : row.slice(row ? before.length : 0);
    return (numbered ? `${place + 1}. ` : before) + row;
  });
  const text = marked.join("\n");
  type(box, from, to, text);
  if (rows.length > 1) box.setSelectionRange(from, from + text.length);
}

// [words](address): what is selected becomes the words, and the address is ready to be typed.
function link(box) {
  const { start, end, text } = chosen(box);
  const address = "https://";
  type(box, start, end, `[${text}](${address})`);
  const from = text ? start + text.length + 3 : start + 1;
  box.setSelectionRange(from, text ? from + address.length : from);
}

// A block of its own, with an empty line before it.
function block(box, text) {
  const { end, value } = chosen(box);
  const before = value.slice(0, end);
  const gap = !before || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  type(box, end, end, `${gap}${text}\n`);
}

// [^n] where the cursor stands, and the note itself last in the text.
function footnote(box) {
  const numbers = [...box.value.matchAll(/\[\^(\d+)\]/g)].map((found) => Number(found[1]));
  const mark = `[^${Math.max(0, ...numbers) + 1}]`;
  const { end } = chosen(box);
  type(box, end, end, mark);
  const last = box.value.trimEnd().length;
  type(box, last, box.value.length, `\n\n${mark}: `);
}

// Paragraphs of their own where the cursor stands, with empty lines round them.
function paragraphs(box, text) {
  const { end, value } = chosen(box);
  const before = value.slice(0, end).match(/\n*$/)[0].length;
  const after = value.slice(end).match(/^\n*/)[0].length;
  const first = end === before ? "" : "\n".repeat(Math.max(0, 2 - before));
  const last = end + after === value.length ? "" : "\n".repeat(Math.max(0, 2 - after));
  type(box, end, end, first + text + last);
}

const ACTIONS = {
  around: (box, button) => around(box, button.dataset.before, button.dataset.after),
  lines: (box, button) => lines(box, button.dataset.before),
  block: (box, button) => block(box, button.dataset.text),
  link,
  footnote,
};
const KEYS = { b: "bold", i: "italic", k: "link" };

function prepare(editor) {
  const box = editor.querySelector("textarea");
  const toolbar = editor.querySelector("[role=toolbar]");
  const buttons = [...toolbar.querySelectorAll("button")];
  const press = (button) => ACTIONS[button.dataset.markdown](box, button);
  toolbar.hidden = false;
  toolbar.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) press(button);
  });
  // One stop for Tab; the arrows go between the buttons.
  toolbar.addEventListener("keydown", (event) => {
    const at = buttons.indexOf(document.activeElement);
    const last = buttons.length - 1;
    const next = { ArrowRight: at === last ? 0 : at + 1, ArrowLeft: at > 0 ? at - 1 : last, Home: 0, End: last }[event.key];
    if (next === undefined) return;
    for (const button of buttons) button.tabIndex = button === buttons[next] ? 0 : -1;
    buttons[next].focus();
    event.preventDefault();
  });
  box.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    const button = buttons.find((one) => one.dataset.name === KEYS[event.key.toLowerCase()]);
    if (!KEYS[event.key.toLowerCase()] || !button) return;
    event.preventDefault();
    press(button);
  });
}

// A clause goes in where the cursor last stood, else last; its facts are told when the text is saved.
// Without this, the button sends the form, and the clause comes last.
const help = document.querySelector("[data-clause-help]");
const visited = new WeakSet();

function insertClause(button) {
  const { body, facts } = button.form.elements;
  if (!visited.has(body)) body.setSelectionRange(body.value.length, body.value.length);
  paragraphs(body, button.dataset.clause);
  facts.value = JSON.stringify({ ...JSON.parse(facts.value || "{}"), ...JSON.parse(button.dataset.facts) });
  document.querySelector("[data-clause-status]").textContent = button.dataset.done;
}

if (help) {
  help.textContent = help.dataset.clauseHelp;
  document.addEventListener("focusin", (event) => visited.add(event.target));
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-clause]");
    if (!button) return;
    event.preventDefault();
    insertClause(button);
  });
}

for (const editor of document.querySelectorAll("[data-markdown-editor]")) prepare(editor);
