/* A section that saves itself: what to say when no line came back. The buttons save all the same. */

function notSaved(event) {
  const line = event.target;
  if (line.dataset?.autosave === undefined || line.querySelector(".autosave__line")) return;
  const text = document.createElement("p");
  text.textContent = line.dataset.autosave;
  const box = document.createElement("div");
  box.className = "autosave__line autosave__line--warning";
  box.append(text);
  line.replaceChildren(box);
}

function failed(event) {
  event.target.replaceChildren();
  notSaved(event);
}

document.addEventListener("htmx:afterSwap", notSaved);
for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(name, failed);
}
