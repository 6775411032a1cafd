/** Whether this device gets the full editor. It does not support phones; everything else works with the plain one. */
export function hasFullEditor(): boolean {
  return !matchMedia("(pointer: coarse), (max-width: 40rem)").matches;
}
