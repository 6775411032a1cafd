// says: threw while its exports were looked at: Error: not yours
declare const exports: object;
Object.defineProperty(exports, "greet", {
  get() {
    throw new Error("not yours");
  },
  enumerable: true,
});
