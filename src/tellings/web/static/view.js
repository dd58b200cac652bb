// Bind the view, its map and its timeline together: what one chooses, the form asks for, and all draw the answer.
//
// In:    `view:change` events, whose detail is {bbox} or {from, to}: texts, "" where nothing bounds the view any more.
// Out:   the fields of those names in `form[data-view]`, and the form submitted; htmx swaps the answer in and sets the
//        address. Every host of a drawing is drawn when the page comes, and when a swap brings it or its points change.
// Holds: a drawing lives on over swaps, with its place, its size and the focus, in the host that came instead.

import { fetchPoints, NoAnswer } from "./points.js";

const viewForm = () => document.querySelector("form[data-view]");

/** What the view holds of a name, "" if nothing. */
export const held = (name) => viewForm()?.elements.namedItem(name)?.value ?? "";

/** Ask for another view. source: the element that asks. */
export function change(source, detail) {
  source.dispatchEvent(new CustomEvent("view:change", { bubbles: true, detail }));
}

document.addEventListener("view:change", ({ detail }) => {
  const form = viewForm();
  if (!form) return;
  for (const [name, value] of Object.entries(detail)) {
    const field = form.elements.namedItem(name);
    if (field) field.value = value;
  }
  form.requestSubmit();
});

/**
 * Keep a drawing in every host of a selector.
 * make: from a host to a drawing, which has a `frame` (an element), `enter(host)`, `show(points)` and `fail()`.
 */
export function keepDrawn(selector, make) {
  const drawings = new Map(); // by host
  const drawn = new WeakMap(); // the address that a host was drawn of
  let lastFocus; // what had it in a drawing, until anything else has it
  document.addEventListener("focusin", ({ target }) => {
    lastFocus = [...drawings.values()].some(({ frame }) => frame.contains(target)) ? target : undefined;
  });

  const look = () => {
    for (const host of document.querySelectorAll(selector)) {
      if (drawn.get(host) === host.dataset.points) continue;
      drawn.set(host, host.dataset.points);
      const drawing = drawings.get(host) ?? leftOver() ?? make(host);
      drawings.set(host, drawing);
      if (drawing.frame.parentNode !== host) host.replaceChildren(drawing.frame);
      drawing.enter(host);
      if (lastFocus?.isConnected && document.activeElement === document.body) lastFocus.focus({ preventScroll: true });
      fill(host, drawing);
    }
  };

  const leftOver = () => {
    const gone = [...drawings].find(([host]) => !host.isConnected);
    if (gone) drawings.delete(gone[0]);
    return gone?.[1];
  };

  const fill = async (host, drawing) => {
    const address = host.dataset.points;
    try {
      const points = await fetchPoints(address);
      if (host.dataset.points === address) drawing.show(points);
    } catch (error) {
      if (host.dataset.points === address) drawing.fail();
      if (!(error instanceof TypeError || error instanceof NoAnswer)) throw error;
    }
  };

  look();
  document.addEventListener("htmx:afterSettle", look);
}
