// A class with a getter behind the function, and a default for what is always there.
class Greeter {
  readonly #words: string;

  constructor(segment: string, zone: string, word = "hello") {
    this.#words = "Segment " + segment + " in " + zone + ": " + word;
  }

  get text() {
    return this.#words;
  }
}

export function greet(segment: string, zone: string): string {
  return new Greeter(segment, zone).text;
}
