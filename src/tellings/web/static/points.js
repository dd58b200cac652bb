// The incidents of a view, as map and timeline draw them: fetched once for both.
//
// In:    the address in a `data-points` attribute.
// Out:   {points: [{id, title, lat, lon, radius_km, precision, place, earliest, latest, origins_low, origins_high,
//        killed, url}], no_place: [{id, title, url}], no_date, of}.
// Holds: one request an address, whoever asks; a request that failed is made anew.

const FEW = 4; // answers kept: going back and forth asks nothing
const answers = new Map();

export function fetchPoints(address) {
  if (!answers.has(address)) {
    answers.set(address, ask(address));
    if (answers.size > FEW) answers.delete(answers.keys().next().value);
  }
  return answers.get(address);
}

async function ask(address) {
  try {
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new NoAnswer(`${address}: ${answer.status}`);
    return await answer.json();
  } catch (error) {
    answers.delete(address);
    throw error;
  }
}

/** The workbench answered, and not with points. That it does not answer at all is a TypeError, as fetch has it. */
export class NoAnswer extends Error {}

/** Say a text of the page, with values in the place of {names}. */
export function say(template, values = {}) {
  return (template ?? "").replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
}

/** The form of days in the page's language. Days are days: no zone of time moves them. Plain English puts the day first. */
export function dayWords(options) {
  const language = document.documentElement.lang || "en";
  return new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { ...options, timeZone: "UTC" });
}

/** Say when an incident was, in the page's language: a day, or the days between which it lies. */
export function sayWhen({ earliest, latest }, texts) {
  const words = dayWords({ dateStyle: "long" });
  const day = (iso) => words.format(new Date(`${iso}T00:00:00Z`));
  if (earliest && earliest === latest) return day(earliest);
  if (earliest && latest) return say(texts.tBetween, { from: day(earliest), to: day(latest) });
  if (earliest) return say(texts.tSince, { from: day(earliest) });
  if (latest) return say(texts.tUntil, { to: day(latest) });
  return texts.tNoDate ?? "";
}
