// Who comes to a claim stands before it: its panel has the focus, and what was done on the page before is said aloud.
//
// In:    `[data-focus]`; the line `.said` in `#notice`.
// Out:   the focus there; the line, put in again.
// Holds: nothing scrolls: the words of the claim stay where the address led. A browser that goes to a place in a page takes
//        the focus away as it does so, hence not before the page has come in whole.

addEventListener("load", () => setTimeout(() => {
  if (document.activeElement === document.body) document.querySelector("[data-focus]")?.focus({ preventScroll: true });
  const said = document.querySelector("#notice .said");
  if (!said) return;
  const words = said.textContent; // a screen reader says what changes, not what came with the page
  said.textContent = "";
  setTimeout(() => (said.textContent = words), 100);
}));
