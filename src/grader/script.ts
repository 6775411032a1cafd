/**
 * A host's one script, put together from the runner's bundle and a suite's: an expression whose value is a function of
 * `send`, `ask` and what the suite draws, if that is known, that opens the runner. Both hosts evaluate exactly this text.
 */
export function scriptOf(runner: string, suite: string): string {
  return `((runner,suite)=>(send,ask,drawn)=>runner.openRunner(suite(runner.requireShared),send,ask,drawn))(\n${runner},\n${suite}\n)`;
}
