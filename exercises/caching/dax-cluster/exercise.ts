import { defineExercise } from "four-of-six/exercise";

const SHARES = "reads from any healthy node, each for an equal share of the draws";
const AGAIN = "reads again from another node than the last, if there is one";
const PRIMARY = "writes to the primary, and looks elsewhere only where that cannot be";
const ONCE = "never sends a write again that may have happened";
const NEWEST = "follows the newest topology, and no older one that comes late";
const UNTIL = "sends each replica all that it has not confirmed, again and again, until it has";
const ORDER = "takes each update once, in order, and nothing after a gap";
const EPOCH = "takes nothing of another epoch, neither updates nor confirmations";
const BEGINS = "begins a new epoch with what not every replica had, and with nothing else";
const MOST = "promotes whoever has most of the log";

export default defineExercise({
  title: { en: "DAX cluster", ko: "DAX 클러스터" },
  lesson: "caching/dax-cluster",
  stars: 3,
  checks: [
    {
      name: SHARES,
      nameKo: "건강한 노드라면 어디서든 읽고, 각 노드가 추첨에서 같은 몫을 받는다",
      layer: "example",
      hint: {
        en: "Lay the draws from 0 to 1 on a line. How long is the piece of each node, also of the first and the last?",
        ko: "0부터 1까지의 추첨값을 선 위에 놓아 보십시오. 처음과 마지막 노드까지, 각 노드의 구간은 얼마나 깁니까?",
      },
    },
    {
      name: AGAIN,
      nameKo: "다시 읽을 때는 다른 노드가 있으면 마지막 노드를 피한다",
      layer: "example",
      hint: {
        en: "What do you know of a node that has just not answered? And what if there is no other?",
        ko: "방금 응답하지 않은 노드에 대해 무엇을 압니까? 다른 노드가 없다면 어떻게 합니까?",
      },
    },
    {
      name: PRIMARY,
      nameKo: "기본 노드에 쓰고, 그럴 수 없을 때만 다른 노드를 찾는다",
      layer: "example",
      hint: {
        en: "A replica cannot write. What can it tell you that you do not know?",
        ko: "복제본은 쓸 수 없습니다. 그래도 여러분이 모르는 무엇을 알려 줄 수 있습니까?",
      },
    },
    {
      name: ONCE,
      nameKo: "되었을지도 모르는 쓰기는 다시 보내지 않는다",
      layer: "example",
      hint: {
        en: "Two ways to fail: one in which the write has surely not happened, and one in which nobody knows.",
        ko: "실패에는 두 가지가 있습니다. 쓰기가 확실히 되지 않은 경우와 아무도 모르는 경우입니다.",
      },
    },
    {
      name: NEWEST,
      nameKo: "가장 새로운 토폴로지를 따르고, 늦게 온 옛 토폴로지는 따르지 않는다",
      layer: "example",
      hint: {
        en: "Messages overtake each other. What in a topology says how new it is? Clients and nodes both hear late ones.",
        ko: "메시지는 서로 앞지릅니다. 토폴로지의 무엇이 얼마나 새로운지 말해 줍니까? 클라이언트도 노드도 늦은 소식을 듣습니다.",
      },
    },
    {
      name: UNTIL,
      nameKo: "각 복제본에 확인받지 못한 것을 모두, 확인받을 때까지 거듭 보낸다",
      layer: "example",
      hint: {
        en: "Each replica is somewhere else in the log. Where is the slowest, and what do you need for it?",
        ko: "복제본마다 로그에서 있는 곳이 다릅니다. 가장 느린 복제본은 어디에 있고, 그를 위해 무엇이 필요합니까?",
      },
    },
    {
      name: ORDER,
      nameKo: "업데이트를 순서대로 한 번씩 받아들이고, 빈 곳 다음은 받아들이지 않는다",
      layer: "example",
      hint: {
        en: "Confirming position 5 says something about 4, too.",
        ko: "위치 5를 확인한다는 것은 4에 대해서도 말하는 것입니다.",
      },
    },
    {
      name: EPOCH,
      nameKo: "다른 에포크의 것은 업데이트도 확인도 받아들이지 않는다",
      layer: "example",
      hint: {
        en: "Position 1 of epoch 1 and position 1 of epoch 2: what do they have in common?",
        ko: "에포크 1의 위치 1과 에포크 2의 위치 1 사이에 무엇이 같습니까?",
      },
    },
    {
      name: BEGINS,
      nameKo: "모든 복제본이 갖지는 않은 것으로 새 에포크를 시작하고, 그 밖의 것은 넣지 않는다",
      layer: "example",
      hint: {
        en: "The primary has failed in the middle of its work. Who can finish it, and from what?",
        ko: "기본 노드가 일하던 중에 실패했습니다. 누가 무엇을 가지고 그 일을 끝낼 수 있습니까?",
      },
    },
    {
      name: MOST,
      nameKo: "로그를 가장 많이 가진 노드를 승격한다",
      layer: "example",
      hint: {
        en: "Positions begin anew in each epoch. Which two of them can be compared?",
        ko: "위치는 에포크마다 새로 시작합니다. 어떤 둘을 비교할 수 있습니까?",
      },
    },
    {
      name: "routes, sends and takes as the reference does, whatever it is told",
      nameKo: "무엇을 들어도 참조 구현과 똑같이 고르고 보내고 받아들인다",
      layer: "property",
      hint: {
        en: "Note for each node: its epoch, its position, what it keeps. Then follow the steps.",
        ko: "노드마다 에포크와 위치와 보관한 것을 적고, 단계를 따라가십시오.",
      },
    },
    {
      name: "spreads the reads of a hot key over all nodes, and leaves few to the table",
      nameKo: "핫 키의 읽기를 모든 노드에 나누고 테이블에는 조금만 남긴다",
      layer: "cluster",
      hint: {
        en: "Three nodes that share the reads, and tell each other what they have read.",
        ko: "세 노드가 읽기를 나누고, 읽은 것을 서로 알립니다.",
      },
    },
    {
      name: "writes once at most, and lets replicas follow within a second where nothing fails",
      nameKo: "쓰기는 많아야 한 번이고, 실패가 없으면 복제본이 1초 안에 따라온다",
      layer: "cluster",
      hint: {
        en: "Find the change in the log of the primary, and follow it to the node that is late.",
        ko: "기본 노드의 로그에서 그 변경을 찾아, 늦은 노드까지 따라가십시오.",
      },
    },
    {
      name: "runs the cluster event for event as the reference does",
      nameKo: "클러스터가 이벤트 하나하나까지 참조 구현과 똑같이 돌아간다",
      layer: "cluster",
      hint: {
        en: "Replay the run up to where the two part. Who knows which topology there?",
        ko: "둘이 갈라지는 곳까지 재생하십시오. 거기서 누가 어떤 토폴로지를 압니까?",
      },
    },
  ],
  hints: [
    {
      en: "Three small mechanisms that share one idea, the epoch. Begin with the client; it needs the least memory.",
      ko: "작은 메커니즘 셋이 에포크라는 생각 하나를 나눕니다. 기억할 것이 가장 적은 클라이언트부터 시작하십시오.",
    },
    {
      en: "Of the log only the end is kept: a position for where it stops, and the changes that somebody may lack.",
      ko: "로그는 끝부분만 둡니다. 어디서 끝나는지 나타내는 위치와, 누군가에게 없을지 모르는 변경들입니다.",
    },
    {
      en: "A replica is a primary that has not happened yet. What would it miss on that day?",
      ko: "복제본은 아직 되지 않은 기본 노드입니다. 그날이 오면 무엇이 없어서 곤란하겠습니까?",
    },
  ],
  mistakes: {
    "primary-first": {
      caughtBy: SHARES,
      misconception: {
        en: "Everybody reads from the primary, since it is newest. The replicas stand idle, and a hot key has one node again.",
        ko: "기본 노드가 가장 새로우므로 모두 거기서 읽습니다. 복제본은 놀고, 핫 키는 다시 노드 하나에 몰립니다.",
      },
    },
    "same-node-again": {
      caughtBy: AGAIN,
      misconception: {
        en: "The next attempt may draw the node that has just failed, and wait for it once more.",
        ko: "다음 시도에서 방금 실패한 노드를 다시 뽑아 한 번 더 기다릴 수 있습니다.",
      },
    },
    "primary-or-nobody": {
      caughtBy: PRIMARY,
      misconception: {
        en: "Where the primary does not answer, nobody is asked. But a replica may know of the next one before the client does.",
        ko: "기본 노드가 응답하지 않으면 아무에게도 묻지 않습니다. 그러나 복제본이 다음 기본 노드를 먼저 알 수 있습니다.",
      },
    },
    "writes-again": {
      caughtBy: ONCE,
      misconception: {
        en: "A write without an answer is sent again. If only the answer was lost, it happens twice.",
        ko: "응답이 없는 쓰기를 다시 보냅니다. 유실된 것이 응답뿐이었다면 쓰기가 두 번 됩니다.",
      },
    },
    "last-told-counts": {
      caughtBy: NEWEST,
      misconception: {
        en: "The last topology that is heard counts. One message that comes late brings the old primary back.",
        ko: "마지막에 들은 토폴로지를 따릅니다. 늦게 온 메시지 하나가 옛 기본 노드를 되살립니다.",
      },
    },
    "sends-once": {
      caughtBy: UNTIL,
      misconception: {
        en: "What was sent counts as received. A lost message then leaves a replica old for a TTL.",
        ko: "보낸 것을 받은 것으로 칩니다. 메시지 하나가 유실되면 복제본은 TTL 동안 낡은 채로 있습니다.",
      },
    },
    "one-is-enough": {
      caughtBy: UNTIL,
      misconception: {
        en: "The log forgets a change once one replica has confirmed it. The others never hear of it.",
        ko: "복제본 하나가 확인하면 로그에서 지웁니다. 다른 복제본은 그 변경을 영영 듣지 못합니다.",
      },
    },
    "leaps-over-gaps": {
      caughtBy: ORDER,
      misconception: {
        en: "Whatever has a higher position is taken. What lies between is then confirmed, and never came.",
        ko: "위치가 더 높으면 받아들입니다. 그 사이의 것은 온 적이 없는데 확인된 것이 됩니다.",
      },
    },
    "old-primary-counts": {
      caughtBy: EPOCH,
      misconception: {
        en: "Positions are compared without their epochs. An update of the old primary then takes the place of one of the new.",
        ko: "에포크 없이 위치만 비교합니다. 옛 기본 노드의 업데이트가 새 기본 노드의 것을 대신하게 됩니다.",
      },
    },
    "begins-empty": {
      caughtBy: BEGINS,
      misconception: {
        en: "A new epoch begins with an empty log. What the old primary had sent to some, the others do not get.",
        ko: "새 에포크를 빈 로그로 시작합니다. 옛 기본 노드가 일부에게만 보낸 것을 나머지는 받지 못합니다.",
      },
    },
    "never-forgets": {
      caughtBy: BEGINS,
      misconception: {
        en: "Nothing is deleted from the log. It grows as long as the cluster lives, and each failover sends all of it again.",
        ko: "로그에서 아무것도 지우지 않습니다. 로그는 끝없이 자라고, 장애 조치 때마다 전부 다시 보냅니다.",
      },
    },
    "position-before-epoch": {
      caughtBy: MOST,
      misconception: {
        en: "The highest position wins, of whichever epoch. A node that was away for long becomes primary.",
        ko: "에포크와 상관없이 가장 높은 위치가 이깁니다. 오래 떠나 있던 노드가 기본 노드가 됩니다.",
      },
    },
  },
});
