// says: nothing of the machine
export function greet(): string {
  // @ts-ignore: an answer has no process
  process.exit(0);
}
