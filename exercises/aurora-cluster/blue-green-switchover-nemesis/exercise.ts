import { defineExercise } from "four-of-six/exercise";

const BREAKS = "makes the switchover fail and leave something changed";

export default defineExercise({
  title: { en: "Nemesis: the blue/green switchover", ko: "네메시스: 블루/그린 전환" },
  lesson: "aurora-cluster/blue-green",
  stars: 3,
  checks: [
    {
      name: "is a schedule that the simulator accepts",
      nameKo: "시뮬레이터가 받아들이는 일정이다",
      layer: "example",
      hint: {
        en: "The message names the line and the field. Nodes are blue, green, control and web; zones az-1, az-2, az-3 and region.",
        ko: "메시지에 줄과 필드가 나옵니다. 노드는 blue, green, control, web이고, 영역은 az-1, az-2, az-3, region입니다.",
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
      nameKo: "전환이 실패하고 무언가 바뀐 채로 남게 한다",
      layer: "cluster",
      hint: {
        en: "An answer of the way there has to arrive on the way back, and what it is mistaken for must not have happened.",
        ko: "갈 때의 응답이 되돌릴 때 도착해야 하고, 그 응답이 뜻한다고 오해한 일은 일어나지 않아야 합니다.",
      },
    },
  ],
  hints: [
    {
      en: "Begin at the end: the switchover says that it has failed, and blue is called orders-old1. Which answer was taken for “blue is called orders again”?",
      ko: "끝에서부터 생각하십시오. 전환은 실패했다고 말하는데 블루는 orders-old1입니다. 어떤 응답을 ‘블루가 다시 orders이다’로 알았습니까?",
    },
    {
      en: "Without faults blue is told at 7 s to be called orders-old1, and takes 1 s. The time-out passes at 35 s. When does the answer have to arrive?",
      ko: "장애가 없으면 블루는 7초에 orders-old1이 되라는 명령을 듣고 1초가 걸립니다. 제한 시간은 35초에 지납니다. 응답은 언제 도착해야 합니까?",
    },
    {
      en: "A side ignores an order when it has heard a higher number before. Let the order to take the name back be overtaken.",
      ko: "각 쪽은 더 큰 번호를 먼저 들었으면 명령을 무시합니다. 이름을 되찾으라는 명령이 추월당하게 하십시오.",
    },
  ],
  mistakes: {
    "the-time-out-passes": {
      caughtBy: BREAKS,
      misconception: {
        en: "The roll back goes right as long as every answer is to what is being asked. No answer was late here.",
        ko: "응답이 모두 지금 묻는 것에 대한 것이면 되돌리기는 제대로 됩니다. 여기서 늦은 응답은 없었습니다.",
      },
    },
    "slow-for-good": {
      caughtBy: BREAKS,
      misconception: {
        en: "The answer is late, and believed. But the order to take the name back is only as slow as all that follow, and comes before them.",
        ko: "응답은 늦고, 믿었습니다. 그러나 이름을 되찾으라는 명령도 뒤의 명령들만큼만 느려서 먼저 도착합니다.",
      },
    },
    "slow-green": {
      caughtBy: BREAKS,
      misconception: {
        en: "Green's late answer is believed. But blue cannot be called orders before green has given the name back, so nothing goes on until it has.",
        ko: "그린의 늦은 응답을 믿기는 합니다. 그러나 그린이 이름을 돌려주기 전에는 블루가 orders가 될 수 없으므로 그때까지 더 나아가지 않습니다.",
      },
    },
    "the-way-back-is-cut": {
      caughtBy: BREAKS,
      misconception: {
        en: "Orders that are lost are said again. Nothing was believed that had not happened.",
        ko: "사라진 명령은 다시 말합니다. 일어나지 않은 일을 믿은 적은 없습니다.",
      },
    },
    "answers-are-lost": {
      caughtBy: BREAKS,
      misconception: {
        en: "A lost answer never comes. It has to come, and late.",
        ko: "사라진 응답은 오지 않습니다. 응답이 오기는 하되 늦어야 합니다.",
      },
    },
    "a-name-is-taken": {
      caughtBy: BREAKS,
      misconception: {
        en: "The roll back begins with that very answer, and waits until the name is free. No other answer is on its way.",
        ko: "바로 그 응답에서 되돌리기가 시작되고 이름이 빌 때까지 기다립니다. 오고 있는 다른 응답은 없습니다.",
      },
    },
    "everything-twice": {
      caughtBy: BREAKS,
      misconception: {
        en: "The second copy comes a millisecond after the first, long before the time-out. Nothing of the same kind is being asked then.",
        ko: "둘째 사본은 첫째보다 1밀리초 남짓 뒤, 제한 시간보다 훨씬 앞서 옵니다. 그때 같은 종류를 묻고 있지 않습니다.",
      },
    },
    "an-instance-of-another-lesson": {
      caughtBy: "is a schedule that the simulator accepts",
      misconception: {
        en: "There is no db-1 in this run. The two environments are the nodes blue and green.",
        ko: "이 실행에 db-1은 없습니다. 두 환경은 blue와 green 노드입니다.",
      },
    },
    "line-by-line": {
      caughtBy: "has at most twelve lines",
      misconception: {
        en: "More than twelve lines. One fault that lasts does what many short ones do.",
        ko: "열두 줄이 넘습니다. 오래가는 장애 하나가 짧은 장애 여럿과 같은 일을 합니다.",
      },
    },
  },
});
