// The land and the borders of the world, for a flat map.
//
// In:    vendor/world.json, whose shapes lie on a globe.
// Out:   {land, borders} as GeoJSON, and names: [name, longitude, latitude, degrees of room], the roomiest first.
// Holds: no line runs across the map from its one side to the other: a shape that crosses the 180th meridian goes on
//        beyond it, and stands once more on the other side.

import { feature } from "./vendor/topojson.js";

export async function loadWorld() {
  const answer = await fetch(new URL("./vendor/world.json", import.meta.url));
  const atlas = await answer.json();
  const land = feature(atlas, atlas.objects.land).features.flatMap(({ geometry }) => polygonsOf(geometry).flatMap(flat));
  return {
    land: { type: "MultiPolygon", coordinates: land },
    borders: feature(atlas, atlas.objects.borders),
    names: atlas.names,
  };
}

function polygonsOf({ type, coordinates }) {
  return type === "Polygon" ? [coordinates] : coordinates;
}

/** Return a polygon as it lies on a flat map: once, or twice if it goes over the edge. */
function flat(polygon) {
  const rings = polygon.map(unwound);
  const longitudes = rings[0].map(([longitude]) => longitude);
  const copies = [rings];
  if (Math.max(...longitudes) > 180) copies.push(moved(rings, -360));
  if (Math.min(...longitudes) < -180) copies.push(moved(rings, 360));
  return copies;
}

/** Let longitudes run on over 180 degrees. A ring around the south pole, which then does not close, closes below it. */
function unwound(ring) {
  let turns = 0;
  const line = ring.map(([longitude, latitude], n) => {
    const step = n ? longitude - ring[n - 1][0] : 0;
    if (Math.abs(step) > 180) turns -= Math.sign(step);
    return [longitude + turns * 360, latitude];
  });
  return turns ? [...line, [line.at(-1)[0], -90], [line[0][0], -90], line[0]] : line;
}

function moved(rings, degrees) {
  return rings.map((ring) => ring.map(([longitude, latitude]) => [longitude + degrees, latitude]));
}
