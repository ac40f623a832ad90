/* Selected words become a comment, and a link to a section is copied by a click.
   Without this file the words are pasted into the form, and the link is an ordinary one. */

const CONTEXT = 40;
const LONGEST = 1000; // what fits in an address
const offer = document.querySelector("[data-comment-selection]");
let picked = null;

// The words of a range without our own marks in it.
function words(range) {
  const part = range.cloneContents();
  for (const link of part.querySelectorAll(".passage__link")) link.remove();
  return part.textContent.replace(/\s+/g, " ");
}

function around(scope, range) {
  const before = document.createRange();
  before.setStart(scope, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const after = document.createRange();
  after.setStart(range.endContainer, range.endOffset);
  after.setEnd(scope, scope.childNodes.length);
  return [words(before).slice(-CONTEXT), words(after).slice(0, CONTEXT)];
}

function selected() {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  const node = range.commonAncestorContainer;
  const scope = (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement).closest("[data-comment-on]");
  const quote = scope ? words(range).trim() : "";
  if (!quote || quote.length > LONGEST) return null;
  const [before, after] = around(scope, range);
  return { scope, range, quote, before, after };
}

function show() {
  const found = selected();
  if (!found) {
    if (document.activeElement !== offer) offer.hidden = true;
    return;
  }
  picked = found;
  found.scope.after(offer);
  offer.hidden = false;
}

function comment() {
  const box = document.querySelector("[data-comment-quote]");
  if (!box) {
    const query = new URLSearchParams({ sitat: picked.quote, foran: picked.before, etter: picked.after });
    location.assign(`${picked.scope.dataset.commentOn}?${query}#kommenter`);
    return;
  }
  box.value = picked.quote;
  document.querySelector("[data-comment-before]").value = picked.before;
  document.querySelector("[data-comment-after]").value = picked.after;
  offer.hidden = true;
  box.form.querySelector("textarea[name=text]").focus();
}

if (offer) {
  let waiting;
  document.addEventListener("selectionchange", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, 250);
  });
  offer.addEventListener("click", comment);
}

// A link from a letter or from the text opens the list that its comment stands in.
function reveal() {
  const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
  const list = target && target.closest("details:not([open])");
  if (!list) return;
  list.open = true;
  target.scrollIntoView();
}
addEventListener("hashchange", reveal);
reveal();

const told = document.querySelector("[data-copy-status]");
document.addEventListener("click", async (event) => {
  const link = event.target.closest("[data-copy-link]");
  if (!link || !navigator.clipboard) return;
  await navigator.clipboard.writeText(link.href).catch(() => null);
  told.hidden = false;
  told.textContent = told.dataset.copied;
  setTimeout(() => {
    told.textContent = "";
    told.hidden = true;
  }, 4000);
});
