import { defineExercise } from "four-of-six/exercise";

export default defineExercise({
  title: { en: "Quorum rules", ko: "쿼럼 규칙" },
  lesson: "aurora-storage/six-copies",
  stars: 1,
  checks: [
    {
      name: "lets a write count with four of six acknowledgements, and not with three",
      nameKo: "여섯 중 네 개가 확인 응답하면 쓰기를 인정하고, 세 개로는 인정하지 않는다",
      layer: "example",
      hint: {
        en: "The rule names the number of copies that is enough. Is that number itself enough, or one more?",
        ko: "몇 개면 충분한지는 rule에 적혀 있습니다. 꼭 그 수이면 됩니까, 하나 더 있어야 합니까?",
      },
    },
    {
      name: "trusts a read that three of six have answered, and not one that two have",
      nameKo: "여섯 중 세 개가 답한 읽기는 믿고, 두 개가 답한 읽기는 믿지 않는다",
      layer: "example",
      hint: {
        en: "Reading has a quorum of its own. Which of the rule's numbers is it?",
        ko: "읽기에는 읽기의 쿼럼이 따로 있습니다. rule의 어느 숫자입니까?",
      },
    },
    {
      name: "counts a segment once, however often it is heard",
      nameKo: "같은 세그먼트에서 몇 번을 듣든 한 번만 센다",
      layer: "example",
      hint: {
        en: "The list holds messages; the quorum asks for segments. How many different ones are there?",
        ko: "목록에는 메시지가 들어 있지만 쿼럼은 세그먼트를 묻습니다. 서로 다른 세그먼트는 몇 개입니까?",
      },
    },
    {
      name: "leaves out a segment that is no member of the group",
      nameKo: "그룹의 구성원이 아닌 세그먼트는 세지 않는다",
      layer: "example",
      hint: {
        en: "A2 holds another slice of the volume. What did you use `group` for?",
        ko: "A2는 볼륨의 다른 조각을 가지고 있습니다. `group`을 어디에 썼습니까?",
      },
    },
    {
      name: "takes its numbers from the rule that it is given",
      nameKo: "필요한 수는 넘겨받은 rule에서 가져온다",
      layer: "example",
      hint: {
        en: "Here a rule of three copies is asked about, then one that writes to five. Where do your numbers come from?",
        ko: "여기서는 복사본이 세 개인 규칙과, 다섯 개에 쓰는 규칙을 물어봅니다. 여러분의 숫자는 어디에서 옵니까?",
      },
    },
    {
      name: "finds a rule unsafe when a read can miss a write",
      nameKo: "읽기가 쓰기를 놓칠 수 있으면 그 규칙을 안전하지 않다고 판단한다",
      layer: "example",
      hint: {
        en: "Four copies have the write. Can you pick two of six without touching any of them?",
        ko: "복사본 네 개에 쓰기가 있습니다. 그 네 개를 하나도 건드리지 않고 여섯 중 두 개를 고를 수 있습니까?",
      },
    },
    {
      name: "finds a rule unsafe when two writes can miss each other",
      nameKo: "두 쓰기가 서로 만나지 않을 수 있으면 그 규칙을 안전하지 않다고 판단한다",
      layer: "example",
      hint: {
        en: "Draw four copies and give two writes two of them each. Then draw three copies, and try the same.",
        ko: "복사본 네 개를 그리고 두 쓰기에 두 개씩 나누어 보십시오. 그다음 복사본 세 개로도 해 보십시오.",
      },
    },
    {
      name: "goes on writing when a whole zone is lost",
      nameKo: "가용 영역 하나를 통째로 잃어도 쓰기를 계속한다",
      layer: "example",
      hint: {
        en: "Which segments stood in that zone, and how many are left? The placement knows.",
        ko: "그 가용 영역에는 어느 세그먼트가 있었고, 몇 개가 남았습니까? 답은 placement에 있습니다.",
      },
    },
    {
      name: "reads, but does not write, when a zone and one more segment are lost",
      nameKo: "가용 영역 하나와 세그먼트 하나를 더 잃으면 읽을 수는 있지만 쓸 수는 없다",
      layer: "example",
      hint: {
        en: "Count the segments that are left, not the zones.",
        ko: "남은 가용 영역이 아니라 남은 세그먼트를 세어 보십시오.",
      },
    },
    {
      name: "neither writes nor reads when two zones are lost",
      nameKo: "가용 영역 두 개를 잃으면 쓰지도 읽지도 못한다",
      layer: "example",
      hint: {
        en: "This is about recovery, where nobody knows any more which copy is complete. How many have to answer then?",
        ko: "어느 복사본이 완전한지 아무도 모르는 복구 상황의 이야기입니다. 이때는 몇 개가 답해야 합니까?",
      },
    },
    {
      name: "loses a segment once, although it failed by itself and with its zone",
      nameKo: "혼자서도, 가용 영역과 함께도 장애로 보고된 세그먼트는 한 번만 뺀다",
      layer: "example",
      hint: {
        en: "D stands in az-2. How many segments are really gone when az-2 and D have failed?",
        ko: "D는 az-2에 있습니다. az-2와 D에 장애가 났을 때 실제로 없어진 세그먼트는 몇 개입니까?",
      },
    },
    {
      name: "can write in 22 and read in 42 of the 64 ways in which six segments can be up or down",
      nameKo: "세그먼트 여섯 개가 살아 있거나 죽은 64가지 경우 중 22가지에서 쓰고 42가지에서 읽을 수 있다",
      layer: "example",
      hint: {
        en: "Fifteen ways leave exactly four segments, twenty leave three. On which side of the line do they stand?",
        ko: "꼭 네 개가 남는 경우가 15가지, 세 개가 남는 경우가 20가지입니다. 이들은 경계의 어느 쪽에 있습니까?",
      },
    },
    {
      name: "decides as the reference does for any rule, whoever is heard and how often",
      nameKo: "어떤 규칙이든, 누구에게서 몇 번을 듣든 참조 구현과 똑같이 판단한다",
      layer: "property",
      hint: {
        en: "Read the run's messages aloud. After each, name the members of the group that have been heard.",
        ko: "실행에 나온 메시지를 하나씩 읽어 보십시오. 그때마다 지금까지 들은 그룹의 구성원은 누구입니까?",
      },
    },
    {
      name: "judges any rule and any failure as the reference does",
      nameKo: "어떤 규칙과 어떤 장애든 참조 구현과 똑같이 판단한다",
      layer: "property",
      hint: {
        en: "This group may have one copy or seven, and its segments need not stand two by two. Who is left, segment by segment?",
        ko: "이 그룹의 복사본은 하나일 수도, 일곱일 수도 있고 두 개씩 놓여 있지 않을 수도 있습니다. 세그먼트마다 따져 보면 누가 남았습니까?",
      },
    },
    {
      name: "answers commits neither too early nor never when a zone and one more segment fail",
      nameKo: "가용 영역 하나와 세그먼트 하나가 더 죽어도 커밋에 너무 일찍 응답하거나 끝내 응답하지 않는 일이 없다",
      layer: "cluster",
      hint: {
        en: "Each mark of the volume asks mayWrite. What did it say when the fourth acknowledgement came, and before?",
        ko: "볼륨의 표시는 모두 mayWrite에 물어봅니다. 네 번째 확인 응답이 왔을 때, 그리고 그 전에 무엇이라고 답했습니까?",
      },
    },
    {
      name: "tells truly what each group can still do, whatever fails",
      nameKo: "무엇에 장애가 나든 각 그룹이 아직 할 수 있는 일을 사실대로 말한다",
      layer: "cluster",
      hint: {
        en: "A zone that fails takes its segments with it, and both are reported. Compare the segments that are left with both quorums.",
        ko: "장애가 난 가용 영역은 자기 세그먼트도 함께 데려가며, 둘 다 보고됩니다. 남은 세그먼트의 수를 두 쿼럼과 비교하십시오.",
      },
    },
    {
      name: "runs the cluster event for event as the reference does, recovery reads included",
      nameKo: "복구 읽기까지 포함해 클러스터가 이벤트 하나하나까지 참조 구현과 똑같이 돌아간다",
      layer: "cluster",
      hint: {
        en: "Replay the run and look at who had been heard just before the two part.",
        ko: "실행을 재생하고, 둘이 갈라지기 직전까지 누구에게서 들었는지 살펴보십시오.",
      },
    },
  ],
  hints: [
    {
      en: "Three of the four functions ask the same thing first: how many different segments of this group are there?",
      ko: "네 함수 중 셋은 먼저 같은 것을 묻습니다. 이 그룹의 서로 다른 세그먼트가 몇 개입니까?",
    },
    {
      en: "Go through the members of the group, not through the messages. A member was heard or it was not; it is left or it is not.",
      ko: "메시지가 아니라 그룹의 구성원을 하나씩 따라가십시오. 구성원은 응답했거나 하지 않았고, 남았거나 남지 않았습니다.",
    },
    {
      en: "For the overlaps, try to put two sets side by side without a shared copy: one of Vr and one of Vw, then two of Vw. The promise is broken exactly when they fit into V.",
      ko: "겹침은 두 집합을 겹치지 않게 나란히 놓아 보면 알 수 있습니다. 먼저 Vr개와 Vw개, 그다음 Vw개와 Vw개입니다. 둘이 V 안에 들어가면 약속이 깨집니다.",
    },
  ],
  mistakes: {
    "more-than-the-quorum": {
      caughtBy: "lets a write count with four of six acknowledgements, and not with three",
      misconception: {
        en: "More than the quorum is asked for. A write quorum of four is met by four.",
        ko: "쿼럼보다 많은 수를 요구합니다. 쓰기 쿼럼이 넷이면 네 개로 충족됩니다.",
      },
    },
    "quorums-swapped": {
      caughtBy: "lets a write count with four of six acknowledgements, and not with three",
      misconception: {
        en: "The two quorums are swapped. Writing needs the larger one: a write on three copies could be missed by a read of the other three.",
        ko: "두 쿼럼이 뒤바뀌었습니다. 큰 쪽이 쓰기입니다. 복사본 세 개에만 쓰면, 나머지 세 개를 읽는 쪽이 그 쓰기를 놓칠 수 있습니다.",
      },
    },
    "every-quorum-is-a-majority": {
      caughtBy: "trusts a read that three of six have answered, and not one that two have",
      misconception: {
        en: "Every quorum is taken to be a majority. Only writes have to meet each other; a read has to meet a write, and for that three of six are enough.",
        ko: "모든 쿼럼을 과반수로 보았습니다. 서로 만나야 하는 것은 쓰기뿐입니다. 읽기는 쓰기를 만나면 되고, 그러려면 여섯 중 셋이면 충분합니다.",
      },
    },
    "counts-messages": {
      caughtBy: "counts a segment once, however often it is heard",
      misconception: {
        en: "Messages are counted. Networks repeat them, but a segment that says it twice is still one copy.",
        ko: "메시지를 세고 있습니다. 네트워크는 메시지를 되풀이하지만, 두 번 말한 세그먼트도 복사본은 하나입니다.",
      },
    },
    "counts-strangers": {
      caughtBy: "leaves out a segment that is no member of the group",
      misconception: {
        en: "Whoever answers is counted. A segment of another group holds another slice of the volume, and its answer says nothing about this one.",
        ko: "응답한 세그먼트를 모두 세고 있습니다. 다른 그룹의 세그먼트는 볼륨의 다른 조각을 가지고 있으므로, 이 조각에 대해서는 아무것도 말해 주지 않습니다.",
      },
    },
    "four-and-three-by-heart": {
      caughtBy: "takes its numbers from the rule that it is given",
      misconception: {
        en: "Four and three are written into the code. They are one rule among many, and the rule is a parameter.",
        ko: "4와 3이 코드에 박혀 있습니다. 이 둘은 여러 규칙 중 하나일 뿐이고, 규칙은 매개변수로 주어집니다.",
      },
    },
    "touching-is-meeting": {
      caughtBy: "finds a rule unsafe when a read can miss a write",
      misconception: {
        en: "Two sets that together make up all copies are taken to meet. They can lie side by side and share none: the sum has to be larger than V.",
        ko: "합쳐서 전체가 되는 두 집합을 겹친다고 보았습니다. 둘은 나란히 놓여 하나도 겹치지 않을 수 있습니다. 합이 V보다 커야 합니다.",
      },
    },
    "forgets-that-writes-meet": {
      caughtBy: "finds a rule unsafe when two writes can miss each other",
      misconception: {
        en: "Only reads are made to meet writes. If two writes need not share a copy, both can succeed, and no copy knows of the conflict.",
        ko: "읽기와 쓰기의 겹침만 보았습니다. 두 쓰기가 복사본을 공유하지 않아도 되면 둘 다 성공할 수 있고, 어느 복사본도 충돌을 알지 못합니다.",
      },
    },
    "half-rounded-up": {
      caughtBy: "finds a rule unsafe when two writes can miss each other",
      misconception: {
        en: "Half of the copies is rounded up first. Half of three is 1.5, and two is more than that: two of three always meet two of three.",
        ko: "복사본의 절반을 먼저 올림했습니다. 셋의 절반은 1.5이고 둘은 그보다 많습니다. 셋 중 둘은 언제나 셋 중 둘과 만납니다.",
      },
    },
    "counts-zones": {
      caughtBy: "reads, but does not write, when a zone and one more segment are lost",
      misconception: {
        en: "Zones are counted. Quorums are made of segments: two zones with three segments between them are three, not a majority.",
        ko: "가용 영역을 세고 있습니다. 쿼럼은 세그먼트로 이루어집니다. 두 가용 영역에 세그먼트가 세 개 남았다면 셋이지 과반수가 아닙니다.",
      },
    },
    "one-copy-is-enough-to-read": {
      caughtBy: "neither writes nor reads when two zones are lost",
      misconception: {
        en: "One segment is taken to be enough, as in an ordinary page read. A recovery read does not know which segment is complete, so it needs the read quorum.",
        ko: "평소의 페이지 읽기처럼 세그먼트 하나면 된다고 보았습니다. 복구 읽기는 어느 세그먼트가 완전한지 모르므로 읽기 쿼럼이 필요합니다.",
      },
    },
    "subtracts-twice": {
      caughtBy: "loses a segment once, although it failed by itself and with its zone",
      misconception: {
        en: "Failures are subtracted one after the other, so a segment that went down with its zone is taken off twice. The database stops for nothing.",
        ko: "장애를 차례로 빼다 보니 가용 영역과 함께 죽은 세그먼트를 두 번 뺐습니다. 데이터베이스가 까닭 없이 멈춥니다.",
      },
    },
    "zones-by-heart": {
      caughtBy: "judges any rule and any failure as the reference does",
      misconception: {
        en: "The zones of A to F are written into the code. Where a segment stands is in the placement, and another group is placed differently.",
        ko: "A부터 F까지의 가용 영역이 코드에 박혀 있습니다. 세그먼트의 위치는 placement에 있으며, 다른 그룹은 다르게 놓일 수 있습니다.",
      },
    },
  },
});
