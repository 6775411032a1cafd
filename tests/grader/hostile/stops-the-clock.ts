// says: It loops, or waits for something that never comes
export function greet(): string {
  const text = "a".repeat(30) + "!";
  return /^(a+)+$/.test(text.repeat(2)) ? "" : String(/^(a|a)*$/.test(text) || /^(a+)+$/.test("a".repeat(60) + "!"));
}
