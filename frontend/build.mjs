// Build what the workbench takes from others: `make assets`, after `npm ci`.
//
// In:    the packages that package-lock.json pins, and the entries beside this file.
// Out:   src/tellings/web/static/vendor: scripts, a style sheet, world.json, LICENSES.txt, SHA256SUMS.
// Holds: the same packages give the same bytes. No file names an address to load from, and none has a source map.

import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import polylabel from "polylabel";
import { feature, quantize, transform as unpacker } from "topojson-client";

const HERE = dirname(fileURLToPath(import.meta.url));
const VENDOR = join(HERE, "..", "src", "tellings", "web", "static", "vendor");
const PACKAGES = join(HERE, "node_modules");

// Steps over the width of the world: 2 km at the equator, less than what a 1:50 000 000 map can tell.
const STEPS = 20_000;

await rm(VENDOR, { recursive: true, force: true });
await mkdir(VENDOR, { recursive: true });
const used = new Set(["htmx.org", "world-atlas"]);
await writeFile(join(VENDOR, "htmx.min.js"), await readFile(join(PACKAGES, "htmx.org/dist/htmx.min.js")));
await bundle(["leaflet.js", "plot.js", "supercluster.js", "topojson.js"].map((name) => join(HERE, "entries", name)));
await bundle([join(PACKAGES, "leaflet/dist/leaflet.css")]);
await writeFile(join(VENDOR, "world.json"), JSON.stringify(await world()) + "\n");
await writeFile(join(VENDOR, "LICENSES.txt"), await licences(used));
await writeFile(join(VENDOR, "SHA256SUMS"), await digests());

/** Bundle each entry into one file of the same name, and note the packages that went in. */
async function bundle(entryPoints) {
  const { metafile } = await build({
    entryPoints, outdir: VENDOR, absWorkingDir: HERE, bundle: true, minify: true, format: "esm", target: "es2022",
    legalComments: "none", charset: "utf8", loader: { ".png": "dataurl" }, metafile: true, logLevel: "warning",
  });
  for (const [input, { bytesInOutput }] of Object.values(metafile.outputs).flatMap(({ inputs }) => Object.entries(inputs))) {
    const name = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];
    if (name && bytesInOutput) used.add(name);
  }
}

/**
 * Natural Earth's land and borders as one topology, and the countries' names with a place to write them.
 * names: [name, longitude, latitude, room in degrees to the nearest border], the roomiest first.
 */
async function world() {
  const atlas = JSON.parse(await readFile(join(PACKAGES, "world-atlas/countries-50m.json"), "utf8"));
  const unpack = unpacker(atlas.transform);
  const plain = { ...atlas, transform: undefined, arcs: atlas.arcs.map((arc) => arc.map(unpack)) };
  const { arcs, transform, objects } = quantize(plain, STEPS);
  const borders = { type: "MultiLineString", arcs: borderArcs(objects.countries) };
  const names = feature(atlas, atlas.objects.countries).features.map(named).sort((a, b) => b[3] - a[3]);
  return { type: "Topology", transform, arcs, objects: { land: objects.land, borders }, names };
}

/** The arcs that two countries share, each once. */
function borderArcs(countries) {
  const holders = new Map();
  for (const country of countries.geometries) {
    const own = new Set((country.arcs ?? []).flat(Infinity).map((arc) => (arc < 0 ? ~arc : arc)));
    for (const arc of own) holders.set(arc, (holders.get(arc) ?? 0) + 1);
  }
  return [...holders].filter(([, count]) => count > 1).map(([arc]) => [arc]).sort(([a], [b]) => a - b);
}

function named({ properties, geometry }) {
  const parts = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  const [x, y, room] = parts
    .map((rings) => { const spot = polylabel(rings, 0.01); return [spot[0], spot[1], spot.distance]; })
    .reduce((best, spot) => (spot[2] > best[2] ? spot : best));
  const round = (number) => Math.round(number * 100) / 100;
  return [properties.name, round(x), round(y), round(room)];
}

/** The licence of every package that went in, in its own words. */
async function licences(names) {
  const parts = [
    "What stands in this folder was built from these packages, each under its own licence.\n\n" +
    "world.json: made with Natural Earth, whose map data are in the public domain; packed by world-atlas (below).\n",
  ];
  for (const name of [...names].sort()) {
    const folder = join(PACKAGES, name);
    const about = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    const file = (await readdir(folder)).sort().find((entry) => /^licen[cs]e(\.|$)/i.test(entry));
    if (!file) throw new Error(`${name} ${about.version} brings no licence`);
    const words = (await readFile(join(folder, file), "utf8")).replace(/\r\n/g, "\n").trim();
    parts.push(`${name} ${about.version} (${about.license})\n${"-".repeat(60)}\n${words}\n`);
  }
  return parts.join("\n\n");
}

async function digests() {
  const lines = [];
  for (const name of (await readdir(VENDOR)).sort()) {
    lines.push(`${createHash("sha256").update(await readFile(join(VENDOR, name))).digest("hex")}  ${name}\n`);
  }
  return lines.join("");
}
