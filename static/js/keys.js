// Single keys in the list of mentions; loaded only for those who have switched them on.

const links = () => [...document.querySelectorAll(".mention__said > a")];
const row = () => document.activeElement.closest(".mention");
const help = () => document.getElementById("keys-help");

const move = (step) => {
  const all = links();
  const here = all.findIndex((link) => link.closest(".mention") === row());
  const next = here === -1 ? (step > 0 ? 0 : all.length - 1) : here + step;
  all[next]?.focus();
  all[next]?.scrollIntoView({ block: "nearest" });
};

const acts = {
  j: () => move(1),
  k: () => move(-1),
  o: () => row()?.querySelector(".mention__said > a").click(),
  x: () => row()?.querySelector("input[type=checkbox]")?.click(),
  "/": () => document.getElementById("id_q")?.focus(),
  "?": () => help()?.showModal(),
};

document.addEventListener("keydown", (event) => {
  const writes = event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
  if (writes || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  const act = acts[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});
