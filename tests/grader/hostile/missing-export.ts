// says: does not export greet
export function great(segment: string, zone: string): string {
  return `Segment ${segment} in ${zone}: hello`;
}
