/** The search finds what engineers type. Expected results stand among the first three; with "!" the very first. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { PHONE, visit, WRITE_PATH, WRITE_PATH_KO } from "./site.ts";

type Expected = readonly [query: string, ...results: string[]];

const EN: readonly Expected[] = [
  ["vdl", "!/glossary/#vdl"],
  ["lsn", "/glossary/#lsn"],
  ["pgcl", "!/glossary/#pgcl", "/aurora-storage/write-path/"],
  ["commit tracker", "!/aurora-storage/write-path/#commit-tracker"],
  ["four of six", "/aurora-storage/six-copies/"],
  ["write quorum", "!/glossary/#write-quorum"],
  ["gossip", "!/aurora-storage/gossip/", "/glossary/#gossip"],
  ["pitr", "!/glossary/#pitr", "/dynamodb/backups-and-classes/"],
  ["failover", "!/aurora-cluster/failover/"],
  ["failover target", "/aurora-cluster/failover/#failover-target"],
  ["fencing", "/aurora-cluster/fencing/", "/glossary/#fencing"],
  ["replica lag", "!/aurora-cluster/replica-lag/", "/glossary/#replica-lag"],
  ["reader endpoint", "/glossary/#reader-endpoint", "/aurora-cluster/endpoints/"],
  ["stale dns", "!/aurora-cluster/stale-dns/"],
  ["acu", "/aurora-cluster/serverless-v2/", "/glossary/#acu"],
  ["blue green", "!/aurora-cluster/blue-green/"],
  ["data api", "!/aurora-cluster/data-api/"],
  ["gsi", "!/glossary/#gsi", "/dynamodb/secondary-indexes/"],
  ["hot key", "!/glossary/#hot-key"],
  ["rcu", "!/glossary/#rcu", "/dynamodb/items/"],
  ["transaction", "!/dynamodb/conditions-and-transactions/"],
  ["ttl", "/glossary/#ttl", "/dynamodb/time-to-live/"],
  ["last writer wins", "!/glossary/#last-writer-wins", "/dynamodb/global-tables/"],
  ["token bucket", "/glossary/#token-bucket", "/dynamodb/throughput/#token-bucket"],
  ["cache aside", "!/caching/dax-or-elasticache/"],
  ["crash recovery", "!/aurora-storage/crash-recovery/"],
  ["zdp", "!/glossary/#zdp", "/aurora-cluster/patching-and-maintenance/"],
  ["partition router", "/dynamodb/keys-and-partitions/#partition-router"],
];

const KO: readonly Expected[] = [
  ["vdl", "!/ko/glossary/#vdl", "/ko/aurora-storage/write-path/"],
  ["쿼럼", "!/ko/glossary/#quorum"],
  ["쓰기 쿼럼", "/ko/glossary/#write-quorum", "/ko/aurora-storage/six-copies/"],
  ["여섯 개 중 네 개", "/ko/aurora-storage/six-copies/"],
  ["장애 조치", "!/ko/aurora-cluster/failover/", "/ko/glossary/#failover"],
  ["pitr", "!/ko/glossary/#pitr", "/ko/dynamodb/backups-and-classes/"],
  ["특정 시점", "!/ko/glossary/#pitr"],
  ["가십", "/ko/glossary/#gossip", "/ko/aurora-storage/gossip/"],
  ["펜싱", "/ko/aurora-cluster/fencing/", "/ko/glossary/#fencing"],
  ["에포크", "/ko/glossary/#epoch"],
  ["복제 지연", "!/ko/aurora-cluster/replica-lag/"],
  ["리더 엔드포인트", "!/ko/aurora-cluster/endpoints/", "/ko/glossary/#reader-endpoint"],
  ["acu", "!/ko/aurora-cluster/serverless-v2/"],
  ["블루/그린", "!/ko/aurora-cluster/blue-green/"],
  ["gsi", "!/ko/glossary/#gsi", "/ko/dynamodb/secondary-indexes/"],
  ["보조 인덱스", "/ko/dynamodb/secondary-indexes/"],
  ["핫 키", "!/ko/glossary/#hot-key"],
  ["샤드", "!/ko/glossary/#shard", "/ko/dynamodb/streams-and-kinesis/"],
  ["ttl", "!/ko/dynamodb/time-to-live/"],
  ["마지막 쓰기 우선", "!/ko/glossary/#last-writer-wins"],
  ["항목 캐시", "!/ko/caching/item-cache/"],
  ["캐시 어사이드", "!/ko/caching/dax-or-elasticache/"],
  ["충돌 복구", "/ko/aurora-storage/crash-recovery/"],
  ["역추적", "!/ko/aurora-storage/backtrack/"],
  ["토큰 버킷", "/ko/dynamodb/throughput/#token-bucket"],
  ["commit tracker", "!/ko/aurora-storage/write-path/#commit-tracker"],
  ["커밋 추적기", "!/ko/aurora-storage/write-path/#commit-tracker"],
  ["무중단 패치", "!/ko/glossary/#zdp", "/ko/aurora-cluster/patching-and-maintenance/"],
];

interface Pagefind {
  search(query: string): Promise<{ results: { data(): Promise<Result> }[] }>;
}
interface Result {
  url: string;
  content: string;
  sub_results: { url: string; locations: number[] }[];
}

/** What the built index answers to each query, best first. */
async function ask(page: Page, queries: readonly string[]): Promise<readonly (readonly Result[])[]> {
  await page.addScriptTag({ type: "module", content: 'globalThis.pagefind = await import("/pagefind/pagefind.js")' });
  await page.waitForFunction(() => "pagefind" in globalThis);
  return page.evaluate(async (all) => {
    const { pagefind } = globalThis as unknown as { pagefind: Pagefind };
    const answers: Result[][] = [];
    for (const query of all) {
      const { results } = await pagefind.search(query);
      answers.push(await Promise.all(results.slice(0, 3).map((result) => result.data())));
    }
    return answers;
  }, queries);
}

/** A result's own address, and those of the three sections with the most hits, which the dialog shows below it. */
const addressesOf = ({ url, sub_results }: Result) => [
  url,
  ...sub_results
    .toSorted((one, other) => other.locations.length - one.locations.length)
    .slice(0, 3)
    .map((section) => section.url),
];

test.for([
  ["English", WRITE_PATH, EN],
  ["Korean", WRITE_PATH_KO, KO],
] as const)("what engineers type brings the right page, in %s", async ([, path, table]) => {
  const page = await visit(path, { bypassCSP: true });
  const answers = await ask(
    page,
    table.map(([query]) => query),
  );
  const missed = table.flatMap(([query, ...expected], index) => {
    const answer = (answers[index] ?? []).map(addressesOf);
    return expected
      .filter((one) => !(one.startsWith("!") ? answer.slice(0, 1) : answer).flat().includes(one.replace("!", "")))
      .map((one) => `${query}: ${one} is not in ${JSON.stringify(answer)}`);
  });
  expect(missed).toEqual([]);
});

test("figures, questions and the workbench are not in the index", async () => {
  const page = await visit(WRITE_PATH, { bypassCSP: true });
  const [[writePath] = []] = await ask(page, ["commit tracker"]);
  const text = writePath?.content;
  expect(text).toContain("The writer changes a page in its memory");
  expect(text).toContain("It gives the writer a tracker");
  for (const noise of [
    "Question 1 of",
    "Not run",
    "Ctrl+Enter",
    "What happened",
    "Show solution",
    "SIGMOD",
    "Six copies",
  ]) {
    expect(text).not.toContain(noise);
  }
});

test("the dialog is used by keyboard, and speaks Korean", async () => {
  const page = await visit(WRITE_PATH_KO);
  const dialog = page.getByRole("dialog");
  // The dialog's content comes once the page is idle.
  await page.locator("#starlight__search input").waitFor({ state: "attached" });
  await page.keyboard.press("Control+k");
  await page.keyboard.type("쿼럼");
  await dialog.getByText(/“쿼럼” 검색 결과 \d+개/).waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/ko/glossary/#quorum");
});

test("a result far down fits a phone", async () => {
  const page = await visit(WRITE_PATH, PHONE);
  await page.getByRole("button", { name: "Search" }).tap();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").fill("protection group complete");
  await dialog.locator(".pagefind-ui__result-link").first().waitFor();
  expect(await dialog.evaluate((box) => box.scrollWidth <= box.clientWidth)).toBe(true);
  // The styles of what the search's script fetches are there.
  expect((await dialog.getByRole("textbox").boundingBox())?.height).toBeGreaterThan(40);
});
