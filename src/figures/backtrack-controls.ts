/** The figure's own controls, by the names that the scene and the figure share. */

/** With the time behind it, in ms: take the cluster there. */
export const BACKTRACK_CONTROL = "backtrack to ";
/** Write a transaction now. */
export const WRITE_CONTROL = "write";
/** With the time behind it, in ms: have a new cluster made as of then. */
export const RESTORE_CONTROL = "restore to ";
