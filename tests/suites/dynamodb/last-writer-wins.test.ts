import { agreesWithReference, answer, keepsInvariants } from "four-of-six/testing";
import {
  LAST_WRITER_WINS_INVARIANTS,
  deletionsAreForgotten,
  everythingArrives,
  neverOlder,
  ownWritesShow,
  sameEverywhere,
  streamTellsAll,
  type ItemVersion,
  type RegionTime,
} from "four-of-six/dynamodb";
import { describe, expect, it } from "vitest";
import { rig } from "../../../exercises/dynamodb/last-writer-wins/rig.ts";
import { eventualRuns, lastWriterWinsScripts } from "../../arbitraries/last-writer-wins.ts";

const { stamp, merge, forget } = answer(rig);

const [US, EU, AP] = ["us-east-1", "eu-west-1", "ap-northeast-2"] as const;
const price = (value: number) => ({ price: { N: String(value) } });
const put = (value: number, atMs: number, region: string): ItemVersion => ({ stamp: { atMs, region }, item: price(value) }); // prettier-ignore
const deleted = (atMs: number, region: string): ItemVersion => ({ stamp: { atMs, region } });
/** In eu-west-1, unless it says otherwise. */
const at = (nowMs: number, watermarkMs = 0, region: string = EU): RegionTime => ({ region, nowMs, watermarkMs });
/** A version, short: `120 at 1000 us-east-1`. */
const told = (version: ItemVersion | undefined) => {
  if (version === undefined) return "nothing";
  const value = version.item?.["price"];
  const what = version.item === undefined ? "deleted" : value !== undefined && "N" in value ? value.N : "another item";
  return `${what} at ${version.stamp.atMs} ${version.stamp.region}`;
};
/** What a Region has after these, one after the other. */
const after = (versions: readonly ItemVersion[], region: string = EU) =>
  told(
    versions.reduce<ItemVersion | undefined>((current, next) => merge(current, next, at(2_000, 0, region)), undefined),
  );

describe("examples", () => {
  it("keeps the version with the later time, whichever comes first", () => {
    const [early, late] = [put(120, 1_000, US), put(90, 1_004, EU)];
    expect(after([early, late]), "120 at 1,000 comes, then 90 at 1,004").toBe("90 at 1004 eu-west-1");
    expect(after([late, early]), "90 at 1,004 comes, then 120 at 1,000").toBe("90 at 1004 eu-west-1");
    expect(after([put(5, 999, AP), late, early, late]), "three of them, and one twice").toBe("90 at 1004 eu-west-1");
  });

  it("lets the name of the Region decide between equal times, in every Region alike", () => {
    const [us, eu] = [put(120, 1_000, US), put(90, 1_000, EU)];
    for (const region of [US, EU, AP]) {
      expect(after([us, eu], region), `in ${region}: us-east-1's, then eu-west-1's`).toBe("120 at 1000 us-east-1");
      expect(after([eu, us], region), `in ${region}: eu-west-1's, then us-east-1's`).toBe("120 at 1000 us-east-1");
    }
  });

  it("keeps the whole item of one write, and mixes none", () => {
    const name: ItemVersion = { stamp: { atMs: 1_010, region: EU }, item: { name: { S: "mug" } } };
    expect(merge(put(120, 1_000, US), name, at(2_000)), "price 120 at 1,000, then name mug at 1,010").toEqual(name);
    expect(merge(name, put(120, 1_000, US), at(2_000)), "name mug at 1,010, then price 120 at 1,000").toEqual(name);
  });

  it("remembers a deletion, so that an older write that comes after it changes nothing", () => {
    expect(after([put(120, 1_000, US), deleted(1_200, EU)]), "a put at 1,000, its deletion at 1,200").toBe("deleted at 1200 eu-west-1"); // prettier-ignore
    expect(after([deleted(1_200, EU), put(120, 1_000, US)]), "the deletion comes first").toBe("deleted at 1200 eu-west-1"); // prettier-ignore
    expect(after([deleted(1_000, US), put(90, 1_000, EU)]), "us-east-1's deletion, then eu-west-1's put, both at 1,000").toBe("deleted at 1000 us-east-1"); // prettier-ignore
  });

  it("has the item again that was put after its deletion", () => {
    const [gone, back] = [deleted(1_200, EU), put(70, 1_300, US)];
    expect(after([gone, back]), "deleted at 1,200, then a put at 1,300").toBe("70 at 1300 us-east-1");
    expect(after([back, gone]), "the put of 1,300, then the deletion of 1,200").toBe("70 at 1300 us-east-1");
  });

  it("stamps a write with the Region's name and the time of its clock", () => {
    expect(stamp(undefined, price(90), at(600)), "the first put, at 600").toEqual(put(90, 600, EU));
    expect(told(stamp(put(120, 1_000, US), price(90), at(1_400, 900))), "a put over 120 at 1,000, at 1,400").toBe("90 at 1400 eu-west-1"); // prettier-ignore
    const gone = stamp(put(120, 1_000, US), undefined, at(1_400));
    expect([told(gone), gone.item], "a deletion at 1,400").toEqual(["deleted at 1400 eu-west-1", undefined]);
  });

  it("stamps a write above the one that it replaces, when the clock is behind", () => {
    expect(told(stamp(put(120, 1_000, US), price(90), at(600))), "a put over 120 at 1,000; the clock shows 600").toBe("90 at 1001 eu-west-1"); // prettier-ignore
    expect(told(stamp(deleted(1_000, US), price(90), at(600))), "a put over a deletion at 1,000; the clock shows 600").toBe("90 at 1001 eu-west-1"); // prettier-ignore
  });

  it("gives two writes of one millisecond different stamps", () => {
    const first = stamp(undefined, price(1), at(600));
    const second = stamp(first, price(2), at(600));
    expect([told(first), told(second)], "two puts, and the clock shows 600").toEqual(["1 at 600 eu-west-1", "2 at 601 eu-west-1"]); // prettier-ignore
    expect(told(merge(first, second, at(600))), "what the Region has then").toBe("2 at 601 eu-west-1");
  });

  it("stamps a write above the watermark, also where nothing is known of the key", () => {
    expect(told(stamp(undefined, price(90), at(600, 900))), "the clock shows 600, the watermark is 900").toBe("90 at 901 eu-west-1"); // prettier-ignore
    expect(told(stamp(put(5, 700, US), price(90), at(900, 900))), "both are 900, and a put of 700 is there").toBe("90 at 901 eu-west-1"); // prettier-ignore
  });

  it("forgets a deletion once the watermark has reached it, and no sooner", () => {
    const gone = deleted(1_200, US);
    const left = (nowMs: number, watermarkMs: number) => told(forget(gone, at(nowMs, watermarkMs)));
    expect(left(1_300, 1_199), "the deletion of 1,200, the watermark is 1,199").toBe("deleted at 1200 us-east-1");
    expect(left(600_000, 1_199), "the same, ten minutes later").toBe("deleted at 1200 us-east-1");
    expect(left(1_300, 1_200), "the watermark is 1,200").toBe("nothing");
    expect(left(600, 5_000), "the watermark is 5,000, the clock is behind").toBe("nothing");
    expect(told(forget(undefined, at(600, 500))), "nothing is known").toBe("nothing");
  });

  it("forgets no item, however old it is", () => {
    expect(told(forget(put(120, 1_000, US), at(90_000, 80_000))), "120 at 1,000, the watermark is 80,000").toBe("120 at 1000 us-east-1"); // prettier-ignore
  });

  it("takes nothing from a repeated write when its item is deleted, and the deletion forgotten", () => {
    expect(told(merge(undefined, put(120, 1_000, US), at(2_000, 1_200))), "120 at 1,000, the watermark is 1,200").toBe("nothing"); // prettier-ignore
    expect(told(merge(undefined, put(120, 1_200, US), at(2_000, 1_200))), "120 at 1,200, the watermark is 1,200").toBe("nothing"); // prettier-ignore
    expect(told(merge(undefined, put(120, 1_201, US), at(2_000, 1_200))), "120 at 1,201, the watermark is 1,200").toBe("120 at 1201 us-east-1"); // prettier-ignore
  });
});

describe("properties", () => {
  it("ends with one and the same item in every Region, in whatever order and however often writes arrive", () => {
    keepsInvariants(rig, rig.unit, answer(rig), lastWriterWinsScripts, LAST_WRITER_WINS_INVARIANTS, { runCount: 50 });
  });

  it("decides as the reference does, in whatever order and however often writes arrive", () => {
    agreesWithReference(rig, rig.unit, answer(rig), lastWriterWinsScripts, { runCount: 40 });
  });
});

describe("the cluster", () => {
  it("shows the latest write in every Region once all have arrived, whatever fails", () => {
    keepsInvariants(rig, rig.cluster, answer(rig), eventualRuns, [ownWritesShow, sameEverywhere, everythingArrives], { runCount: 6 }); // prettier-ignore
  });

  it("never goes back, tells each change once, and forgets deletions, whatever fails", () => {
    keepsInvariants(rig, rig.cluster, answer(rig), eventualRuns, [neverOlder, streamTellsAll, deletionsAreForgotten], { runCount: 5 }); // prettier-ignore
  });

  it("runs the table event for event as the reference does", () => {
    agreesWithReference(rig, rig.cluster, answer(rig), eventualRuns, { runCount: 5 });
  });
});
