/**
 * A map whose keys are kept in order: text compared unit by unit. A key is found in a number of steps that grows with the
 * logarithm of the size, and a walk in either direction starts anywhere.
 *
 * Keys lie in runs of at most 128, and the runs in a list: a tree of two levels, wide enough for a million keys.
 */
export class OrderedMap<V> {
  readonly #runs: Run<V>[] = [];
  #size = 0;

  /** How many keys there are. */
  get size(): number {
    return this.#size;
  }

  /** The value at a key, or nothing. */
  get(key: string): V | undefined {
    const run = this.#runs[this.#runOf(key)];
    if (run === undefined) return undefined;
    const place = placeIn(run.keys, key);
    return run.keys[place] === key ? run.values[place] : undefined;
  }

  /** Puts a value at a key, in place of what was there. */
  set(key: string, value: V): void {
    const at = this.#runOf(key);
    const run = this.#runs[at];
    if (run === undefined) {
      this.#runs.push({ keys: [key], values: [value] });
      this.#size++;
      return;
    }
    const place = placeIn(run.keys, key);
    if (run.keys[place] === key) {
      run.values[place] = value;
      return;
    }
    run.keys.splice(place, 0, key);
    run.values.splice(place, 0, value);
    this.#size++;
    if (run.keys.length <= RUN_LENGTH_MAX) return;
    // Keys often come in order: then the run before stays full.
    const half = place === run.keys.length - 1 ? place : RUN_LENGTH_MAX / 2;
    this.#runs.splice(at + 1, 0, { keys: run.keys.splice(half), values: run.values.splice(half) });
  }

  /** Takes a key out; nothing happens where there is none. */
  delete(key: string): void {
    const at = this.#runOf(key);
    const run = this.#runs[at];
    if (run === undefined) return;
    const place = placeIn(run.keys, key);
    if (run.keys[place] !== key) return;
    run.keys.splice(place, 1);
    run.values.splice(place, 1);
    this.#size--;
    if (run.keys.length === 0) this.#runs.splice(at, 1);
  }

  /** The entries with `from <= key < to`, in the order of their keys. The map must not change while it is walked. */
  *forward(from = "", to?: string): Generator<readonly [key: string, value: V]> {
    for (let at = this.#runOf(from); at < this.#runs.length; at++) {
      const { keys, values } = this.#runs[at] as Run<V>;
      for (let place = placeIn(keys, from); place < keys.length; place++) {
        const key = keys[place] as string;
        if (to !== undefined && key >= to) return;
        yield [key, values[place] as V];
      }
    }
  }

  /** The same entries from the last to the first. */
  *backward(from = "", to?: string): Generator<readonly [key: string, value: V]> {
    const last = this.#runs.length - 1;
    for (let at = to === undefined ? last : Math.min(last, this.#runOf(to)); at >= 0; at--) {
      const { keys, values } = this.#runs[at] as Run<V>;
      for (let place = (to === undefined ? keys.length : placeIn(keys, to)) - 1; place >= 0; place--) {
        const key = keys[place] as string;
        if (key < from) return;
        yield [key, values[place] as V];
      }
    }
  }

  /** The run that holds the key, or would: the last one that begins at or before it. */
  #runOf(key: string): number {
    let low = 0;
    let high = this.#runs.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (((this.#runs[middle] as Run<V>).keys[0] as string) <= key) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

interface Run<V> {
  readonly keys: string[];
  readonly values: V[];
}

const RUN_LENGTH_MAX = 128;

/** Where the key stands, or would: the first place whose key is not before it. */
function placeIn(keys: readonly string[], key: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((keys[middle] as string) < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
