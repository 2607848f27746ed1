// As which of its forms a language writes days, times and numbers; a test compares them with model/words.py.

/** @type {Record<string, string>} */
const CULTURES = { en: "en-GB", nl: "nl-BE", fr: "fr-BE", de: "de-DE" };

/** @param {string} language */
export const findCulture = (language) => CULTURES[language] ?? language;
