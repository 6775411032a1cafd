// says: read-only
Promise.prototype.then = function () {
  return this;
} as never;
export function greet(): string {
  return "";
}
