// says: read-only
Array.prototype.map = function () {
  return [];
};
export function greet(): string {
  return "";
}
