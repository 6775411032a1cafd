import { defineExercise } from "four-of-six/exercise";

export default defineExercise({
  title: { en: "The commit tracker", ko: "커밋 추적기" },
  lesson: "aurora-storage/write-path",
  stars: 2,
  checks: [
    {
      name: "starts with every mark at the point where the volume was opened",
      nameKo: "모든 표시는 볼륨이 열린 지점에서 시작한다",
      layer: "example",
      hint: {
        en: "Before any record is durable, what is the highest LSN that certainly is?",
        ko: "아직 내구성을 갖춘 레코드가 하나도 없을 때, 확실히 내구성이 있는 가장 높은 LSN은 무엇입니까?",
      },
    },
    {
      name: "counts a record once a write quorum of segments has acknowledged it, and not before",
      nameKo: "쓰기 쿼럼만큼의 세그먼트가 확인 응답하면 레코드를 인정하고, 그 전에는 인정하지 않는다",
      layer: "example",
      hint: {
        en: "The rule that you were given has the number. Which of its two quorums is about writing?",
        ko: "그 숫자는 넘겨받은 rule 안에 있습니다. 두 쿼럼 중 쓰기에 관한 것은 어느 쪽입니까?",
      },
    },
    {
      name: "counts a segment once, however often it acknowledges",
      nameKo: "같은 세그먼트의 확인 응답은 몇 번이 와도 한 번만 센다",
      layer: "example",
      hint: {
        en: "Two acknowledgements from A are still one copy. What kind of collection forgets repeats?",
        ko: "A의 응답이 두 번 와도 복사본은 하나입니다. 중복을 저절로 잊는 자료 구조는 무엇입니까?",
      },
    },
    {
      name: "holds a group's mark below its first record without a quorum",
      nameKo: "그룹의 표시는 쿼럼을 채우지 못한 첫 레코드 앞에서 멈춘다",
      layer: "example",
      hint: {
        en: 'A mark says "everything up to here". Walk the group\'s records from the beginning: where do you have to stop?',
        ko: '표시는 "여기까지 전부"라는 뜻입니다. 그룹의 레코드를 처음부터 따라가면 어디서 멈춰야 합니까?',
      },
    },
    {
      name: "counts each record by itself, not what each segment has without a gap",
      nameKo: "세그먼트별로 빈틈없이 가진 구간이 아니라 레코드 하나하나를 센다",
      layer: "example",
      hint: {
        en: "Ask of each record which segments have it. Which records a segment has besides does not matter here.",
        ko: "레코드마다 어느 세그먼트가 가지고 있는지 물어보십시오. 그 세그먼트가 다른 무엇을 가졌는지는 여기서 상관없습니다.",
      },
    },
    {
      name: "keeps the marks of the paper's Figure 3",
      nameKo: "논문 그림 3의 표시와 일치한다",
      layer: "example",
      hint: {
        en: "Group 1 waits for 105, group 2 for 106. What is the first LSN of the whole volume that is missing?",
        ko: "그룹 1은 105를, 그룹 2는 106을 기다립니다. 볼륨 전체에서 처음으로 빠진 LSN은 무엇입니까?",
      },
    },
    {
      name: "holds the VCL below the first missing record, whichever group it belongs to",
      nameKo: "VCL은 어느 그룹의 것이든 처음으로 빠진 레코드 앞에서 멈춘다",
      layer: "example",
      hint: {
        en: "The volume has one log. The VCL walks all of it, in the order of LSNs.",
        ko: "볼륨의 로그는 하나입니다. VCL은 그 전체를 LSN 순서로 따라갑니다.",
      },
    },
    {
      name: "moves the VDL from consistency point to consistency point",
      nameKo: "VDL은 일관성 지점에서 다음 일관성 지점으로 움직인다",
      layer: "example",
      hint: {
        en: "Complete to 1007, durable to 1000: which of the complete records may the volume be cut after?",
        ko: "1007까지 완전하지만 내구성은 1000까지입니다. 완전한 레코드 중 그 뒤에서 볼륨을 잘라도 되는 것은 어느 것입니까?",
      },
    },
    {
      name: "holds back a commit while an earlier record is missing, even in another group",
      nameKo: "다른 그룹이라도 앞선 레코드가 빠져 있으면 커밋을 붙잡아 둔다",
      layer: "example",
      hint: {
        en: "The commit's own record is on six segments. Which mark tells you about everything before it?",
        ko: "커밋 레코드 자신은 여섯 세그먼트에 있습니다. 그 앞의 모든 것을 알려 주는 표시는 무엇입니까?",
      },
    },
    {
      name: "answers a commit when the VDL reaches its LSN; the VCL is not enough",
      nameKo: "커밋은 VDL이 커밋 LSN에 도달했을 때 응답한다. VCL로는 부족하다",
      layer: "example",
      hint: {
        en: "If the writer crashed now, recovery would cut the log after the VDL. Would this commit still be there?",
        ko: "지금 라이터가 죽으면 복구는 VDL 뒤를 잘라 냅니다. 이 커밋은 남아 있겠습니까?",
      },
    },
    {
      name: "answers each commit once, lowest commit LSN first",
      nameKo: "커밋마다 한 번만, 커밋 LSN이 낮은 것부터 응답한다",
      layer: "example",
      hint: {
        en: "What has been handed out has to leave the queue; and the order of asking is not the order of LSNs.",
        ko: "내보낸 커밋은 대기열에서 빠져야 합니다. 그리고 요청한 순서는 LSN 순서가 아닙니다.",
      },
    },
    {
      name: "answers at once a commit whose LSN is durable already",
      nameKo: "이미 내구성을 갖춘 LSN의 커밋에는 바로 응답한다",
      layer: "example",
      hint: {
        en: "The last acknowledgement may come before the commit is asked for. No further one will come to wake you.",
        ko: "마지막 확인 응답이 커밋 요청보다 먼저 올 수 있습니다. 그 뒤로는 깨워 줄 응답이 오지 않습니다.",
      },
    },
    {
      name: "passes over an acknowledgement of a record that it never shipped",
      nameKo: "보낸 적 없는 레코드의 확인 응답은 지나친다",
      layer: "example",
      hint: {
        en: "A late message from before this volume was opened can still arrive. It must move no mark and break nothing.",
        ko: "볼륨이 열리기 전에 떠난 늦은 메시지가 도착할 수 있습니다. 표시를 움직여서도, 무엇을 망가뜨려서도 안 됩니다.",
      },
    },
    {
      name: "moves its marks as the reference does, in whatever order acknowledgements arrive",
      nameKo: "확인 응답이 어떤 순서로 와도 표시가 참조 구현과 똑같이 움직인다",
      layer: "property",
      hint: {
        en: "Replay the run. At the event where the two part, name the record that holds the mark back, or should.",
        ko: "실행을 재생해 보십시오. 둘이 갈라지는 이벤트에서 표시를 붙잡고 있는, 또는 붙잡아야 할 레코드는 무엇입니까?",
      },
    },
    {
      name: "answers commits as the reference does, whenever they are asked for",
      nameKo: "커밋이 언제 요청되더라도 참조 구현과 똑같이 응답한다",
      layer: "property",
      hint: {
        en: "Compare the commit's LSN with the VDL at that moment. Which of the two sides is off?",
        ko: "그 순간의 VDL과 커밋 LSN을 비교하십시오. 어느 쪽이 어긋났습니까?",
      },
    },
    {
      name: "loses no acknowledged commit when a zone and one more segment fail",
      nameKo: "가용 영역 하나와 세그먼트 하나가 더 죽어도 응답한 커밋을 잃지 않는다",
      layer: "cluster",
      hint: {
        en: "With three segments left, nothing can become durable. Did a mark move all the same?",
        ko: "세그먼트가 셋만 남으면 어떤 것도 내구성을 갖출 수 없습니다. 그런데도 표시가 움직였습니까?",
      },
    },
    {
      name: "answers every durable commit once, although messages are late, lost or doubled",
      nameKo: "메시지가 늦거나, 사라지거나, 두 번 와도 내구성을 갖춘 커밋에는 빠짐없이 한 번씩 응답한다",
      layer: "cluster",
      hint: {
        en: "A record is sent again until a segment acknowledges it, so an acknowledgement can come long after its quorum.",
        ko: "레코드는 확인 응답이 올 때까지 다시 보내므로, 응답은 쿼럼이 찬 한참 뒤에도 올 수 있습니다.",
      },
    },
    {
      name: "runs the cluster event for event as the reference does",
      nameKo: "클러스터가 이벤트 하나하나까지 참조 구현과 똑같이 돌아간다",
      layer: "cluster",
      hint: {
        en: "Replay the run and look at the marks just before the two part.",
        ko: "실행을 재생하고, 둘이 갈라지기 직전의 표시를 살펴보십시오.",
      },
    },
  ],
  hints: [
    {
      en: "Begin with one record and forget the rest: who has acknowledged it? The rule says how many it takes.",
      ko: "먼저 레코드 하나만 생각하십시오. 누가 확인 응답했습니까? 몇이 필요한지는 rule이 알려 줍니다.",
    },
    {
      en: 'A mark is never "the highest record with a quorum". It is the last record before the first one without. PGCL walks the records of one group, the VCL those of the whole volume.',
      ko: '표시는 "쿼럼을 채운 가장 높은 레코드"가 아닙니다. 쿼럼을 채우지 못한 첫 레코드의 바로 앞입니다. PGCL은 한 그룹의 레코드를, VCL은 볼륨 전체의 레코드를 따라갑니다.',
    },
    {
      en: "The VDL looks at the records that the VCL has passed and takes the last CPL among them. Keep the commits that wait in a list of your own, and compare each with the VDL whenever you are asked.",
      ko: "VDL은 VCL이 지나온 레코드 가운데 마지막 CPL입니다. 기다리는 커밋은 따로 목록에 두고, 물어올 때마다 VDL과 비교하십시오.",
    },
  ],
  mistakes: {
    "starts-at-zero": {
      caughtBy: "starts with every mark at the point where the volume was opened",
      misconception: {
        en: "The marks begin at zero. Everything up to the point at which the volume was opened is durable already.",
        ko: "표시가 0에서 시작합니다. 볼륨을 연 지점까지는 이미 모두 내구성이 있습니다.",
      },
    },
    "state-outside-the-function": {
      caughtBy: "starts with every mark at the point where the volume was opened",
      misconception: {
        en: "What the tracker remembers is kept outside the function, so all trackers share it. Each call opens a tracker of its own.",
        ko: "추적기가 기억하는 것을 함수 바깥에 두어 모든 추적기가 함께 씁니다. 호출할 때마다 독립된 추적기가 나와야 합니다.",
      },
    },
    "hard-codes-four": {
      caughtBy: "counts a record once a write quorum of segments has acknowledged it, and not before",
      misconception: {
        en: "Four is written into the code. How many copies a write needs is for the rule to say, and another rule may say five.",
        ko: "4라는 숫자가 코드에 박혀 있습니다. 쓰기에 필요한 복사본의 수는 rule이 정하며, 다른 rule은 5라고 할 수 있습니다.",
      },
    },
    "counts-acknowledgements": {
      caughtBy: "counts a segment once, however often it acknowledges",
      misconception: {
        en: "Acknowledgements are counted here, but a quorum counts copies: a segment that says it twice has the record once.",
        ko: "확인 응답의 수를 세고 있습니다. 쿼럼은 복사본을 셉니다. 두 번 응답한 세그먼트도 레코드를 한 벌만 가지고 있습니다.",
      },
    },
    "three-are-enough": {
      caughtBy: "counts a record once a write quorum of segments has acknowledged it, and not before",
      misconception: {
        en: "The read quorum (3) is used where the write quorum (4) is meant. Three copies can be missed altogether by a recovery that reads three others.",
        ko: "쓰기 쿼럼(4) 대신 읽기 쿼럼(3)을 썼습니다. 세 벌뿐인 레코드는, 나머지 세 벌을 읽는 복구가 통째로 놓칠 수 있습니다.",
      },
    },
    "all-six": {
      caughtBy: "counts a record once a write quorum of segments has acknowledged it, and not before",
      misconception: {
        en: "All six segments are waited for. The point of four of six is that two may be slow or gone without anybody waiting for them.",
        ko: "여섯 세그먼트를 모두 기다립니다. 여섯 중 넷이라는 규칙의 핵심은 둘이 느리거나 없어져도 아무도 기다리지 않는다는 것입니다.",
      },
    },
    "highest-with-quorum": {
      caughtBy: "holds a group's mark below its first record without a quorum",
      misconception: {
        en: "The mark is taken to be the highest record with a quorum. It promises everything up to it, so a hole below stops it.",
        ko: "쿼럼을 채운 가장 높은 레코드를 표시로 삼았습니다. 표시는 그 아래 전부를 약속하므로, 아래에 빈 곳이 있으면 멈춰야 합니다.",
      },
    },
    "acknowledgements-are-cumulative": {
      caughtBy: "holds a group's mark below its first record without a quorum",
      misconception: {
        en: "An acknowledgement is taken to cover all earlier records. It speaks of one record only; the segment may still lack the one before it.",
        ko: "확인 응답이 앞선 레코드까지 모두 뜻한다고 보았습니다. 확인 응답은 레코드 하나에 대한 것이며, 그 세그먼트에는 바로 앞 레코드가 아직 없을 수 있습니다.",
      },
    },
    "drops-early-acknowledgements": {
      caughtBy: "holds a group's mark below its first record without a quorum",
      misconception: {
        en: "Acknowledgements of records behind a hole are thrown away. They come only once; when the hole fills, the records after it have to count at once.",
        ko: "빈 곳 뒤에 있는 레코드의 확인 응답을 버렸습니다. 그 응답은 다시 오지 않습니다. 빈 곳이 채워지면 뒤의 레코드도 곧바로 인정해야 합니다.",
      },
    },
    "fourth-highest-scl": {
      caughtBy: "counts each record by itself, not what each segment has without a gap",
      misconception: {
        en: "The fourth-highest gap-free point (SCL) of the segments is taken as the mark. That is a safe lower bound, but two records can each be on four segments while few segments hold both.",
        ko: "세그먼트들의 SCL 중 네 번째로 높은 값을 표시로 삼았습니다. 안전한 하한일 뿐입니다. 두 레코드가 각각 네 세그먼트에 있어도, 둘 다 가진 세그먼트는 적을 수 있습니다.",
      },
    },
    "vcl-is-lowest-pgcl": {
      caughtBy: "keeps the marks of the paper's Figure 3",
      misconception: {
        en: "The VCL is taken to be the lowest PGCL. A group whose last record is old holds nobody back: what counts is the first missing record of the volume.",
        ko: "VCL을 가장 낮은 PGCL로 보았습니다. 마지막 레코드가 오래된 그룹은 아무도 붙잡지 않습니다. 중요한 것은 볼륨에서 처음으로 빠진 레코드입니다.",
      },
    },
    "vcl-is-highest-pgcl": {
      caughtBy: "holds the VCL below the first missing record, whichever group it belongs to",
      misconception: {
        en: "The VCL is taken to be the highest PGCL. Another group may still miss a record below it.",
        ko: "VCL을 가장 높은 PGCL로 보았습니다. 다른 그룹에는 그 아래 레코드가 아직 빠져 있을 수 있습니다.",
      },
    },
    "vdl-is-vcl": {
      caughtBy: "moves the VDL from consistency point to consistency point",
      misconception: {
        en: "The VDL is taken to be the VCL. Between two consistency points lies half a mini-transaction, and the volume is never cut there.",
        ko: "VDL을 VCL과 같다고 보았습니다. 두 일관성 지점 사이는 미니 트랜잭션의 절반이며, 볼륨은 그곳에서 잘리지 않습니다.",
      },
    },
    "answers-at-vcl": {
      caughtBy: "answers a commit when the VDL reaches its LSN; the VCL is not enough",
      misconception: {
        en: "Commits are answered at the VCL. Recovery cuts the log after the VDL, so a commit between the two would be promised and then lost.",
        ko: "VCL에서 커밋에 응답합니다. 복구는 VDL 뒤를 잘라 내므로, 둘 사이의 커밋은 약속하고도 잃게 됩니다.",
      },
    },
    "answers-at-own-quorum": {
      caughtBy: "holds back a commit while an earlier record is missing, even in another group",
      misconception: {
        en: "A commit is answered as soon as its own record has four acknowledgements. Everything before it has to be durable too, or the commit stands on a hole.",
        ko: "커밋 자신의 레코드가 네 개의 확인 응답을 얻자마자 응답합니다. 그 앞의 모든 것도 내구성을 갖추어야 합니다. 그렇지 않으면 커밋은 빈자리 위에 서 있습니다.",
      },
    },
    "answers-at-pgcl": {
      caughtBy: "holds back a commit while an earlier record is missing, even in another group",
      misconception: {
        en: "A commit is answered once its own protection group is complete up to it. The log is the volume's: an earlier record of another group may still be missing.",
        ko: "커밋 레코드가 속한 보호 그룹이 거기까지 완전하면 응답합니다. 로그는 볼륨 전체의 것이므로, 다른 그룹의 앞선 레코드가 아직 빠져 있을 수 있습니다.",
      },
    },
    "answers-once-passed": {
      caughtBy: "answers a commit when the VDL reaches its LSN; the VCL is not enough",
      misconception: {
        en: "A commit waits until the VDL is beyond its LSN. The VDL names the last durable record, so a commit at that very LSN is durable too.",
        ko: "VDL이 커밋 LSN을 넘어설 때까지 기다립니다. VDL은 내구성을 갖춘 마지막 레코드이므로, 바로 그 LSN의 커밋도 내구성이 있습니다.",
      },
    },
    "answers-in-order-of-asking": {
      caughtBy: "answers each commit once, lowest commit LSN first",
      misconception: {
        en: "Commits are handed out in the order in which they were asked for. The log's order is that of LSNs.",
        ko: "요청받은 순서대로 커밋에 응답합니다. 로그의 순서는 LSN의 순서입니다.",
      },
    },
    "forgets-to-forget": {
      caughtBy: "answers each commit once, lowest commit LSN first",
      misconception: {
        en: "A commit that was handed out stays in the queue, so its client is told again and again.",
        ko: "내보낸 커밋이 대기열에 남아, 클라이언트가 같은 응답을 되풀이해 받습니다.",
      },
    },
    "waits-for-the-next-acknowledgement": {
      caughtBy: "answers at once a commit whose LSN is durable already",
      misconception: {
        en: "Commits are looked at only when an acknowledgement arrives. A commit asked for after the last one waits for ever.",
        ko: "확인 응답이 올 때만 커밋을 살펴봅니다. 마지막 응답 뒤에 요청된 커밋은 영원히 기다립니다.",
      },
    },
    "believes-every-acknowledgement": {
      caughtBy: "passes over an acknowledgement of a record that it never shipped",
      misconception: {
        en: "An acknowledgement is believed to be of a record that was shipped. A late one, from before the volume was opened, may be of anything.",
        ko: "확인 응답이 언제나 보낸 레코드의 것이라고 믿습니다. 볼륨이 열리기 전의 늦은 응답은 무엇의 것이든 될 수 있습니다.",
      },
    },
  },
});
