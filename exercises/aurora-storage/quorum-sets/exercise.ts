import { defineExercise } from "four-of-six/exercise";

export default defineExercise({
  title: { en: "Quorum sets", ko: "쿼럼 세트" },
  lesson: "aurora-storage/changing-members",
  stars: 3,
  checks: [
    {
      name: "asks four of six to write and three of six to read, while nothing changes",
      nameKo: "아무것도 바뀌지 않을 때는 여섯 중 넷으로 쓰고 셋으로 읽는다",
      layer: "example",
      hint: {
        en: "One alternative is a list like any other. The rule has both numbers.",
        ko: "조합이 하나여도 목록입니다. 두 숫자는 rule에 있습니다.",
      },
    },
    {
      name: "counts a member once, and strangers not at all",
      nameKo: "멤버는 한 번만 세고, 멤버가 아닌 것은 세지 않는다",
      layer: "example",
      hint: {
        en: "Walk the members and ask of each whether it was heard, rather than the other way round.",
        ko: "들은 것을 하나씩 세지 말고, 멤버를 하나씩 돌며 응답했는지 물어보십시오.",
      },
    },
    {
      name: "asks a write to satisfy every alternative",
      nameKo: "쓰기는 모든 조합을 충족해야 한다",
      layer: "example",
      hint: {
        en: "Whichever alternative remains in the end, the write has to be on four of its six.",
        ko: "결국 어느 조합이 남든, 쓰기는 그 여섯 중 넷에 있어야 합니다.",
      },
    },
    {
      name: "asks a read to satisfy one alternative",
      nameKo: "읽기는 한 조합만 충족하면 된다",
      layer: "example",
      hint: {
        en: "Each write is on four of every alternative. How many alternatives does a read have to meet it in?",
        ko: "쓰기는 모든 조합에서 네 세그먼트에 있습니다. 읽기는 몇 개의 조합에서 그 쓰기를 만나면 됩니까?",
      },
    },
    {
      name: "gives each alternative a twin when a change begins, one epoch on",
      nameKo: "변경이 시작되면 조합마다 쌍둥이가 생기고 에포크가 하나 오른다",
      layer: "example",
      hint: {
        en: "The old six stay as they are. The twin has the candidate in the very place of the one that may leave.",
        ko: "원래의 여섯은 그대로 둡니다. 쌍둥이는 나갈 세그먼트의 바로 그 자리에 후보를 둡니다.",
      },
    },
    {
      name: "stacks a second change on the first, to four alternatives",
      nameKo: "두 번째 변경은 첫 번째 위에 쌓여 조합이 넷이 된다",
      layer: "example",
      hint: {
        en: "Nobody knows how either change will end. How many groups of six may remain?",
        ko: "두 변경이 어떻게 끝날지 아무도 모릅니다. 남을 수 있는 여섯은 몇 가지입니까?",
      },
    },
    {
      name: "leaves the alternatives without the old member when the change is complete",
      nameKo: "변경이 끝나면 옛 멤버가 없는 조합만 남는다",
      layer: "example",
      hint: {
        en: "A step takes alternatives away. Which ones can no longer come true?",
        ko: "이 단계에서는 조합을 없앱니다. 더 이상 이루어질 수 없는 조합은 무엇입니까?",
      },
    },
    {
      name: "waits with completing until the candidate holds the log",
      nameKo: "후보가 로그를 갖출 때까지 변경을 끝내지 않는다",
      layer: "example",
      hint: {
        en: "A write of the epoch before may be on A, B, C and F. Who of ABCDEG has it, if G does not?",
        ko: "이전 에포크의 쓰기가 A, B, C, F에 있을 수 있습니다. G가 갖추지 못했다면 ABCDEG 중 누가 그것을 가졌습니까?",
      },
    },
    {
      name: "goes back to the old member under a new epoch",
      nameKo: "옛 멤버로 돌아갈 때도 에포크는 새로워진다",
      layer: "example",
      hint: {
        en: "The members are those of before. But what of a request that still names the epoch in between?",
        ko: "멤버는 예전과 같습니다. 그런데 그 사이의 에포크를 말하는 요청은 어떻게 됩니까?",
      },
    },
    {
      name: "refuses a change that cannot begin",
      nameKo: "시작할 수 없는 변경은 거부한다",
      layer: "example",
      hint: {
        en: "Look at everyone in any alternative: is the one that leaves among them, and the one that joins not?",
        ko: "어느 조합에든 있는 모두를 보십시오. 나갈 세그먼트는 그 안에 있고, 들어올 세그먼트는 없어야 합니다.",
      },
    },
    {
      name: "ends only a change that is under way",
      nameKo: "진행 중인 변경만 끝낼 수 있다",
      layer: "example",
      hint: {
        en: "That both segments are members does not mean that one is replacing the other. Which two alternatives would show it?",
        ko: "둘 다 멤버라고 해서 하나가 다른 하나를 대신하는 중인 것은 아닙니다. 어떤 두 조합이 그것을 보여 줍니까?",
      },
    },
    {
      name: "serves requests of its own epoch and of newer ones",
      nameKo: "자기 에포크와 더 새로운 에포크의 요청을 처리한다",
      layer: "example",
      hint: {
        en: "Who is behind when the request's epoch is lower? And when it is higher?",
        ko: "요청의 에포크가 더 낮으면 누가 뒤처진 것입니까? 더 높으면 어떻습니까?",
      },
    },
    {
      name: "answers as the reference does, through any sequence of changes",
      nameKo: "변경이 어떤 순서로 이어져도 참조 구현과 똑같이 답한다",
      layer: "property",
      hint: {
        en: "Replay the run and write the alternatives down after each step. Where does yours differ?",
        ko: "실행을 재생하며 단계마다 조합을 적어 보십시오. 어디서 달라집니까?",
      },
    },
    {
      name: "never leaves two write quorums that do not meet, and loses no commit, while segments are replaced",
      nameKo: "세그먼트를 교체하는 동안 만나지 않는 두 쓰기 쿼럼을 남기지 않고 커밋을 잃지 않는다",
      layer: "cluster",
      hint: {
        en: "Take the two epochs that the message names and look for a write that only one of them would notice.",
        ko: "메시지에 나온 두 에포크를 놓고, 그중 하나만 알아챌 쓰기를 찾아보십시오.",
      },
    },
    {
      name: "loses no commit when the writer crashes in the middle of a change",
      nameKo: "변경 도중에 라이터가 죽어도 커밋을 잃지 않는다",
      layer: "cluster",
      hint: {
        en: "Recovery reads by the set of that moment. Which acknowledgements did the lost writer count?",
        ko: "복구는 그 순간의 세트로 읽습니다. 사라진 라이터는 어떤 확인 응답을 셌습니까?",
      },
    },
    {
      name: "runs the cluster event for event as the reference does",
      nameKo: "클러스터가 이벤트 하나하나까지 참조 구현과 똑같이 돌아간다",
      layer: "cluster",
      hint: {
        en: "Replay the run and look at the members just before the two part.",
        ko: "실행을 재생하고, 둘이 갈라지기 직전의 멤버를 살펴보십시오.",
      },
    },
  ],
  hints: [
    {
      en: "An alternative is one possible future of the group. A write has to be safe in all of them, because nobody knows which one comes true.",
      ko: "조합 하나는 그룹의 가능한 미래 하나입니다. 어느 것이 이루어질지 모르므로 쓰기는 모든 미래에서 안전해야 합니다.",
    },
    {
      en: "Beginning doubles the futures that have the old member; ending strikes out those that did not come true. Neither touches the set that it was given.",
      ko: "시작은 옛 멤버가 있는 미래를 두 배로 늘리고, 끝은 이루어지지 않은 미래를 지웁니다. 어느 쪽도 받은 세트를 건드리지 않습니다.",
    },
    {
      en: "To see whether a change is under way, make the twin of an alternative yourself and look whether it is there.",
      ko: "변경이 진행 중인지 알려면 조합의 쌍둥이를 직접 만들어 보고, 그것이 있는지 찾으십시오.",
    },
  ],
  mistakes: {
    "hard-codes-four-and-three": {
      caughtBy: "asks four of six to write and three of six to read, while nothing changes",
      misconception: {
        en: "Four and three are written into the code. The rule says how many it takes; the same mechanism can change the rule itself.",
        ko: "4와 3이 코드에 박혀 있습니다. 몇 개가 필요한지는 rule이 정하며, 같은 방법으로 규칙 자체도 바꿀 수 있습니다.",
      },
    },
    "counts-messages": {
      caughtBy: "counts a member once, and strangers not at all",
      misconception: {
        en: "Messages are counted. A member that acknowledges twice is one copy.",
        ko: "메시지를 세고 있습니다. 두 번 확인 응답한 멤버도 사본은 하나입니다.",
      },
    },
    "any-alternative-writes": {
      caughtBy: "asks a write to satisfy every alternative",
      misconception: {
        en: "A write is let pass when one alternative accepts it. If the other one remains, the write may be on three of its six only.",
        ko: "한 조합만 충족해도 쓰기를 통과시킵니다. 다른 조합이 남으면 그 쓰기는 여섯 중 셋에만 있을 수 있습니다.",
      },
    },
    "four-of-seven": {
      caughtBy: "asks a write to satisfy every alternative",
      misconception: {
        en: "Four of all seven are asked for. A, B, F and G are four, and only three of either six: a read of the other three would miss the write.",
        ko: "일곱 중 넷을 요구합니다. A, B, F, G는 넷이지만 어느 여섯에서도 셋뿐입니다. 나머지 셋의 읽기는 그 쓰기를 놓칩니다.",
      },
    },
    "only-the-new-six": {
      caughtBy: "asks a write to satisfy every alternative",
      misconception: {
        en: "Only the six that the group is changing to are asked. If F returns and the change is taken back, writes counted with G are short of a copy.",
        ko: "바뀌게 될 여섯에만 묻습니다. F가 돌아와 변경이 취소되면, G까지 세어 채운 쓰기는 사본이 하나 모자랍니다.",
      },
    },
    "every-alternative-reads": {
      caughtBy: "asks a read to satisfy one alternative",
      misconception: {
        en: "A read is made to satisfy every alternative. It is enough to meet the write once, and asking for more can stop recovery without need.",
        ko: "읽기에도 모든 조합을 요구합니다. 쓰기를 한 번 만나면 충분하며, 더 요구하면 필요 없이 복구가 멈출 수 있습니다.",
      },
    },
    "replaces-at-once": {
      caughtBy: "gives each alternative a twin when a change begins, one epoch on",
      misconception: {
        en: "The member is replaced at once. F may only have been slow, and what it alone holds would be thrown away; ABCF wrote, DEG reads, and they do not meet.",
        ko: "멤버를 한 번에 바꿉니다. F는 느렸을 뿐일 수 있고, F만 가진 것이 버려집니다. ABCF에 쓴 것을 DEG로 읽으면 서로 만나지 않습니다.",
      },
    },
    "appends-the-candidate": {
      caughtBy: "gives each alternative a twin when a change begins, one epoch on",
      misconception: {
        en: "The candidate is put at the end. It joins for one certain member, and its place says for which.",
        ko: "후보를 맨 뒤에 붙입니다. 후보는 특정 멤버를 대신해 합류하며, 그 자리가 누구를 대신하는지 말해 줍니다.",
      },
    },
    "changes-the-set-it-was-given": {
      caughtBy: "gives each alternative a twin when a change begins, one epoch on",
      misconception: {
        en: "The set that was given is changed in place. Whoever still goes by the old epoch holds that same set.",
        ko: "받은 세트를 그 자리에서 고칩니다. 아직 이전 에포크를 따르는 쪽도 바로 그 세트를 들고 있습니다.",
      },
    },
    "twins-only-the-first": {
      caughtBy: "stacks a second change on the first, to four alternatives",
      misconception: {
        en: "A second change gets a twin of one alternative only. Both changes may succeed, and that future, ABCDHG, is missing.",
        ko: "두 번째 변경에 쌍둥이를 하나만 만듭니다. 두 변경이 모두 성공하는 미래인 ABCDHG가 빠졌습니다.",
      },
    },
    "does-not-wait-for-hydration": {
      caughtBy: "waits with completing until the candidate holds the log",
      misconception: {
        en: "The change is completed although the candidate does not hold the log. Records written before it joined are then on three members only.",
        ko: "후보가 로그를 갖추지 못했는데 변경을 끝냅니다. 합류하기 전에 쓴 레코드는 그러면 세 멤버에만 남습니다.",
      },
    },
    "keeps-the-epoch-on-the-way-back": {
      caughtBy: "goes back to the old member under a new epoch",
      misconception: {
        en: "The way back restores the old epoch. Requests of the epoch in between would be newer than the group itself, and pass.",
        ko: "되돌아가면서 에포크도 되돌립니다. 그 사이의 에포크를 말하는 요청이 그룹보다 새로운 것이 되어 통과합니다.",
      },
    },
    "asks-only-whether-both-are-members": {
      caughtBy: "ends only a change that is under way",
      misconception: {
        en: "A change is taken to be under way when both segments are members. With two changes going on, that mixes up who joins for whom.",
        ko: "두 세그먼트가 모두 멤버이면 변경이 진행 중이라고 봅니다. 변경이 둘이면 누가 누구를 대신하는지 뒤섞입니다.",
      },
    },
    "refuses-newer-epochs": {
      caughtBy: "serves requests of its own epoch and of newer ones",
      misconception: {
        en: "Newer epochs are refused. Whoever names one has heard of a change that this segment has yet to hear of; refusing it would stop writes.",
        ko: "더 새로운 에포크를 거부합니다. 그 요청은 이 세그먼트가 아직 듣지 못한 변경을 아는 것이므로, 거부하면 쓰기가 멈춥니다.",
      },
    },
    "accepts-older-epochs": {
      caughtBy: "serves requests of its own epoch and of newer ones",
      misconception: {
        en: "The epoch before is still accepted. Its sender counts on members of which one may be gone.",
        ko: "바로 앞 에포크를 아직 받아들입니다. 보낸 쪽은 이미 빠졌을 수 있는 멤버까지 세고 있습니다.",
      },
    },
  },
});
