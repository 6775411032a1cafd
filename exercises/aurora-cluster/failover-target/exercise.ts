import { defineExercise } from "four-of-six/exercise";

export default defineExercise({
  title: { en: "Failover target", ko: "장애 조치 대상" },
  lesson: "aurora-cluster/failover",
  stars: 2,
  checks: [
    {
      name: "promotes the reader with the lowest tier",
      nameKo: "계층 번호가 가장 낮은 리더를 승격한다",
      layer: "example",
      hint: {
        en: "Tiers are numbers from 0 on, and the members come in any order. Which end of the numbers goes first, and is 10 below 2?",
        ko: "계층은 0부터 시작하는 숫자이고, 멤버는 아무 순서로나 옵니다. 어느 쪽 끝이 먼저입니까? 10이 2보다 앞입니까?",
      },
    },
    {
      name: "lets the tier decide before the class",
      nameKo: "클래스보다 계층이 먼저 결정한다",
      layer: "example",
      hint: {
        en: "A small reader stands in a lower tier than a large one. Who put them into their tiers, and what for?",
        ko: "작은 리더의 계층이 큰 리더보다 낮습니다. 누가 무엇을 위해 계층을 정해 두었겠습니까?",
      },
    },
    {
      name: "counts tier 0 as the first of all, and tier 15 as the last that can be promoted",
      nameKo: "계층 0은 가장 먼저이고, 계층 15는 승격할 수 있는 마지막 계층이다",
      layer: "example",
      hint: {
        en: "Put a 0 where your code looks at a tier. Is it still a number like the others? And can a reader of tier 15 be reached at all?",
        ko: "코드에서 계층을 보는 곳에 0을 넣어 보십시오. 여전히 다른 숫자와 같은 숫자입니까? 계층 15인 리더까지 차례가 오기는 합니까?",
      },
    },
    {
      name: "takes the largest class within a tier",
      nameKo: "같은 계층에서는 가장 큰 클래스를 고른다",
      layer: "example",
      hint: {
        en: "Three readers of one tier have 32, 64 and 128 GiB. Does anything but these numbers count here?",
        ko: "한 계층의 리더 셋이 각각 32, 64, 128 GiB입니다. 여기서 이 숫자 말고 따질 것이 있습니까?",
      },
    },
    {
      name: "passes nobody over for lagging behind",
      nameKo: "뒤처졌다는 이유로 제외하지 않는다",
      layer: "example",
      hint: {
        en: "A reader has not yet seen the commits of the last minute. Where are they, and can it get at them?",
        ko: "리더가 최근 1분의 커밋을 아직 보지 못했습니다. 그 커밋은 어디에 있고, 리더가 가져올 수 있습니까?",
      },
    },
    {
      name: "passes over a reader that is not available, however well it is placed",
      nameKo: "아무리 조건이 좋아도 사용할 수 없는 리더는 제외한다",
      layer: "example",
      hint: {
        en: "The best reader on paper is down. What happens to an order that is sent to it?",
        ko: "서류상 가장 좋은 리더가 죽어 있습니다. 그 리더에게 명령을 보내면 어떻게 됩니까?",
      },
    },
    {
      name: "never chooses the writer that failed while there is a reader, even if it answers again",
      nameKo: "장애가 난 라이터는 다시 응답하더라도, 리더가 있는 한 고르지 않는다",
      layer: "example",
      hint: {
        en: "The writer is among the members, with a tier and a class like everybody. What does the contract say about its `isAvailable`?",
        ko: "라이터도 멤버 목록에 있고 남들처럼 계층과 클래스가 있습니다. 라이터의 `isAvailable`에 대해 설명에는 무엇이라고 되어 있습니까?",
      },
    },
    {
      name: "asks for no particular zone",
      nameKo: "가용 영역을 가리지 않는다",
      layer: "example",
      hint: {
        en: "Go through the order in the task again. Where does the zone come in it?",
        ko: "과제에 적힌 순서를 다시 따라가 보십시오. 가용 영역은 어디에 나옵니까?",
      },
    },
    {
      name: "goes by tiers until five attempts have failed",
      nameKo: "시도가 다섯 번 실패하기 전까지는 계층을 따른다",
      layer: "example",
      hint: {
        en: "One to four attempts have failed here, and the same readers are available as before. Is there any reason to decide otherwise?",
        ko: "여기서는 시도가 한 번에서 네 번까지 실패했고, 사용할 수 있는 리더는 그대로입니다. 다르게 결정할 까닭이 있습니까?",
      },
    },
    {
      name: "goes by the class alone once five attempts have failed",
      nameKo: "시도가 다섯 번 실패하면 그때부터 클래스만 따른다",
      layer: "example",
      hint: {
        en: "Five have failed: are the tiers still asked? And of the two rules, which one is left?",
        ko: "다섯 번 실패했습니다. 아직도 계층을 따집니까? 두 규칙 가운데 무엇이 남습니까?",
      },
    },
    {
      name: "restarts the writer in its place when no reader can be promoted",
      nameKo: "승격할 리더가 없으면 라이터를 제자리에서 다시 시작한다",
      layer: "example",
      hint: {
        en: "There is no reader, or none that answers. Who else can have the volume open again?",
        ko: "리더가 없거나, 있어도 응답하지 않습니다. 볼륨을 다시 열 수 있는 것은 누구입니까?",
      },
    },
    {
      name: "does nothing when there is neither a reader to promote nor a writer to restart",
      nameKo: "승격할 리더도 다시 시작할 라이터도 없으면 아무것도 하지 않는다",
      layer: "example",
      hint: {
        en: "Look for the writer in a list in which there is none. What does your code go on with?",
        ko: "라이터가 없는 목록에서 라이터를 찾아 보십시오. 코드는 무엇을 가지고 계속합니까?",
      },
    },
    {
      name: "decides as the reference does where no two instances have the same class",
      nameKo: "클래스가 같은 인스턴스가 없으면 참조 구현과 똑같이 결정한다",
      layer: "property",
      hint: {
        en: "Take the last list of members, cross out who cannot be promoted, and apply one rule after the other to the rest.",
        ko: "마지막 멤버 목록에서 승격할 수 없는 것을 지우고, 나머지에 규칙을 하나씩 적용해 보십시오.",
      },
    },
    {
      name: "chooses any one of the best where several are equal",
      nameKo: "가장 좋은 리더가 여럿이면 그중 아무나 고른다",
      layer: "property",
      hint: {
        en: "Whom you take among equals is your own affair. But is the one that you took an equal of the best?",
        ko: "동등한 것들 가운데 누구를 고르든 상관없습니다. 그런데 고른 리더가 가장 좋은 것과 정말 동등합니까?",
      },
    },
    {
      name: "gives the order at once, and to the best reader that is known to be there, whatever fails",
      nameKo: "무엇에 장애가 나든, 있다고 알려진 가장 좋은 리더에게 곧바로 명령한다",
      layer: "cluster",
      hint: {
        en: "Follow who is counted as available and who no longer is, up to the order. Who was left at that moment?",
        ko: "명령이 나갈 때까지 누가 사용 가능으로 세어지고 누가 빠졌는지 따라가 보십시오. 그 순간 누가 남아 있었습니까?",
      },
    },
    {
      name: "can be written to again once an instance and the volume are back",
      nameKo: "인스턴스 하나와 볼륨이 돌아오면 다시 쓸 수 있다",
      layer: "cluster",
      hint: {
        en: "The cluster was left without a writer for good. Who could have become one, and what were they told?",
        ko: "클러스터에 라이터가 끝내 생기지 않았습니다. 누가 라이터가 될 수 있었고, 무슨 명령을 받았습니까?",
      },
    },
    {
      name: "runs the cluster event for event as the reference does where no two instances have the same class",
      nameKo: "클래스가 같은 인스턴스가 없으면 클러스터가 이벤트 하나하나까지 참조 구현과 똑같이 돌아간다",
      layer: "cluster",
      hint: {
        en: "Replay the run up to where the two part. Which attempt is it, and who is available?",
        ko: "둘이 갈라지는 곳까지 실행을 재생해 보십시오. 몇 번째 시도이고, 누가 사용 가능합니까?",
      },
    },
  ],
  hints: [
    {
      en: "Settle first who can be promoted at all. Two things about a member decide that: what it is, and whether it is there.",
      ko: "먼저 누가 승격될 수 있는지부터 정하십시오. 멤버가 무엇인지, 그리고 지금 있는지, 그 두 가지만 보면 됩니다.",
    },
    {
      en: "Then compare any two of them. One question comes before the other, and the second is asked only where the first leaves them equal. Which of the two goes away after five failed attempts?",
      ko: "그다음 둘씩 견주어 보십시오. 먼저 묻는 질문이 있고, 거기서 같을 때만 다음 질문을 묻습니다. 다섯 번 실패한 뒤 사라지는 것은 어느 질문입니까?",
    },
    {
      en: "What is left over is two cases without anybody to promote. They differ in one thing: whether the list has a writer.",
      ko: "승격할 대상이 없는 두 경우가 남습니다. 둘은 한 가지만 다릅니다. 목록에 라이터가 있느냐 없느냐입니다.",
    },
  ],
  mistakes: {
    "highest-tier-first": {
      caughtBy: "promotes the reader with the lowest tier",
      misconception: {
        en: "The highest tier goes first. A tier is a place in the queue and no weight: 0 is first, 15 is last.",
        ko: "번호가 큰 계층이 먼저입니다. 계층은 가중치가 아니라 순번입니다. 0이 처음이고 15가 마지막입니다.",
      },
    },
    "sorts-as-text": {
      caughtBy: "promotes the reader with the lowest tier",
      misconception: {
        en: "Tiers are compared as texts, where 10 comes before 2. They are numbers.",
        ko: "계층을 텍스트로 비교하면 10이 2보다 앞에 옵니다. 계층은 숫자입니다.",
      },
    },
    "size-before-tier": {
      caughtBy: "lets the tier decide before the class",
      misconception: {
        en: "The largest reader is promoted, whatever its tier. The tier is what an operator has decided; the class only settles what the tier leaves open.",
        ko: "계층과 상관없이 가장 큰 리더를 승격합니다. 계층은 운영자가 내린 결정이고, 클래스는 계층으로 정해지지 않을 때만 따집니다.",
      },
    },
    "tier-zero-is-unset": {
      caughtBy: "counts tier 0 as the first of all, and tier 15 as the last that can be promoted",
      misconception: {
        en: "A tier of 0 is read as no tier at all, and replaced by a default. In JavaScript 0 counts as false; here it is the first tier of all.",
        ko: "계층 0을 값이 없는 것으로 보고 기본값으로 바꾸었습니다. JavaScript에서 0은 거짓으로 취급되지만, 여기서는 가장 앞선 계층입니다.",
      },
    },
    "tier-zero-is-never": {
      caughtBy: "counts tier 0 as the first of all, and tier 15 as the last that can be promoted",
      misconception: {
        en: "A reader in tier 0 is never promoted, as with priority 0 in some other databases. In Aurora 0 is the first of sixteen tiers.",
        ko: "일부 데이터베이스의 우선순위 0처럼, 계층 0인 리더를 결코 승격하지 않습니다. Aurora에서 0은 열여섯 계층 가운데 첫째입니다.",
      },
    },
    "same-class-as-the-writer": {
      caughtBy: "takes the largest class within a tier",
      misconception: {
        en: "The reader whose class is nearest to the writer's is promoted. Within a tier the largest goes first, however large the writer was.",
        ko: "라이터와 클래스가 가장 비슷한 리더를 승격합니다. 같은 계층에서는 라이터의 크기와 상관없이 가장 큰 것이 먼저입니다.",
      },
    },
    "least-lag-first": {
      caughtBy: "passes nobody over for lagging behind",
      misconception: {
        en: "The reader that lags least is promoted, so that nothing is lost. Nothing can be: what was committed is in the volume, which all instances share, and the target reads it from there.",
        ko: "잃는 것이 없도록 가장 덜 뒤처진 리더를 승격합니다. 하지만 잃을 것이 없습니다. 커밋된 것은 모든 인스턴스가 공유하는 볼륨에 있고, 승격된 리더는 거기서 읽습니다.",
      },
    },
    "least-lag-within-the-tier": {
      caughtBy: "passes nobody over for lagging behind",
      misconception: {
        en: "Within a tier the lag decides before the class. With a volume in common, lag is no loss: it says how old a reader's answers are, not what it can recover.",
        ko: "같은 계층에서 클래스보다 지연을 먼저 봅니다. 볼륨을 공유하므로 지연은 손실이 아닙니다. 지연은 리더의 답이 얼마나 오래되었는지를 말할 뿐, 무엇을 복구할 수 있는지와는 무관합니다.",
      },
    },
    "promotes-the-unavailable": {
      caughtBy: "passes over a reader that is not available, however well it is placed",
      misconception: {
        en: "A reader that is down is promoted. It cannot open the volume: the attempt runs into its time-out, and the cluster stays without a writer meanwhile.",
        ko: "죽은 리더를 승격합니다. 그 리더는 볼륨을 열 수 없으므로 시도는 시간 초과로 끝나고, 그동안 클러스터에는 라이터가 없습니다.",
      },
    },
    "failed-writer-stands": {
      caughtBy: "never chooses the writer that failed while there is a reader, even if it answers again",
      misconception: {
        en: "The failed writer takes part in the choice like a reader. It is being replaced because it failed; that it answers for a moment does not undo that.",
        ko: "장애가 난 라이터도 리더처럼 후보가 됩니다. 장애가 났기 때문에 바꾸는 것이며, 잠깐 응답한다고 달라지지 않습니다.",
      },
    },
    "waits-for-the-writer": {
      caughtBy: "never chooses the writer that failed while there is a reader, even if it answers again",
      misconception: {
        en: "A writer that answers again is given another chance before any reader. Whoever asks for a target has settled that already: the writer counts as failed.",
        ko: "다시 응답하는 라이터에게 리더보다 먼저 기회를 한 번 더 줍니다. 대상을 물어볼 때는 그 판단이 이미 끝났습니다. 라이터는 장애가 난 것으로 칩니다.",
      },
    },
    "stays-in-the-zone": {
      caughtBy: "asks for no particular zone",
      misconception: {
        en: "A reader in the writer's zone is preferred. The zone has no say: every instance reaches the volume from its own zone.",
        ko: "라이터와 같은 가용 영역의 리더를 먼저 고릅니다. 가용 영역은 상관없습니다. 모든 인스턴스가 자기 가용 영역에서 볼륨에 닿습니다.",
      },
    },
    "leaves-the-zone": {
      caughtBy: "asks for no particular zone",
      misconception: {
        en: "A reader in another zone is preferred, in case the whole zone has failed. If it has, the readers in it are not available, and so no candidates anyway.",
        ko: "가용 영역 전체에 장애가 났을까 봐 다른 가용 영역의 리더를 먼저 고릅니다. 정말 그렇다면 그 안의 리더는 사용할 수 없으므로 어차피 후보가 아닙니다.",
      },
    },
    "next-in-line": {
      caughtBy: "goes by tiers until five attempts have failed",
      misconception: {
        en: "Each attempt goes to the next reader in line. The order holds for every attempt: a target that cannot do it is not available the next time, and so not in the list of candidates.",
        ko: "시도할 때마다 다음 순번의 리더로 넘어갑니다. 순서는 시도마다 똑같이 적용됩니다. 해내지 못하는 대상은 다음번에 사용 가능하지 않을 테니 후보에서 빠집니다.",
      },
    },
    "four-attempts-by-tier": {
      caughtBy: "goes by tiers until five attempts have failed",
      misconception: {
        en: "The tiers are dropped with the fifth attempt, after four have failed. Five have to fail first, so it is the sixth that ignores them.",
        ko: "네 번 실패한 뒤 다섯 번째 시도부터 계층을 무시합니다. 먼저 다섯 번 실패해야 하므로, 계층을 무시하는 것은 여섯 번째 시도입니다.",
      },
    },
    "six-attempts-by-tier": {
      caughtBy: "goes by the class alone once five attempts have failed",
      misconception: {
        en: "The tiers are dropped only after more than five failed attempts. Five are enough.",
        ko: "다섯 번 넘게 실패해야 계층을 무시합니다. 다섯 번이면 충분합니다.",
      },
    },
    "tiers-for-ever": {
      caughtBy: "goes by the class alone once five attempts have failed",
      misconception: {
        en: "The tiers hold for ever. After five failed attempts the service no longer trusts that the order of tiers leads anywhere.",
        ko: "계층을 끝까지 따릅니다. 다섯 번 실패하면 서비스는 더 이상 계층 순서에 기대지 않습니다.",
      },
    },
    "anyone-after-five": {
      caughtBy: "goes by the class alone once five attempts have failed",
      misconception: {
        en: "After five failed attempts the class is ignored along with the tier. Only the tiers are dropped; the largest available reader still goes first.",
        ko: "다섯 번 실패하면 계층과 함께 클래스까지 무시합니다. 무시하는 것은 계층뿐이고, 사용 가능한 가장 큰 리더가 여전히 먼저입니다.",
      },
    },
    "gives-up": {
      caughtBy: "restarts the writer in its place when no reader can be promoted",
      misconception: {
        en: "Without a reader nothing is done. The volume is whole, and the writer can come back where it was: slower than a promotion, but the only way.",
        ko: "리더가 없으면 아무것도 하지 않습니다. 볼륨은 온전하고 라이터는 제자리에서 돌아올 수 있습니다. 승격보다 느리지만 유일한 길입니다.",
      },
    },
    "restarts-only-the-lonely": {
      caughtBy: "restarts the writer in its place when no reader can be promoted",
      misconception: {
        en: "The writer is restarted only where it is the only instance. Readers that are down are as good as none: nobody knows when they come back.",
        ko: "라이터가 유일한 인스턴스일 때만 다시 시작합니다. 죽은 리더는 없는 것과 같습니다. 언제 돌아올지 아무도 모릅니다.",
      },
    },
    "restarts-somebody": {
      caughtBy: "does nothing when there is neither a reader to promote nor a writer to restart",
      misconception: {
        en: "Where there is no writer, a reader that is down is restarted in its stead. Only a writer is restarted in its place; a reader has to be available, and is then promoted.",
        ko: "라이터가 없으면 죽은 리더를 대신 다시 시작합니다. 제자리에서 다시 시작하는 것은 라이터뿐입니다. 리더는 사용 가능해야 하고, 그러면 승격됩니다.",
      },
    },
  },
});
