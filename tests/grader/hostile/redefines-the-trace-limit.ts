// says: Cannot redefine property: stackTraceLimit (line 3)
// Libraries set this one while they make an error: a setter would run between them and their verdict.
Object.defineProperty(Error, "stackTraceLimit", {
  set() {
    throw new Error("no verdict today");
  },
});
export function greet(): string {
  return "";
}
