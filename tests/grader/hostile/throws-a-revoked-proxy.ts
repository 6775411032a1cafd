// says: The answer threw something that cannot be looked at
const { proxy, revoke } = Proxy.revocable({}, {});
revoke();
export function greet(): string {
  throw proxy;
}
