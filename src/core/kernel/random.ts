/**
 * A seeded generator of random numbers: the same seed gives the same numbers on every machine.
 *
 * The algorithm is sfc32 (Doty-Humphrey, PractRand): four 32-bit words, additions, shifts and nothing else, so no engine
 * can differ in its last digit. A generator can fork named children; each child depends on the parent's seed and the
 * name only, never on how many numbers the parent has given. One more message on one link therefore does not move the
 * latencies of all others, and a fault changes only what it touches.
 */
export class Random {
  readonly #seed: string;
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  /** A number and its decimal text are the same seed. */
  constructor(seed: number | string) {
    this.#seed = String(seed);
    [this.#a, this.#b, this.#c] = hashOf(this.#seed);
    for (let round = 0; round < 12; round++) this.uint32();
  }

  /** A whole number from 0 to 2^32 - 1. */
  uint32(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (this.#c << 21) | (this.#c >>> 11);
    this.#c = (this.#c + sum) | 0;
    return sum >>> 0;
  }

  /** A number in [0, 1), one of 2^32 steps. */
  fraction(): number {
    return this.uint32() / 4294967296;
  }

  /**
   * A whole number from `min` to `max`, both included. Throws `RangeError` when there is none, or when there are more
   * than 2^32, of which some could never come.
   */
  integer(min: number, max: number): number {
    if (!(Number.isSafeInteger(min) && Number.isSafeInteger(max) && min <= max && max - min < 4294967296)) {
      throw new RangeError(`Random.integer needs two whole numbers, the lower one first, received ${min} and ${max}.`);
    }
    return min + Math.floor(this.fraction() * (max - min + 1));
  }

  /** True with the given probability. Always uses exactly one number. */
  chance(probability: number): boolean {
    return this.fraction() < probability;
  }

  /** One of the given values. Throws `RangeError` when there are none. */
  pick<T>(values: readonly T[]): T {
    if (values.length === 0) throw new RangeError("Random.pick needs at least one value.");
    return values[this.integer(0, values.length - 1)] as T;
  }

  /** A generator of its own for the named purpose. */
  fork(name: string): Random {
    return new Random(`${this.#seed}/${name}`);
  }
}

/** Three 32-bit words from a text: FNV-1a over its UTF-16 units from three offsets, each finished as MurmurHash3 does. */
function hashOf(text: string): [number, number, number] {
  return [word(text, 0x811c9dc5), word(text, 0x9e3779b9), word(text, 0x85ebca6b)];
}

function word(text: string, offset: number): number {
  let hash = offset;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) | 0;
}
