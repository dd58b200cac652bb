// Draw the incidents of a view on a map without a network: land and borders, and over them what is uncertain as area.
//
// In:    `[data-map]` with `data-points` (see points.js) and its texts in `data-t-...` (drawings.html.j2 has them all).
// Out:   a map in it; `view:change` with {bbox: "west,south,east,north"} when an area is chosen.
// Holds: no incident is a bare point. Each is as large as its place is uncertain or, where that is too small to hit, a
//        hollow ring. Whatever comes from a report is set as text.

import {
  Canvas, Circle, CircleMarker, DivIcon, GeoJSON, LatLngBounds, LayerGroup, Map as LeafletMap, Marker, Popup, SVG,
} from "./vendor/leaflet.js";
import Supercluster from "./vendor/supercluster.js";
import { button, element } from "./elements.js";
import { say, sayWhen } from "./points.js";
import { change, held, keepDrawn } from "./view.js";
import { loadWorld } from "./world.js";

const RING = 9; // pixels: an area of a smaller radius than this is drawn as a ring of this one
const WIDE = 26; // pixels: an area of a larger radius stands for itself; what is smaller may be put into a cluster
const NEAR = 40; // pixels between what is put into one cluster
const CLOSEST = 11; // a step further in shows nothing but sea or land
const FIRST_CLOSEST = 6; // what stands in one town is first seen with the country around it
const MOST_LISTED = 60;
const WORLD = new LatLngBounds([[-66, -180], [84, 180]]);
const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
const dark = window.matchMedia("(prefers-color-scheme: dark)");

class Drawing {
  constructor(host) {
    this.texts = host.dataset;
    this.frame = element("div", "map-frame");
    this.canvas = element("div", "map-canvas");
    this.canvas.setAttribute("role", "region");
    this.canvas.setAttribute("aria-label", this.texts.tLabel);
    this.again = button(this.texts.tArea, () => change(this.frame, { bbox: boxOf(this.map.getBounds()) }));
    this.everywhere = button(this.texts.tEverywhere, () => change(this.frame, { bbox: "" }));
    this.again.hidden = this.everywhere.hidden = true;
    const choices = element("div", "map-choices");
    choices.append(this.again, this.everywhere);
    this.state = element("p", "map-state");
    this.state.setAttribute("role", "status");
    this.credit = element("p", "map-credit", this.texts.tCredit);
    this.unplaced = element("details", "map-unplaced");
    this.frame.append(this.canvas, choices, this.state, this.credit, this.unplaced);
    this.drawn = new Map();
  }

  enter(host) {
    this.texts = host.dataset;
    if (!this.map) this.start();
    this.map.invalidateSize({ animate: false });
  }

  start() {
    this.map = new LeafletMap(this.canvas, {
      attributionControl: false, zoomControl: false, maxBounds: WORLD.pad(0.05), maxBoundsViscosity: 1, minZoom: 0,
      maxZoom: CLOSEST,
      zoomSnap: 0.5, scrollWheelZoom: false, renderer: new SVG({ padding: 0.5 }),
      zoomAnimation: !calm.matches, fadeAnimation: false, markerZoomAnimation: !calm.matches, inertia: !calm.matches,
    });
    this.fit(WORLD);
    this.addZoomButtons();
    this.areas = new LayerGroup().addTo(this.map);
    this.map.createPane("world");
    this.map.createPane("names").setAttribute("aria-hidden", "true");
    this.names = new LayerGroup().addTo(this.map);
    this.map.on("moveend", () => this.moved());
    this.map.on("autopanstart", () => { this.isOurMove = true; });
    this.map.on("popupopen", ({ popup }) => this.opened(popup));
    this.canvas.addEventListener("focusin", () => { this.map.scrollWheelZoom.enable(); });
    this.canvas.addEventListener("focusout", () => { this.map.scrollWheelZoom.disable(); });
    this.canvas.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.map.closePopup();
    });
    new ResizeObserver(() => this.map.invalidateSize({ animate: false })).observe(this.canvas);
    this.drawWorld();
  }

  addZoomButtons() {
    const group = element("div", "map-zoom leaflet-control");
    for (const [sign, text, act] of [["+", this.texts.tIn, () => this.map.zoomIn()],
      ["−", this.texts.tOut, () => this.map.zoomOut()]]) {
      const it = button(sign, act);
      it.setAttribute("aria-label", text);
      it.title = text;
      group.append(it);
    }
    group.addEventListener("dblclick", (event) => event.stopPropagation());
    group.addEventListener("pointerdown", (event) => event.stopPropagation());
    this.canvas.append(group);
  }

  async drawWorld() {
    const world = await loadWorld();
    const renderer = new Canvas({ padding: 0.4, pane: "world" });
    const still = { renderer, interactive: false };
    this.land = new GeoJSON(world.land, { style: still }).addTo(this.map);
    this.borders = new GeoJSON(world.borders, { style: { ...still, fill: false } });
    this.borders.addTo(this.map);
    this.countries = world.names;
    const paint = () => {
      const style = getComputedStyle(this.canvas);
      const colour = (name) => style.getPropertyValue(name).trim();
      this.land.setStyle({ fillColor: colour("--land"), fillOpacity: 1, color: colour("--coast"), weight: 0.8 });
      this.borders.setStyle({ color: colour("--border"), weight: 1 });
    };
    paint();
    dark.addEventListener("change", paint);
    this.drawNames();
    this.canvas.dataset.ready = "";
  }

  /** Write the names of the countries that have room for them. */
  drawNames() {
    this.names.clearLayers();
    if (!this.countries) return;
    const pixels = (256 * 2 ** this.map.getZoom()) / 360; // of one degree
    const seen = this.map.getBounds().pad(0.3);
    for (const [name, lon, lat, room] of this.countries) {
      if (room * pixels < 14) break; // the roomiest come first
      if (room * pixels < name.length * 2.6 || !seen.contains([lat, lon])) continue;
      const icon = new DivIcon({ className: "map-name", html: element("span", "", name), iconSize: [0, 0] });
      new Marker([lat, lon], { icon, pane: "names", interactive: false, keyboard: false }).addTo(this.names);
    }
  }

  show(found) {
    const placed = found.points.filter((point) => point.lat !== null && point.lon !== null);
    this.placed = placed;
    this.atZoom = new Map();
    this.map.closePopup();
    for (const layer of this.drawn.values()) layer.remove();
    this.drawn.clear();
    const box = held("bbox").split(",").map(Number);
    this.everywhere.hidden = box.length !== 4;
    if (box.length === 4 && box.every(Number.isFinite)) {
      this.fit(new LatLngBounds([[box[1], box[0]], [box[3], box[2]]]));
    } else {
      this.fit(placed.length ? boundsOf(placed) : WORLD);
    }
    this.redraw();
    this.state.textContent = placed.length
      ? say(this.texts.tCount, { n: placed.length, of: found.points.length })
      : this.texts.tNone;
    this.listUnplaced(found.no_place);
  }

  fail() {
    this.state.textContent = this.texts.tFailed;
  }

  /** Look at a box, without offering to search in it. */
  fit(bounds) {
    this.isOurMove = true;
    this.map.fitBounds(bounds, { animate: false, padding: [12, 12], maxZoom: FIRST_CLOSEST });
    this.isOurMove = false;
    this.again.hidden = true;
  }

  moved() {
    if (this.isOurMove) this.isOurMove = false;
    else this.again.hidden = false;
    this.redraw();
  }

  /** What is to be drawn at a zoom: wide areas, those that are one area together; and an index of all that is smaller. */
  sorted(zoom) {
    if (!this.atZoom.has(zoom)) {
      const [wide, small] = [new Map(), []];
      for (const point of this.placed) {
        if (pixelsOf(point, zoom) < WIDE) {
          small.push(placedAt(point));
          continue;
        }
        const key = `${point.lat} ${point.lon} ${point.radius_km}`;
        wide.set(key, [...(wide.get(key) ?? []), point]);
      }
      const index = new Supercluster({ radius: NEAR, extent: 256, minZoom: zoom, maxZoom: zoom }).load(small);
      this.atZoom.set(zoom, { wide, index });
    }
    return this.atZoom.get(zoom);
  }

  /** Bring what is drawn in line with what is in view; what stays keeps its element, and so the focus. */
  redraw() {
    this.drawNames();
    if (!this.placed) return;
    const hadFocus = this.canvas.contains(document.activeElement);
    const view = this.map.getBounds().pad(0.4);
    const zoom = Math.max(0, Math.floor(this.map.getZoom()));
    const { wide, index } = this.sorted(zoom);
    const wanted = new Map();
    for (const [place, points] of wide) wanted.set(`area ${place} ${points.length}`, () => this.area(points));
    for (const item of index.getClusters([view.getWest(), view.getSouth(), view.getEast(), view.getNorth()], zoom)) {
      const { cluster, id, radius_km: radius } = item.properties;
      if (cluster) wanted.set(`cluster ${zoom} ${item.id}`, () => this.cluster(item, index));
      else if (pixelsOf(item.properties, zoom) < RING) wanted.set(`ring ${id}`, () => this.ring(item.properties));
      else wanted.set(`area ${id} ${radius}`, () => this.area([item.properties]));
    }
    for (const [key, layer] of this.drawn) {
      if (wanted.has(key)) continue;
      layer.remove();
      this.drawn.delete(key);
    }
    for (const [key, draw] of wanted) if (!this.drawn.has(key)) this.drawn.set(key, draw());
    // Small areas lie on top of large ones, so that each can be hit.
    const circles = [...this.drawn.values()].filter((layer) => layer instanceof Circle || layer.circle);
    circles.map((layer) => layer.circle ?? layer).sort((a, b) => a.getRadius() - b.getRadius())
      .forEach((circle) => circle.bringToBack());
    if (hadFocus && document.activeElement === document.body) this.canvas.focus({ preventScroll: true });
  }

  /** Draw the area in which one incident was, or several that are told to have been in the same one. */
  area(points) {
    const [{ lat, lon, radius_km: radius }] = points;
    const circle = new Circle([lat, lon], { radius: radius * 1000, className: "map-area" });
    if (points.length === 1) return this.pressable(circle.addTo(this.areas), points);
    const face = element("span", "", String(points.length));
    face.setAttribute("aria-hidden", "true");
    const icon = new DivIcon({ className: "map-number", html: face, iconSize: [0, 0] });
    const number = new Marker([lat, lon], { icon, interactive: false, keyboard: false });
    const both = new LayerGroup([circle, number]).addTo(this.areas);
    both.circle = this.pressable(circle, points);
    return both;
  }

  ring(point) {
    const ring = new CircleMarker([point.lat, point.lon], { radius: RING, className: "map-ring" });
    return this.pressable(ring.addTo(this.areas), [point]);
  }

  /** Let a shape be found by the Tab key, named by a screen reader and opened. */
  pressable(layer, points) {
    const [first] = points;
    const path = layer.getElement();
    const words = points.length === 1
      ? [first.title, sayWhen(first, this.texts), this.placeOf(first)]
      : [say(this.texts.tCluster, { n: points.length }), this.placeOf(first)];
    path.setAttribute("tabindex", "0");
    path.setAttribute("role", "button");
    path.setAttribute("aria-label", words.filter(Boolean).join("; "));
    // At the pointer, so that it is seen even where the middle of a large area is out of view.
    const open = (at) => this.open(at, points, path);
    layer.on("click", ({ latlng }) => open(layer instanceof Circle ? latlng : layer.getLatLng()));
    onPress(path, () => open(layer.getLatLng()));
    return layer;
  }

  cluster({ id, geometry, properties }, index) {
    const [lon, lat] = geometry.coordinates;
    const count = properties.point_count;
    const size = Math.round(26 + 9 * Math.log10(count));
    const icon = new DivIcon({ className: "map-cluster", html: element("span", "", String(count)), iconSize: [size, size] });
    const layer = new Marker([lat, lon], { icon, keyboard: true, riseOnHover: true }).addTo(this.areas);
    layer.getElement().setAttribute("aria-label", say(this.texts.tCluster, { n: count }));
    const open = () => {
      const points = index.getLeaves(id, Infinity).map((leaf) => leaf.properties);
      const spread = new LatLngBounds(points.map((point) => [point.lat, point.lon]));
      const isOnePlace = spread.getSouthWest().distanceTo(spread.getNorthEast()) < 500; // metres
      if (isOnePlace || this.map.getZoom() >= CLOSEST) this.open([lat, lon], points, layer.getElement());
      else this.map.fitBounds(spread, { animate: !calm.matches, padding: [50, 50], maxZoom: CLOSEST });
    };
    layer.on("click", open);
    onPress(layer.getElement(), open);
    return layer;
  }

  open(at, points, from) {
    const list = element("div", "map-about");
    list.append(...points.slice(0, MOST_LISTED).map((point) => this.about(point)));
    const more = points.length - MOST_LISTED;
    if (more > 0) list.append(element("p", "map-more", say(this.texts.tMore, { n: more })));
    this.opener = from;
    new Popup({ maxWidth: Math.min(300, this.canvas.clientWidth - 70), maxHeight: 240, autoPanPadding: [8, 8] })
      .setLatLng(at).setContent(list).openOn(this.map);
  }

  opened(popup) {
    const close = popup.getElement().querySelector(".leaflet-popup-close-button");
    close.setAttribute("aria-label", this.texts.tClose);
    popup.getElement().querySelector("a[href]").focus({ preventScroll: true });
    popup.once("remove", () => {
      if (this.opener?.isConnected) this.opener.focus({ preventScroll: true });
    });
  }

  placeOf({ place, precision }) {
    return [place, precision].filter(Boolean).join(", ");
  }

  about(point) {
    const part = element("article", "map-incident");
    const link = element("a", "", point.title);
    link.href = point.url;
    link.dir = "auto";
    const title = element("h3");
    title.append(link);
    part.append(title);
    for (const words of [sayWhen(point, this.texts), this.placeOf(point), this.originsOf(point), this.killedOf(point)]) {
      if (!words) continue;
      const line = element("p", "", words);
      line.dir = "auto";
      part.append(line);
    }
    return part;
  }

  originsOf({ origins_low: low, origins_high: high }) {
    if (low === null || low === undefined) return "";
    return say(this.texts.tOrigins, { n: low === high || high === null ? low : `${low}–${high}` });
  }

  killedOf({ killed }) {
    return killed === null || killed === undefined || killed === "" ? "" : say(this.texts.tKilled, { n: killed });
  }

  listUnplaced(rows) {
    this.unplaced.hidden = rows.length === 0;
    const list = element("ul");
    for (const { title, url } of rows.slice(0, MOST_LISTED)) {
      const link = element("a", "", title);
      link.href = url;
      link.dir = "auto";
      const row = element("li");
      row.append(link);
      list.append(row);
    }
    const more = rows.length - MOST_LISTED;
    if (more > 0) list.append(element("li", "", say(this.texts.tMore, { n: more })));
    this.unplaced.replaceChildren(element("summary", "", say(this.texts.tUnplaced, { n: rows.length })), list);
  }
}

function onPress(target, act) {
  target.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation();
    act();
  });
}

function placedAt(point) {
  return { type: "Feature", properties: point, geometry: { type: "Point", coordinates: [point.lon, point.lat] } };
}

/** The radius of an incident's area at a zoom. */
function pixelsOf({ lat, radius_km: radius }, zoom) {
  const metres = (40_075_016.7 * Math.cos((lat * Math.PI) / 180)) / (256 * 2 ** zoom); // of one pixel
  return ((radius ?? 0) * 1000) / metres;
}

/** The box around incidents and all that is uncertain about where they were. */
function boundsOf(points) {
  const bounds = new LatLngBounds([]);
  for (const { lat, lon, radius_km: radius } of points) {
    const high = Math.min((radius ?? 0) / 111, 20); // degrees; a place as large as a continent need not all be in view
    const wide = Math.min(high / Math.max(Math.cos((lat * Math.PI) / 180), 0.1), 40);
    bounds.extend([Math.max(lat - high, -66), Math.max(lon - wide, -180)]);
    bounds.extend([Math.min(lat + high, 84), Math.min(lon + wide, 180)]);
  }
  return bounds;
}

function boxOf(bounds) {
  const within = (value, most) => Math.max(-most, Math.min(most, value)).toFixed(3);
  return [within(bounds.getWest(), 180), within(bounds.getSouth(), 90), within(bounds.getEast(), 180),
    within(bounds.getNorth(), 90)].join(",");
}

keepDrawn("[data-map]", (host) => new Drawing(host));
