// says: it has to give a text
export function greet(segment: string, zone: string): unknown {
  return new String(`Segment ${segment} in ${zone}: hello`);
}
