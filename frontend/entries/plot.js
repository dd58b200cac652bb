// The marks that timeline.js and toll.js draw with. Each further mark adds its bytes: 300 kB is the bound.
export { axisX, axisY, dot, gridX, link, plot, rectY, ruleX, ruleY, text } from "@observablehq/plot";
