import type { Layer } from "../testing/exercise.ts";

export type Locale = "en" | "ko";

/**
 * Every word around an exercise. Both languages carry the same keys; the compiler says which one is missing. They are
 * plain data with {places} to fill in, so that a page hands its island the one language that it is written in.
 */
const en = {
  region: "Exercise: {title}",
  answer: "Answer",
  run: "Run",
  running: "Running…",
  loading: "Loading the runner…",
  reset: "Reset",
  hint: "Hint",
  hintNumber: "Hint {number} of {count}",
  showSolution: "Show solution",
  back: "Back to my answer",
  replay: "Replay",
  closeReplay: "Close the replay",
  runCluster: "Run the cluster with my code",
  closeCluster: "Close the cluster",
  clusterBadge: "Running on your code",
  clusterBadgeOurs: "Running on our solution",
  clusterCaption: "The lesson's run, on the code that you ran last.",
  clusterCaptionFaults:
    "The lesson's run, on the code that you ran last. Take a zone or a segment down and see whether it holds.",
  checks: "Checks",
  checksWaiting: "{count} checks",
  layers: { example: "Examples", property: "Properties", cluster: "The cluster" } satisfies Record<Layer, string>,
  passed: "Passed",
  failed: "Failed",
  notRun: "Not run",
  expected: "Expected",
  received: "Received",
  printed: "It printed",
  behavesLike: "Your answer behaves like this idea",
  readIdea: "Read the paragraph that explains it",
  smallestRun: "The smallest run in which it breaks",
  eventsBefore: "{count} events before",
  nothingHere: "nothing, at this point",
  somePassed: "{passed} of {count} checks passed.",
  solved: "Right. All {count} checks passed.",
  scored: "Lines: {length}. The shortest known has {shortest}.",
  solvedByOurs: "Our solution passes all {count} checks.",
  firstFailure: "First failure: {name}.",
  stopped: "The answer could not be judged to the end.",
  editedSince: "Edited since this run.",
  unavailable:
    "The runner could not be loaded: the network seems to be gone. Your answer is kept. Press Run again once it is back; if that does not help, reload the page.",
  notLoaded: "This could not be loaded: the network seems to be gone. Your answer is kept. Try again once it is back.",
  missing:
    "The workbench could not be loaded: the network seems to be gone. Copy what you have written, and reload the page once it is back.",
  unsaved:
    "This browser keeps nothing for this site (a private window, or its storage is full): copy your answer before you leave.",
  keys: "{mod}+Enter runs. In the editor, Tab indents: Esc leaves it, {tabKey} lets Tab move on.",
  plainKeys: "{mod}+Enter runs.",
  isSolution: "This is our solution.",
  isKept: "Your own answer is kept: “Back to my answer” brings it back.",
  onYourMachine: "On your own machine",
};

export type Strings = typeof en;

const ko: Strings = {
  region: "실습: {title}",
  answer: "답안",
  run: "실행",
  running: "실행 중…",
  loading: "실행기를 불러오는 중…",
  reset: "처음 상태로",
  hint: "힌트",
  hintNumber: "힌트 {number}/{count}",
  showSolution: "풀이 보기",
  back: "내 답안으로 돌아가기",
  replay: "재생",
  closeReplay: "재생 닫기",
  runCluster: "내 코드로 클러스터 실행",
  closeCluster: "클러스터 닫기",
  clusterBadge: "내 코드로 실행 중",
  clusterBadgeOurs: "풀이 코드로 실행 중",
  clusterCaption: "본문의 실행을 방금 실행한 코드로 돌립니다.",
  clusterCaptionFaults:
    "본문의 실행을 방금 실행한 코드로 돌립니다. 가용 영역이나 세그먼트를 내려 보고 버티는지 확인해 보십시오.",
  checks: "검사 목록",
  checksWaiting: "검사 {count}개",
  layers: { example: "예제", property: "속성", cluster: "클러스터" },
  passed: "통과",
  failed: "실패",
  notRun: "실행 안 됨",
  expected: "기대한 것",
  received: "나온 것",
  printed: "출력",
  behavesLike: "이 답안은 다음 생각처럼 움직입니다",
  readIdea: "이 생각을 설명하는 문단 읽기",
  smallestRun: "답안이 어긋나는 가장 작은 실행",
  eventsBefore: "그 앞에 이벤트 {count}개",
  nothingHere: "이 시점에는 아무 일도 하지 않음",
  somePassed: "검사 {count}개 중 {passed}개를 통과했습니다.",
  solved: "맞았습니다. 검사 {count}개를 모두 통과했습니다.",
  scored: "{length}줄입니다. 알려진 가장 짧은 답은 {shortest}줄입니다.",
  solvedByOurs: "저희가 쓴 풀이는 검사 {count}개를 모두 통과합니다.",
  firstFailure: "첫 실패: {name}.",
  stopped: "답안을 끝까지 판정하지 못했습니다.",
  editedSince: "이 실행 뒤에 답안이 바뀌었습니다.",
  unavailable:
    "실행기를 불러오지 못했습니다. 네트워크가 끊긴 것 같습니다. 답안은 그대로 있습니다. 연결된 뒤에 다시 실행하시고, 그래도 안 되면 페이지를 새로 고치십시오.",
  notLoaded: "불러오지 못했습니다. 네트워크가 끊긴 것 같습니다. 답안은 그대로 있습니다. 연결된 뒤에 다시 시도하십시오.",
  missing:
    "작업대를 불러오지 못했습니다. 네트워크가 끊긴 것 같습니다. 작성한 내용을 복사해 두고, 연결된 뒤에 페이지를 새로 고치십시오.",
  unsaved:
    "이 브라우저는 이 사이트의 내용을 저장하지 않습니다(비공개 창이거나 저장 공간이 가득 찼습니다). 떠나기 전에 답안을 복사해 두십시오.",
  keys: "{mod}+Enter로 실행합니다. 편집기 안에서 Tab은 들여쓰기입니다. Esc를 누르면 편집기를 벗어나고, {tabKey}을 누르면 Tab으로 이동할 수 있습니다.",
  plainKeys: "{mod}+Enter로 실행합니다.",
  isSolution: "저희가 쓴 풀이입니다.",
  isKept: "내 답안은 따로 보관되어 있습니다. ‘내 답안으로 돌아가기’를 누르면 되돌아옵니다.",
  onYourMachine: "내 컴퓨터에서 실행하기",
};

export function stringsFor(locale: Locale): Strings {
  return locale === "ko" ? ko : en;
}

/** Puts values into the {places} of a text. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (place, key: string) => String(values[key] ?? place));
}
