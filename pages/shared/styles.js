// Scripts and styles by their place below pages/, and the theme that Streamlit's page has.
import { build } from "./dom.js";

/**
 * The address of a file that is served with the scripts; the version stands in the one that this module was
 * loaded from.
 * @param {string} name
 */
export const asset = (name) => new URL(`../${name}`, import.meta.url).href;

/** @type {Map<string, Promise<void>>} */
const loaded = new Map();

/**
 * Load some styles, each once; the colours come along. What could not be loaded is not waited for, and tried
 * again when it is needed again.
 * @param {...string} names such as "workbench/diagram.css"
 */
export function loadStyles(...names) {
  return Promise.all(
    ["palette.css", ...names].map((name) => {
      const ready = loaded.get(name) ?? loadStyle(name, () => loaded.delete(name));
      loaded.set(name, ready);
      return ready;
    }),
  );
}

/**
 * @param {string} name
 * @param {() => void} fail what is done where it cannot be loaded
 * @returns {Promise<void>}
 */
function loadStyle(name, fail) {
  return new Promise((done) => {
    if (document.querySelector(`link[href$="${name}"], style[data-asset="${name}"]`)) return done();
    const onload = () => done();
    const onerror = () => {
      link.remove();
      fail();
      done();
    };
    const link = build("link", { rel: "stylesheet", href: asset(name), onload, onerror });
    document.head.append(link);
  });
}

/**
 * Let the page's styles follow Streamlit's theme.
 * @param {Element} element
 */
export function followTheme(element) {
  document.documentElement.classList.remove("diagram-theme-light", "diagram-theme-dark");
  document.documentElement.classList.add(`diagram-theme-${readTheme(element)}`);
}

/**
 * Light or dark, read off Streamlit's own background.
 * @param {Element} element
 */
export function readTheme(element) {
  const colour = getComputedStyle(element).getPropertyValue("--st-background-color").trim();
  const match = /^#?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})/i.exec(colour);
  const parts = match
    ? match.slice(1, 4).map((part) => parseInt(part, 16))
    : (colour.match(/[\d.]+/g) ?? [255, 255, 255]);
  const [red, green, blue] = parts.map(Number);
  return 0.3 * red + 0.6 * green + 0.1 * blue < 128 ? "dark" : "light";
}
