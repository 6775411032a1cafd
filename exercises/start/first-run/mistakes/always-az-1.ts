// The idea: the example has az-1 in it, so az-1 belongs to the text.
export function greet(segment: string): string {
  return "Segment " + segment + " in az-1: hello";
}
