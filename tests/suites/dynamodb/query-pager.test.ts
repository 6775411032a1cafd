import type { AnsweredPage, Item, PageRequest } from "four-of-six/dynamodb";
import { agreesWithReference, answer } from "four-of-six/testing";
import { describe, expect, it } from "vitest";
import { rig } from "../../../exercises/dynamodb/query-pager/rig.ts";
import { queryScenarios, queryScripts } from "../../arbitraries/query-pager.ts";

const { readPage, collectItems } = answer(rig);
const KB = 1_024;

const item = (name: string): Item => ({ id: { S: name } });
const items = (names: string): Item[] => [...names].map(item);
const nameOf = (each: Item | undefined) => (each === undefined ? "nothing" : ((each["id"] as { S: string }).S ?? ""));
const names = (list: readonly Item[]) => list.map(nameOf).join("");
/** A request whose filter keeps the items of these names; all if there are none. */
const request = (limit: number | undefined, kept?: string, bytes = 100): PageRequest => ({
  limit,
  keeps: (each) => kept === undefined || kept.includes(nameOf(each)),
  sizeOf: () => bytes,
});

/** Pages of these items, each with the key that it ends with; a caller that asks in a circle is stopped. */
function pagesOf(pages: readonly (readonly [kept: string, key?: string])[]) {
  const asked: string[] = [];
  const ask = (start: Item | undefined): AnsweredPage => {
    const name = nameOf(start);
    asked.push(name);
    if (asked.length > 20) throw new Error(`pages were asked for 20 times: after ${asked.slice(0, 5).join(", ")}, …`);
    const index = start === undefined ? 0 : pages.findIndex(([, key]) => key === name) + 1;
    const page = start !== undefined && index === 0 ? undefined : pages[index];
    if (page === undefined) throw new Error(`a page was asked for after ${name}, which is no key of a page`);
    const [kept, key] = page;
    return { items: items(kept), lastEvaluatedKey: key === undefined ? undefined : item(key) };
  };
  return { ask, asked };
}

describe("examples", () => {
  it("reads to the end where nothing stops it, and says then that there is no more", () => {
    const page = readPage(items("abc"), request(undefined));
    expect(names(page.items), "items a, b, c, without a limit").toBe("abc");
    expect(page.last, "where the next page goes on").toBeUndefined();
    expect(readPage(items("abc"), request(5)).last, "where it goes on with a limit of 5").toBeUndefined();
    expect(readPage([], request(2)).last, "where it goes on if there are no items").toBeUndefined();
  });

  it("ends a page when it has read Limit items, whether or not the filter keeps them", () => {
    const plain = readPage(items("abcde"), request(2));
    expect(names(plain.items), "items a to e, limit 2").toBe("ab");
    expect(nameOf(plain.last), "where the next page goes on").toBe("b");
    const filtered = readPage(items("abcde"), request(3, "bde"));
    expect(names(filtered.items), "a filter that keeps b, d, e, limit 3").toBe("b");
    expect(filtered.scannedCount, "how many were read for it").toBe(3);
    expect(names(readPage(items("abcde"), request(2, "e")).items), "a filter that keeps e, limit 2").toBe("");
  });

  it("ends a page when it has read 1 MB, whether or not the filter keeps it", () => {
    expect(readPage(items("abcdefg"), request(undefined, undefined, 256 * KB)).scannedCount, "items of 256 KB").toBe(4);
    expect(readPage(items("abcdefg"), request(6, "b", 256 * KB)).scannedCount, "if the filter keeps one").toBe(4);
    const small = Array.from({ length: 1_100 }, (_, index) => item(String(index)));
    expect(readPage(small, request(undefined, "", KB)).scannedCount, "items of 1 KB").toBe(1_024);
    expect(readPage(items("abcdefg"), request(2, undefined, 256 * KB)).scannedCount, "items of 256 KB, limit 2").toBe(
      2,
    );
  });

  it("goes on after the last item that was read, also if the filter drops it", () => {
    expect(nameOf(readPage(items("abcde"), request(3, "a")).last), "a filter that keeps a, limit 3").toBe("c");
    expect(nameOf(readPage(items("abcde"), request(2, "e")).last), "a filter that keeps e, limit 2").toBe("b");
    expect(nameOf(readPage(items("abcdef"), request(undefined, undefined, 256 * KB)).last), "items of 256 KB").toBe(
      "d",
    );
  });

  it("counts and weighs all that was read, not what is returned", () => {
    const page = readPage(items("abcde"), request(3, "c"));
    expect(page.scannedCount, "items read, limit 3, a filter that keeps c").toBe(3);
    expect(page.sizes, "their sizes").toEqual([100, 100, 100]);
    const mixed = { ...request(undefined, ""), sizeOf: (each: Item) => 10 * nameOf(each).length };
    expect(readPage([item("a"), item("bb")], mixed).sizes, "sizes of 10 and 20, if nothing is kept").toEqual([10, 20]);
  });

  it("takes from the table only what the page needs", () => {
    let taken = 0;
    function* endless(): Generator<Item> {
      for (;;) {
        // Whoever takes all would never come back.
        if (++taken > 5_000) return;
        yield item(String(taken));
      }
    }
    readPage(endless(), request(7, ""));
    expect(taken, "items taken for a page of 7").toBeLessThanOrEqual(8);
    taken = 0;
    readPage(endless(), request(undefined, "", 256 * KB));
    expect(taken, "items of 256 KB taken for a page").toBeLessThanOrEqual(5);
  });

  it("collects from page to page until one has no key", () => {
    const { ask, asked } = pagesOf([["ab", "b"], ["cd", "d"], ["e"]]);
    expect(names(collectItems(ask, undefined)), "pages of a, b; c, d; e").toBe("abcde");
    expect(asked, "what was asked for").toEqual(["nothing", "b", "d"]);
    expect(names(collectItems(pagesOf([["ab"]]).ask, undefined)), "one page").toBe("ab");
  });

  it("goes on from the key that a page gives, not from its last item", () => {
    const { ask, asked } = pagesOf([["a", "d"], ["f", "h"], ["k"]]);
    expect(names(collectItems(ask, undefined)), "pages that read further than they return").toBe("afk");
    expect(asked, "what was asked for").toEqual(["nothing", "d", "h"]);
  });

  it("does not take an empty page for the end", () => {
    const gap = pagesOf([["a", "b"], ["", "d"], ["", "f"], ["g"]]);
    expect(names(collectItems(gap.ask, undefined)), "two empty pages in the middle").toBe("ag");
    expect(names(collectItems(pagesOf([["", "b"], ["c"]]).ask, undefined)), "an empty page first").toBe("c");
    expect(names(collectItems(pagesOf([["a", "b"], [""]]).ask, undefined)), "an empty page last").toBe("a");
  });

  it("stops asking when it has as many as are wanted, and gives no more than these", () => {
    const pages = [["ab", "b"], ["", "d"], ["ef", "f"], ["g"]] as const;
    for (const [wanted, expected, askedCount] of [
      [1, "a", 1],
      [2, "ab", 1],
      [3, "abe", 3],
      [9, "abefg", 4],
    ] as const) {
      const { ask, asked } = pagesOf(pages);
      expect(names(collectItems(ask, wanted)), `${wanted} wanted`).toBe(expected);
      expect(asked.length, `pages asked for if ${wanted} are wanted`).toBe(askedCount);
    }
  });
});

describe("properties", () => {
  it("reads and collects any list of items as the reference does", () => {
    agreesWithReference(rig, rig.unit, answer(rig), queryScripts, { runCount: 100 });
  });
});

describe("the table", () => {
  it("answers and follows the queries and scans of a table as the reference does", () => {
    agreesWithReference(rig, rig.cluster, answer(rig), queryScenarios, { runCount: 12 });
  });
});
