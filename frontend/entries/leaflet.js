// The parts of Leaflet that map.js draws with; the rest is left out of the bundle where it can be.
export {
  Browser, Canvas, Circle, CircleMarker, DivIcon, DomEvent, GeoJSON, LatLngBounds, LayerGroup, Map, Marker, Popup, SVG,
} from "leaflet/dist/leaflet-src.esm.js";
