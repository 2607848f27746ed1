// The plain fields of a story, one of each kind: two that there are, and two that there may be.

const field = (name, kind, more = {}) => ({
  name,
  kind,
  label: name,
  question: name,
  hint: "",
  longest: null,
  options: {},
  isRequired: false,
  ...more,
});

export const PLAIN = [
  field("teller", "choice", { options: { patient: "a patient", family: "family" }, isRequired: true }),
  field("told_on", "day", { hint: "The day it was told." }),
  field("occasion", "line", { label: "Occasion", longest: 200 }),
  field("thanks", "text", { label: "Thanks", longest: 5000 }),
];
