/** Keys for what a scene lets readers press: Enter and space press what a click presses. */
export function pressByKey(event: KeyboardEvent, press: (() => void) | undefined): void {
  if (press === undefined || (event.key !== "Enter" && event.key !== " ")) return;
  event.preventDefault();
  event.stopPropagation();
  press();
}
