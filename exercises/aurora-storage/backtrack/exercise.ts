import { defineExercise } from "four-of-six/exercise";

export default defineExercise({
  title: { en: "The backtrack log", ko: "역추적 로그" },
  lesson: "aurora-storage/backtrack",
  stars: 2,
  checks: [
    {
      name: "leads to the last consistency point at or before the time",
      nameKo: "그 시각이나 그 전에 있는 마지막 일관성 지점으로 간다",
      layer: "example",
      hint: {
        en: "A point is a state, and it lasts until the next one. Which state did the volume have at that time?",
        ko: "일관성 지점은 하나의 상태이고 다음 지점까지 이어집니다. 그 시각에 볼륨은 어떤 상태였습니까?",
      },
    },
    {
      name: "never leads inside a mini-transaction",
      nameKo: "미니 트랜잭션 도중으로는 가지 않는다",
      layer: "example",
      hint: {
        en: "Half of a B-tree split is no state to stand in. Which field of a record tells that one is complete?",
        ko: "B-트리 분할의 절반은 서 있을 수 있는 상태가 아닙니다. 끝났음을 알려 주는 필드는 무엇입니까?",
      },
    },
    {
      name: "takes the highest LSN of several points of the same time",
      nameKo: "같은 시각의 지점이 여럿이면 LSN이 가장 높은 것을 고른다",
      layer: "example",
      hint: {
        en: "Three mini-transactions ended within the same millisecond. What did the volume look like when that millisecond was over?",
        ko: "같은 밀리초에 미니 트랜잭션 세 개가 끝났습니다. 그 밀리초가 지났을 때 볼륨은 어떤 모습이었습니까?",
      },
    },
    {
      name: "leads back to the state in which the cluster was opened, and no further",
      nameKo: "클러스터를 열었을 때의 상태까지 갈 수 있고, 그 앞으로는 가지 않는다",
      layer: "example",
      hint: {
        en: "A clone has a state before its first write: the one it was made with. It has none before that.",
        ko: "복제한 클러스터는 처음 쓰기 전에도 상태가 있습니다. 만들어질 때의 상태입니다. 그보다 앞선 상태는 없습니다.",
      },
    },
    {
      name: "reaches back exactly as far as the target window",
      nameKo: "정확히 목표 기간만큼 되돌아간다",
      layer: "example",
      hint: {
        en: "The window is about the time that is asked for, counted from now. The point that it leads to may be older.",
        ko: "기간은 요청한 시각에 관한 것이며 지금부터 셉니다. 그 시각이 가리키는 지점은 더 오래되었을 수 있습니다.",
      },
    },
    {
      name: "reaches a point as long as no more records were written after it than storage keeps",
      nameKo: "지점 뒤에 기록된 레코드가 보관 한도 이하인 동안 그 지점에 갈 수 있다",
      layer: "example",
      hint: {
        en: "Count the records behind a point, CPLs and others. Exactly as many as are kept can still be undone.",
        ko: "지점 뒤의 레코드를 CPL이든 아니든 모두 세십시오. 보관되는 수만큼까지는 되돌릴 수 있습니다.",
      },
    },
    {
      name: "changes nothing when it is only asked, and nothing when it refuses",
      nameKo: "묻기만 할 때도, 거절할 때도 아무것도 바꾸지 않는다",
      layer: "example",
      hint: {
        en: "Only one method may move the place where the volume stands, and only with a target.",
        ko: "볼륨이 서 있는 곳을 옮겨도 되는 메서드는 하나뿐이고, 목표가 있을 때만 그렇습니다.",
      },
    },
    {
      name: "hides what is behind its target, and shows all that is up to it",
      nameKo: "목표 뒤에 있는 것은 숨기고 목표까지는 모두 보여 준다",
      layer: "example",
      hint: {
        en: "The target itself is the last thing that happened. Is it visible?",
        ko: "목표는 마지막으로 일어난 일입니다. 목표 자신은 보입니까?",
      },
    },
    {
      name: "goes forth again to what it has hidden",
      nameKo: "숨긴 곳으로 다시 앞으로 갈 수 있다",
      layer: "example",
      hint: {
        en: "Hidden is not deleted. Where do you look for targets?",
        ko: "숨긴 것은 지운 것이 아닙니다. 목표를 어디에서 찾고 있습니까?",
      },
    },
    {
      name: "shows what is written after a backtrack, without what it had hidden",
      nameKo: "역추적 뒤에 쓴 것은 보이고, 숨겼던 것은 보이지 않는다",
      layer: "example",
      hint: {
        en: "The new record has a higher LSN than everything hidden. Which of the numbers below it are visible?",
        ko: "새 레코드의 LSN은 숨겨진 것들보다 높습니다. 그 아래 번호 가운데 무엇이 보입니까?",
      },
    },
    {
      name: "does not lead back to what was hidden when something new was written",
      nameKo: "새로 쓸 때 숨겨져 있던 것으로는 다시 가지 않는다",
      layer: "example",
      hint: {
        en: "With the write the history went on elsewhere. A point of the old branch is no state of this history any more.",
        ko: "쓰는 순간 역사는 다른 곳으로 이어졌습니다. 옛 갈래의 지점은 더 이상 이 역사의 상태가 아닙니다.",
      },
    },
    {
      name: "gives up only what is hidden at the moment of the write",
      nameKo: "쓰는 순간에 숨겨져 있는 것만 포기한다",
      layer: "example",
      hint: {
        en: "What was hidden once and is visible again is part of the history that goes on.",
        ko: "한 번 숨겨졌더라도 다시 보이는 것은 이어지는 역사의 일부입니다.",
      },
    },
    {
      name: "counts hidden and annulled records among those that storage keeps",
      nameKo: "숨겨진 레코드와 무효가 된 레코드도 보관 한도에 넣어 센다",
      layer: "example",
      hint: {
        en: "They take up room in storage like the others. Count all that have a higher LSN.",
        ko: "다른 레코드처럼 스토리지를 차지합니다. LSN이 더 높은 것을 모두 세십시오.",
      },
    },
    {
      name: "finds targets as the reference does, whatever was written when",
      nameKo: "언제 무엇을 썼든 참조 구현과 똑같이 목표를 찾는다",
      layer: "property",
      hint: {
        en: "Replay the run. Write down the points that can be targets at its end, and their times.",
        ko: "실행을 재생하고, 끝에서 가능한 목표와 그 시각을 적어 보십시오.",
      },
    },
    {
      name: "goes back and forth as the reference does, whatever is written in between",
      nameKo: "사이에 무엇을 쓰든 참조 구현과 똑같이 뒤로, 앞으로 간다",
      layer: "property",
      hint: {
        en: "For each record say which it is at the difference: visible, hidden or annulled. With which one do you disagree?",
        ko: "둘이 갈라지는 곳에서 레코드마다 보임, 숨김, 무효 중 무엇인지 말해 보십시오. 어느 것에서 어긋납니까?",
      },
    },
    {
      name: "shows readers exactly the commits that are visible, and loses none that was answered since",
      nameKo: "읽는 쪽에는 보이는 커밋만 정확히 보여 주고, 그 뒤에 응답한 커밋은 잃지 않는다",
      layer: "cluster",
      hint: {
        en: "A row shows the last visible commit that wrote it. Look at the commits' LSNs, and at what happened between them.",
        ko: "행은 그 행을 쓴 마지막 보이는 커밋을 보여 줍니다. 커밋의 LSN과 그 사이에 일어난 일을 보십시오.",
      },
    },
    {
      name: "stands on a consistency point after every backtrack, and refuses exactly what is out of reach",
      nameKo: "역추적한 뒤에는 언제나 일관성 지점에 서고, 닿을 수 없는 것만 거절한다",
      layer: "cluster",
      hint: {
        en: "A transaction of several mini-transactions leaves points inside itself. They are good targets: undo takes care of the rest.",
        ko: "미니 트랜잭션이 여럿인 트랜잭션은 자기 안에도 지점을 남깁니다. 그것도 좋은 목표입니다. 나머지는 언두가 처리합니다.",
      },
    },
    {
      name: "runs the cluster event for event as the reference does",
      nameKo: "클러스터가 이벤트 하나하나까지 참조 구현과 똑같이 돌아간다",
      layer: "cluster",
      hint: {
        en: "Replay the run and compare the first target, earliest time or list of commits that differs.",
        ko: "실행을 재생하고, 처음으로 달라지는 목표나 가장 이른 시각, 커밋 목록을 비교하십시오.",
      },
    },
    {
      name: "runs a whole volume, with everything else that happens to one, as the reference does",
      nameKo: "볼륨 전체가 온갖 일을 겪는 동안에도 참조 구현과 똑같이 돌아간다",
      layer: "cluster",
      hint: {
        en: "Here a real log is under the cluster: records become durable, a crash may cut some off, and reads go to segments. Look at the last backtrack before the two part.",
        ko: "여기서는 클러스터 아래에 진짜 로그가 있습니다. 레코드가 내구성을 얻고, 충돌이 일부를 자르고, 읽기는 세그먼트로 갑니다. 둘이 갈라지기 전의 마지막 역추적을 보십시오.",
      },
    },
  ],
  hints: [
    {
      en: "Keep every record, and one number beside them: the LSN at which the volume stands. Let the opening be the first record.",
      ko: "모든 레코드를 보관하고, 그 옆에 숫자 하나만 두십시오. 볼륨이 서 있는 LSN입니다. 연 시점의 상태를 첫 레코드로 삼으십시오.",
    },
    {
      en: "A backtrack changes that number and nothing else. A write is what cannot be taken back: mark what is behind the number as annulled before you append.",
      ko: "역추적은 그 숫자만 바꿉니다. 되돌릴 수 없는 것은 쓰기입니다. 덧붙이기 전에, 그 숫자보다 뒤에 있는 것을 무효로 표시하십시오.",
    },
    {
      en: "Write one function that lists the possible targets, oldest first. The earliest time looks at its first element, a target at the last one that is not after the time.",
      ko: "가능한 목표를 오래된 것부터 나열하는 함수를 하나 만드십시오. 가장 이른 시각은 그 첫 원소를, 목표는 그 시각보다 늦지 않은 마지막 원소를 봅니다.",
    },
  ],
  mistakes: {
    "nearest-either-way": {
      caughtBy: "leads to the last consistency point at or before the time",
      misconception: {
        en: "The nearest point is taken, even if it comes after the time. Whoever goes back to a moment before an accident would then find the accident again.",
        ko: "시각보다 뒤에 있더라도 가장 가까운 지점을 고릅니다. 그러면 사고 직전으로 돌아가려던 사람이 사고를 다시 보게 됩니다.",
      },
    },
    "first-point-after": {
      caughtBy: "leads to the last consistency point at or before the time",
      misconception: {
        en: "The first point from the time on is taken. At that time it did not exist yet.",
        ko: "그 시각 이후의 첫 지점을 고릅니다. 그 시각에는 아직 없던 상태입니다.",
      },
    },
    "strictly-before": {
      caughtBy: "leads to the last consistency point at or before the time",
      misconception: {
        en: "A point written at exactly that time is passed over. At or before means that it counts.",
        ko: "정확히 그 시각에 기록된 지점을 건너뜁니다. 그 시각에 기록된 것도 셉니다.",
      },
    },
    "state-outside-the-function": {
      caughtBy: "leads to the last consistency point at or before the time",
      misconception: {
        en: "The history is kept outside the function, so all logs share it. Each call opens the log of another cluster.",
        ko: "역사를 함수 바깥에 두어 모든 로그가 함께 씁니다. 호출할 때마다 다른 클러스터의 로그가 나와야 합니다.",
      },
    },
    "any-record-will-do": {
      caughtBy: "never leads inside a mini-transaction",
      misconception: {
        en: "Any record is taken for a target. Between two consistency points half a mini-transaction is done, and the pages do not fit together.",
        ko: "아무 레코드나 목표로 삼습니다. 두 일관성 지점 사이에서는 미니 트랜잭션이 절반만 되어 있어 페이지들이 서로 맞지 않습니다.",
      },
    },
    "first-of-its-time": {
      caughtBy: "takes the highest LSN of several points of the same time",
      misconception: {
        en: "Of several points with one time the first is taken. The later ones had happened by then as well.",
        ko: "시각이 같은 지점 가운데 첫 번째를 고릅니다. 나머지도 그 시각까지 일어난 일입니다.",
      },
    },
    "opening-is-no-point": {
      caughtBy: "leads back to the state in which the cluster was opened, and no further",
      misconception: {
        en: "Only written records can be targets. The state in which the cluster was opened is one too, and at first the only one.",
        ko: "기록된 레코드만 목표가 될 수 있다고 보았습니다. 클러스터를 연 시점의 상태도 목표이고, 처음에는 유일한 목표입니다.",
      },
    },
    "behind-the-opening": {
      caughtBy: "leads back to the state in which the cluster was opened, and no further",
      misconception: {
        en: "The window is trusted to end after the cluster's beginning. A young clone's window reaches further back than the clone does.",
        ko: "기간의 시작이 언제나 클러스터의 시작보다 뒤라고 믿었습니다. 갓 만든 복제본은 기간이 자기 나이보다 깁니다.",
      },
    },
    "window-without-its-edge": {
      caughtBy: "reaches back exactly as far as the target window",
      misconception: {
        en: "The time exactly one window ago is refused. It is the earliest time that is possible, and it is the very one that a refusal names.",
        ko: "정확히 기간만큼 전의 시각을 거절합니다. 그 시각이 가능한 가장 이른 시각이고, 거절할 때 알려 주는 바로 그 시각입니다.",
      },
    },
    "window-from-the-last-write": {
      caughtBy: "reaches back exactly as far as the target window",
      misconception: {
        en: "The window is counted from the last write. It is counted from now, whether anybody writes or not.",
        ko: "기간을 마지막 쓰기부터 셉니다. 누가 쓰든 쓰지 않든 지금부터 셉니다.",
      },
    },
    "target-written-inside-the-window": {
      caughtBy: "reaches back exactly as far as the target window",
      misconception: {
        en: "A point older than the window is ruled out. The window bounds the time that is asked for; the state at that time may have been written long before.",
        ko: "기간보다 오래된 지점을 뺐습니다. 기간이 제한하는 것은 요청하는 시각입니다. 그 시각의 상태는 훨씬 전에 기록되었을 수 있습니다.",
      },
    },
    "one-record-too-few": {
      caughtBy: "reaches a point as long as no more records were written after it than storage keeps",
      misconception: {
        en: "The bound is treated as the first count that is too many. As many records as are kept can be undone.",
        ko: "한도를 넘친 첫 개수로 보았습니다. 보관되는 수만큼은 되돌릴 수 있습니다.",
      },
    },
    "counts-points": {
      caughtBy: "reaches a point as long as no more records were written after it than storage keeps",
      misconception: {
        en: "Consistency points are counted where change records are meant. A single large mini-transaction can use up the storage.",
        ko: "변경 레코드를 세어야 하는데 일관성 지점을 셌습니다. 큰 미니 트랜잭션 하나가 보관 한도를 다 쓸 수도 있습니다.",
      },
    },
    "window-is-what-was-asked-for": {
      caughtBy: "reaches a point as long as no more records were written after it than storage keeps",
      misconception: {
        en: "The target window is taken for the actual one. Heavy writing shortens it, because only so many records are kept.",
        ko: "목표 기간을 실제 기간으로 여겼습니다. 보관되는 레코드 수에 한도가 있으므로 쓰기가 많으면 실제 기간은 짧아집니다.",
      },
    },
    "asking-is-going": {
      caughtBy: "changes nothing when it is only asked, and nothing when it refuses",
      misconception: {
        en: "Asking for a target already goes there. Somebody who only wanted to know has then rewound the database.",
        ko: "목표를 묻기만 해도 옮겨 갑니다. 알아보려던 사람이 데이터베이스를 되감은 셈입니다.",
      },
    },
    "goes-as-far-as-it-can": {
      caughtBy: "changes nothing when it is only asked, and nothing when it refuses",
      misconception: {
        en: "A refused backtrack goes to the earliest time instead. The caller hears no, and the volume has moved.",
        ko: "거절하면서도 가장 이른 시각으로 옮깁니다. 호출한 쪽은 거절을 들었는데 볼륨은 옮겨졌습니다.",
      },
    },
    "hides-the-target-too": {
      caughtBy: "hides what is behind its target, and shows all that is up to it",
      misconception: {
        en: "The target is hidden with what is behind it. It is the last record of the state that was asked for.",
        ko: "목표까지 함께 숨깁니다. 목표는 요청한 상태의 마지막 레코드입니다.",
      },
    },
    "deletes-what-it-hides": {
      caughtBy: "goes forth again to what it has hidden",
      misconception: {
        en: "What a backtrack undoes is thrown away at once. Then nobody can look at an earlier state and come back.",
        ko: "역추적으로 되돌린 것을 바로 버립니다. 그러면 이전 상태를 보고 다시 돌아올 수 없습니다.",
      },
    },
    "hides-by-time": {
      caughtBy: "shows what is written after a backtrack, without what it had hidden",
      misconception: {
        en: "Visible is what was written up to the time gone back to. What is written afterwards is later than that, and would stay invisible for ever.",
        ko: "되돌아간 시각까지 기록된 것만 보여 줍니다. 그 뒤에 쓴 것은 더 늦으므로 영영 보이지 않게 됩니다.",
      },
    },
    "hidden-comes-back-with-a-write": {
      caughtBy: "shows what is written after a backtrack, without what it had hidden",
      misconception: {
        en: "With the first new write everything with a lower LSN is shown again, and so the accident that was just undone.",
        ko: "새로 쓰는 순간 LSN이 더 낮은 것이 모두 다시 보입니다. 방금 되돌린 사고까지 되살아납니다.",
      },
    },
    "annulled-can-be-a-target": {
      caughtBy: "does not lead back to what was hidden when something new was written",
      misconception: {
        en: "A point of the branch that was given up is offered as a target. It is no state of the history that goes on.",
        ko: "포기한 갈래의 지점을 목표로 내놓습니다. 이어지는 역사의 상태가 아닙니다.",
      },
    },
    "once-hidden-for-ever-lost": {
      caughtBy: "gives up only what is hidden at the moment of the write",
      misconception: {
        en: "Whatever was ever hidden is annulled with the next write, even if it is visible again by then.",
        ko: "한 번이라도 숨겨졌던 것은, 그사이 다시 보이게 되었더라도 다음 쓰기와 함께 무효로 만듭니다.",
      },
    },
    "counts-visible-records": {
      caughtBy: "counts hidden and annulled records among those that storage keeps",
      misconception: {
        en: "Only visible records are counted against the bound. The hidden ones are kept as well: without them there is no way forth.",
        ko: "보이는 레코드만 한도에 넣어 셉니다. 숨겨진 것도 보관됩니다. 그것이 없으면 앞으로 갈 수 없습니다.",
      },
    },
  },
});
