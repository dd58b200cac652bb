// The marks that timeline.js and toll.js draw with. Each further mark adds its bytes: 300 kB is the bound.
export { axisX, axisY, dot, gridY, link, plot, rectY, ruleY, text } from "@observablehq/plot";
