// Words selected in a report's text go into the form that is open: the words, and their place in code points.
//
// In:    `[data-text]`, whose text is the report's from `data-offset` on; buttons `[data-take]` beside `[data-words]`,
//        `[data-start]` and `[data-end]`.
// Out:   these fields filled.
// Holds: a place is counted in code points, not in UTF-16 units: an emoji is one. A key pressed at once after words were
//        selected means these words.

const text = document.querySelector("[data-text]");

/** How many code points of the text stand before a place in it. */
function placeOf(node, offset) {
  const before = document.createRange();
  before.selectNodeContents(text);
  before.setEnd(node, offset);
  return Number(text.dataset.offset) + [...before.toString()].length;
}

/** What is selected in the text: {words, start, end}, or null. */
function selected() {
  const selection = document.getSelection();
  if (!text || !selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return null;
  const start = placeOf(range.startContainer, range.startOffset);
  const words = range.toString();
  return { words, start, end: start + [...words].length };
}

// The selection goes when a form takes the focus, and a browser says late that it changed: a key or a click looks first.
let last = null;
for (const event of ["selectionchange", "keydown", "pointerdown"]) {
  document.addEventListener(event, () => (last = selected() ?? last), { capture: true });
}

function take(form) {
  if (!last) return;
  form.querySelector("[data-words]").value = last.words;
  form.querySelector("[data-start]").value = last.start;
  form.querySelector("[data-end]").value = last.end;
}

for (const button of document.querySelectorAll("[data-take]")) {
  button.hidden = false;
  button.addEventListener("click", () => take(button.form));
}

for (const form of document.querySelectorAll("[data-selects]")) {
  form.closest("details").addEventListener("toggle", ({ target }) => {
    if (target.open && !form.querySelector("[data-words]").value) take(form);
  });
}

// Words that were typed over are looked for by themselves: their old place says nothing.
for (const words of document.querySelectorAll("[data-words]")) {
  words.addEventListener("input", () => {
    words.form.querySelector("[data-start]").value = "";
    words.form.querySelector("[data-end]").value = "";
  });
}
