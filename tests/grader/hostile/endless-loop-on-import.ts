// says: It loops, or waits for something that never comes
for (;;);
export function greet(): string {
  return "";
}
