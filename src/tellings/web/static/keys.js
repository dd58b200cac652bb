// Keys: each does what the control does that bears it in `data-key`; "/" goes to the search, "?" to the help.
//
// In:    controls with `data-key`, a search field with `data-key-focus="/"`, a switch in `[data-keys-switch]`.
// Out:   the control is used: a field is focused, anything else is clicked.
// Holds: no key does anything while somebody types, with a modifier, or after they were switched off.

const OFF = "tellings-keys-off";
const typing = (one) => one.closest("input, textarea, select, [contenteditable]") !== null;

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || typing(event.target) || localStorage.getItem(OFF)) return;
  if (event.key === "?") return void location.assign("/keys");
  const key = CSS.escape(event.key);
  const field = document.querySelector(`[data-key-focus="${key}"]`);
  const control = document.querySelector(`[data-key~="${key}"]`);
  if (!field && !control) return;
  event.preventDefault();
  if (field) return field.focus();
  if (control.matches("textarea, input")) return control.focus();
  control.click();
  if (control.matches("summary")) {
    control.parentElement.querySelector("select, textarea, input:not([type=hidden])")?.focus();
  }
});

const label = document.querySelector("[data-keys-switch]");
if (label) {
  const box = label.querySelector("input");
  box.checked = !localStorage.getItem(OFF);
  box.addEventListener("change", () => (box.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "1")));
  label.hidden = false;
}
