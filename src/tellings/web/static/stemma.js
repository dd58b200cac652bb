// Let a stemma be followed: what a voice or report has from whom and passes on to whom, and why each line stands there.
//
// In:    `[data-stemma]` with the drawing that the server made (publish/templates/stemma.svg.j2), a line `[data-stemma-why]`,
//        and its texts in `data-t-...`.
// Out:   a chain lit while one of its boxes or lines has pointer or focus; its words in that line; buttons for the size.
// Holds: the drawing stays as it is for whoever has no scripts. Boxes and lines are one stop of the Tab key: left goes to
//        whom it is from, right to who has it from there, up and down to the neighbours.

import { button, element } from "./elements.js";

const SIZES = [0.4, 0.5, 0.65, 0.8, 1, 1.25, 1.6, 2];

class Stemma {
  constructor(host) {
    this.texts = host.dataset;
    this.svg = host.querySelector("svg");
    this.room = this.svg.parentElement;
    this.why = host.querySelector("[data-stemma-why]");
    this.boxes = [...this.svg.querySelectorAll(".node")];
    this.lines = [...this.svg.querySelectorAll(".tie")];
    this.natural = [Number(this.svg.getAttribute("width")), Number(this.svg.getAttribute("height"))];
    this.size = 1;
    this.svg.setAttribute("role", "group");
    for (const it of [...this.boxes, ...this.lines]) {
      const title = it.querySelector("title");
      it.setAttribute("role", "img");
      it.setAttribute("aria-label", title.textContent);
      it.setAttribute("tabindex", "-1");
      title.remove(); // the line below says it at once, where a browser's own tip comes late and covers the drawing
    }
    for (const line of this.lines) line.append(wider(line.querySelector("path")));
    this.boxes[0]?.setAttribute("tabindex", "0");
    this.room.classList.add("stemma-room");
    this.room.removeAttribute("tabindex"); // the boxes have the focus, and scroll into view with it
    host.prepend(this.buttons());
    this.say();
    this.svg.addEventListener("pointerover", ({ target }) => this.light(partOf(target) ?? this.focused()));
    this.svg.addEventListener("pointerleave", () => this.light(this.focused()));
    this.svg.addEventListener("focusin", ({ target }) => this.took(partOf(target)));
    this.svg.addEventListener("focusout", () => this.light(null));
    this.svg.addEventListener("keydown", (event) => this.go(event));
    this.room.addEventListener("pointerdown", (event) => this.drag(event));
    if (this.natural[0] > this.room.clientWidth) this.fit(0.8);
  }

  buttons() {
    const group = element("p", "stemma-sizes");
    group.append(
      button("+", () => this.larger()),
      button("−", () => this.smaller()),
      button(this.texts.tFit, () => this.fit(SIZES[0])),
    );
    [this.texts.tIn, this.texts.tOut].forEach((words, n) => {
      group.children[n].setAttribute("aria-label", words);
      group.children[n].title = words;
    });
    return group;
  }

  larger() {
    this.resize(SIZES.find((size) => size > this.size + 0.01) ?? this.size);
  }

  smaller() {
    this.resize(SIZES.findLast((size) => size < this.size - 0.01) ?? this.size);
  }

  /** Make it as large as there is room, though no smaller than can be read. */
  fit(least) {
    const style = getComputedStyle(this.room);
    const wide = this.room.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    const high = window.innerHeight * 0.8 - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom) - 4;
    const whole = Math.min(wide / this.natural[0], least < 0.5 ? high / this.natural[1] : 1);
    this.resize(Math.min(1, Math.max(least, whole)));
  }

  /** Change the size, and keep what is in the middle there. */
  resize(size) {
    const { room } = this;
    const middle = [
      (room.scrollLeft + room.clientWidth / 2) / (this.natural[0] * this.size),
      (room.scrollTop + room.clientHeight / 2) / (this.natural[1] * this.size),
    ];
    this.size = size;
    this.svg.setAttribute("width", Math.round(this.natural[0] * size));
    this.svg.setAttribute("height", Math.round(this.natural[1] * size));
    room.scrollLeft = middle[0] * this.natural[0] * size - room.clientWidth / 2;
    room.scrollTop = middle[1] * this.natural[1] * size - room.clientHeight / 2;
  }

  focused() {
    return this.svg.contains(document.activeElement) ? partOf(document.activeElement) : null;
  }

  took(part) {
    for (const it of this.svg.querySelectorAll("[tabindex='0']")) it.setAttribute("tabindex", "-1");
    part.setAttribute("tabindex", "0");
    this.light(part);
  }

  /** Light the whole chain that a box or a line is in, upwards and downwards, and say what is in hand. */
  light(part) {
    for (const it of this.svg.querySelectorAll(".on, .here")) it.classList.remove("on", "here");
    this.svg.classList.toggle("lit", Boolean(part));
    this.say(part);
    if (!part) return;
    const isLine = part.classList.contains("tie");
    const [up, down] = isLine ? [endOf(part, "from"), endOf(part, "to")] : [this.boxes.indexOf(part), this.boxes.indexOf(part)];
    part.classList.add("on", "here");
    this.follow(up, "to", "from");
    this.follow(down, "from", "to");
  }

  follow(box, near, far) {
    const seen = new Set();
    const todo = [box];
    while (todo.length) {
      const here = todo.pop();
      if (seen.has(here)) continue;
      seen.add(here);
      this.boxes[here].classList.add("on");
      for (const line of this.linesAt(here, near)) {
        line.classList.add("on");
        todo.push(endOf(line, far));
      }
    }
  }

  linesAt(box, end) {
    return this.lines.filter((line) => endOf(line, end) === box);
  }

  say(part) {
    const words = part ? part.getAttribute("aria-label") : this.texts.tHint;
    if (this.why.textContent !== words) this.why.textContent = words;
  }

  go(event) {
    const here = this.focused();
    if (!here) return;
    const next = here.classList.contains("tie") ? this.besideLine(here, event.key) : this.besideBox(here, event.key);
    if (event.key === "+") this.larger();
    if (event.key === "-") this.smaller();
    if (!next) return;
    event.preventDefault();
    next.focus();
  }

  besideBox(box, key) {
    const at = this.boxes.indexOf(box);
    if (key === "ArrowLeft") return this.linesAt(at, "to")[0];
    if (key === "ArrowRight") return this.linesAt(at, "from")[0];
    if (key === "Home") return this.boxes[0];
    if (key === "End") return this.boxes.at(-1);
    return { ArrowUp: this.boxes[at - 1], ArrowDown: this.boxes[at + 1] }[key];
  }

  /** Up and down go over the lines that end in the same box. */
  besideLine(line, key) {
    if (key === "ArrowLeft") return this.boxes[endOf(line, "from")];
    if (key === "ArrowRight") return this.boxes[endOf(line, "to")];
    const together = this.linesAt(endOf(line, "to"), "to");
    const at = together.indexOf(line);
    return { ArrowUp: together[at - 1], ArrowDown: together[at + 1] }[key];
  }

  drag(event) {
    if (event.button !== 0 || event.pointerType !== "mouse") return; // fingers scroll as they do everywhere
    const from = [event.clientX + this.room.scrollLeft, event.clientY + this.room.scrollTop];
    const stop = new AbortController();
    window.addEventListener("pointermove", (at) => {
      this.room.scrollLeft = from[0] - at.clientX;
      this.room.scrollTop = from[1] - at.clientY;
    }, { signal: stop.signal });
    for (const end of ["pointerup", "pointercancel"]) window.addEventListener(end, () => stop.abort(), { signal: stop.signal });
  }
}

const partOf = (target) => target.closest?.(".node, .tie") ?? null;
const endOf = (line, end) => Number(line.dataset[end]);

/** A line that is not seen, wide enough to be hit. */
function wider(path) {
  const wide = path.cloneNode();
  wide.setAttribute("class", "stemma-reach");
  return wide;
}

for (const host of document.querySelectorAll("[data-stemma]")) if (host.querySelector("svg")) new Stemma(host);
