// Make a drawing of Plot's fit for these pages.

import { plot } from "./vendor/plot.js";

/**
 * Draw, with a role and a name.
 * Plot writes a style sheet into each drawing, which the content policy forbids, and names for its parts, which are English
 * and belong to no role: both go before the drawing comes into the page.
 */
export function plotted(options, role, label) {
  const drawing = plot(options);
  drawing.querySelectorAll("style").forEach((sheet) => sheet.remove());
  drawing.querySelectorAll("[aria-label]").forEach((part) => part.removeAttribute("aria-label"));
  drawing.setAttribute("role", role);
  drawing.setAttribute("aria-label", label);
  return drawing;
}
