/* A form that saves itself: when it is sent, what to say when no line came back,
   and room for the bar it stands in.
   The buttons save all the same. */

const line = document.querySelector("[data-autosave]");
const form = line?.closest("form");
const bar = line?.closest(".save-bar");
const written = () => form && new URLSearchParams(new FormData(form)).toString();
// A page that came back with another row, or to be mended, holds what nobody has stored yet.
let stored = line?.dataset.unsaved === undefined ? written() : null;
let sent;

// A page that nobody has written in sends nothing when it is left or looked at again. Only its
// pulse goes on, if it has one, to tell others that it is open; that has no event behind it.
function sending(event) {
  if (event.target !== line) return;
  const now = written();
  if (now === stored && event.detail.triggeringEvent) {
    event.preventDefault();
    return;
  }
  sent = now;
  // Until the answer is here nobody knows what is stored: the old words may have to be sent again.
  if (now !== stored) stored = null;
}

// A pulse has saved nothing: it says so only to take a warning away.
function answered(event) {
  if (event.target !== line || sent !== stored || line.querySelector(".autosave__line--warning")) return;
  if (event.detail.serverResponse.includes("data-saved")) event.detail.shouldSwap = false;
}

function swapped(event) {
  if (event.target === line && line.querySelector("[data-saved]")) stored = sent;
  notSaved(event);
}

function notSaved(event) {
  if (event.target !== line || line.querySelector(".autosave__line")) return;
  const text = document.createElement("p");
  text.textContent = line.dataset.autosave;
  const box = document.createElement("div");
  box.className = "autosave__line autosave__line--warning";
  box.append(text);
  line.replaceChildren(box);
}

// The bar with the line stays at the foot of the window and grows with the line: what has the focus
// is never under it.
function makeRoom() {
  if (getComputedStyle(bar).position !== "sticky") return;
  document.documentElement.style.scrollPaddingBlockEnd = `${bar.offsetHeight + 16}px`;
  const focused = document.activeElement;
  if (!form.contains(focused) || bar.contains(focused)) return;
  const { top, bottom } = focused.getBoundingClientRect();
  if (top < window.innerHeight && bottom > bar.getBoundingClientRect().top) {
    focused.scrollIntoView({ block: "nearest" });
  }
}

function failed(event) {
  if (event.target === line) line.replaceChildren();
  notSaved(event);
}

if (bar) new ResizeObserver(makeRoom).observe(bar);
document.addEventListener("htmx:confirm", sending);
document.addEventListener("htmx:beforeSwap", answered);
document.addEventListener("htmx:afterSwap", swapped);
for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(name, failed);
}
