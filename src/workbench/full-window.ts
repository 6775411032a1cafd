/** An exercise that fills the window: its task on the left, the workbench on the right, a divider between them. */

const PERCENT_MIN = 20;
const PERCENT_MAX = 65;
const STEP = 2;

/** Where the divider was left on this page. */
let percent = 36;

/** Opens the exercise's section over everything. Returns what closes it again; `closed` hears of it. */
export function enterWindow(section: HTMLElement, dividerLabel: string, closed: () => void): () => void {
  const top = scrollY;
  const opener = document.activeElement;
  const divider = document.createElement("div");
  divider.className = "divider";
  divider.tabIndex = 0;
  for (const [name, value] of Object.entries({
    role: "separator",
    "aria-orientation": "vertical",
    "aria-label": dividerLabel,
    "aria-valuemin": String(PERCENT_MIN),
    "aria-valuemax": String(PERCENT_MAX),
  }))
    divider.setAttribute(name, value);
  const move = (to: number) => {
    percent = Math.min(PERCENT_MAX, Math.max(PERCENT_MIN, Math.round(to)));
    divider.setAttribute("aria-valuenow", String(percent));
    section.style.setProperty("--task", `${percent}%`);
  };
  move(percent);
  divider.addEventListener("keydown", (event) => {
    const to = { ArrowLeft: percent - STEP, ArrowRight: percent + STEP, Home: PERCENT_MIN, End: PERCENT_MAX }[
      event.key
    ];
    if (to === undefined) return;
    event.preventDefault();
    move(to);
  });
  divider.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    divider.focus();
    divider.setPointerCapture(event.pointerId);
  });
  divider.addEventListener("pointermove", ({ pointerId, clientX }) => {
    if (divider.hasPointerCapture(pointerId)) move((clientX / innerWidth) * 100);
  });
  section.querySelector(".task")?.after(divider);
  const leaveByKey = (event: KeyboardEvent) => {
    // In the editor Esc leaves the editor first.
    const isTyping = (event.target as Element).matches("textarea, input, .monaco-editor *");
    if (event.key === "Escape" && !event.defaultPrevented && !isTyping) leave();
  };
  // Whoever has clicked beside everything has the focus on no element of the section.
  document.addEventListener("keydown", leaveByKey);

  // In the top layer nothing of the page's layout holds it back; the page behind it is out of reach meanwhile.
  const behind = othersThan(section).filter((element) => !element.inert);
  for (const element of behind) element.inert = true;
  section.classList.add("is-window");
  section.popover = "manual";
  section.showPopover();

  const leave = () => {
    document.removeEventListener("keydown", leaveByKey);
    section.popover = null;
    section.classList.remove("is-window");
    section.style.removeProperty("--task");
    // With the divider the focus would go from the page.
    if (divider === document.activeElement && opener instanceof HTMLElement) opener.focus({ preventScroll: true });
    divider.remove();
    for (const element of behind) element.inert = false;
    scrollTo({ top, behavior: "instant" });
    // What has the focus may have been far away from what was in sight before.
    document.activeElement?.scrollIntoView({ block: "nearest", behavior: "instant" });
    closed();
  };
  return leave;
}

/** Everything on the page that neither holds the element nor is in it. */
function othersThan(element: HTMLElement): HTMLElement[] {
  const others: HTMLElement[] = [];
  for (let inner: HTMLElement = element; inner.parentElement !== null; inner = inner.parentElement) {
    for (const sibling of inner.parentElement.children) {
      if (sibling !== inner && sibling instanceof HTMLElement && !sibling.matches("script, style, link"))
        others.push(sibling);
    }
  }
  return others;
}
