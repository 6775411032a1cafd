/** Histories: what sessions read and wrote, and what that says about consistency. */
export * from "./consistency.ts";
export { consistencyBreakInEnglish } from "./consistency-words-en.ts";
