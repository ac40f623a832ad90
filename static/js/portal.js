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

// Whoever has signed in anew in another window may go on with a page from before: its forms are
// sent with the token that holds now, and with who opened the page, for it may be somebody else.
const token = () => /(?:^|; )csrftoken=(\w+)/.exec(document.cookie)?.[1];

document.addEventListener("submit", (event) => {
  const field = event.target.elements.csrfmiddlewaretoken;
  if (!field || !token()) return;
  field.value = token();
  const by = document.createElement("input");
  Object.assign(by, { type: "hidden", name: "written_by", value: document.body.dataset.person });
  if (by.value && !event.target.elements.written_by) event.target.append(by);
});

document.addEventListener("htmx:configRequest", (event) => {
  const sent = event.detail.parameters;
  if (!sent.csrfmiddlewaretoken || !token()) return;
  sent.csrfmiddlewaretoken = token();
  sent.written_by = document.body.dataset.person;
});
