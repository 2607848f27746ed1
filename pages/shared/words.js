// Texts with places for what they are about.

/**
 * A text with each {name} replaced.
 * @param {string} text
 * @param {Record<string, string | number>} [values]
 */
export const fill = (text, values = {}) =>
  text.replace(/\{(\w+)\}/g, (place, name) => String(values[name] ?? place));
