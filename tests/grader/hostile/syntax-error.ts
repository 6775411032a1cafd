// says: does not compile
export function greet(segment: string, zone: string): string {
  return `Segment ${segment} in ${zone}: hello`
