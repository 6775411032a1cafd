import { defineExercise } from "four-of-six/exercise";

const BREAKS = "makes the Regions show different items for good";

export default defineExercise({
  title: { en: "Nemesis: last writer wins", ko: "네메시스: 마지막 쓰기 우선" },
  lesson: "dynamodb/global-tables",
  stars: 2,
  checks: [
    {
      name: "is a schedule that the simulator accepts",
      nameKo: "시뮬레이터가 받아들이는 일정이다",
      layer: "example",
      hint: {
        en: "The message names the line and the field. Regions are us-east-1, eu-west-1 and ap-northeast-2, each a zone and a node.",
        ko: "메시지에 줄과 필드가 나옵니다. 리전은 us-east-1, eu-west-1, ap-northeast-2이고, 저마다 영역이자 노드입니다.",
      },
    },
    {
      name: "has at most twelve lines",
      nameKo: "열두 줄을 넘지 않는다",
      layer: "example",
      hint: {
        en: "Each fault and each step is a line. Take one away and see whether it still breaks.",
        ko: "장애 하나와 단계 하나가 각각 한 줄입니다. 하나씩 빼 보며 여전히 깨지는지 보십시오.",
      },
    },
    {
      name: BREAKS,
      nameKo: "리전들이 영영 서로 다른 항목을 보이게 한다",
      layer: "cluster",
      hint: {
        en: "For good means: all writes have arrived everywhere. Which write would have to arrive when, so that one Region takes it and the others do not?",
        ko: "‘영영’이란 모든 쓰기가 모든 리전에 도착한 뒤를 말합니다. 어떤 쓰기가 언제 도착해야 한 리전만 받아들이고 나머지는 받아들이지 않습니까?",
      },
    },
  ],
  hints: [
    {
      en: "What is wrong concerns deletions alone, and the given run has none.",
      ko: "틀린 곳은 삭제에 관한 것뿐인데, 주어진 실행에는 삭제가 없습니다.",
    },
    {
      en: "A write and the deletion that comes after it may have been made in different Regions. They reach the third one on different ways.",
      ko: "쓰기와 그 뒤의 삭제는 서로 다른 리전에서 일어날 수 있습니다. 그러면 셋째 리전에 서로 다른 길로 갑니다.",
    },
    {
      en: "The deletion has to be there for more than ten seconds when the older write arrives. A write that is not acknowledged is sent again each 1.5 s.",
      ko: "더 오래된 쓰기가 도착할 때, 삭제가 온 지 10초가 넘어야 합니다. 확인 응답이 없는 쓰기는 1.5초마다 다시 보냅니다.",
    },
  ],
  mistakes: {
    "a-cut-and-no-deletion": {
      caughtBy: BREAKS,
      misconception: {
        en: "Without a deletion there is nothing to forget. However late the put comes, it meets what it is compared with.",
        ko: "삭제가 없으면 잊을 것도 없습니다. 아무리 늦게 와도 비교할 상대가 있습니다.",
      },
    },
    "a-short-cut": {
      caughtBy: BREAKS,
      misconception: {
        en: "The older put is late, but the deletion is still remembered when it arrives.",
        ko: "더 오래된 쓰기가 늦기는 하지만, 도착할 때 삭제를 아직 기억합니다.",
      },
    },
    "the-deletion-waits-too": {
      caughtBy: BREAKS,
      misconception: {
        en: "The deletion takes the same way as the put, and waits behind the same cut. Both arrive together.",
        ko: "삭제도 그 쓰기와 같은 길로 가므로 같은 곳에서 막힙니다. 둘이 함께 도착합니다.",
      },
    },
    "the-region-is-away": {
      caughtBy: BREAKS,
      misconception: {
        en: "A Region that is down gets neither the put nor the deletion, and has nothing to forget. It gets both when it is back.",
        ko: "중단된 리전에는 쓰기도 삭제도 오지 않으므로 잊을 것이 없습니다. 돌아오면 둘 다 받습니다.",
      },
    },
    "cut-for-good": {
      caughtBy: BREAKS,
      misconception: {
        en: "What differs while a write has not arrived may still become the same. The cut has to end.",
        ko: "아직 도착하지 않은 쓰기가 있으면 나중에 같아질 수 있습니다. 끊긴 통신이 다시 이어져야 합니다.",
      },
    },
    "a-tie": {
      caughtBy: BREAKS,
      misconception: {
        en: "Two writes of one millisecond: the Regions' names decide between them, and that part is right.",
        ko: "같은 밀리초의 두 쓰기는 리전 이름으로 정해지고, 그 부분은 맞게 되어 있습니다.",
      },
    },
    "a-clock-goes-wrong": {
      caughtBy: BREAKS,
      misconception: {
        en: "With a wrong clock another write wins, but the same one everywhere.",
        ko: "시계가 틀리면 이기는 쓰기가 달라질 뿐, 어느 리전에서나 같은 쓰기가 이깁니다.",
      },
    },
    "half-is-lost": {
      caughtBy: BREAKS,
      misconception: {
        en: "What is lost is sent again after 1.5 s. That is late, and not late enough.",
        ko: "사라진 것은 1.5초 뒤에 다시 보냅니다. 늦기는 하지만 충분히 늦지는 않습니다.",
      },
    },
    "an-instance-of-another-lesson": {
      caughtBy: "is a schedule that the simulator accepts",
      misconception: {
        en: "There is no db-1 in this run. The nodes are the Regions, and the applications beside them.",
        ko: "이 실행에 db-1은 없습니다. 노드는 리전과 그 옆의 애플리케이션입니다.",
      },
    },
    "line-by-line": {
      caughtBy: "has at most twelve lines",
      misconception: {
        en: "More than twelve lines. One cut that lasts does what many short ones do.",
        ko: "열두 줄이 넘습니다. 오래가는 단절 하나가 짧은 단절 여럿과 같은 일을 합니다.",
      },
    },
  },
});
