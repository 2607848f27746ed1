// How a picture is looked at from near: zoom and pan by wheel, fingers and buttons. While it is whole, only a
// wheel with Ctrl, two fingers and a double click change it.

const LARGEST = 8;
const STEP = 1.25;

/** @typedef {{x: number, y: number}} Point */

/**
 * @param {HTMLElement} stage
 * @param {() => SVGSVGElement} getPicture
 */
export function buildZoom(stage, getPicture) {
  const view = { scale: 1, x: 0, y: 0 };
  /** @type {Map<number, PointerEvent>} */
  const pointers = new Map();
  let dragged = false;

  function move() {
    const { scale, x, y } = view;
    getPicture().querySelector(".view")?.setAttribute("transform", `translate(${x} ${y}) scale(${scale})`);
    stage.classList.toggle("zoomed", scale > 1);
  }

  /**
   * @param {number} factor
   * @param {Point} [at] what stays where it is
   */
  function zoom(factor, at = findMiddle()) {
    const scale = Math.min(LARGEST, Math.max(1, view.scale * factor));
    view.x = at.x - ((at.x - view.x) * scale) / view.scale;
    view.y = at.y - ((at.y - view.y) * scale) / view.scale;
    view.scale = scale;
    keepInside();
  }

  /**
   * @param {number} right
   * @param {number} down
   */
  function pan(right, down) {
    view.x += right;
    view.y += down;
    keepInside();
  }

  function keepInside() {
    const { width, height } = getPicture().viewBox.baseVal;
    view.x = Math.min(0, Math.max(width * (1 - view.scale), view.x));
    view.y = Math.min(0, Math.max(height * (1 - view.scale), view.y));
    move();
  }

  function fit() {
    Object.assign(view, { scale: 1, x: 0, y: 0 });
    move();
  }

  function findMiddle() {
    const { width, height } = getPicture().viewBox.baseVal;
    return { x: width / 2, y: height / 2 };
  }

  /** @param {{clientX: number, clientY: number}} event */
  function locate({ clientX, clientY }) {
    return new DOMPoint(clientX, clientY).matrixTransform(getPicture().getScreenCTM()?.inverse());
  }

  /**
   * Move the picture as far as it takes for a node to be in sight.
   * @param {SVGGraphicsElement | undefined} node
   */
  function keepInView(node) {
    if (!node) return;
    if (view.scale > 1) {
      const box = node.getBBox();
      const { width, height } = getPicture().viewBox.baseVal;
      const left = box.x * view.scale + view.x;
      const top = box.y * view.scale + view.y;
      if (left < 0 || left + box.width * view.scale > width)
        view.x = width / 2 - (box.x + box.width / 2) * view.scale;
      if (top < 0 || top + box.height * view.scale > height)
        view.y = height / 2 - (box.y + box.height / 2) * view.scale;
      keepInside();
    }
    const [box, frame] = [node.getBoundingClientRect(), stage.getBoundingClientRect()];
    const isIn =
      box.left >= frame.left &&
      box.right <= frame.right &&
      box.top >= frame.top &&
      box.bottom <= frame.bottom;
    if (!isIn) node.scrollIntoView({ block: "nearest", inline: "center" });
  }

  stage.addEventListener(
    "wheel",
    (event) => {
      const { deltaX, deltaY, deltaMode, shiftKey, ctrlKey } = event;
      if (ctrlKey) {
        event.preventDefault();
        zoom(STEP ** (-Math.sign(deltaY) * Math.min(1, Math.abs(deltaY) / 60)), locate(event));
      } else if (view.scale > 1) {
        event.preventDefault();
        const unit = (deltaMode ? 16 : 1) / (getPicture().getScreenCTM()?.a || 1); // in lines or in pixels
        const [right, down] = shiftKey && !deltaX ? [deltaY, 0] : [deltaX, deltaY];
        pan(-right * unit, -down * unit);
      }
    },
    { passive: false },
  );
  stage.addEventListener("dblclick", (event) => {
    event.preventDefault();
    zoom(STEP ** 3, locate(event));
  });
  stage.addEventListener("pointerdown", (event) => {
    if (event.button > 0) return;
    if (!pointers.size) dragged = false;
    pointers.set(event.pointerId, event);
  });
  stage.addEventListener("pointermove", (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    const from = locate(before);
    const to = locate(event);
    const other = [...pointers.values()].find((pointer) => pointer.pointerId !== event.pointerId);
    if (pointers.size === 2 && other) {
      zoom(measureGap(event, other) / Math.max(1, measureGap(before, other)), locate(other));
      dragged = true;
    } else if (dragged || measureGap(event, before) > 4) {
      if (!dragged) stage.setPointerCapture(event.pointerId);
      dragged = true;
      pan(to.x - from.x, to.y - from.y);
    } else return;
    pointers.set(event.pointerId, event);
  });
  for (const ending of /** @type {const} */ (["pointerup", "pointercancel"])) {
    stage.addEventListener(ending, (event) => pointers.delete(event.pointerId));
  }

  return {
    move,
    fit,
    keepInView,
    zoomIn: () => zoom(STEP),
    zoomOut: () => zoom(1 / STEP),
    /** Whether the click that is just heard ends a drag. */
    takeDrag: () => {
      const was = dragged;
      dragged = false;
      return was;
    },
  };
}

/**
 * @param {MouseEvent} first
 * @param {MouseEvent} second
 */
const measureGap = (first, second) =>
  Math.hypot(first.clientX - second.clientX, first.clientY - second.clientY);
