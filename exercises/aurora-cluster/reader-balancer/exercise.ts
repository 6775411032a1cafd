import { defineExercise } from "four-of-six/exercise";

export default defineExercise({
  title: { en: "Reader balancer", ko: "리더 밸런서" },
  lesson: "aurora-cluster/stale-dns",
  stars: 2,
  checks: [
    {
      name: "begins without a memory, and shares none with another balancer",
      nameKo: "기억 없이 시작하고, 다른 밸런서와 기억을 나누지 않는다",
      layer: "example",
      hint: {
        en: "Two pools, two balancers, one program. Where does your code keep what it remembers?",
        ko: "풀 둘, 밸런서 둘, 프로그램 하나입니다. 기억하는 값을 코드 어디에 두었습니까?",
      },
    },
    {
      name: "knows nobody before the first topology, and asks for one at once",
      nameKo: "첫 토폴로지 전에는 아무도 모르고, 곧바로 토폴로지를 묻는다",
      layer: "example",
      hint: {
        en: "Nothing is known yet. What do your three answers say then?",
        ko: "아직 아는 것이 없습니다. 그때 세 가지 질문에 무엇이라고 답합니까?",
      },
    },
    {
      name: "goes to the writer only while no reader can take a connection",
      nameKo: "받을 수 있는 리더가 없을 때만 라이터로 간다",
      layer: "example",
      hint: {
        en: "A reader that is a member, but not available, takes nothing. Who is left?",
        ko: "멤버이지만 사용할 수 없는 리더는 아무것도 받지 못합니다. 누가 남습니까?",
      },
    },
    {
      name: "sends a connection where the fewest are per weight",
      nameKo: "가중치당 연결이 가장 적은 곳으로 보낸다",
      layer: "example",
      hint: {
        en: "Weight 4 and four connections, weight 1 and one connection: which of the two is fuller?",
        ko: "가중치 4에 연결 4개, 가중치 1에 연결 1개입니다. 어느 쪽이 더 찼습니까?",
      },
    },
    {
      name: "counts a connection from the moment it is chosen until it is closed or fails",
      nameKo: "고른 순간부터 닫히거나 실패할 때까지 연결을 센다",
      layer: "example",
      hint: {
        en: "Twenty are chosen before the first is open. What does the twentieth see? And what is left of one that failed?",
        ko: "첫 연결이 열리기 전에 스무 개를 고릅니다. 스무 번째는 무엇을 봅니까? 실패한 연결은 무엇을 남깁니까?",
      },
    },
    {
      name: "draws among equals with the luck it is given",
      nameKo: "같으면 주어진 luck으로 뽑는다",
      layer: "example",
      hint: {
        en: "A hundred hosts with one connection each: where would all of yours go?",
        ko: "호스트 백 대가 연결을 하나씩 엽니다. 여러분의 밸런서라면 모두 어디로 갑니까?",
      },
    },
    {
      name: "gives an instance of weight 0 nothing",
      nameKo: "가중치가 0인 인스턴스에는 아무것도 주지 않는다",
      layer: "example",
      hint: {
        en: "A weight that is 0 and a weight that is not given: does your code tell them apart? And does 0 hold for the writer too?",
        ko: "0인 가중치와 없는 가중치를 코드가 구별합니까? 라이터의 가중치가 0일 때도 지켜집니까?",
      },
    },
    {
      name: "passes over an instance that failed until a topology shows it that was asked for after",
      nameKo: "실패한 인스턴스는 그 뒤에 물은 토폴로지가 보여 줄 때까지 건너뛴다",
      layer: "example",
      hint: {
        en: "An answer is on its way while the instance fails. What can that answer know?",
        ko: "답이 오는 동안 인스턴스가 실패했습니다. 그 답은 무엇을 알 수 있습니까?",
      },
    },
    {
      name: "takes no topology that was asked for before the one it knows",
      nameKo: "이미 아는 것보다 먼저 물은 토폴로지는 받아들이지 않는다",
      layer: "example",
      hint: {
        en: "Of two answers the slower one comes last. Which of them is newer?",
        ko: "두 답 가운데 느린 것이 나중에 옵니다. 어느 쪽이 더 새롭습니까?",
      },
    },
    {
      name: "retires a connection at its age, counted from when it was open, the oldest first",
      nameKo: "열린 때부터 센 나이가 차면 오래된 것부터 정리한다",
      layer: "example",
      hint: {
        en: "Chosen, opened, now: which two of the three make an age? And look at the millisecond of the limit.",
        ko: "고른 때, 열린 때, 지금 가운데 나이를 이루는 것은 어느 둘입니까? 제한에 딱 닿는 밀리초도 보십시오.",
      },
    },
    {
      name: "retires what is out of place before what is old",
      nameKo: "오래된 것보다 자리가 틀린 것을 먼저 정리한다",
      layer: "example",
      hint: {
        en: "Only two may go. One leads to a reader that is gone, the others merely are old.",
        ko: "둘만 정리할 수 있습니다. 하나는 사라진 리더로 이어지고 나머지는 오래되었을 뿐입니다.",
      },
    },
    {
      name: "leaves the other connections to an instance when one has failed",
      nameKo: "연결 하나가 실패해도 같은 인스턴스의 다른 연결은 둔다",
      layer: "example",
      hint: {
        en: "Who may be chosen, and what is out of place: are those the same question?",
        ko: "누구를 고를 수 있는가와 무엇이 자리가 틀렸는가는 같은 질문입니까?",
      },
    },
    {
      name: "retires only so many at a time",
      nameKo: "한 번에 정해진 수까지만 정리한다",
      layer: "example",
      hint: {
        en: "Does your limit hold for all that is named, whatever the reason?",
        ko: "까닭이 무엇이든 답하는 것 전체에 제한이 걸립니까?",
      },
    },
    {
      name: "retires nothing while nobody could take a new connection",
      nameKo: "새 연결을 받을 곳이 없으면 아무것도 정리하지 않는다",
      layer: "example",
      hint: {
        en: "You close a connection that works. Where does its successor go?",
        ko: "잘 되는 연결을 닫습니다. 다음 연결은 어디로 갑니까?",
      },
    },
    {
      name: "asks for the topology at its pace, and more often for a while after a failure",
      nameKo: "제 간격으로 토폴로지를 묻고, 실패 뒤 한동안은 더 자주 묻는다",
      layer: "example",
      hint: {
        en: "When does the higher rate begin, and what exactly ends it?",
        ko: "짧은 간격은 언제 시작하고, 정확히 무엇으로 끝납니까?",
      },
    },
    {
      name: "decides as the reference does, whatever it is told",
      nameKo: "무엇을 듣든 참조 구현과 똑같이 결정한다",
      layer: "property",
      hint: {
        en: "Write down before the last step: the topology and its time, who has failed since, and how many each one has.",
        ko: "마지막 단계 직전을 적어 보십시오. 토폴로지와 그 시각, 그 뒤에 실패한 인스턴스, 각각의 연결 수면 됩니다.",
      },
    },
    {
      name: "gives no reader more than its part, and retires nothing without a reason",
      nameKo: "어느 리더에도 제 몫보다 더 주지 않고, 까닭 없이 정리하지 않는다",
      layer: "property",
      hint: {
        en: "Count by hand who had how many when the wrong one was chosen.",
        ko: "잘못 고른 순간에 누가 몇 개를 가졌는지 손으로 세어 보십시오.",
      },
    },
    {
      name: "leaves what is out of place within a few sweeps, and never all at once",
      nameKo: "자리가 틀린 연결은 몇 번 안에, 그러나 한꺼번에가 아니라 나누어 정리한다",
      layer: "cluster",
      hint: {
        en: "A reader is gone, and half of the pool with it. What is due in this second, and what in the next?",
        ko: "리더가 사라졌고 풀의 절반이 거기 있었습니다. 이번 1초에 정리할 것과 다음 1초에 정리할 것은 무엇입니까?",
      },
    },
    {
      name: "is even again one age limit and one refresh after the last change",
      nameKo: "마지막 변화 뒤 수명 제한과 갱신 한 번이 지나면 다시 고르다",
      layer: "cluster",
      hint: {
        en: "Look at the end of the run. Which connections have been there for longer than an age?",
        ko: "실행의 끝을 보십시오. 수명보다 오래 남은 연결은 어느 것입니까?",
      },
    },
    {
      name: "runs the pools event for event as the reference does",
      nameKo: "연결 풀이 이벤트 하나하나까지 참조 구현과 똑같이 돌아간다",
      layer: "cluster",
      hint: {
        en: "Replay the run up to where the two part, and look at what the pool knew then.",
        ko: "둘이 갈라지는 곳까지 실행을 재생하고, 그때 풀이 알던 것을 보십시오.",
      },
    },
  ],
  hints: [
    {
      en: "Write one function first: which instances can take a connection now. Two of the three answers begin with it.",
      ko: "함수 하나부터 쓰십시오. 지금 연결을 받을 수 있는 인스턴스는 누구입니까? 세 답 가운데 둘이 여기서 시작합니다.",
    },
    {
      en: "For each connection three things are enough: its number, its instance, and when it was opened, if it was.",
      ko: "연결마다 셋이면 됩니다. 번호, 인스턴스, 그리고 열렸다면 열린 때입니다.",
    },
    {
      en: "For each instance keep when it failed last, and compare that with when the topology was asked for. Nothing has to be forgotten.",
      ko: "인스턴스마다 마지막으로 실패한 때를 두고 토폴로지를 물은 때와 비교하십시오. 지울 것은 없습니다.",
    },
  ],
  mistakes: {
    "shared-memory": {
      caughtBy: "begins without a memory, and shares none with another balancer",
      misconception: {
        en: "What is known stands outside of the function, so two pools count each other's connections.",
        ko: "아는 것을 함수 밖에 두어, 두 풀이 서로의 연결을 셉니다.",
      },
    },
    "writer-only-without-readers": {
      caughtBy: "goes to the writer only while no reader can take a connection",
      misconception: {
        en: "The writer is asked only where the cluster has no readers. Readers that are down take no connections either.",
        ko: "클러스터에 리더가 없을 때만 라이터로 갑니다. 중단된 리더도 연결을 받지 못합니다.",
      },
    },
    "ignores-weights": {
      caughtBy: "sends a connection where the fewest are per weight",
      misconception: {
        en: "The fewest connections win, whatever the weight: a reader four times as large gets no more than the others.",
        ko: "가중치와 상관없이 연결 수만 봅니다. 네 배 큰 리더도 똑같이 받습니다.",
      },
    },
    "counts-what-is-open": {
      caughtBy: "counts a connection from the moment it is chosen until it is closed or fails",
      misconception: {
        en: "Only open connections count. Those that are chosen at the same moment all see the same reader as the emptiest.",
        ko: "열린 연결만 셉니다. 같은 순간에 고르는 연결은 모두 같은 리더를 가장 비었다고 봅니다.",
      },
    },
    "keeps-what-failed": {
      caughtBy: "counts a connection from the moment it is chosen until it is closed or fails",
      misconception: {
        en: "A connection that failed is counted for ever. After each failure the instance looks fuller than it is.",
        ko: "실패한 연결을 계속 셉니다. 실패할 때마다 그 인스턴스는 실제보다 차 보입니다.",
      },
    },
    "always-the-first": {
      caughtBy: "draws among equals with the luck it is given",
      misconception: {
        en: "Among equals the first is taken. Every host's first connection then goes to the same reader.",
        ko: "같으면 첫째를 고릅니다. 그러면 모든 호스트의 첫 연결이 같은 리더로 갑니다.",
      },
    },
    "zero-is-not-given": {
      caughtBy: "gives an instance of weight 0 nothing",
      misconception: {
        en: "A weight of 0 is taken for one that is not given, and becomes 1.",
        ko: "가중치 0을 없는 값으로 보아 1이 됩니다.",
      },
    },
    "any-topology-heals": {
      caughtBy: "passes over an instance that failed until a topology shows it that was asked for after",
      misconception: {
        en: "A topology that was asked for before the failure makes the instance look well again.",
        ko: "실패 전에 물은 토폴로지가 그 인스턴스를 다시 멀쩡해 보이게 합니다.",
      },
    },
    "latest-to-come": {
      caughtBy: "takes no topology that was asked for before the one it knows",
      misconception: {
        en: "Whichever answer comes last counts. A slow one brings back the roles of before the failover.",
        ko: "마지막에 온 답을 따릅니다. 느린 답이 장애 조치 전의 역할을 되살립니다.",
      },
    },
    "old-first": {
      caughtBy: "retires what is out of place before what is old",
      misconception: {
        en: "What is old goes before what is out of place, which stays connected to nobody meanwhile.",
        ko: "오래된 것을 먼저 정리합니다. 그동안 자리가 틀린 연결은 그대로입니다.",
      },
    },
    "one-failure-dooms-all": {
      caughtBy: "leaves the other connections to an instance when one has failed",
      misconception: {
        en: "One broken connection makes all others to the instance out of place. It may have been that one alone.",
        ko: "연결 하나가 끊어지면 그 인스턴스의 연결을 모두 자리가 틀렸다고 봅니다. 그 하나만의 일일 수 있습니다.",
      },
    },
    "gone-goes-at-once": {
      caughtBy: "retires only so many at a time",
      misconception: {
        en: "The limit holds only for what is old. When a reader is gone, half of the pool is closed at the same moment.",
        ko: "오래된 것에만 제한을 겁니다. 리더가 사라지면 풀의 절반이 한순간에 닫힙니다.",
      },
    },
    "retires-into-nothing": {
      caughtBy: "retires nothing while nobody could take a new connection",
      misconception: {
        en: "Connections are closed for their age while nobody could take a new one.",
        ko: "받을 곳이 없는데도 나이가 찼다고 연결을 닫습니다.",
      },
    },
    "fast-while-anyone-is-away": {
      caughtBy: "asks for the topology at its pace, and more often for a while after a failure",
      misconception: {
        en: "The higher rate lasts until everybody is back: ten questions a second, for as long as an instance is down.",
        ko: "모두 돌아올 때까지 짧은 간격으로 묻습니다. 인스턴스 하나가 중단된 내내 1초에 열 번입니다.",
      },
    },
  },
});
