// says: The answer threw something that cannot be looked at
const traps: object = new Proxy(
  {},
  {
    get: () => () => {
      throw all;
    },
  },
);
const all: object = new Proxy(() => undefined, traps);
export function greet(): string {
  throw all;
}
