// says: It loops, or waits for something that never comes
export function greet(segment: string, zone: string): string {
  const again = (): Promise<void> => Promise.resolve().then(again);
  void again();
  return `Segment ${segment} in ${zone}: hello`;
}
