import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it, test } from "vitest";
import { AURORA_LIMITS } from "../../src/core/aurora/limits.ts";
import { DAX_LIMITS } from "../../src/core/dax/limits.ts";
import { DYNAMODB_LIMITS } from "../../src/core/dynamodb/limits.ts";
import { groupTerms, letterOf } from "../../src/course/glossary-order.ts";
import { TERMS } from "../../src/course/glossary.ts";
import { PARTS, placeOf, type Language } from "../../src/course/registry.ts";
import { lessonOf, termFinder } from "../../src/course/term-links.ts";
import { ROOT } from "../../src/grader/bundle.ts";

const LANGUAGES: readonly Language[] = ["en", "ko"];
const termOf = (id: string) => TERMS.find((term) => term.id === id)!;

/** The text of all lessons, by language. */
const lessonTexts = Object.groupBy(
  globSync("content/**/*.mdx", { cwd: ROOT }).flatMap((file) => {
    const place = lessonOf(path.posix.join("/", file.replaceAll("\\", "/")));
    return place ? [{ ...place, text: readFileSync(path.join(ROOT, file), "utf8") }] : [];
  }),
  ({ language }) => language,
);

describe("the glossary", () => {
  it("gives each term an anchor of its own", () => {
    expect(new Set(TERMS.map(({ id }) => id)).size).toBe(TERMS.length);
    expect(TERMS.filter(({ id }) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
  });

  it("leads from each term to a lesson that is written, in both languages", () => {
    const astray = TERMS.filter(
      ({ lesson }) =>
        placeOf(lesson) === undefined ||
        LANGUAGES.some((language) => !lessonTexts[language]?.some((written) => written.lesson === lesson)),
    );
    expect(astray.map(({ id }) => id)).toEqual([]);
    const parts = new Set(PARTS.map(({ slug }) => slug));
    expect(TERMS.flatMap((term) => term.parts ?? []).filter((part) => !parts.has(part))).toEqual([]);
  });

  it("defines in one or two short sentences", () => {
    const long = TERMS.flatMap(({ id, definition }) =>
      LANGUAGES.filter((language) => {
        const sentences = definition[language].split(/[.:](?:\s|$)/).filter((one) => one !== "");
        return sentences.length > 3 || definition[language].length > 210 || !definition[language].endsWith(".");
      }).map((language) => `${id}/${language}`),
    );
    expect(long).toEqual([]);
  });

  it("says the same numbers in both languages", () => {
    const numbersOf = (text: string) => (text.match(/\d[\d,.]*\d|\d/g) ?? []).toSorted();
    // A number that English writes as a word is a digit in no language's numbers here.
    for (const { id, definition } of TERMS) {
      const [en, ko] = LANGUAGES.map((language) => numbersOf(definition[language]));
      expect(ko, id).toEqual(en);
    }
  });

  test.each([
    ["segment", [AURORA_LIMITS.segmentSize]],
    ["reader", [AURORA_LIMITS.readers]],
    ["acu", [AURORA_LIMITS.acuMemory]],
    ["promotion-tier", [AURORA_LIMITS.lastPromotionTier]],
    ["partition", [DYNAMODB_LIMITS.partitionReads, DYNAMODB_LIMITS.partitionWrites]],
    ["burst-capacity", [DYNAMODB_LIMITS.burstWindow]],
    ["transaction", [DYNAMODB_LIMITS.transactionItems]],
    ["stream", [DYNAMODB_LIMITS.streamRetention]],
  ])("%s states the number that the simulator goes by", (id, limits) => {
    for (const { value } of limits)
      expect(termOf(id).definition.en).toMatch(new RegExp(`\\b${value.toLocaleString("en-US")}\\b`));
  });

  it("counts a DAX cluster's nodes and a group's copies as the simulator does", () => {
    const words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    expect(termOf("dax-cluster").definition.en).toContain(`${words[DAX_LIMITS.daxNodes.value - 1]} read replicas`);
    const { writeQuorum, readQuorum, copies } = AURORA_LIMITS;
    expect(termOf("write-quorum").definition.en).toContain(`${words[writeQuorum.value]} of ${words[copies.value]}`);
    expect(termOf("read-quorum").definition.en).toContain(`${words[readQuorum.value]} of ${words[copies.value]}`);
  });

  it("spells no two terms alike in the lessons of one part", () => {
    for (const language of LANGUAGES) {
      for (const { slug } of PARTS) {
        const spelled = TERMS.filter(({ parts }) => parts?.includes(slug) ?? true).flatMap(
          ({ spellings }) => spellings[language],
        );
        expect(
          spelled.filter((one, index) => spelled.indexOf(one) !== index),
          `${slug} ${language}`,
        ).toEqual([]);
      }
    }
  });

  it("keeps to the words that lessons use", () => {
    const find = termFinder(TERMS, "en");
    const used = new Set((lessonTexts.en ?? []).flatMap(({ text }) => find(text).map(({ term }) => term.id)));
    // What readers look for and our lessons say with other words.
    const lookedFor = [
      "linearizable",
      "split-brain",
      "item",
      "guardrail",
      "cluster-volume",
      "membership-change",
      "materialize",
      "auto-pause",
      "sparse-index",
      "provisioned-mode",
      "cache-hit",
    ];
    expect(TERMS.map(({ id }) => id).filter((id) => !used.has(id) && !lookedFor.includes(id))).toEqual([]);
  });
});

describe("the order of the glossary", () => {
  it("has every term once, below the letters of its language", () => {
    for (const language of LANGUAGES) {
      const ids = groupTerms(language).flatMap(({ terms }) => terms.map(({ id }) => id));
      expect(ids.toSorted()).toEqual(TERMS.map(({ id }) => id).toSorted());
    }
  });

  test.each([
    ["쿼럼(정족수)", "ㅋ"],
    ["가십", "ㄱ"],
    ["꼬리", "ㄱ"],
    ["핫 키", "ㅎ"],
    ["힣", "ㅎ"],
    ["DynamoDB 스트림", "A–Z"],
  ])("%s stands below %s", (name, letter) => {
    expect(letterOf(name, "ko")).toBe(letter);
  });

  it("puts Latin names last in Korean", () => {
    expect(groupTerms("ko").at(-1)?.letter).toBe("A–Z");
    expect(groupTerms("ko")[0]?.letter).toBe("ㄱ");
  });
});

describe("terms in a text", () => {
  const found = (text: string, language: Language, part = "aurora-storage") =>
    termFinder(
      TERMS.filter(({ parts }) => parts?.includes(part) ?? true),
      language,
    )(text).map(({ term, start, end }) => `${term.id}=${text.slice(start, end)}`);

  test.each([
    ["A write quorum is four.", ["write-quorum=write quorum"]],
    ["Quorums count segments.", ["quorum=Quorums", "segment=segments"]],
    ["all protection\ngroups", ["protection-group=protection\ngroups"]],
    ["VDL, and its VDLs; but vdl and XVDL", ["vdl=VDL", "vdl=VDLs"]],
    ["quorum-based, segmented, non-quorum", []],
    ["an AZ+1 loss", ["az-plus-one=AZ+1"]],
    ["the volume epoch and an epoch", ["epoch=volume epoch", "epoch=epoch"]],
  ])("English: %s", (text, expected) => {
    expect(found(text, "en")).toEqual(expected);
  });

  test.each([
    ["쿼럼은 세그먼트를 셉니다.", ["quorum=쿼럼", "segment=세그먼트"]],
    ["쓰기 쿼럼을 채우면 VDL까지 응답합니다.", ["write-quorum=쓰기 쿼럼", "vdl=VDL"]],
    ["리더십과 리더의 차이", ["reader=리더"]],
    ["가십니까? 가십으로 채웁니다.", ["gossip=가십"]],
    ["LSN이 LSN들보다", ["lsn=LSN", "lsn=LSN"]],
    ["스토리지 노드에서", ["storage-node=스토리지 노드"]],
  ])("Korean: %s", (text, expected) => {
    expect(found(text, "ko")).toEqual(expected);
  });

  it("takes a word for what it means in its part", () => {
    expect(found("리더가", "ko", "dynamodb")).toEqual(["leader=리더"]);
    expect(found("the network partition", "en")).toEqual([]);
    expect(found("the partition", "en", "dynamodb")).toEqual(["partition=partition"]);
  });
});

test("a file is a lesson only below a part", () => {
  expect(lessonOf("/x/content/ko/caching/item-cache.mdx")).toEqual({
    language: "ko",
    part: "caching",
    lesson: "caching/item-cache",
  });
  expect(lessonOf("/x/content/glossary.mdx")).toBeUndefined();
  expect(lessonOf("/x/content/ko/glossary.mdx")).toBeUndefined();
});
