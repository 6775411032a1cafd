// The idea: a greeting says who is there.
export function greet(segment: string): string {
  return `Segment ${segment}: hello`;
}
