// Forms that decide: what was typed is kept until it was taken in, and a save that did not come through is said.
//
// In:    forms with `data-keep`, a name of their own; a line `[data-unsent]` in them, hidden.
// Out:   the page that the answer leads to; or the line shown, and all that was typed still there.
// Holds: nothing typed is lost to a lost connection, a full disk, a reload or a step back. A form is sent once at a time.

const name = (form) => `tellings-typed:${form.dataset.keep}`;
const fields = (form) => [...form.querySelectorAll("textarea, select, input:not([type=hidden])")].filter((one) => one.name);

function keep(form) {
  const told = fields(form).map((one) => (["checkbox", "radio"].includes(one.type) ? one.checked : one.value));
  sessionStorage.setItem(name(form), JSON.stringify(told));
}

function bringBack(form) {
  const told = JSON.parse(sessionStorage.getItem(name(form)) ?? "null");
  if (!told || told.length !== fields(form).length) return;
  fields(form).forEach((one, n) => {
    if (["checkbox", "radio"].includes(one.type)) one.checked = told[n];
    else one.value = told[n];
    one.dispatchEvent(new Event("change"));
  });
  const details = form.closest("details");
  if (details) details.open = true;
}

async function send(form, submitter) {
  const unsent = form.querySelector("[data-unsent]");
  if (unsent) unsent.hidden = true;
  form.setAttribute("aria-busy", "true");
  try {
    const body = new URLSearchParams(new FormData(form, submitter));
    const answer = await fetch(form.action, { method: "POST", body });
    if (answer.ok) {
      sessionStorage.removeItem(name(form));
      return leadTo(new URL(answer.url), form);
    }
    show(await answer.text());
  } catch {
    if (unsent) unsent.hidden = false;
    else form.submit();
  } finally {
    form.removeAttribute("aria-busy");
  }
}

/** Go where the answer leads. An answer that came by a redirect has lost the place on its page: it is worked out. */
function leadTo(address, form) {
  const back = form.elements.namedItem("back")?.value ?? "";
  address.hash = address.searchParams.has("claim") ? "here" : back.split("#")[1] ?? "";
  const isSame = address.pathname + address.search === location.pathname + location.search;
  location.assign(address);
  if (isSame) location.reload();
}

/** Show what a refusal says, above the form's page, which stays. */
function show(text) {
  const said = new DOMParser().parseFromString(text, "text/html").querySelector("main") ?? { textContent: text };
  const line = document.createElement("p");
  line.className = "care";
  line.setAttribute("role", "alert");
  line.textContent = said.textContent.trim().replace(/\s+/g, " ");
  document.getElementById("notice").replaceChildren(line);
  line.scrollIntoView({ block: "nearest" });
}

for (const form of document.querySelectorAll("form[data-keep]")) {
  bringBack(form);
  form.addEventListener("input", () => keep(form));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (form.getAttribute("aria-busy") !== "true") send(form, event.submitter);
  });
}
