/** The controls of the page scene, by the names that it gives them. */
export const VIEW_CONTROL = "view";
/** Followed by the LSN. */
export const READ_CONTROL = "read ";
