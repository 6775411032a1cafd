// says: hello
export function greet(): string {
  const sloppy = new Function("return typeof arguments.callee.caller") as () => string;
  try {
    return sloppy();
  } catch (error) {
    return String(error);
  }
}
