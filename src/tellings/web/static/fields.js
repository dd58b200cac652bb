// Of the cells of a form, those that its field has: ends of a number, an accused and a role, or a value in words.
//
// In:    `select[data-shows]`, which names a form and, in `data-numbers`, the fields that are numbers; `[data-part]`.
// Out:   the parts shown and hidden, and again when another field is chosen.
// Holds: what is hidden keeps what was typed in it.

for (const field of document.querySelectorAll("select[data-shows]")) {
  const numbers = field.dataset.numbers.split(" ");
  const part = (name) => document.querySelector(`[data-part="${field.dataset.shows}-${name}"]`);
  const show = () => {
    const isNumber = numbers.includes(field.value);
    const isAccusation = field.value === "accusations";
    part("number").hidden = !isNumber;
    part("persons").hidden = !isNumber || field.value === "rounds";
    part("accusation").hidden = !isAccusation;
    part("text").hidden = isNumber || isAccusation;
  };
  field.addEventListener("change", show);
  show();
}
