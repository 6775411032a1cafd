// says: Segment D in az-2: hello
declare const exports: object;
let looks = 0;
Object.defineProperty(exports, "greet", {
  get: () => (looks++ === 0 ? () => "Segment A in az-1: hello" : "no function any more"),
  enumerable: true,
});
