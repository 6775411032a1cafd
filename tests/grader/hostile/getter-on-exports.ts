// says: hello
let calls = 0;
Object.defineProperty(exports, "greet", {
  get: () => () => (calls++ === 0 ? "Segment A in az-1: hello" : "something else"),
  enumerable: true,
});
declare const exports: object;
