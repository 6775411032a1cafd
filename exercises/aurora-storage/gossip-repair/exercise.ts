import { defineExercise } from "four-of-six/exercise";

export default defineExercise({
  title: { en: "Gossip repair", ko: "가십 수리" },
  lesson: "aurora-storage/gossip",
  stars: 2,
  checks: [
    {
      name: "asks for its gaps, and for what lies above all that it holds",
      nameKo: "빈틈과, 가진 것 위에 있는 것을 요청한다",
      layer: "example",
      hint: {
        en: "Draw the log as a line and mark what the segment holds. What is unmarked, up to the far end?",
        ko: "로그를 선으로 그리고 세그먼트가 가진 곳을 칠해 보십시오. 끝까지 보았을 때 칠하지 않은 곳은 어디입니까?",
      },
    },
    {
      name: "asks a peer only for what it has told of",
      nameKo: "피어가 가졌다고 알린 것만 요청한다",
      layer: "example",
      hint: {
        en: "A peer has gaps of its own. Mark what it holds on a second line under the first. Where is the first empty and the second marked?",
        ko: "피어에게도 빈틈이 있습니다. 피어가 가진 곳을 둘째 줄에 칠해 보십시오. 첫째 줄은 비고 둘째 줄은 칠해진 곳은 어디입니까?",
      },
    },
    {
      name: "asks the nearest of those who have it, and nobody for the same",
      nameKo: "가진 것 중 가장 가까운 피어에게 요청하고, 같은 것을 두 번 요청하지 않는다",
      layer: "example",
      hint: {
        en: "Once B has been asked for a range, what is still missing when you come to D?",
        ko: "B에게 어떤 범위를 요청했다면, D의 차례에는 무엇이 아직 모자랍니까?",
      },
    },
    {
      name: "leaves out peers of which it wants nothing",
      nameKo: "원하는 것이 없는 피어는 뺀다",
      layer: "example",
      hint: {
        en: "A request without a range is a message for nothing.",
        ko: "범위가 없는 요청은 헛된 메시지입니다.",
      },
    },
    {
      name: "passes over peers of another epoch, behind or ahead",
      nameKo: "에포크가 다른 피어는 뒤처졌든 앞섰든 건너뛴다",
      layer: "example",
      hint: {
        en: "There are two epochs, and either may be lower or higher than one's own.",
        ko: "에포크는 두 가지이고, 각각 자신의 것보다 낮을 수도 높을 수도 있습니다.",
      },
    },
    {
      name: "sends the parts that it holds, and no others",
      nameKo: "가진 부분만 보낸다",
      layer: "example",
      hint: {
        en: "A part of a range may be here while the rest is not. It is worth sending.",
        ko: "범위의 일부만 있을 수 있습니다. 그 부분은 보낼 가치가 있습니다.",
      },
    },
    {
      name: "refuses a peer of another epoch, behind or ahead, and says why",
      nameKo: "에포크가 다른 피어는 뒤처졌든 앞섰든 거절하고 까닭을 말한다",
      layer: "example",
      hint: {
        en: "The same two epochs as in `plan`. Which of the two reasons goes first when both differ?",
        ko: "`plan`과 같은 두 에포크입니다. 둘 다 다르면 어느 까닭이 먼저입니까?",
      },
    },
    {
      name: "moves its SCL along the back-links, and stops before a gap",
      nameKo: "역방향 링크를 따라 SCL을 옮기고 빈틈 앞에서 멈춘다",
      layer: "example",
      hint: {
        en: "105 names 103 as the one before. Is 103 here?",
        ko: "105는 103을 앞 레코드라고 말합니다. 103이 있습니까?",
      },
    },
    {
      name: "keeps what lies beyond a gap",
      nameKo: "빈틈 너머의 것을 간직한다",
      layer: "example",
      hint: {
        en: "A record with its back-link is a stretch: from the one before it, up to itself. What if that begins where another ends?",
        ko: "역방향 링크가 있는 레코드는 앞 레코드에서 자신까지의 구간입니다. 그 시작이 다른 구간의 끝과 같다면 어떻게 됩니까?",
      },
    },
    {
      name: "joins what a record closes, on either side of it",
      nameKo: "레코드가 메운 곳은 앞뒤 모두 이어 붙인다",
      layer: "example",
      hint: {
        en: "103 closes the gap before the stretch (103, 105]. Where does the SCL stand then?",
        ko: "103이 오면 구간 (103, 105] 앞의 빈틈이 메워집니다. 그러면 SCL은 어디에 있습니까?",
      },
    },
    {
      name: "is the same after a record that it holds",
      nameKo: "이미 가진 레코드가 와도 그대로다",
      layer: "example",
      hint: {
        en: "What lies at or below the SCL, or within a stretch, is here. It cannot become a stretch of its own.",
        ko: "SCL 이하이거나 구간 안에 있는 것은 이미 있습니다. 따로 구간이 될 수 없습니다.",
      },
    },
    {
      name: "files records in whatever order they come",
      nameKo: "어떤 순서로 오든 똑같이 정리한다",
      layer: "example",
      hint: {
        en: "The same records in another order must give the same. What does the record that comes last have to close?",
        ko: "같은 레코드는 순서가 달라도 결과가 같아야 합니다. 마지막에 온 레코드는 무엇을 메워야 합니까?",
      },
    },
    {
      name: "asks, answers and files as the reference does, whatever comes in between",
      nameKo: "그사이 무슨 일이 있든 참조 구현과 똑같이 요청하고 답하고 정리한다",
      layer: "property",
      hint: {
        en: "Replay the run. What had each peer told when the segment asked, and what has changed since?",
        ko: "실행을 재생해 보십시오. 세그먼트가 요청할 때 피어는 무엇을 알렸고, 그 뒤에 무엇이 바뀌었습니까?",
      },
    },
    {
      name: "brings all six segments to hold the same log, once nothing fails any more",
      nameKo: "더 이상 장애가 없으면 여섯 세그먼트가 모두 같은 로그를 갖게 된다",
      layer: "cluster",
      hint: {
        en: "Look at the segment that stays behind at the end. Which record does it lack, and does it ever ask for it?",
        ko: "끝까지 뒤처진 세그먼트를 보십시오. 어느 레코드가 없으며, 그것을 한 번이라도 요청합니까?",
      },
    },
    {
      name: "never takes back what a recovery annulled, and loses no commit",
      nameKo: "복구가 무효로 한 것을 되찾지 않고, 커밋을 잃지 않는다",
      layer: "cluster",
      hint: {
        en: "Find the record that should not be there. Who gave it, and which epoch did that segment know?",
        ko: "있어서는 안 될 레코드를 찾으십시오. 누가 주었고, 그 세그먼트는 어느 에포크를 알고 있었습니까?",
      },
    },
    {
      name: "runs the cluster event for event as the reference does",
      nameKo: "클러스터가 이벤트 하나하나까지 참조 구현과 똑같이 돌아간다",
      layer: "cluster",
      hint: {
        en: "Replay the run and compare the first request that differs with what the segments hold at that moment.",
        ko: "실행을 재생하고, 처음 달라지는 요청을 그 순간 세그먼트들이 가진 것과 견주어 보십시오.",
      },
    },
  ],
  hints: [
    {
      en: "All three functions are about ranges of one line: what is held, what is missing, what both have. Write the few operations on ranges first, then the functions are short.",
      ko: "세 함수 모두 선 하나 위의 범위를 다룹니다. 가진 것, 모자란 것, 양쪽 다 가진 것입니다. 범위에 대한 연산 몇 가지를 먼저 작성하면 함수는 짧아집니다.",
    },
    {
      en: "A segment that is complete up to its SCL holds one more range, from the beginning of the log. And what is missing above everything has no end that the segment knows of.",
      ko: "SCL까지 완전하다는 것은 로그의 처음부터 이어지는 범위 하나를 더 가졌다는 뜻입니다. 그리고 가진 것 위의 모자란 범위에는 세그먼트가 아는 끝이 없습니다.",
    },
    {
      en: "For `file`, put what is held and what has arrived into one list, in order, and join neighbours that touch. The first range that comes out ends at the SCL.",
      ko: "`file`에서는 가진 것과 도착한 것을 한 목록에 순서대로 놓고 맞닿은 이웃을 이어 붙이십시오. 맨 앞 범위의 끝이 SCL입니다.",
    },
  ],
  mistakes: {
    "everything-above-the-scl": {
      caughtBy: "asks for its gaps, and for what lies above all that it holds",
      misconception: {
        en: "All that lies above the SCL is asked for, stretches included. The segment asks for records that are on its own disk.",
        ko: "SCL 위의 모든 것을, 가지고 있는 구간까지 요청합니다. 자기 디스크에 있는 레코드를 달라고 하는 셈입니다.",
      },
    },
    "only-what-is-newer": {
      caughtBy: "asks for its gaps, and for what lies above all that it holds",
      misconception: {
        en: "Only what lies above the highest record is asked for. A gap below it is never filled, and the SCL stands still for ever.",
        ko: "가장 높은 레코드 위만 요청합니다. 그 아래의 빈틈은 영영 메워지지 않고 SCL도 움직이지 않습니다.",
      },
    },
    "only-the-gaps": {
      caughtBy: "asks for its gaps, and for what lies above all that it holds",
      misconception: {
        en: "Only gaps with two ends are asked for. Records that came after everything that the segment holds are missing as well.",
        ko: "양 끝이 있는 빈틈만 요청합니다. 세그먼트가 가진 것 뒤에 나온 레코드도 모자란 것입니다.",
      },
    },
    "peers-have-no-gaps": {
      caughtBy: "asks a peer only for what it has told of",
      misconception: {
        en: "A peer is taken to have everything up to its highest record. It has gaps too, and the next peer is then not asked for what this one lacks.",
        ko: "피어가 가장 높은 레코드까지 모두 가졌다고 봅니다. 피어에게도 빈틈이 있고, 그러면 다음 피어에게는 요청하지 않게 됩니다.",
      },
    },
    "peers-have-their-scl": {
      caughtBy: "asks a peer only for what it has told of",
      misconception: {
        en: "Only what lies up to the peer's SCL is asked for. Two segments that lack different records would wait for each other.",
        ko: "피어의 SCL까지만 요청합니다. 서로 다른 레코드가 없는 두 세그먼트는 서로를 기다리게 됩니다.",
      },
    },
    "asks-everybody": {
      caughtBy: "asks the nearest of those who have it, and nobody for the same",
      misconception: {
        en: "The same range is asked of every peer that has it. Filing twice does no harm, but five segments send what one could have sent.",
        ko: "같은 범위를 가진 모든 피어에게 요청합니다. 두 번 정리해도 해는 없지만, 하나가 보내면 될 것을 다섯이 보냅니다.",
      },
    },
    "asks-one-peer": {
      caughtBy: "asks the nearest of those who have it, and nobody for the same",
      misconception: {
        en: "The first peer that can give anything is the only one that is asked. What it lacks too has to wait for another round.",
        ko: "무엇이든 줄 수 있는 첫 피어에게만 요청합니다. 그 피어에게도 없는 것은 다음번을 기다려야 합니다.",
      },
    },
    "furthest-peer-first": {
      caughtBy: "asks the nearest of those who have it, and nobody for the same",
      misconception: {
        en: "The peer that is complete the furthest is asked first. Peers come nearest first, so that what is in the same zone does not travel between zones.",
        ko: "가장 멀리까지 완전한 피어에게 먼저 요청합니다. 피어는 가까운 것부터 주어집니다. 같은 가용 영역에 있는 것을 다른 영역에서 가져올 까닭이 없습니다.",
      },
    },
    "asks-for-nothing": {
      caughtBy: "asks the nearest of those who have it, and nobody for the same",
      misconception: {
        en: "Peers of which nothing is wanted get a request as well. Most of the time that is every peer, at every round.",
        ko: "원하는 것이 없는 피어에게도 요청을 보냅니다. 대부분의 시간에는 매번 모든 피어가 그렇습니다.",
      },
    },
    "asks-any-epoch": {
      caughtBy: "passes over peers of another epoch, behind or ahead",
      misconception: {
        en: "Epochs are not looked at. A peer that was away during a recovery still tells of records that the recovery annulled.",
        ko: "에포크를 보지 않습니다. 복구 때 자리에 없던 피어는 복구가 무효로 한 레코드를 아직 가졌다고 알립니다.",
      },
    },
    "asks-newer-epochs": {
      caughtBy: "passes over peers of another epoch, behind or ahead",
      misconception: {
        en: "Peers that know more are asked. Their log may be another one above the truncation; the segment has to hear of that first.",
        ko: "더 많이 아는 피어에게는 요청합니다. 그 피어의 로그는 절단 범위 위에서 다른 로그일 수 있습니다. 먼저 그것을 들어야 합니다.",
      },
    },
    "asks-across-memberships": {
      caughtBy: "passes over peers of another epoch, behind or ahead",
      misconception: {
        en: "Only the volume's epoch is compared. A peer of another membership epoch may not belong to the group any more.",
        ko: "볼륨 에포크만 견줍니다. 멤버십 에포크가 다른 피어는 더 이상 그룹의 멤버가 아닐 수 있습니다.",
      },
    },
    "promises-what-was-asked": {
      caughtBy: "sends the parts that it holds, and no others",
      misconception: {
        en: "The ranges are given back as they were asked for. What is not here cannot be sent, whatever a peer believes.",
        ko: "요청받은 범위를 그대로 돌려줍니다. 피어가 무엇을 믿든 없는 것을 보낼 수는 없습니다.",
      },
    },
    "whole-ranges-or-none": {
      caughtBy: "sends the parts that it holds, and no others",
      misconception: {
        en: "A range of which a part is missing is not sent at all. Each record that is here helps, and the rest will come from somebody else.",
        ko: "일부가 없는 범위는 아예 보내지 않습니다. 있는 레코드는 하나하나 도움이 되고, 나머지는 다른 피어에게서 옵니다.",
      },
    },
    "sends-up-to-the-scl": {
      caughtBy: "sends the parts that it holds, and no others",
      misconception: {
        en: "What lies beyond the segment's own gap is held back. The peer may lack just that, and have what is missing here.",
        ko: "자신의 빈틈 너머에 있는 것은 보내지 않습니다. 피어에게 없는 것이 바로 그것이고, 여기 없는 것은 피어에게 있을 수 있습니다.",
      },
    },
    "answers-anybody": {
      caughtBy: "refuses a peer of another epoch, behind or ahead, and says why",
      misconception: {
        en: "Whoever asks is served. Epochs may have changed since the peer was told, so the one who answers has to look too.",
        ko: "누가 요청하든 보냅니다. 피어가 듣고 난 뒤에 에포크가 바뀌었을 수 있으므로 답하는 쪽도 확인해야 합니다.",
      },
    },
    "helps-those-behind": {
      caughtBy: "refuses a peer of another epoch, behind or ahead, and says why",
      misconception: {
        en: "A peer that is behind is served. It has not installed the truncation, so it would file new records on top of annulled ones.",
        ko: "뒤처진 피어에게는 보냅니다. 그 피어는 절단 범위를 저장하지 않았으므로, 무효가 된 레코드 위에 새 레코드를 얹게 됩니다.",
      },
    },
    "members-before-volumes": {
      caughtBy: "refuses a peer of another epoch, behind or ahead, and says why",
      misconception: {
        en: "Where both epochs differ, the members are given as the reason. The contract puts the volume's epoch first.",
        ko: "두 에포크가 모두 다를 때 멤버십을 까닭으로 듭니다. 볼륨 에포크가 먼저입니다.",
      },
    },
    "highest-is-complete": {
      caughtBy: "moves its SCL along the back-links, and stops before a gap",
      misconception: {
        en: "The highest record that has arrived is taken for the SCL. The segment would say that it is complete while a record below is missing, and give wrong pages.",
        ko: "도착한 가장 높은 레코드를 SCL로 봅니다. 아래에 빠진 레코드가 있는데 완전하다고 말하고, 틀린 페이지를 주게 됩니다.",
      },
    },
    "next-is-one-more": {
      caughtBy: "moves its SCL along the back-links, and stops before a gap",
      misconception: {
        en: "The record before 105 is taken to be 104. LSNs are handed out for the whole volume; the back-link says which record of the group comes before.",
        ko: "105 앞의 레코드를 104로 봅니다. LSN은 볼륨 전체에 걸쳐 할당됩니다. 그룹에서 앞 레코드가 무엇인지는 역방향 링크가 말합니다.",
      },
    },
    "drops-what-is-early": {
      caughtBy: "keeps what lies beyond a gap",
      misconception: {
        en: "A record whose predecessor is missing is dropped. It was acknowledged, and perhaps counted for a quorum.",
        ko: "앞 레코드가 없는 레코드를 버립니다. 이미 확인 응답했고, 쿼럼에 셌을 수도 있는 레코드입니다.",
      },
    },
    "touching-stays-apart": {
      caughtBy: "keeps what lies beyond a gap",
      misconception: {
        en: "Stretches that touch are kept apart. Between (103, 105] and (105, 107] nothing is missing: together they are (103, 107].",
        ko: "맞닿은 구간을 따로 둡니다. (103, 105]와 (105, 107] 사이에는 빠진 것이 없습니다. 합치면 (103, 107]입니다.",
      },
    },
    "moves-without-absorbing": {
      caughtBy: "joins what a record closes, on either side of it",
      misconception: {
        en: "The SCL moves over what has arrived and not over what was here already. Once the gap is closed, the stretch behind it is complete too.",
        ko: "SCL이 방금 도착한 것만 넘어가고 이미 있던 것은 넘어가지 않습니다. 빈틈이 메워지면 그 뒤의 구간도 완전해집니다.",
      },
    },
    "in-the-order-of-arrival": {
      caughtBy: "joins what a record closes, on either side of it",
      misconception: {
        en: "A record is put after the stretch below it, and the one above is forgotten. A gap closes on both sides at once.",
        ko: "레코드를 아래 구간에만 붙이고 위 구간은 잊습니다. 빈틈은 양쪽에서 한꺼번에 메워집니다.",
      },
    },
    "repeats-become-stretches": {
      caughtBy: "is the same after a record that it holds",
      misconception: {
        en: "A record that is not the next one is taken to lie beyond a gap, also an old one. Repetition is normal, and must change nothing.",
        ko: "바로 다음이 아닌 레코드는 오래된 것까지 빈틈 너머에 있다고 봅니다. 반복은 흔한 일이고 아무것도 바꾸지 않아야 합니다.",
      },
    },
  },
});
