// Draw a toll as it was told over time: a panel a side, one scale for all, every figure with its words.
//
// In:    `[data-toll]`, whose script element of JSON, which never runs, holds {kind, figures: [{side, shape, voices, low,
//        high, as_of (EDTF or ""), superseded, basis, title}]}; its texts in `data-t-...` (drawings.html.j2 has them all).
// Out:   panels in it, and a line that says the figure in hand in full.
// Holds: nothing is told by colour alone. A figure without a number or a day is not put on a scale; it stands below, in
//        words. Words come from reports, and are set as text.

import { axisX, axisY, dot, gridY, link, rectY, ruleY, text } from "./vendor/plot.js";
import { element } from "./elements.js";
import { plotted } from "./plotted.js";
import { dayWords } from "./points.js";

const DAY = 86_400_000;
const HEIGHT = 168;
const MARGINS = { marginLeft: 38, marginRight: 30, marginTop: 14, marginBottom: 36 };
const NEAR = 13; // pixels: figures nearer than this would cover each other
const SIZE = 5; // pixels: half of a mark

// The shapes of the record's own drawings, as corners around the middle.
const CORNERS = {
  square: [[-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]],
  triangle: [[0, -1.15], [1.1, 0.85], [-1.1, 0.85]],
  diamond: [[0, -1.25], [1.25, 0], [0, 1.25], [-1.25, 0]],
  pentagon: [[0, -1.15], [1.1, -0.3], [0.7, 1], [-0.7, 1], [-1.1, -0.3]],
  cross: [[-0.45, -1.1], [0.45, -1.1], [0.45, -0.45], [1.1, -0.45], [1.1, 0.45], [0.45, 0.45], [0.45, 1.1], [-0.45, 1.1],
    [-0.45, 0.45], [-1.1, 0.45], [-1.1, -0.45], [-0.45, -0.45]],
  kite: [[-1.1, -0.85], [1.1, -0.85], [0, 1.15]],
};

/** Return the first and the last day that an EDTF date may mean, as times; null if it names none. */
export function daysOf(edtf) {
  const ends = edtf.split("/").map((part) => /(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(part)).filter(Boolean);
  if (!ends.length) return null;
  const start = ([, year, month, day]) => Date.UTC(year, (month ?? 1) - 1, day ?? 1);
  const last = ([, year, month, day]) => (day ? start([0, year, month, day]) : Date.UTC(year, month ?? 12, 0));
  return [start(ends[0]), last(ends.at(-1))];
}

/** Put figures on the scales: those that say the same at the same time are one mark, and keep all their words. */
export function placed(figures) {
  const marks = new Map();
  for (const figure of figures) {
    const days = daysOf(figure.as_of);
    if (!days || (figure.low === null && figure.high === null)) continue;
    const key = JSON.stringify([figure.side, figure.as_of, figure.low, figure.high, figure.superseded, figure.basis]);
    const [first, last] = days;
    if (!marks.has(key)) marks.set(key, { ...figure, first, last, time: (first + last) / 2, titles: [] });
    marks.get(key).titles.push(figure.title);
  }
  return [...marks.values()].sort((a, b) => a.time - b.time || levelOf(a) - levelOf(b));
}

/** The height at which a figure has its mark: its one number, the end that it has, or the middle. */
function levelOf({ low, high }) {
  if (low === null) return high;
  return high === null ? low : (low + high) / 2;
}

function numberOf({ low, high }) {
  if (low === null) return `≤${high}`;
  if (high === null) return `≥${low}`;
  return low === high ? `${low}` : `${low}–${high}`;
}

class Toll {
  constructor(host) {
    this.texts = host.dataset;
    const { kind, figures } = JSON.parse(host.querySelector("script[type='application/json']").textContent);
    this.kind = kind;
    this.marks = placed(figures);
    this.panels = element("div", "toll-panels");
    this.why = element("p", "toll-why");
    this.why.setAttribute("aria-live", "polite");
    const beside = figures.filter((figure) => !daysOf(figure.as_of) || (figure.low === null && figure.high === null));
    if (beside.length) host.append(this.beside(beside));
    if (!this.marks.length) return;
    host.prepend(this.panels, this.why, this.key());
    this.scale();
    this.panels.addEventListener("focusin", ({ target }) => this.tell(target));
    this.panels.addEventListener("pointerover", ({ target }) => this.tell(target));
    this.panels.addEventListener("keydown", (event) => this.go(event));
    this.sides = [...new Set(this.marks.map((mark) => mark.side))].map((side) => this.panel(side));
    new ResizeObserver(() => this.draw()).observe(this.panels);
  }

  scale() {
    const first = Math.min(...this.marks.map((mark) => mark.first));
    const last = Math.max(...this.marks.map((mark) => mark.last));
    const room = Math.max((last - first) * 0.06, DAY);
    this.times = [first - room, last + room];
    const most = Math.max(...this.marks.map((mark) => mark.high ?? mark.low));
    this.most = Math.max(most * 1.2, most + 1);
  }

  panel(side) {
    const marks = this.marks.filter((mark) => mark.side === side);
    const panel = element("section", "toll-panel");
    const head = element("h3");
    const name = element("bdi", "", side || this.texts.tUnsourced);
    head.append(badge(marks[0].shape, marks[0].basis), name);
    const chart = element("div", "toll-chart");
    panel.append(head, chart);
    this.panels.append(panel);
    return { name: name.textContent, marks, chart };
  }

  draw() {
    const active = document.activeElement?.closest?.(".toll-mark");
    const at = active ? [...this.panels.querySelectorAll(".toll-mark")].indexOf(active) : -1;
    for (const side of this.sides) this.drawSide(side);
    const marks = this.panels.querySelectorAll(".toll-mark");
    marks.forEach((mark, n) => mark.setAttribute("tabindex", n === Math.max(at, 0) ? "0" : "-1"));
    if (at >= 0) marks[at].focus({ preventScroll: true });
  }

  drawSide({ name, marks, chart }) {
    const width = Math.round(chart.clientWidth);
    if (!width) return;
    const inner = width - MARGINS.marginLeft - MARGINS.marginRight;
    const tall = HEIGHT - MARGINS.marginTop - MARGINS.marginBottom;
    const shown = spreadOut(marks, (this.times[1] - this.times[0]) / inner, this.most / tall);
    const open = this.most * 0.16;
    const steps = shown.map((mark, n) => ({ ...mark, until: this.until(mark, shown, n) }));
    const ends = shown.filter(({ low, high }) => low === null || high === null);
    const days = dayWords({ day: "numeric", month: "short" });
    const dayLabel = (day, n) => (n ? days.format(day) : `${days.format(day)}\n${day.getUTCFullYear()}`);
    const isShort = this.times[1] - this.times[0] < 40 * DAY;
    const drawing = plotted({
      width, height: HEIGHT, ...MARGINS,
      x: { type: "utc", domain: this.times },
      y: { domain: [0, this.most] },
      marks: [
        gridY({ ticks: 4, className: "grid" }),
        axisY({ ticks: Math.min(4, Math.floor(this.most)), tickFormat: "d", tickSize: 0, label: null }),
        axisX({ ticks: Math.max(2, Math.floor(inner / 80)), tickSize: 4, label: null,
          ...(isShort && { ticks: this.days(inner), tickFormat: dayLabel }) }),
        ruleY([0], { className: "base" }),
        rectY(steps.filter(({ low, high }) => low !== null && high !== null && low !== high),
          { x1: "x", x2: "until", y1: "low", y2: "high", className: "band" }),
        link(steps, { x1: "x", x2: "until", y1: "level", y2: "level", className: "step" }),
        link(shown.filter(({ first, last }) => first < last), { x1: "first", x2: "last", y1: "level", y2: "level", className: "span" }),
        link(shown.filter(({ low, high }) => low !== null && high !== null && low !== high),
          { x1: "x", x2: "x", y1: "low", y2: "high", className: "bar" }),
        link(ends, { x1: "x", x2: "x", y1: "level", className: "open", markerEnd: "arrow",
          y2: ({ level, low }) => (low === null ? Math.max(level - open, 0) : level + open) }),
        ...shown.map((mark) => dot([mark], { x: "x", y: "level", r: SIZE, symbol: symbolOf(mark), className: classOf(mark) })),
        text(labelled(shown, (this.times[1] - this.times[0]) / inner, this.most / tall),
          { x: "x", y: "level", text: numberOf, dx: 8, textAnchor: "start", className: "number" }),
      ],
    }, "group", `${this.kind}: ${name}`);
    drawing.querySelectorAll(".toll-mark").forEach((it, n) => {
      it.setAttribute("role", "img");
      it.setAttribute("aria-label", shown[n].titles.join("; "));
    });
    chart.replaceChildren(drawing);
  }

  /** A figure that was overtaken stands until the next of its side, one in force to the end of the scale. */
  until(mark, marks, n) {
    if (!mark.superseded) return this.times[1];
    return marks.slice(n + 1).find((later) => later.time > mark.time)?.time ?? mark.x;
  }

  /** Whole days to write below a short scale, as many as have room. */
  days(inner) {
    const [first, last] = [Math.ceil(this.times[0] / DAY), Math.floor(this.times[1] / DAY)];
    const step = Math.ceil((last - first) / Math.max(1, Math.floor(inner / 56)));
    const chosen = [];
    for (let day = first; day <= last; day += step || 1) chosen.push(new Date(day * DAY));
    return chosen;
  }

  tell(target) {
    const mark = target.closest(".toll-mark");
    if (mark) this.why.textContent = mark.getAttribute("aria-label");
  }

  /** Go from figure to figure with the arrows: all of them are one stop of the Tab key. */
  go(event) {
    const marks = [...this.panels.querySelectorAll(".toll-mark")];
    const here = marks.indexOf(document.activeElement);
    const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -here, End: marks.length - 1 - here };
    const next = marks[here + steps[event.key]];
    if (here < 0 || !next) return;
    event.preventDefault();
    marks[here].setAttribute("tabindex", "-1");
    next.setAttribute("tabindex", "0");
    next.focus();
  }

  key() {
    const key = element("ul", "toll-key");
    const has = (test) => this.marks.some(test);
    if (has((mark) => mark.superseded)) key.append(keyed("superseded", this.texts.tSuperseded));
    if (has((mark) => mark.basis === "unsourced")) key.append(keyed("unsourced", this.texts.tHollow));
    if (has((mark) => mark.basis === "derived")) key.append(keyed("derived", this.texts.tDerived));
    if (has((mark) => mark.basis === "vague")) key.append(keyed("vague", this.texts.tVague));
    if (has((mark) => mark.low === null || mark.high === null)) key.append(element("li", "", `↑ ${this.texts.tOpen}`));
    return key;
  }

  beside(figures) {
    const list = element("ul", "toll-beside");
    for (const figure of figures) {
      const row = element("li", "", figure.title);
      row.dir = "auto";
      list.append(row);
    }
    const all = element("div", "toll-rest");
    all.append(element("p", "", this.texts.tBeside), list);
    return all;
  }
}

/** Move marks that would cover each other aside. perX, perY: what one pixel is, in time and in persons. */
function spreadOut(marks, perX, perY) {
  const shown = [];
  for (const mark of marks) {
    const level = levelOf(mark);
    let x = mark.time;
    while (shown.some((other) => Math.abs(other.x - x) < NEAR * perX && Math.abs(other.level - level) < NEAR * perY)) {
      x += NEAR * perX;
    }
    shown.push({ ...mark, level, x });
  }
  return shown;
}

/** Choose the marks whose number has room to their right; figures in force come first. */
function labelled(shown, perX, perY) {
  const chosen = [];
  for (const mark of [...shown].sort((a, b) => a.superseded - b.superseded)) {
    const wide = (numberOf(mark).length * 8 + 12) * perX;
    const isFree = shown.every((other) => other === mark || Math.abs(other.level - mark.level) > 11 * perY
      || other.x < mark.x || other.x > mark.x + wide);
    const isApart = chosen.every((other) => Math.abs(other.level - mark.level) > 13 * perY || Math.abs(other.x - mark.x) > wide);
    if (isFree && isApart) chosen.push(mark);
  }
  return chosen;
}

function classOf({ shape, basis, superseded }) {
  return `toll-mark s-${shape} b-${basis}${superseded ? " superseded" : ""}`;
}

/** A shape of the record's as a symbol of Plot's; struck through where the figure was overtaken. */
function symbolOf({ shape, superseded }) {
  return {
    draw(path) {
      if (CORNERS[shape]) {
        CORNERS[shape].forEach(([x, y], n) => path[n ? "lineTo" : "moveTo"](x * SIZE, y * SIZE));
        path.closePath();
      } else {
        path.moveTo(SIZE, 0);
        path.arc(0, 0, SIZE, 0, 2 * Math.PI);
      }
      if (!superseded) return;
      path.moveTo(-SIZE * 1.5, SIZE * 1.5);
      path.lineTo(SIZE * 1.5, -SIZE * 1.5);
    },
  };
}

function badge(shape, basis, superseded = false) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  for (const [name, value] of [["viewBox", "-9 -9 18 18"], ["width", 16], ["height", 16], ["aria-hidden", "true"]]) {
    svg.setAttribute(name, value);
  }
  svg.setAttribute("class", classOf({ shape, basis, superseded }).replace("toll-mark", "toll-badge"));
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  const corners = CORNERS[shape]?.map(([x, y]) => `${x * SIZE} ${y * SIZE}`).join("L");
  const strike = superseded ? "M-7.5 7.5L7.5 -7.5" : "";
  path.setAttribute("d", `${corners ? `M${corners}Z` : `M${SIZE} 0A${SIZE} ${SIZE} 0 1 1 ${SIZE} -.01Z`}${strike}`);
  svg.append(path);
  return svg;
}

function keyed(kind, words) {
  const row = element("li");
  row.append(badge("circle", kind === "superseded" ? "stated" : kind, kind === "superseded"), element("span", "", words));
  return row;
}

for (const host of document.querySelectorAll("[data-toll]")) new Toll(host);
