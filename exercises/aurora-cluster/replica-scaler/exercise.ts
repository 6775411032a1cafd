import { defineExercise } from "four-of-six/exercise";

export default defineExercise({
  title: { en: "Replica scaler", ko: "복제본 스케일러" },
  lesson: "aurora-cluster/replica-auto-scaling",
  stars: 2,
  checks: [
    {
      name: "begins without a memory, and shares none with another scaler",
      nameKo: "기억 없이 시작하고, 다른 스케일러와 기억을 나누지 않는다",
      layer: "example",
      hint: {
        en: "Two clusters, two scalers, one program. Where does your code keep what it remembers?",
        ko: "클러스터 둘, 스케일러 둘, 프로그램 하나입니다. 기억하는 값을 코드 어디에 두었습니까?",
      },
    },
    {
      name: "adds as many readers as bring the average to the target, all at once",
      nameKo: "평균이 목표 이하가 될 만큼의 리더를 한 번에 추가한다",
      layer: "example",
      hint: {
        en: "Two readers at 61 % carry 122 %. Over how many readers is that 60 % or less?",
        ko: "61%인 리더 둘의 부하는 122%입니다. 몇 개로 나누어야 60% 이하가 됩니까?",
      },
    },
    {
      name: "counts a reader that is being made as one that the cluster has",
      nameKo: "만드는 중인 리더도 클러스터가 가진 리더로 센다",
      layer: "example",
      hint: {
        en: "The order of a minute ago is not in the average yet. Is it nowhere?",
        ko: "1분 전에 주문한 리더는 아직 평균에 없습니다. 그렇다고 어디에도 없는 것입니까?",
      },
    },
    {
      name: "takes the average for the readers that are available, and for no others",
      nameKo: "평균은 사용 가능한 리더만의 것으로 본다",
      layer: "example",
      hint: {
        en: "From an average and a number of readers you get a load. Which readers was the average taken of?",
        ko: "평균에 리더 수를 곱하면 부하가 됩니다. 그 평균은 어느 리더들을 잰 것입니까?",
      },
    },
    {
      name: "keeps within the minimum and the maximum",
      nameKo: "최솟값과 최댓값을 지킨다",
      layer: "example",
      hint: {
        en: "Whose readers do the two limits count? And what if there are more than the maximum already?",
        ko: "두 한도는 누구의 리더를 셉니까? 이미 최댓값보다 많다면 어떻습니까?",
      },
    },
    {
      name: "fills the cluster up to the minimum without an average, and changes nothing else",
      nameKo: "평균이 없어도 최솟값까지는 채우고, 그 밖에는 바꾸지 않는다",
      layer: "example",
      hint: {
        en: "Nothing was measured. Which of your rules can do without a measurement, and which cannot?",
        ko: "잰 것이 없습니다. 측정값 없이도 적용할 수 있는 규칙은 무엇이고, 없으면 안 되는 규칙은 무엇입니까?",
      },
    },
    {
      name: "removes what the load does not need, all at once",
      nameKo: "부하에 필요 없는 리더를 한 번에 제거한다",
      layer: "example",
      hint: {
        en: "The number that is needed is known. How far is it from the number that is there?",
        ko: "필요한 수를 이미 압니다. 지금 있는 수와 얼마나 차이가 납니까?",
      },
    },
    {
      name: "removes only readers that it has made, even if that is too few",
      nameKo: "모자라더라도 자기가 만든 리더만 제거한다",
      layer: "example",
      hint: {
        en: "Look at who made the reader that you remove. Its place in the list and its name say nothing about that.",
        ko: "제거하는 리더를 누가 만들었는지 보십시오. 목록에서의 위치나 이름으로는 알 수 없습니다.",
      },
    },
    {
      name: "removes nothing before the average is below 80 % of the target",
      nameKo: "평균이 목표의 80% 미만이 되기 전에는 제거하지 않는다",
      layer: "example",
      hint: {
        en: "Fewer readers would do, but only just. What does the rule ask for besides?",
        ko: "더 적은 리더로도 되지만 아슬아슬합니다. 규칙이 더 요구하는 것은 무엇입니까?",
      },
    },
    {
      name: "removes nothing while a reader is not available",
      nameKo: "사용할 수 없는 리더가 있는 동안에는 제거하지 않는다",
      layer: "example",
      hint: {
        en: "Go through the states. In which of them does a reader stand in the way of a scale-in?",
        ko: "상태를 하나씩 따져 보십시오. 어떤 상태의 리더가 있으면 스케일 인을 할 수 없습니까?",
      },
    },
    {
      name: "removes nothing when scale-in is disabled, and still adds",
      nameKo: "스케일 인이 비활성화되면 제거하지 않지만 추가는 한다",
      layer: "example",
      hint: {
        en: "One switch, one direction. Is the other one still open?",
        ko: "스위치 하나는 한 방향만 끕니다. 다른 방향은 열려 있습니까?",
      },
    },
    {
      name: "waits out the cooldown of a scale-out before it adds for the same need again",
      nameKo: "같은 필요로 다시 추가하려면 스케일 아웃의 휴지 기간이 끝나야 한다",
      layer: "example",
      hint: {
        en: "The reader that was ordered is gone, and three are needed as before. Count the seconds: is 300 inside or outside?",
        ko: "주문한 리더가 사라졌고 필요한 수는 여전히 셋입니다. 초를 세어 보십시오. 300초는 안입니까, 밖입니까?",
      },
    },
    {
      name: "adds during that cooldown when more is needed than then, or the minimum is missing",
      nameKo: "그 휴지 기간에도 그때보다 더 필요하거나 최솟값에 못 미치면 추가한다",
      layer: "example",
      hint: {
        en: "Two things do not wait. For one of them you have to know how much was needed last time.",
        ko: "기다리지 않는 것이 두 가지입니다. 그중 하나는 지난번에 얼마나 필요했는지를 알아야 합니다.",
      },
    },
    {
      name: "removes nothing during the cooldown of a scale-out",
      nameKo: "스케일 아웃의 휴지 기간에는 제거하지 않는다",
      layer: "example",
      hint: {
        en: "A reader was added four minutes ago. What would removing it now be called?",
        ko: "리더를 4분 전에 추가했습니다. 지금 제거한다면 그것을 무엇이라 부르겠습니까?",
      },
    },
    {
      name: "removes again only after the cooldown of a scale-in",
      nameKo: "스케일 인의 휴지 기간이 지나야 다시 제거한다",
      layer: "example",
      hint: {
        en: "The two cooldowns differ here: 60 s and 600 s. Which of them begins with a removal?",
        ko: "여기서는 두 휴지 기간이 60초와 600초로 다릅니다. 제거와 함께 시작하는 것은 어느 쪽입니까?",
      },
    },
    {
      name: "adds at once after a scale-in, whose cooldown then ends",
      nameKo: "스케일 인 뒤에도 곧바로 추가하고, 스케일 인의 휴지 기간은 그때 끝난다",
      layer: "example",
      hint: {
        en: "Load is back a minute after a removal. Who is made to wait, and what is left of the cooldown afterwards?",
        ko: "제거하고 1분 뒤 부하가 돌아왔습니다. 누가 기다려야 하고, 그 뒤 휴지 기간은 얼마나 남습니까?",
      },
    },
    {
      name: "decides as the reference does, whatever average it is told",
      nameKo: "어떤 평균을 들어도 참조 구현과 똑같이 결정한다",
      layer: "property",
      hint: {
        en: "Write down the last look: how many are available, how many there are, how many are needed, and which cooldown runs.",
        ko: "마지막 순간을 적어 보십시오. 사용 가능한 수, 있는 수, 필요한 수, 진행 중인 휴지 기간이면 됩니다.",
      },
    },
    {
      name: "meets every need that lasts, and removes no more than the load can spare",
      nameKo: "계속되는 필요는 반드시 채우고, 부하가 허용하는 만큼만 제거한다",
      layer: "property",
      hint: {
        en: "Something was needed for longer than any cooldown. What kept your scaler from it?",
        ko: "어떤 휴지 기간보다도 오래 필요했습니다. 무엇이 스케일러를 막았습니까?",
      },
    },
    {
      name: "removes no reader of an operator, whoever fails, comes or goes",
      nameKo: "누가 고장 나고 들어오고 나가도 운영자의 리더는 제거하지 않는다",
      layer: "cluster",
      hint: {
        en: "Roles change in a failover, and names can be taken by anyone. What stays true of a reader?",
        ko: "장애 조치에서는 역할이 바뀌고, 이름은 누구나 지을 수 있습니다. 리더에 대해 변하지 않는 것은 무엇입니까?",
      },
    },
    {
      name: "never flaps, and follows the load",
      nameKo: "들락날락하지 않고 부하를 따라간다",
      layer: "cluster",
      hint: {
        en: "Follow the run from the last change on: what was needed, and when was the next change allowed?",
        ko: "마지막 변경부터 실행을 따라가 보십시오. 무엇이 필요했고, 다음 변경은 언제부터 허용되었습니까?",
      },
    },
    {
      name: "runs the fleet event for event as the reference does",
      nameKo: "리더 무리가 이벤트 하나하나까지 참조 구현과 똑같이 돌아간다",
      layer: "cluster",
      hint: {
        en: "Replay the run up to where the two part, and read the average of that minute.",
        ko: "둘이 갈라지는 곳까지 실행을 재생하고, 그 순간의 평균을 읽어 보십시오.",
      },
    },
  ],
  hints: [
    {
      en: "Begin with one number: how many readers are needed now. It needs no memory.",
      ko: "수 하나부터 시작하십시오. 지금 필요한 리더는 몇 개입니까? 여기에는 기억이 필요 없습니다.",
    },
    {
      en: "Compare it with how many there are, and you have three cases. Two of them may have to wait. For what?",
      ko: "있는 수와 비교하면 세 경우가 나옵니다. 그중 둘은 기다려야 할 수 있습니다. 무엇을 기다립니까?",
    },
    {
      en: "Three things are enough to remember: two times, and one number that belongs to one of them.",
      ko: "기억할 것은 셋이면 됩니다. 시각 둘과, 그중 하나에 딸린 수 하나입니다.",
    },
  ],
  mistakes: {
    "shared-memory": {
      caughtBy: "begins without a memory, and shares none with another scaler",
      misconception: {
        en: "What is remembered stands outside of the function, so one cluster's cooldown holds up another.",
        ko: "기억을 함수 밖에 두어, 한 클러스터의 휴지 기간이 다른 클러스터를 막습니다.",
      },
    },
    "one-at-a-time": {
      caughtBy: "adds as many readers as bring the average to the target, all at once",
      misconception: {
        en: "One reader is added at a time. Each takes minutes to come up; target tracking adds in proportion to what the metric says.",
        ko: "한 번에 하나씩 추가합니다. 하나가 뜨는 데 몇 분이 걸립니다. 대상 추적은 지표에 비례해 추가합니다.",
      },
    },
    "orders-again": {
      caughtBy: "counts a reader that is being made as one that the cluster has",
      misconception: {
        en: "Readers that are being made are forgotten, and ordered a second time.",
        ko: "만드는 중인 리더를 잊고 다시 주문합니다.",
      },
    },
    "multiplies-by-all": {
      caughtBy: "takes the average for the readers that are available, and for no others",
      misconception: {
        en: "The average is multiplied with all readers. Those that do not serve were not measured: the load comes out too high, and every order makes it higher.",
        ko: "평균에 전체 리더 수를 곱합니다. 서비스하지 않는 리더는 잰 것이 아니므로 부하가 부풀고, 주문할 때마다 더 부풉니다.",
      },
    },
    "maximum-for-its-own": {
      caughtBy: "keeps within the minimum and the maximum",
      misconception: {
        en: "The maximum is taken for the scaler's own readers. It is the number of readers of the cluster.",
        ko: "최댓값을 스케일러가 만든 리더에만 적용합니다. 최댓값은 클러스터의 리더 수입니다.",
      },
    },
    "blind-below-the-minimum": {
      caughtBy: "fills the cluster up to the minimum without an average, and changes nothing else",
      misconception: {
        en: "Without an average nothing is done. A cluster without readers has none, and would stay without readers.",
        ko: "평균이 없으면 아무것도 하지 않습니다. 리더가 없는 클러스터에는 평균이 없으므로 계속 리더 없이 남습니다.",
      },
    },
    "silence-is-no-load": {
      caughtBy: "fills the cluster up to the minimum without an average, and changes nothing else",
      misconception: {
        en: "A missing average is read as 0, and readers go. A gap in the metric says nothing about the load.",
        ko: "평균이 없는 것을 0으로 읽고 리더를 제거합니다. 지표가 비었다고 부하가 없는 것은 아닙니다.",
      },
    },
    "removes-one-at-a-time": {
      caughtBy: "removes what the load does not need, all at once",
      misconception: {
        en: "One reader is removed at a time. The care lies in when, not in how many.",
        ko: "한 번에 하나씩 제거합니다. 조심하는 것은 개수가 아니라 시점입니다.",
      },
    },
    "anyones-readers": {
      caughtBy: "removes only readers that it has made, even if that is too few",
      misconception: {
        en: "Whichever reader is last in the list goes. People have made some of them, for reasons the scaler does not know.",
        ko: "목록의 마지막 리더부터 제거합니다. 그중에는 스케일러가 모르는 까닭으로 사람이 만든 것이 있습니다.",
      },
    },
    "removes-below-the-target": {
      caughtBy: "removes nothing before the average is below 80 % of the target",
      misconception: {
        en: "Readers go as soon as fewer would do. The rest then stands right at the target, and the next small rise brings them back.",
        ko: "더 적어도 되는 순간 바로 제거합니다. 남은 리더는 목표에 딱 붙고, 조금만 늘어도 다시 추가하게 됩니다.",
      },
    },
    "removes-while-one-is-made": {
      caughtBy: "removes nothing while a reader is not available",
      misconception: {
        en: "Readers are removed while others are not in service: nobody knows yet how the load will be spread.",
        ko: "서비스하지 않는 리더가 있는데도 제거합니다. 부하가 어떻게 나뉠지 아직 모릅니다.",
      },
    },
    "deaf-while-cooling": {
      caughtBy: "adds during that cooldown when more is needed than then, or the minimum is missing",
      misconception: {
        en: "Nothing is added during a cooldown. It is there for the same need; a larger one is not held up.",
        ko: "휴지 기간에는 아무것도 추가하지 않습니다. 휴지 기간은 같은 필요에 대한 것이고, 더 큰 필요는 막지 않습니다.",
      },
    },
    "ignores-the-other-cooldown": {
      caughtBy: "removes nothing during the cooldown of a scale-out",
      misconception: {
        en: "A scale-in looks at its own cooldown only, and may take away what has just come.",
        ko: "스케일 인이 자기 휴지 기간만 보므로, 방금 들어온 리더를 빼앗을 수 있습니다.",
      },
    },
    "scale-in-holds-up-scale-out": {
      caughtBy: "adds at once after a scale-in, whose cooldown then ends",
      misconception: {
        en: "After a scale-in nothing is added for a while. Too few readers are worse than too many: adding never waits for that.",
        ko: "스케일 인 뒤 한동안 추가하지 않습니다. 모자란 것이 남는 것보다 나쁘므로, 추가는 이것을 기다리지 않습니다.",
      },
    },
  },
});
