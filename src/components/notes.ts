/**
 * Notes beside words (`.noted`): a number's source, a term's definition. The style shows them on hover and focus; this
 * puts one away with Escape (WCAG 1.4.13), and lets the first tap of a finger show what a second one follows.
 */
let tapped: Element | null = null;

document.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape") return;
  for (const word of document.querySelectorAll<HTMLElement>(".noted:is(:hover, :focus-within, [data-open])")) {
    word.removeAttribute("data-open");
    word.dataset["dismissed"] = "";
    const restore = () => word.removeAttribute("data-dismissed");
    word.addEventListener("pointerleave", restore, { once: true });
    word.addEventListener("focusout", restore, { once: true });
  }
});

document.addEventListener("click", (event) => {
  const target = event.target as Element;
  const word = target.closest(".noted");
  if (word !== tapped) {
    tapped?.removeAttribute("data-open");
    if (target.closest(".term") && matchMedia("(hover: none)").matches) {
      event.preventDefault();
      word?.setAttribute("data-open", "");
    }
  }
  tapped = word;
});
