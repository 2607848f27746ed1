// Runs while Streamlit starts: fetches what the Explore page will ask for, so that it is there by then.
import { fetchAhead, nameSheet } from "./store.js";
import { namePicture } from "./map.js";

const version = new URL(import.meta.url).searchParams.get("v");
const asked = new URLSearchParams(location.search);
const language = document.documentElement.lang;

if (version) {
  fetchAhead(nameSheet(language, version));
  const isMap = (asked.get("view") ?? "map") === "map" && !navigator.userAgent.includes("Mobi");
  if (isMap && asked.get("rest") !== "hide") fetchAhead(namePicture({ lang: language, version }));
}
