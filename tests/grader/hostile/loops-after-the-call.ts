// says: It loops, or waits for something that never comes
export function greet(segment: string, zone: string): string {
  void Promise.resolve().then(() => {
    for (;;);
  });
  return `Segment ${segment} in ${zone}: hello`;
}
