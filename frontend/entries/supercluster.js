export { default } from "supercluster";
