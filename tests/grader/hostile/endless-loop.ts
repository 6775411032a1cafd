// says: It loops, or waits for something that never comes
export function greet(): string {
  for (;;);
}
