// says: it has to give a plain list
// exercise: aurora-storage/quorum-rules
let looks = 0;
export const mayWrite = () => true;
export const mayRead = () => true;
export const afterFailure = () => new Proxy({}, { get: () => true });
export const brokenOverlaps = () =>
  new Proxy([], { get: (_, key) => (key === "length" ? { valueOf: () => looks++ % 3 } : "reads-meet-writes") });
