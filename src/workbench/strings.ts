import type { Layer } from "../testing/exercise.ts";

export type Locale = "en" | "ko";

/** Every word around an exercise. Both languages carry the same keys; the compiler says which one is missing. */
const en = {
  region: (title: string) => `Exercise: ${title}`,
  answer: "Answer",
  run: "Run",
  running: "Running…",
  reset: "Reset",
  hint: "Hint",
  anotherHint: "Another hint",
  hintNumber: (number: number, count: number) => `Hint ${number} of ${count}`,
  showSolution: "Show solution",
  back: "Back to my answer",
  replay: "Replay",
  closeReplay: "Close the replay",
  runCluster: "Run the cluster with my code",
  closeCluster: "Close the cluster",
  clusterBadge: "Running on your code",
  clusterCaption:
    "The lesson's run, on your own implementation. Take a zone or a segment down and see whether it holds.",
  checks: "Checks",
  layers: { example: "Examples", property: "Properties", cluster: "The cluster" } satisfies Record<Layer, string>,
  passed: "Passed",
  failed: "Failed",
  notRun: "Not run",
  expected: "Expected",
  received: "Received",
  printed: "It printed",
  behavesLike: "Your answer behaves like this idea",
  smallestRun: "The smallest run in which it breaks",
  eventsBefore: (count: number) => `${count} events before`,
  summary: (passed: number, count: number) =>
    passed === count ? `All ${count} checks passed.` : `${passed} of ${count} checks passed.`,
  firstFailure: (name: string) => `First failure: ${name}.`,
  stopped: "The answer could not be judged to the end.",
  loading: "Loading the runner…",
  unsaved:
    "This browser keeps nothing for this site (a private window, or its storage is full): copy your answer before you leave.",
  keys: (mod: string) => `${mod}+Enter runs. In the editor, Tab indents: Esc leaves it, Ctrl+M lets Tab move on.`,
  plainKeys: (mod: string) => `${mod}+Enter runs.`,
  isSolution: "This is our solution. Your own answer is kept.",
  onYourMachine: "On your own machine",
  solved: "Right. Every check passed.",
};

export type Strings = typeof en;

const ko: Strings = {
  region: (title) => `실습: ${title}`,
  answer: "답안",
  run: "실행",
  running: "실행 중…",
  reset: "처음 상태로",
  hint: "힌트",
  anotherHint: "다음 힌트",
  hintNumber: (number, count) => `힌트 ${number}/${count}`,
  showSolution: "풀이 보기",
  back: "내 답안으로 돌아가기",
  replay: "재생",
  closeReplay: "재생 닫기",
  runCluster: "내 코드로 클러스터 실행",
  closeCluster: "클러스터 닫기",
  clusterBadge: "내 코드로 실행 중",
  clusterCaption:
    "수업의 실행을 여러분의 구현으로 돌립니다. 가용 영역이나 세그먼트를 내려 보고 버티는지 확인해 보십시오.",
  checks: "검사 목록",
  layers: { example: "예제", property: "속성", cluster: "클러스터" },
  passed: "통과",
  failed: "실패",
  notRun: "실행 안 됨",
  expected: "기대한 것",
  received: "나온 것",
  printed: "출력",
  behavesLike: "이 답안은 다음 생각처럼 움직입니다",
  smallestRun: "답안이 어긋나는 가장 작은 실행",
  eventsBefore: (count) => `그 앞에 이벤트 ${count}개`,
  summary: (passed, count) =>
    passed === count ? `검사 ${count}개를 모두 통과했습니다.` : `검사 ${count}개 중 ${passed}개를 통과했습니다.`,
  firstFailure: (name) => `첫 실패: ${name}.`,
  stopped: "답안을 끝까지 판정하지 못했습니다.",
  loading: "실행기를 불러오는 중…",
  unsaved:
    "이 브라우저는 이 사이트의 내용을 저장하지 않습니다(비공개 창이거나 저장 공간이 가득 찼습니다). 떠나기 전에 답안을 복사해 두십시오.",
  keys: (mod) =>
    `${mod}+Enter로 실행합니다. 편집기 안에서 Tab은 들여쓰기입니다. Esc를 누르면 편집기를 벗어나고, Ctrl+M을 누르면 Tab으로 이동할 수 있습니다.`,
  plainKeys: (mod) => `${mod}+Enter로 실행합니다.`,
  isSolution: "저희가 쓴 풀이입니다. 내 답안은 따로 보관되어 있습니다.",
  onYourMachine: "내 컴퓨터에서 실행하기",
  solved: "맞았습니다. 모든 검사를 통과했습니다.",
};

export function stringsFor(locale: Locale): Strings {
  return locale === "ko" ? ko : en;
}
