// Chooses another option in every list, and turns every box and choice of a page: what happens beyond a
// change of the content, whatever leads to another page or takes the focus from where it was.
async () => {
  const TURNED = "input[type=checkbox], input[type=radio]";
  const CHOSEN = "select:not(.frame-language), input[type=date], input[type=number]"; // these take parts away
  const LONGEST = 20; // times that it is waited for what is drawn anew
  const surprises = [];
  const wait = () => new Promise((done) => setTimeout(done, 50));
  const countDialogs = () => document.querySelectorAll("dialog[open], [role=dialog]:not([popover])").length;
  const isOpen = (input) =>
    input.checkVisibility({ visibilityProperty: true }) && !input.disabled && !input.closest("[inert]");
  const within = document.querySelector("dialog[open]") ?? document;
  const names = new Set();
  const isFirst = ({ type, name }) => type !== "radio" || (!names.has(name) && names.add(name));
  const turned = [...within.querySelectorAll(TURNED)].filter(isOpen).filter(isFirst);
  const inputs = [...turned, ...[...within.querySelectorAll(CHOSEN)].filter(isOpen)];
  let count = 0;
  for (const input of inputs) {
    if (!input.isConnected || !isOpen(input)) continue;
    const before = { path: location.pathname, dialogs: countDialogs() };
    input.focus();
    if (input.matches(TURNED)) input.click();
    else {
      if (input.matches("select")) input.selectedIndex = (input.selectedIndex + 1) % input.options.length;
      else input.value = input.type === "date" ? "2026-05-01" : "1";
      for (const kind of ["input", "change"]) input.dispatchEvent(new Event(kind, { bubbles: true }));
    }
    count += 1;
    // where it was drawn anew
    const isInItsPlace = () => !input.isConnected && document.activeElement?.type === input.type;
    const isKept = () => document.activeElement === input || isInItsPlace();
    await wait();
    for (let times = 0; times < LONGEST && !isKept(); times += 1) await wait();
    const say = (what) => surprises.push(`${what}: ${input.outerHTML.slice(0, 100)}`);
    if (location.pathname !== before.path) say("another page");
    if (countDialogs() !== before.dialogs) say("a dialog");
    if (!isKept()) say(`the focus is on ${document.activeElement?.outerHTML.slice(0, 60)}`);
  }
  return { count, surprises };
};
