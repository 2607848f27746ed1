// The targets of a pointer that are smaller than 24 by 24 px and have no such room around them, as success
// criterion 2.5.8 of WCAG 2.2 asks, unless they are links within a sentence or boxes of a map.
() => {
  const LEAST = 24;
  const TARGETS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button]";
  const isShown = (element) =>
    element.checkVisibility({ visibilityProperty: true }) && !element.closest("[inert], .visually-hidden");

  const measure = (element) => {
    const parts = [element, ...(element.labels ?? [])].map((part) => part.getBoundingClientRect());
    const shown = parts.filter(({ width, height }) => width > 1 && height > 1);
    const [left, top] = [Math.min(...shown.map((box) => box.left)), Math.min(...shown.map((box) => box.top))];
    const right = Math.max(...shown.map((box) => box.right));
    const bottom = Math.max(...shown.map((box) => box.bottom));
    return { element, left, top, right, bottom, x: (left + right) / 2, y: (top + bottom) / 2 };
  };
  const isSmall = ({ left, top, right, bottom }) => right - left < LEAST - 0.1 || bottom - top < LEAST - 0.1;

  const isInSentence = (element) => {
    if (!element.matches("a") || getComputedStyle(element).display !== "inline") return false;
    const around = [...element.parentElement.childNodes].filter((node) => node !== element);
    return around.some((node) => node.nodeType === Node.TEXT_NODE && /\p{L}/u.test(node.data));
  };

  const distance = ({ x, y }, { left, top, right, bottom }) =>
    Math.hypot(x - Math.min(Math.max(x, left), right), y - Math.min(Math.max(y, top), bottom));
  const isTooNear = (small, other) =>
    other !== small &&
    !other.element.contains(small.element) &&
    !small.element.contains(other.element) &&
    (distance(small, other) < LEAST / 2 - 0.1 ||
      (isSmall(other) && Math.hypot(small.x - other.x, small.y - other.y) < LEAST - 0.1));

  const shown = document.querySelector("dialog[open]") ?? document;
  const targets = [...shown.querySelectorAll(TARGETS)]
    .filter(isShown)
    .map(measure)
    .filter(({ left, right }) => right > left);
  return targets
    .filter((target) => isSmall(target) && !isInSentence(target.element) && !target.element.closest("svg"))
    .filter((small) => targets.some((other) => isTooNear(small, other)))
    .map(({ element, left, top, right, bottom }) => {
      const size = `${Math.round(right - left)} x ${Math.round(bottom - top)}`;
      return `${size}: ${element.outerHTML.slice(0, 110)}`;
    });
};
