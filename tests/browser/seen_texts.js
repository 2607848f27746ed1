// All that can be read on a page, also by who only hears it: each piece of text, and whole sentences and
// names that are made of several pieces.
() => {
  const ICONS = "[data-testid='stIconMaterial']"; // names of pictures in a font
  const DATA = "code, .preview-sheets table, [data-testid='stCode'], [lang]:not(html)"; // as it is written
  const NO_TEXT = `script, style, template, noscript, ${ICONS}, ${DATA}`;
  const WHOLE =
    "p, li, h1, h2, h3, h4, label, legend, summary, button, a, td, th, option, figcaption, dd, dt";
  const ATTRIBUTES = ["aria-label", "aria-description", "aria-roledescription", "aria-valuetext"];
  ATTRIBUTES.push("title", "placeholder", "alt");
  const pieces = new Set([document.title]);
  const wholes = new Set();
  const add = (text, to = pieces) => {
    const words = text
      ?.replace(/\u00ad/g, "")
      .replace(/\s+/g, " ")
      .trim();
    if (words) to.add(words);
  };
  const isSeen = (element) => {
    const shown = element.closest("title, option, datalist, optgroup")?.parentElement ?? element;
    return shown.checkVisibility({ visibilityProperty: true });
  };
  const read = (root) => {
    for (const element of root.querySelectorAll("*")) {
      if (element.closest(NO_TEXT) || !isSeen(element)) continue;
      for (const name of ATTRIBUTES) add(element.getAttribute(name));
      if (element.matches("input[type=button], input[type=submit]")) add(element.value);
      for (const child of element.childNodes) if (child.nodeType === Node.TEXT_NODE) add(child.data);
      if (element.matches(WHOLE) && !element.querySelector(NO_TEXT)) add(element.textContent, wholes);
      for (const place of ["::before", "::after"]) {
        const { content } = getComputedStyle(element, place);
        if (content.startsWith('"')) add(content.slice(1, -1));
      }
      if (element.shadowRoot) read(element.shadowRoot);
    }
  };
  read(document);
  return { pieces: [...pieces], wholes: [...wholes] };
};
