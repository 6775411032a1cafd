// says: it has to give a text
export function greet(): unknown {
  return { $$typeof: Symbol.for("jest.asymmetricMatcher"), asymmetricMatch: () => true, toString: () => "hello" };
}
