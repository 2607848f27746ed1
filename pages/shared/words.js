// Texts with places for what they are about.

/**
 * A text with each {name} replaced.
 * @param {string} text
 * @param {Record<string, string | number>} [values]
 */
export const fill = (text, values = {}) =>
  text.replace(/\{(\w+)\}/g, (place, name) => String(values[name] ?? place));

/**
 * A label and what it says, with the colon as the language sets it; either may be "".
 * @param {{labelled: string}} words
 * @param {string} label
 * @param {string | number} text
 */
export const joinLabel = ({ labelled }, label, text) => fill(labelled, { label, text });
