/** Where a scenario's run is ended, so that the page stays alive. */

/** After this, in ms. */
export const TIME_LIMIT_MS = 5_000;
/** Most events that a run may record: more of them would fill the memory before the time is over. */
export const RECORDED_MAX = 200_000;
/** Most events that a figure is drawn with, and its table lists. The lessons' runs have some hundred. */
export const DRAWN_MAX = 3_000;
