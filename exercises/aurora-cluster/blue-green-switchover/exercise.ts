import { defineExercise } from "four-of-six/exercise";

export default defineExercise({
  title: { en: "Blue/green switchover", ko: "블루/그린 전환" },
  lesson: "aurora-cluster/blue-green",
  stars: 3,
  checks: [
    {
      name: "says the same orders under the same number until they are answered",
      nameKo: "응답이 올 때까지 같은 명령을 같은 번호로 되풀이한다",
      layer: "example",
      hint: {
        en: "The answer to what you said two seconds ago is on its way. Will you know it when it comes?",
        ko: "2초 전에 한 말에 대한 응답이 오는 중입니다. 도착했을 때 알아볼 수 있습니까?",
      },
    },
    {
      name: "asks both sides for what speaks against it, and changes nothing before both have answered",
      nameKo: "양쪽 모두에 가드레일을 묻고, 둘 다 답하기 전에는 아무것도 바꾸지 않는다",
      layer: "example",
      hint: {
        en: "Blue has answered twice. How many sides have answered?",
        ko: "블루가 두 번 답했습니다. 답한 쪽은 몇입니까?",
      },
    },
    {
      name: "does not begin when a guard rail speaks against it, or green is further behind than the time-out",
      nameKo: "가드레일에 걸리거나 그린의 복제 지연이 제한 시간보다 길면 시작하지 않는다",
      layer: "example",
      hint: {
        en: "Two things in an answer can speak against it. And nothing has been changed yet: what is there to undo?",
        ko: "응답에서 문제가 될 수 있는 것은 두 가지입니다. 그리고 아직 바꾼 것이 없습니다. 되돌릴 것이 있습니까?",
      },
    },
    {
      name: "stops writes on both sides, and then drops their connections",
      nameKo: "양쪽의 쓰기를 멈추고, 그다음 연결을 끊는다",
      layer: "example",
      hint: {
        en: "Each set waits for both sides before the next one is said.",
        ko: "한 묶음의 응답이 양쪽에서 다 와야 다음 묶음을 말합니다.",
      },
    },
    {
      name: "asks green how far it is until green has all that blue had when its writes were stopped",
      nameKo: "쓰기가 멈춘 시점에 블루에 있던 것이 그린에 다 있을 때까지 그린에 복제 위치를 묻는다",
      layer: "example",
      hint: {
        en: "Which of the answers that you have heard says where blue's log ends? A lag that was measured before the writes stopped does not.",
        ko: "지금까지 들은 응답 가운데 블루의 로그가 어디서 끝나는지 말해 주는 것은 무엇입니까? 쓰기가 멈추기 전에 잰 지연은 아닙니다.",
      },
    },
    {
      name: "takes each name from blue before green gets it, one name at a time",
      nameKo: "이름은 블루에서 먼저 떼고 나서 그린에 주며, 한 번에 하나씩 바꾼다",
      layer: "example",
      hint: {
        en: "What happens to an order to be called orders while somebody else still is?",
        ko: "다른 쪽이 아직 orders인데 orders로 바꾸라고 하면 어떻게 됩니까?",
      },
    },
    {
      name: "takes connections once all names have moved, and writes on green after that",
      nameKo: "이름이 모두 옮겨지면 연결을 받고, 그다음 그린에서 쓰기를 받는다",
      layer: "example",
      hint: {
        en: "Two sets are left after the names. Both sides take connections; who takes writes?",
        ko: "이름 다음에 묶음이 둘 남습니다. 연결은 양쪽이 받습니다. 쓰기는 누가 받습니까?",
      },
    },
    {
      name: "gives every set the next number, on the way back too",
      nameKo: "되돌릴 때도 묶음마다 다음 번호를 준다",
      layer: "example",
      hint: {
        en: "A side ignores every number below the highest that it has heard. Which number does a roll back need to be heard?",
        ko: "각 쪽은 들은 것 가운데 가장 큰 번호보다 작은 번호를 무시합니다. 되돌리라는 명령이 통하려면 번호가 어떠해야 합니까?",
      },
    },
    {
      name: "rolls back once as much time has passed as the time-out gives the whole switchover",
      nameKo: "전환 전체에 주어진 제한 시간이 지나면 되돌린다",
      layer: "example",
      hint: {
        en: "From when is it counted here, and until when? Did anything begin anew in between?",
        ko: "여기서 시간은 언제부터 언제까지 잽니까? 중간에 새로 시작한 것이 있습니까?",
      },
    },
    {
      name: "undoes in reverse all that was said, answered or not",
      nameKo: "응답이 왔든 안 왔든 말한 것을 모두 거꾸로 되돌린다",
      layer: "example",
      hint: {
        en: "No answer came. Which two things can have happened, and which of them has to be undone?",
        ko: "응답이 오지 않았습니다. 일어났을 수 있는 두 가지는 무엇이고, 그중 되돌려야 하는 것은 무엇입니까?",
      },
    },
    {
      name: "counts no answer to another set than the one under way",
      nameKo: "지금 묶음이 아닌 다른 묶음에 대한 응답은 세지 않는다",
      layer: "example",
      hint: {
        en: "“Renamed” can be the answer to two orders: to be called orders, and not to be any more. What tells them apart?",
        ko: "‘renamed’는 두 명령의 응답일 수 있습니다. orders로 바꾸라는 명령과 도로 바꾸라는 명령입니다. 무엇으로 구별합니까?",
      },
    },
    {
      name: "rolls back at once when a name is taken",
      nameKo: "이름이 이미 쓰이고 있으면 곧바로 되돌린다",
      layer: "example",
      hint: {
        en: "Nobody takes writes while you wait for somebody else's cluster to go away.",
        ko: "다른 사람의 클러스터가 없어지기를 기다리는 동안 쓰기를 받는 곳이 없습니다.",
      },
    },
    {
      name: "goes on with a roll back until all is undone, also where a name is still taken",
      nameKo: "이름이 아직 쓰이고 있더라도 모두 되돌릴 때까지 계속한다",
      layer: "example",
      hint: {
        en: "“Name taken” on the way back: has blue got its name?",
        ko: "되돌리는 중에 ‘name-taken’이 왔습니다. 블루가 제 이름을 되찾았습니까?",
      },
    },
    {
      name: "does not turn back once all names have moved, however late it is",
      nameKo: "이름이 모두 옮겨진 뒤에는 아무리 늦어도 되돌리지 않는다",
      layer: "example",
      hint: {
        en: "Green was told to take writes, and has not answered. Whose commits would a roll back leave behind?",
        ko: "그린에 쓰기를 받으라고 했는데 응답이 없습니다. 되돌리면 누구의 커밋을 두고 가게 됩니까?",
      },
    },
    {
      name: "says how it stands, and nothing more once it has ended",
      nameKo: "상태를 말하고, 끝난 뒤에는 아무것도 명령하지 않는다",
      layer: "example",
      hint: {
        en: "Rolling back is not over before blue has answered that it takes writes.",
        ko: "쓰기를 받는다는 블루의 응답이 오기 전까지는 되돌리는 중입니다.",
      },
    },
    {
      name: "never has both sides take writes, and loses no commit, whatever comes late, twice or never",
      nameKo: "무엇이 늦거나 두 번 오거나 오지 않든, 양쪽이 함께 쓰기를 받지 않고 커밋을 잃지 않는다",
      layer: "property",
      hint: {
        en: "Replay the run. At the broken event: what does each side believe, and which order made it so?",
        ko: "실행을 재생해 보십시오. 깨진 이벤트에서 양쪽은 각각 무엇으로 알고 있고, 어느 명령이 그렇게 만들었습니까?",
      },
    },
    {
      name: "decides as the reference does, whatever comes late, twice or never",
      nameKo: "무엇이 늦거나 두 번 오거나 오지 않든, 참조 구현과 똑같이 결정한다",
      layer: "property",
      hint: {
        en: "Go back from the event where the two part to the last answer that was counted. Was it to be counted?",
        ko: "둘이 갈라지는 이벤트에서 마지막으로 센 응답까지 거슬러 가 보십시오. 세어야 할 응답이었습니까?",
      },
    },
    {
      name: "has every acknowledged commit on green when green takes writes, whatever fails",
      nameKo: "무엇에 장애가 나든, 그린이 쓰기를 받을 때 응답한 커밋이 모두 그린에 있다",
      layer: "cluster",
      hint: {
        en: "Read the logs of the two sides at the event at which green takes writes.",
        ko: "그린이 쓰기를 받는 이벤트에서 양쪽의 로그를 읽어 보십시오.",
      },
    },
    {
      name: "ends in time, completed as a whole or as it was before",
      nameKo: "제때 끝나고, 온전히 완료되거나 전과 같아진다",
      layer: "cluster",
      hint: {
        en: "Which order was said last, and what does your code wait for?",
        ko: "마지막으로 말한 명령은 무엇이고, 코드는 무엇을 기다리고 있습니까?",
      },
    },
    {
      name: "runs the deployment event for event as the reference does",
      nameKo: "배포가 이벤트 하나하나까지 참조 구현과 똑같이 돌아간다",
      layer: "cluster",
      hint: {
        en: "Find the first set of orders in which the two differ, and the number that it has.",
        ko: "둘이 처음으로 달라지는 명령 묶음과 그 번호를 찾아보십시오.",
      },
    },
  ],
  hints: [
    {
      en: "Write the way there as a list of sets of orders, and beside each what undoes it. How much of the program is left?",
      ko: "가는 길을 명령 묶음의 목록으로 적고, 옆에 그것을 되돌리는 명령을 적어 보십시오. 프로그램에 무엇이 남습니까?",
    },
    {
      en: "There is one place where a set ends and the next one begins. The number goes up there, whichever way you are going.",
      ko: "한 묶음이 끝나고 다음 묶음이 시작되는 곳을 한 군데로 모으십시오. 어느 방향으로 가든 번호는 거기서 올라갑니다.",
    },
    {
      en: "What you said may have happened. What was answered has. A roll back needs the first list, going on needs the second.",
      ko: "말한 것은 일어났을지도 모르고, 응답이 온 것은 일어났습니다. 되돌릴 때는 앞의 목록이, 나아갈 때는 뒤의 목록이 필요합니다.",
    },
  ],
  mistakes: {
    "counts-answers": {
      caughtBy: "asks both sides for what speaks against it, and changes nothing before both have answered",
      misconception: {
        en: "Two answers count as the answers of two sides. One side may answer twice, because it was told twice.",
        ko: "응답 두 개를 양쪽의 응답으로 칩니다. 두 번 들은 한쪽이 두 번 답할 수 있습니다.",
      },
    },
    "lag-is-made-up": {
      caughtBy: "does not begin when a guard rail speaks against it, or green is further behind than the time-out",
      misconception: {
        en: "The lag is left to the catching up. Writes would be stopped for the whole time-out, and then everything rolled back.",
        ko: "지연은 따라잡는 단계에 맡깁니다. 그러면 제한 시간 내내 쓰기를 멈추었다가 모두 되돌리게 됩니다.",
      },
    },
    "no-lag-no-wait": {
      caughtBy: "asks green how far it is until green has all that blue had when its writes were stopped",
      misconception: {
        en: "Green was not behind when it was asked, so it is not waited for. Blue has committed since.",
        ko: "물었을 때 지연이 없었으므로 기다리지 않습니다. 그 뒤로도 블루는 커밋했습니다.",
      },
    },
    "where-writes-stopped": {
      caughtBy: "asks green how far it is until green has all that blue had when its writes were stopped",
      misconception: {
        en: "Whichever side answers last says where the log ends. Green's own position is no goal for green.",
        ko: "나중에 답한 쪽의 위치를 로그의 끝으로 삼습니다. 그린 자신의 위치는 그린의 목표가 될 수 없습니다.",
      },
    },
    "all-names-at-once": {
      caughtBy: "takes each name from blue before green gets it, one name at a time",
      misconception: {
        en: "All names are ordered together. Green's order may be carried out first, and finds its name taken.",
        ko: "이름을 한꺼번에 바꾸라고 합니다. 그린의 명령이 먼저 실행되면 그 이름은 아직 쓰이고 있습니다.",
      },
    },
    "a-number-each-time": {
      caughtBy: "says the same orders under the same number until they are answered",
      misconception: {
        en: "Each time an order is said it has a new number. An answer that takes longer than half a second is always to an old one.",
        ko: "말할 때마다 새 번호를 줍니다. 0.5초보다 오래 걸리는 응답은 언제나 옛 번호에 대한 응답이 됩니다.",
      },
    },
    "the-number-of-its-step": {
      caughtBy: "gives every set the next number, on the way back too",
      misconception: {
        en: "What undoes an order has the order's number. The sides have heard higher ones since, and ignore it.",
        ko: "되돌리는 명령에 원래 명령의 번호를 줍니다. 양쪽은 그사이 더 큰 번호를 들었으므로 무시합니다.",
      },
    },
    "believes-every-answer": {
      caughtBy: "counts no answer to another set than the one under way",
      misconception: {
        en: "An answer of the right kind counts, whatever it was the answer to. A late “renamed” of the way there looks like one of the way back.",
        ko: "종류만 맞으면 무엇에 대한 응답이든 셉니다. 갈 때의 늦은 ‘renamed’가 되돌릴 때의 것으로 보입니다.",
      },
    },
    "time-for-each-step": {
      caughtBy: "rolls back once as much time has passed as the time-out gives the whole switchover",
      misconception: {
        en: "Each set gets the whole time-out. Ten sets of 29 s stop writes for almost five minutes, where 30 s were asked for.",
        ko: "묶음마다 제한 시간을 새로 줍니다. 29초 걸리는 묶음 열 개면, 30초를 요청했는데 쓰기가 5분 가까이 멈춥니다.",
      },
    },
    "undoes-what-was-answered": {
      caughtBy: "undoes in reverse all that was said, answered or not",
      misconception: {
        en: "Only what was answered is undone. The order was carried out all the same, and blue takes no writes for ever.",
        ko: "응답이 온 것만 되돌립니다. 명령은 실행되었고 응답만 사라졌다면 블루는 영영 쓰기를 받지 않습니다.",
      },
    },
    "undoes-first-things-first": {
      caughtBy: "undoes in reverse all that was said, answered or not",
      misconception: {
        en: "The way back goes in the order of the way there. Blue takes writes under its old name, which it cannot get back while green has it.",
        ko: "간 순서대로 되돌립니다. 블루가 옛 이름으로 쓰기를 받게 되고, 그린이 가진 이름은 되찾지 못합니다.",
      },
    },
    "a-taken-name-is-a-name": {
      caughtBy: "goes on with a roll back until all is undone, also where a name is still taken",
      misconception: {
        en: "A name that is taken is passed over on the way back. Blue takes writes, and nobody finds it: production's name leads elsewhere.",
        ko: "되돌릴 때 이미 쓰이는 이름은 건너뜁니다. 블루는 쓰기를 받지만 찾아오는 곳이 없습니다. 프로덕션의 이름이 다른 곳을 가리킵니다.",
      },
    },
    "late-is-late": {
      caughtBy: "does not turn back once all names have moved, however late it is",
      misconception: {
        en: "The time-out rolls back at any time. Green may take writes already, and blue will not have what green commits.",
        ko: "언제든 제한 시간이 지나면 되돌립니다. 그린이 이미 쓰기를 받고 있을 수 있고, 그린이 커밋한 것은 블루에 없습니다.",
      },
    },
    "failed-when-it-turns": {
      caughtBy: "rolls back once as much time has passed as the time-out gives the whole switchover",
      misconception: {
        en: "It says that it has failed when it begins to roll back. Whoever believes it finds a blue that takes no writes yet.",
        ko: "되돌리기 시작할 때 이미 실패했다고 말합니다. 그 말을 믿으면 아직 쓰기를 받지 않는 블루를 만납니다.",
      },
    },
  },
});
