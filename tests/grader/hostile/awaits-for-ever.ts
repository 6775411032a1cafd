// says: gave a promise; it has to give a text
export async function greet(): Promise<string> {
  await new Promise(() => undefined);
  return "never";
}
