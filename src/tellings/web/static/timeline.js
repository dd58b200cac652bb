// Draw the incidents of a view over time, and let a period be chosen.
//
// In:    `[data-timeline]` with `data-points` (see points.js) and its texts in `data-t-...` (drawings.html.j2 has them all).
// Out:   bars in it, by day, week, month or year; `view:change` with {from, to} when a period is chosen.
// Holds: every incident with a date counts once. One whose date is uncertain is spread over the days it may be, drawn
//        lighter, so that no bar says more than is told.

import { axisX, axisY, rectY, ruleY } from "./vendor/plot.js";
import { button, element } from "./elements.js";
import { plotted } from "./plotted.js";
import { dayWords, say } from "./points.js";
import { change, held, keepDrawn } from "./view.js";

const DAY = 86_400_000;
const HEIGHT = 200;
const MARGINS = { marginLeft: 34, marginRight: 12, marginTop: 22, marginBottom: 36 };
const THUMB = 24; // pixels: the width of a handle, as timeline.css has it
const MOST_BARS = 75; // six years of months

const day = (iso) => Date.parse(`${iso}T00:00:00Z`);
const iso = (time) => new Date(time).toISOString().slice(0, 10);

// The start of the period in which a day lies, and of the one after it.
const UNITS = [
  { name: "day", start: (time) => time, next: (time) => time + DAY },
  { name: "week", start: (time) => time - ((new Date(time).getUTCDay() + 6) % 7) * DAY, next: (time) => time + 7 * DAY },
  {
    name: "month",
    start: (time) => Date.UTC(new Date(time).getUTCFullYear(), new Date(time).getUTCMonth(), 1),
    next: (time) => Date.UTC(new Date(time).getUTCFullYear(), new Date(time).getUTCMonth() + 1, 1),
  },
  {
    name: "year",
    start: (time) => Date.UTC(new Date(time).getUTCFullYear(), 0, 1),
    next: (time) => Date.UTC(new Date(time).getUTCFullYear() + 1, 0, 1),
  },
];

/** Return the days between which an incident lies, the last one included; null if no date is told. */
function spanOf({ earliest, latest }) {
  if (!earliest && !latest) return null;
  return { first: day(earliest ?? latest), last: day(latest ?? earliest), isOpen: !earliest || !latest };
}

/** Return the smallest unit that makes few enough bars. */
function unitFor(first, last) {
  const days = [1, 7, 30.44, 365.25];
  const fit = UNITS.findIndex((_, n) => (last - first) / DAY / days[n] < MOST_BARS);
  return UNITS[fit < 0 ? UNITS.length - 1 : fit];
}

/** Return bars from the first day to the last: {start, end, sure, unsure}, the ends of each not included. */
export function barsOf(spans) {
  const first = Math.min(...spans.map((span) => span.first));
  const last = Math.max(...spans.map((span) => span.last));
  const unit = unitFor(first, last);
  const bars = [];
  for (let start = unit.start(first); start <= last; start = unit.next(start)) {
    bars.push({ start, end: unit.next(start), sure: 0, unsure: 0 });
  }
  for (const span of spans) {
    const days = (span.last - span.first) / DAY + 1;
    for (const bar of bars) {
      const shared = (Math.min(bar.end, span.last + DAY) - Math.max(bar.start, span.first)) / DAY;
      if (shared <= 0) continue;
      if (shared === days && !span.isOpen) bar.sure += 1;
      else bar.unsure += shared / days;
    }
  }
  return { unit, bars };
}

class Timeline {
  constructor(host) {
    this.texts = host.dataset;
    this.frame = element("section", "timeline-frame");
    this.frame.setAttribute("aria-label", this.texts.tLabel);
    this.chart = element("div", "timeline-chart");
    this.handles = element("div", "timeline-handles");
    this.from = this.handle(this.texts.tFrom);
    this.to = this.handle(this.texts.tTo);
    this.handles.append(this.from, this.to);
    this.chosen = element("p", "timeline-chosen");
    this.chosen.setAttribute("role", "status");
    this.apply = button(this.texts.tShow, () => this.choose());
    this.all = button(this.texts.tAll, () => change(this.frame, { from: "", to: "" }));
    const choices = element("div", "timeline-choices");
    choices.append(this.chosen, this.apply, this.all);
    this.key = element("ul", "timeline-key");
    this.frame.append(this.chart, this.handles, choices, this.key);
    this.chart.addEventListener("pointerdown", (event) => this.brush(event));
    new ResizeObserver(() => this.draw()).observe(this.frame);
  }

  /** A native slider: mouse, touch, keyboard and screen reader all know what it is. */
  handle(label) {
    const it = element("input");
    it.type = "range";
    it.setAttribute("aria-label", label);
    it.addEventListener("input", () => this.slid(it));
    it.addEventListener("keydown", (event) => {
      if (event.key === "Enter") this.choose();
    });
    return it;
  }

  enter(host) {
    this.texts = host.dataset;
  }

  show(found) {
    const spans = found.points.map(spanOf).filter(Boolean);
    const { unit, bars } = spans.length ? barsOf(spans) : { unit: null, bars: [] };
    [this.unit, this.bars] = [unit, bars];
    this.all.hidden = !held("from") && !held("to");
    this.chart.hidden = this.handles.hidden = bars.length === 0;
    for (const [handle, value] of [[this.from, 0], [this.to, bars.length]]) {
      handle.min = 0;
      handle.max = bars.length;
      handle.value = value;
    }
    const texts = [];
    if (bars.some((bar) => bar.sure)) texts.push(["sure", this.texts.tSure]);
    if (bars.some((bar) => bar.unsure)) texts.push(["unsure", this.texts.tUnsure]);
    if (!bars.length) texts.push(["", this.texts.tNone]);
    if (found.no_date) texts.push(["", say(this.texts.tUndated, { n: found.no_date })]);
    this.key.replaceChildren(...texts.map(([kind, words]) => element("li", kind && `k-${kind}`, words)));
    this.draw();
    this.tell();
  }

  fail() {
    this.key.replaceChildren(element("li", "", this.texts.tFailed));
  }

  draw() {
    const width = Math.round(this.frame.clientWidth);
    if (!this.bars?.length || !width) return;
    const { marginLeft, marginRight } = MARGINS;
    this.inner = width - marginLeft - marginRight;
    const most = Math.max(1, ...this.bars.map((bar) => bar.sure + bar.unsure));
    const gap = Math.min(1, this.inner / this.bars.length / 6);
    const bar = { x1: "start", x2: "end", insetLeft: gap, insetRight: gap };
    const drawing = plotted({
      width, height: HEIGHT, ...MARGINS,
      x: { type: "utc", domain: [this.bars[0].start, this.bars.at(-1).end] },
      y: { domain: [0, most] },
      marks: [
        axisY({ ticks: Math.min(4, most), tickFormat: "d", tickSize: 0, label: this.perUnit(), labelArrow: "none" }),
        axisX({ ticks: Math.max(2, Math.floor(width / 90)), tickSize: 4, label: null }),
        rectY(this.bars, { ...bar, y1: 0, y2: "sure", className: "sure" }),
        rectY(this.bars, { ...bar, y1: "sure", y2: (it) => it.sure + it.unsure, className: "unsure" }),
        ruleY([0], { className: "base" }),
      ],
    }, "img", this.texts.tLabel);
    const [from, to] = this.edges();
    for (const kind of ["sure", "unsure"]) {
      drawing.querySelectorAll(`.${kind} rect`).forEach((it, n) => {
        it.classList.toggle("out", this.bars[n].start < from || this.bars[n].end > to);
      });
    }
    this.chart.replaceChildren(drawing);
    this.handles.style.setProperty("margin-left", `${marginLeft - THUMB / 2}px`);
    this.handles.style.setProperty("inline-size", `${this.inner + THUMB}px`);
  }

  perUnit() {
    return `${this.texts.tCount} ${this.texts[`t${this.unit.name[0].toUpperCase()}${this.unit.name.slice(1)}`]}`;
  }

  /** The start and the end of what the handles hold between them. */
  edges() {
    const [a, b] = [Number(this.from.value), Number(this.to.value)].sort((x, y) => x - y);
    const at = (n) => this.bars[n]?.start ?? this.bars.at(-1).end;
    return [at(a), at(Math.max(b, a + 1))];
  }

  slid(handle) {
    const [from, to] = [Number(this.from.value), Number(this.to.value)];
    if (from >= to) handle.value = handle === this.from ? to - 1 : from + 1;
    this.draw();
    this.tell();
  }

  tell() {
    this.apply.hidden = !this.isPart();
    if (!this.bars.length) {
      this.chosen.textContent = "";
      return;
    }
    const [from, to] = this.edges();
    const words = dayWords({ dateStyle: "medium" });
    this.chosen.textContent = say(this.texts.tChosen, { from: words.format(from), to: words.format(to - DAY) });
    this.from.setAttribute("aria-valuetext", words.format(from));
    this.to.setAttribute("aria-valuetext", words.format(to - DAY));
  }

  isPart() {
    return this.bars.length > 0 && (Number(this.from.value) > 0 || Number(this.to.value) < this.bars.length);
  }

  choose() {
    if (!this.isPart()) return;
    const [from, to] = this.edges();
    change(this.frame, { from: iso(from), to: iso(to - DAY) });
  }

  /** Choose a period by drawing over the bars; a mere click chooses one bar. */
  brush(event) {
    if (event.button !== 0 || event.pointerType === "touch") return; // a finger scrolls the page, and has the handles
    event.preventDefault();
    const left = this.chart.getBoundingClientRect().left + MARGINS.marginLeft;
    const [first, last] = [this.bars[0].start, this.bars.at(-1).end];
    const barAt = ({ clientX }) => {
      const time = first + (Math.max(0, Math.min(1, (clientX - left) / this.inner)) * (last - first));
      const n = this.bars.findIndex((bar) => time < bar.end);
      return n < 0 ? this.bars.length - 1 : n;
    };
    const begun = barAt(event);
    const mark = (at) => {
      const now = barAt(at);
      this.from.value = Math.min(begun, now);
      this.to.value = Math.max(begun, now) + 1;
      this.draw();
      this.tell();
    };
    const stop = new AbortController();
    mark(event);
    window.addEventListener("pointermove", mark, { signal: stop.signal });
    window.addEventListener("pointerup", () => { stop.abort(); this.choose(); }, { signal: stop.signal });
    window.addEventListener("pointercancel", () => stop.abort(), { signal: stop.signal });
  }
}

keepDrawn("[data-timeline]", (host) => new Timeline(host));
