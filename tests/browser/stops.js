// What the Tab key leads to: kept on the window, as it is asked for after each press.
() => {
  const GRID = [0.04, 0.25, 0.5, 0.75, 0.96]; // of an element's width and height
  const NOT_READ = ".visually-hidden, script, style, select, textarea, [data-testid='stIconMaterial']";
  const SAID_OTHERWISE = "kbd, .flag"; // the key of a button, and where paths begin and end on the map
  const numbers = new WeakMap();
  let last = 0;
  const number = (element) => {
    if (!numbers.has(element)) numbers.set(element, ++last);
    return numbers.get(element);
  };

  const isHit = (element, x, y) => {
    const found = document.elementFromPoint(x, y);
    return !!found && (element.contains(found) || found.closest("label")?.control === element);
  };

  const countSeen = (element) => {
    const boxes = [element.getBoundingClientRect(), ...element.getClientRects()];
    const points = boxes.flatMap(({ left, top, width, height }) =>
      GRID.flatMap((across) => GRID.map((down) => [left + width * across, top + height * down])),
    );
    return points.filter(([x, y]) => isHit(element, x, y)).length;
  };

  const isRead = (text) => {
    const within = text.parentElement;
    if (!within || within.closest(`${NOT_READ}, ${SAID_OTHERWISE}`)) return false;
    if (!within.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
    const range = document.createRange();
    range.selectNodeContents(text);
    return [...range.getClientRects()].some(({ width, height }) => width > 1 && height > 1);
  };

  const readLabel = (element) => {
    const parts = element.matches("input, select, textarea") ? [...(element.labels ?? [])] : [element];
    const chosen = [...(element.selectedOptions ?? [])].map(({ text }) => text); // drawn over some selects
    const texts = [];
    for (const part of parts) {
      const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) if (isRead(walker.currentNode)) texts.push(walker.currentNode.data.trim());
    }
    return texts.filter((text) => !chosen.includes(text)).join(" ");
  };

  /** Whether the arrow keys lead on from it, as they do in a group that is one stop of the Tab key. */
  const isInGroup = (element) =>
    element.matches("a, button:not([role=tab])") &&
    !!element.parentElement.querySelector(`:scope > ${element.tagName}[tabindex="-1"]`);

  window.lookAtFocus = () => {
    const element = document.activeElement;
    if (!element || element.matches("body, dialog")) return null; // at the end, of a dialog, too
    window.focused = element;
    const { left, top, width, height } = element.getBoundingClientRect();
    return {
      number: number(element),
      html: element.outerHTML.slice(0, 110),
      kind: `${element.parentElement.className}>${element.tagName}.${element.getAttribute("class")}`,
      box: [left + scrollX, top + scrollY, width, height],
      seen: countSeen(element),
      label: readLabel(element),
      in_group: isInGroup(element),
      window: [scrollX, scrollY, scrollX + innerWidth, scrollY + innerHeight],
    };
  };
  const NAME = "aria-label";
  const listShown = (parts, within = document) =>
    [...within.querySelectorAll(parts)].filter(
      (part) => part.checkVisibility({ visibilityProperty: true }) && !part.closest(".visually-hidden"),
    );

  /** Whether one part of a column is above another, or left of it in the same row. */
  const isBefore = (first, second) => {
    const [one, other] = [first, second].map((part) => part.getBoundingClientRect());
    const isSameRow = one.top < other.bottom - 1 && other.top < one.bottom - 1;
    return isSameRow ? one.left <= other.left + 1 : one.top <= other.top + 1;
  };

  window.describePage = () => ({
    frame: listShown(".frame-bar :is(a, button, select)").map(
      (part) => part.dataset.page ?? part.getAttribute(NAME) ?? part.textContent,
    ),
    controls: listShown("a, button, input, select, textarea, summary, [role=button]")
      .filter((part) => !part.closest(".frame-languages, .frame-language, header"))
      .map((part) => part.getAttribute(NAME) ?? part.labels?.[0]?.textContent ?? part.textContent),
    headings: listShown("h1, h2, h3, h4").map((part) => [Number(part.tagName[1]), part.textContent.trim()]),
    pictures: listShown("img, canvas, video, input[type=image], object, embed").map((part) => part.outerHTML),
    icons: listShown(":is(button, a):has(> svg.diagram-icon)")
      .filter((part) => !readLabel(part))
      .map((part) => [part.innerHTML, part.getAttribute(NAME)?.replace(/ \(.*/, "") ?? ""]),
    fast: document
      .getAnimations()
      .map(({ effect }) => [effect.target?.outerHTML.slice(0, 90), effect.getComputedTiming()])
      .filter(([, { iterations, duration }]) => iterations > 3 && duration < 334)
      .map(([html]) => html),
    disorder: listShown("main :is(h1, h2, h3, p, label, legend, summary, textarea, button, select, .button)")
      .filter((part) => !part.closest("header, .scale, .news"))
      .filter((part, at, parts) => at > 0 && !parts[at - 1].contains(part) && !isBefore(parts[at - 1], part))
      .map((part) => part.outerHTML.slice(0, 90)),
  });
  window.isStillFocused = () => document.activeElement === window.focused;
};
