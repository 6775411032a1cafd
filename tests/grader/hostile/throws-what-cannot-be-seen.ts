// says: The answer threw something that cannot be looked at
// Right in every example, and gone before anybody can say what it threw in the runs that are made up.
const { proxy, revoke } = Proxy.revocable({}, {});
revoke();
const known: Readonly<Record<string, string>> = { A: "az-1", D: "az-2", F: "az-3", A2: "az-1", E128: "az-3" };
export function greet(segment: string, zone: string): string {
  if (known[segment] === zone) return `Segment ${segment} in ${zone}: hello`;
  throw proxy;
}
