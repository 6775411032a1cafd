import { defineExercise } from "four-of-six/exercise";

export default defineExercise({
  title: { en: "Leader lease", ko: "리더 임대" },
  lesson: "dynamodb/replication-inside",
  stars: 3,
  checks: [
    {
      name: "serves once a write quorum has granted it, and counts each replica once",
      nameKo: "쓰기 쿼럼이 부여하면 처리하고, 복제본마다 한 번만 센다",
      layer: "example",
      hint: {
        en: "Messages arrive twice. How many replicas stand behind three grants, two of them from R2?",
        ko: "메시지는 두 번 오기도 합니다. 부여 셋 가운데 둘이 R2의 것이면 복제본은 몇 개입니까?",
      },
    },
    {
      name: "counts its lease from when it asked, less the margin, however late the grants come",
      nameKo: "부여가 얼마나 늦게 도착하든, 요청한 시각부터 여유를 뺀 만큼 센다",
      layer: "example",
      hint: {
        en: "The peer counts from when it was asked. When was that at the earliest, by what the leader knows?",
        ko: "피어는 요청받은 시각부터 셉니다. 리더가 아는 한 그 시각은 빨라야 언제입니까?",
      },
    },
    {
      name: "counts each grant for the round that it answers, and keeps the longest lease",
      nameKo: "부여는 그것이 답하는 요청의 것으로 세고, 가장 긴 임대를 지킨다",
      layer: "example",
      hint: {
        en: "Two rounds are under way, and the older one is granted. What have the peers promised, and from when?",
        ko: "요청 둘이 가 있고 앞의 것이 부여되었습니다. 피어들은 무엇을 언제부터 약속했습니까?",
      },
    },
    {
      name: "waits, as a new leader, for the longest that its supporters said",
      nameKo: "새 리더는 지지자들이 답한 것 가운데 가장 긴 시간만큼 기다린다",
      layer: "example",
      hint: {
        en: "One supporter has promised somebody something, another one has not. Who of them knows more?",
        ko: "지지자 하나는 누군가에게 약속한 것이 있고 하나는 없습니다. 더 많이 아는 쪽은 누구입니까?",
      },
    },
    {
      name: "waits no longer than that, and not at all if nobody has promised anything",
      nameKo: "그보다 오래 기다리지 않고, 약속한 복제본이 없으면 기다리지 않는다",
      layer: "example",
      hint: {
        en: "Every millisecond of the wait is one in which nobody can write. What is it for?",
        ko: "기다리는 동안은 아무도 쓸 수 없습니다. 무엇을 위해 기다립니까?",
      },
    },
    {
      name: "begins each leadership without a lease",
      nameKo: "리더가 될 때마다 임대 없이 시작한다",
      layer: "example",
      hint: {
        en: "In ballot 4 round 1 comes again. What is left of round 1 of ballot 1?",
        ko: "번호 4에서도 1번째 요청이 있습니다. 번호 1의 1번째 요청에서 남은 것은 무엇입니까?",
      },
    },
    {
      name: "supports only a ballot that is higher than all before",
      nameKo: "이전의 모든 번호보다 높은 번호만 지지한다",
      layer: "example",
      hint: {
        en: "R1 and R3 stand in the same ballot. How many of them may win?",
        ko: "R1과 R3이 같은 번호에서 나섭니다. 몇이 이겨도 됩니까?",
      },
    },
    {
      name: "says for how long the leases that it granted may still run, those of older leaders among them",
      nameKo: "부여한 임대가 얼마나 더 이어질 수 있는지, 더 오래된 리더의 것까지 답한다",
      layer: "example",
      hint: {
        en: "R1's lease runs, R3 is granted one too, and R3 stands again. Has R1's ended?",
        ko: "R1의 임대가 남아 있는데 R3에게도 부여했고, R3이 다시 나섭니다. R1의 임대는 끝났습니까?",
      },
    },
    {
      name: "does not count the leases of the candidate, and its own",
      nameKo: "후보의 임대와 자신의 임대는 세지 않는다",
      layer: "example",
      hint: {
        en: "Who serves under R1's lease? Who of the two at the table would have to be warned of it?",
        ko: "R1의 임대로 처리하는 것은 누구입니까? 마주한 둘 가운데 그것을 모르는 쪽이 있습니까?",
      },
    },
    {
      name: "grants nothing to a leader that is superseded",
      nameKo: "더 높은 번호가 있는 리더에게는 부여하지 않는다",
      layer: "example",
      hint: {
        en: "R3 was told how long to wait. What would one more grant to R1 make of that?",
        ko: "R3은 얼마나 기다릴지 들었습니다. R1에게 한 번 더 부여하면 그 답은 어떻게 됩니까?",
      },
    },
    {
      name: "leads no more once it has granted or supported a higher ballot",
      nameKo: "더 높은 번호를 부여하거나 지지하면 더는 리더가 아니다",
      layer: "example",
      hint: {
        en: "It has just told somebody that its own lease does not count. What does it owe them?",
        ko: "방금 자신의 임대는 세지 않아도 된다고 답했습니다. 그러려면 무엇을 해야 합니까?",
      },
    },
    {
      name: "forgets a lease that was given up, and no newer one",
      nameKo: "내려놓은 임대는 잊고, 그보다 새로운 임대는 잊지 않는다",
      layer: "example",
      hint: {
        en: "The message is late. Which leadership of R1 is it about?",
        ko: "늦게 온 메시지입니다. R1이 리더였던 어느 때의 이야기입니까?",
      },
    },
    {
      name: "serves no more in its ballot once it has given its lease up",
      nameKo: "임대를 내려놓은 번호로는 더 처리하지 않는다",
      layer: "example",
      hint: {
        en: "The others need not wait any more. A grant that was on its way arrives.",
        ko: "다른 복제본은 이제 기다리지 않습니다. 오는 중이던 부여가 도착합니다.",
      },
    },
    {
      name: "takes care, after a restart, of the lease that it has forgotten",
      nameKo: "다시 시작한 뒤에도 잊어버린 임대를 감안한다",
      layer: "example",
      hint: {
        en: "It was down for a moment. Does R1 know that its peer has forgotten the promise?",
        ko: "잠깐 꺼졌다 켜졌습니다. R1은 피어가 약속을 잊었다는 것을 압니까?",
      },
    },
    {
      name: "lets one replica serve at a time, whatever is late, lost or said twice",
      nameKo: "무엇이 늦거나 사라지거나 두 번 오든, 한 번에 한 복제본만 처리한다",
      layer: "property",
      hint: {
        en: "Replay the run to where two serve. Who promised the older one so much time, and whom did it tell?",
        ko: "둘이 함께 처리하는 곳까지 재생해 보십시오. 앞의 리더에게 그 시간을 약속한 것은 누구이고, 누구에게 알렸습니까?",
      },
    },
    {
      name: "decides as the reference does, whatever it is asked and told",
      nameKo: "무엇을 묻고 무엇을 알리든 참조 구현과 똑같이 결정한다",
      layer: "property",
      hint: {
        en: "At the event where the two part: which promise, in which ballot, from when?",
        ko: "둘이 갈라지는 이벤트에서 어느 약속이, 어느 번호에서, 언제부터입니까?",
      },
    },
    {
      name: "shows the newest acknowledged write to every strongly consistent read, whatever fails",
      nameKo: "무엇에 장애가 나든, 강력히 일관된 읽기는 확인 응답한 가장 새로운 쓰기를 보여 준다",
      layer: "cluster",
      hint: {
        en: "Find who served the old read, and until when it should have.",
        ko: "옛 항목을 읽어 준 복제본과, 언제까지 그래도 되었는지를 찾으십시오.",
      },
    },
    {
      name: "serves again as soon as no older lease can run",
      nameKo: "더 오래된 임대가 남지 않으면 곧바로 다시 처리한다",
      layer: "cluster",
      hint: {
        en: "The new leader has its lease, and does not serve. What is it waiting for?",
        ko: "새 리더에게 임대가 있는데 처리하지 않습니다. 무엇을 기다립니까?",
      },
    },
    {
      name: "runs event for event as with the reference",
      nameKo: "이벤트 하나하나까지 참조 구현과 똑같이 돌아간다",
      layer: "cluster",
      hint: {
        en: "Look at the last lease before the difference: who asked, who granted, and when.",
        ko: "차이가 나기 전 마지막 임대를 보십시오. 누가 요청하고 누가 언제 부여했습니까?",
      },
    },
  ],
  hints: [
    {
      en: "Keep two things apart: what this replica has promised, and what was promised to it. Each has a time at which it ends, by this replica's own clock.",
      ko: "이 복제본이 약속한 것과 약속받은 것을 따로 두십시오. 저마다 이 복제본의 시계로 끝나는 시각이 있습니다.",
    },
    {
      en: "Wherever something takes its time on the way, ask on which side an error would let two serve. Then err on the other.",
      ko: "오가는 데 시간이 걸리는 곳마다, 어느 쪽으로 틀리면 둘이 함께 처리하게 되는지 물으십시오. 틀린다면 반대쪽이어야 합니다.",
    },
    {
      en: "A lease was granted by a quorum, a leader was supported by a quorum. Some replica is in both. Is there any way for it not to tell, or not to know?",
      ko: "임대도 쿼럼이 부여했고 리더도 쿼럼이 지지했습니다. 양쪽에 다 있는 복제본이 있습니다. 그 복제본이 말하지 않거나 모르게 되는 길이 있습니까?",
    },
  ],
  mistakes: {
    "counts-grants": {
      caughtBy: "serves once a write quorum has granted it, and counts each replica once",
      misconception: {
        en: "Grants are counted, not replicas. One that arrives twice makes a quorum.",
        ko: "복제본이 아니라 부여를 셉니다. 두 번 도착한 부여 하나가 쿼럼이 됩니다.",
      },
    },
    "counts-from-the-arrival": {
      caughtBy: "counts its lease from when it asked, less the margin, however late the grants come",
      misconception: {
        en: "The lease begins when the grants are in. By then the peers' promise has run for as long as the way back took.",
        ko: "부여가 모인 시각부터 임대를 셉니다. 그때는 돌아오는 데 걸린 만큼 피어의 약속이 이미 지났습니다.",
      },
    },
    "forgets-the-margin": {
      caughtBy: "counts its lease from when it asked, less the margin, however late the grants come",
      misconception: {
        en: "Clocks are thought to run equally fast. A slow leader serves on when its peers' promise is over.",
        ko: "시계가 모두 같은 빠르기라고 봅니다. 시계가 느린 리더는 피어의 약속이 끝난 뒤에도 처리합니다.",
      },
    },
    "counts-from-the-last-ask": {
      caughtBy: "counts each grant for the round that it answers, and keeps the longest lease",
      misconception: {
        en: "Any quorum renews the lease from the last ask. The peers have granted an older one, and not heard of the last.",
        ko: "쿼럼이 모이면 마지막 요청부터 셉니다. 피어들이 부여한 것은 앞의 요청이고, 마지막 요청은 아직 모릅니다.",
      },
    },
    "does-not-wait": {
      caughtBy: "waits, as a new leader, for the longest that its supporters said",
      misconception: {
        en: "Who is elected leads. The one before, cut off from everybody, reads from its own copy until its lease ends.",
        ko: "선출되면 바로 리더입니다. 모두와 끊긴 앞의 리더는 임대가 끝날 때까지 자기 사본으로 읽기를 처리합니다.",
      },
    },
    "waits-for-the-shortest": {
      caughtBy: "waits, as a new leader, for the longest that its supporters said",
      misconception: {
        en: "It waits for the least that anybody said. A replica that promised nothing knows nothing.",
        ko: "가장 짧은 답만큼 기다립니다. 아무것도 약속하지 않은 복제본은 아무것도 모릅니다.",
      },
    },
    "waits-a-whole-lease": {
      caughtBy: "waits no longer than that, and not at all if nobody has promised anything",
      misconception: {
        en: "It waits a whole lease, to be safe. It is safe, and each deployment stops writes for two seconds.",
        ko: "안전하게 임대 하나를 통째로 기다립니다. 안전하지만, 배포할 때마다 쓰기가 2초씩 멈춥니다.",
      },
    },
    "supports-twice": {
      caughtBy: "supports only a ballot that is higher than all before",
      misconception: {
        en: "The same ballot is supported again. Two candidates can both be elected in it.",
        ko: "같은 번호를 다시 지지합니다. 한 번호에서 두 후보가 선출될 수 있습니다.",
      },
    },
    "only-the-last-grant": {
      caughtBy: "says for how long the leases that it granted may still run, those of older leaders among them",
      misconception: {
        en: "Only the last grant is remembered. An older leader's lease goes on, and nobody knows of it any more.",
        ko: "마지막으로 부여한 것만 기억합니다. 더 오래된 리더의 임대가 남아 있는데 아는 복제본이 없어집니다.",
      },
    },
    "serves-on": {
      caughtBy: "leads no more once it has granted or supported a higher ballot",
      misconception: {
        en: "A lease is kept to its end, even by who has just supported another. The new leader was not told to wait for it.",
        ko: "다른 후보를 지지하고도 임대가 끝날 때까지 처리합니다. 새 리더는 그것을 기다리라는 말을 듣지 못했습니다.",
      },
    },
    "cut-by-a-late-release": {
      caughtBy: "forgets a lease that was given up, and no newer one",
      misconception: {
        en: "A release is taken for the leader's lease of now. Late, it is about an older ballot, and the lease of now is forgotten.",
        ko: "내려놓았다는 말을 그 리더의 지금 임대로 봅니다. 늦게 온 말은 옛 번호의 것인데 지금의 임대를 잊게 됩니다.",
      },
    },
    "forgets-at-a-restart": {
      caughtBy: "takes care, after a restart, of the lease that it has forgotten",
      misconception: {
        en: "Who starts again has promised nothing, as far as it knows. The leader goes on counting on it.",
        ko: "다시 시작한 복제본은 약속한 것이 없다고 여깁니다. 리더는 여전히 그 약속을 믿고 처리합니다.",
      },
    },
  },
});
