// says: Math.random is closed
export function greet(segment: string, zone: string): string {
  return Math.random() < 2 ? `Segment ${segment} in ${zone}: hello` : "";
}
