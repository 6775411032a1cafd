// says: RangeError
export function greet(segment: string, zone: string): string {
  return greet(segment, zone) + "!";
}
