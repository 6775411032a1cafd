import { defineExercise } from "four-of-six/exercise";

export default defineExercise({
  title: { en: "Crash recovery", ko: "충돌 복구" },
  lesson: "aurora-storage/crash-recovery",
  stars: 3,
  checks: [
    {
      name: "waits for a read quorum of every group, and names the groups that have none",
      nameKo: "모든 그룹의 읽기 쿼럼을 기다리고, 아직 모자란 그룹을 알린다",
      layer: "example",
      hint: {
        en: "Three answers of group 1 say nothing about group 2. How many segments of each group have answered?",
        ko: "1번 그룹의 응답 세 개는 2번 그룹에 대해 아무것도 말해 주지 않습니다. 그룹마다 세그먼트 몇 개가 응답했습니까?",
      },
    },
    {
      name: "counts a segment once, however often it answers",
      nameKo: "같은 세그먼트의 응답은 몇 번이 와도 한 번만 센다",
      layer: "example",
      hint: {
        en: "A quorum is made of segments. Which field of an answer says who it is from?",
        ko: "쿼럼은 세그먼트로 이루어집니다. 응답의 어느 필드가 누구의 것인지 말해 줍니까?",
      },
    },
    {
      name: "takes a record that any of the answers holds",
      nameKo: "어느 응답이든 하나라도 가진 레코드는 찾은 것으로 본다",
      layer: "example",
      hint: {
        en: "A record was acknowledged by four of six and three answer. What is the least number of the three that can hold it?",
        ko: "레코드는 여섯 중 넷이 확인 응답했고 지금 셋이 응답합니다. 그 셋 가운데 레코드를 가진 것은 적어도 몇입니까?",
      },
    },
    {
      name: "stops at the first record that none of the answers holds",
      nameKo: "어느 응답에도 없는 첫 레코드에서 멈춘다",
      layer: "example",
      hint: {
        en: "If nobody of a read quorum has a record, it cannot have been acknowledged. What does that say of the records above it?",
        ko: "읽기 쿼럼의 누구도 갖지 않은 레코드는 확인 응답되었을 수 없습니다. 그렇다면 그 위의 레코드는 어떻습니까?",
      },
    },
    {
      name: "follows the back-links, whatever the distance between two LSNs",
      nameKo: "두 LSN의 간격이 얼마든 역방향 링크를 따라간다",
      layer: "example",
      hint: {
        en: "121 may be the record right after 105. Which field says so?",
        ko: "121이 105 바로 다음 레코드일 수도 있습니다. 그것을 말해 주는 필드는 무엇입니까?",
      },
    },
    {
      name: "walks the volume's one log through all its groups",
      nameKo: "모든 그룹에 걸친 볼륨의 로그 하나를 따라간다",
      layer: "example",
      hint: {
        en: "The record before 103 may belong to another group. Put what all groups hold together before you walk.",
        ko: "103 앞의 레코드는 다른 그룹의 것일 수 있습니다. 따라가기 전에 모든 그룹이 가진 것을 한데 모으십시오.",
      },
    },
    {
      name: "starts from the highest VDL that any segment was told",
      nameKo: "세그먼트들이 들은 VDL 가운데 가장 높은 곳에서 출발한다",
      layer: "example",
      hint: {
        en: "One segment was told VDL 103. Can 102 be missing, if nobody who answers lists it?",
        ko: "한 세그먼트가 VDL 103을 들었습니다. 응답한 누구도 102를 나열하지 않았다고 해서 102가 없는 것입니까?",
      },
    },
    {
      name: "cuts at the last CPL: complete to 1007, durable to 1000",
      nameKo: "마지막 CPL에서 자른다. 1007까지 완전하고 내구성은 1000까지다",
      layer: "example",
      hint: {
        en: "Where may the volume be cut without leaving half a mini-transaction? And what lies above that cut, complete or not?",
        ko: "미니 트랜잭션을 반쪽으로 남기지 않고 볼륨을 자를 수 있는 곳은 어디입니까? 그 위에 있는 것은 완전하든 아니든 어떻게 됩니까?",
      },
    },
    {
      name: "annuls all that the lost writer can have given out, under its own epoch",
      nameKo: "사라진 라이터가 할당했을 수 있는 모든 것을 이번 복구의 에포크로 무효로 한다",
      layer: "example",
      hint: {
        en: "Records may be on segments that have not answered, or still on their way. How high can their LSNs be?",
        ko: "응답하지 않은 세그먼트나 아직 오는 중인 메시지에도 레코드가 있을 수 있습니다. 그 LSN은 얼마나 높을 수 있습니까?",
      },
    },
    {
      name: "gives up as soon as a segment was told a newer epoch",
      nameKo: "더 새로운 에포크를 들은 세그먼트가 있으면 바로 그만둔다",
      layer: "example",
      hint: {
        en: "A single answer is enough to know it. Is there anything left to wait for?",
        ko: "응답 하나면 알 수 있습니다. 더 기다릴 것이 있습니까?",
      },
    },
    {
      name: "leaves out what an earlier recovery annulled, on whatever segment it is",
      nameKo: "앞선 복구가 무효로 한 것은 어느 세그먼트에 있든 제외한다",
      layer: "example",
      hint: {
        en: "A segment that was away during the last recovery still holds the annulled record. Who among the answers knows better?",
        ko: "지난 복구 때 자리에 없던 세그먼트는 무효가 된 레코드를 아직 가지고 있습니다. 응답 가운데 이를 아는 것은 누구입니까?",
      },
    },
    {
      name: "goes by the list that ends with the highest epoch where the lists differ",
      nameKo: "목록이 서로 다르면 가장 높은 에포크로 끝나는 목록을 따른다",
      layer: "example",
      hint: {
        en: "The recovery of epoch 2 was cut short and may have annulled what epoch 3 then kept. Are both lists true at once?",
        ko: "에포크 2의 복구는 도중에 끊겼고, 에포크 3이 남겨 둔 것까지 무효로 했을 수 있습니다. 두 목록이 동시에 옳습니까?",
      },
    },
    {
      name: "reaches as far above the last truncation as an instance may have written since",
      nameKo: "마지막 절단 범위 위로, 그 뒤의 인스턴스가 썼을 수 있는 곳까지 미친다",
      layer: "example",
      hint: {
        en: "The instance that opened the volume last gave out its first LSN above the last truncation, not above the VDL.",
        ko: "마지막으로 볼륨을 연 인스턴스는 VDL 바로 위가 아니라 마지막 절단 범위 위에서 첫 LSN을 할당했습니다.",
      },
    },
    {
      name: "decides as the reference does, whatever a crash has left behind",
      nameKo: "충돌이 무엇을 남겼든 참조 구현과 똑같이 결정한다",
      layer: "property",
      hint: {
        en: "Replay the run: who answered, and what does each hold? Walk the links by hand up to the event where the two part.",
        ko: "실행을 재생해 보십시오. 누가 응답했고 각각 무엇을 가졌습니까? 둘이 갈라지는 이벤트까지 링크를 직접 따라가 보십시오.",
      },
    },
    {
      name: "loses no acknowledged commit, wherever the writer crashes and a zone and one more segment fail",
      nameKo: "라이터가 어디서 죽고 가용 영역 하나와 세그먼트 하나가 더 죽어도 응답한 커밋을 잃지 않는다",
      layer: "cluster",
      hint: {
        en: "Find the commit that was answered and then annulled. Which segment held its record, and was it among the answers?",
        ko: "응답한 뒤 무효가 된 커밋을 찾으십시오. 그 레코드를 가진 세그먼트는 누구이며, 응답 가운데 있었습니까?",
      },
    },
    {
      name: "keeps reads and commits true when recoveries race and messages are lost",
      nameKo: "복구가 경합하고 메시지가 유실되어도 읽기와 커밋이 옳다",
      layer: "cluster",
      hint: {
        en: "Look at the epochs in order. Which recovery was cut short, and who heard of it?",
        ko: "에포크를 차례로 보십시오. 도중에 끊긴 복구는 무엇이고, 누가 그것을 들었습니까?",
      },
    },
    {
      name: "runs the cluster event for event as the reference does",
      nameKo: "클러스터가 이벤트 하나하나까지 참조 구현과 똑같이 돌아간다",
      layer: "cluster",
      hint: {
        en: "Replay the run and compare what the recovery decided with the answers just before it.",
        ko: "실행을 재생하고, 복구의 결정을 바로 앞의 응답들과 견주어 보십시오.",
      },
    },
  ],
  hints: [
    {
      en: "Take the questions in order: may I go on at all (epochs), may I begin (quorums), what is there (records), where does it end (links), what must never come back (truncation).",
      ko: "질문을 차례로 다루십시오. 계속해도 되는가(에포크), 시작해도 되는가(쿼럼), 무엇이 있는가(레코드), 어디서 끝나는가(링크), 무엇이 다시 나타나면 안 되는가(절단 범위).",
    },
    {
      en: "Do not ask how far each segment is complete. Put the records of all answers into one pile, take out what was annulled, and walk: from a point that was durable to the record that names it as the one before, and on.",
      ko: "세그먼트마다 어디까지 완전한지 묻지 마십시오. 모든 응답의 레코드를 한데 모으고, 무효가 된 것을 빼고, 따라가십시오. 내구성이 있던 지점에서 그 지점을 앞 레코드라고 말하는 레코드로, 또 그다음으로 나아갑니다.",
    },
    {
      en: "A map from previousLsn to the record makes the walk a loop of three lines. For the truncations, pick one list, not one range: the list whose last epoch is highest.",
      ko: "previousLsn에서 레코드로 가는 맵을 만들면 따라가는 일은 세 줄짜리 반복문입니다. 절단 범위는 범위 하나가 아니라 목록 하나를 고르십시오. 마지막 에포크가 가장 높은 목록입니다.",
    },
  ],
  mistakes: {
    "three-answers-are-enough": {
      caughtBy: "waits for a read quorum of every group, and names the groups that have none",
      misconception: {
        en: "Three answers are taken for a read quorum of every group. Each group has records of its own, so each needs three of its own segments.",
        ko: "응답 세 개를 모든 그룹의 읽기 쿼럼으로 보았습니다. 그룹마다 자기 레코드가 있으므로, 자기 세그먼트 셋의 응답이 각각 필요합니다.",
      },
    },
    "waits-for-a-write-quorum": {
      caughtBy: "waits for a read quorum of every group, and names the groups that have none",
      misconception: {
        en: "Four answers are waited for. What is on four of six cannot be missed by three; waiting for a fourth would stop recovery when a zone and one more segment are gone.",
        ko: "응답 네 개를 기다립니다. 여섯 중 넷에 있는 것을 셋이 모두 놓칠 수는 없습니다. 넷째를 기다리면 가용 영역 하나와 세그먼트 하나를 잃었을 때 복구가 멈춥니다.",
      },
    },
    "counts-answers": {
      caughtBy: "counts a segment once, however often it answers",
      misconception: {
        en: "Answers are counted where segments are meant. A segment that answers twice knows no more than once.",
        ko: "세그먼트가 아니라 응답을 세고 있습니다. 두 번 응답한 세그먼트가 더 많이 아는 것은 아닙니다.",
      },
    },
    "highest-complete-segment": {
      caughtBy: "takes a record that any of the answers holds",
      misconception: {
        en: "The segment that is complete the furthest (the highest SCL) is taken to know the end of the log. Acknowledgements are counted record by record, so a commit can be durable although no segment of the three holds everything up to it.",
        ko: "가장 멀리까지 완전한 세그먼트(가장 높은 SCL)가 로그의 끝을 안다고 보았습니다. 확인 응답은 레코드마다 세므로, 셋 중 어느 세그먼트도 그곳까지 모두 갖지 않았더라도 커밋은 내구성을 갖추었을 수 있습니다.",
      },
    },
    "two-of-three-hold-it": {
      caughtBy: "takes a record that any of the answers holds",
      misconception: {
        en: "A majority of the answers is asked for. A record on four of six may be on just one of the three that answer.",
        ko: "응답의 과반을 요구합니다. 여섯 중 넷에 있는 레코드가 응답한 셋 중에는 하나에만 있을 수 있습니다.",
      },
    },
    "highest-record": {
      caughtBy: "stops at the first record that none of the answers holds",
      misconception: {
        en: "The highest record that anyone holds is taken for the end. Below it a record is missing, and a page made from a log with a hole is a wrong page.",
        ko: "누군가 가진 가장 높은 레코드를 끝으로 보았습니다. 그 아래에 빠진 레코드가 있으며, 구멍 난 로그로 만든 페이지는 틀린 페이지입니다.",
      },
    },
    "next-lsn-is-one-more": {
      caughtBy: "follows the back-links, whatever the distance between two LSNs",
      misconception: {
        en: "LSNs are taken to follow each other by one. They only increase; the back-link says which record comes before.",
        ko: "LSN이 1씩 늘어난다고 보았습니다. LSN은 증가할 뿐이며, 바로 앞 레코드는 역방향 링크가 알려 줍니다.",
      },
    },
    "starts-where-all-agree": {
      caughtBy: "starts from the highest VDL that any segment was told",
      misconception: {
        en: "The walk begins at the lowest VDL that was told. A segment lists only what lies above its own, so the records between are missing from the answers, and are durable all the same.",
        ko: "들은 VDL 중 가장 낮은 곳에서 출발합니다. 세그먼트는 자신이 들은 VDL 위만 나열하므로 그 사이의 레코드는 응답에 없지만, 그래도 내구성이 있습니다.",
      },
    },
    "vdl-is-vcl": {
      caughtBy: "cuts at the last CPL: complete to 1007, durable to 1000",
      misconception: {
        en: "The volume is cut at the VCL. That may lie within a mini-transaction; the cut belongs after the last CPL.",
        ko: "VCL에서 볼륨을 자릅니다. 그곳은 미니 트랜잭션의 중간일 수 있습니다. 마지막 CPL 뒤에서 잘라야 합니다.",
      },
    },
    "cuts-above-the-vcl": {
      caughtBy: "cuts at the last CPL: complete to 1007, durable to 1000",
      misconception: {
        en: "The range begins above the VCL, so the records between VDL and VCL stay: half a mini-transaction that nobody will finish.",
        ko: "절단 범위가 VCL 위에서 시작하므로 VDL과 VCL 사이의 레코드가 남습니다. 아무도 끝맺지 않을 미니 트랜잭션의 절반입니다.",
      },
    },
    "cuts-what-it-saw": {
      caughtBy: "cuts at the last CPL: complete to 1007, durable to 1000",
      misconception: {
        en: "The range ends at the highest record that was seen. The lost writer may have sent more, to segments that did not answer or that its messages have yet to reach.",
        ko: "절단 범위가 눈에 보인 가장 높은 레코드에서 끝납니다. 사라진 라이터는 응답하지 않은 세그먼트나 메시지가 아직 도착하지 않은 세그먼트에 더 보냈을 수 있습니다.",
      },
    },
    "own-epoch-counts-as-newer": {
      caughtBy: "gives up as soon as a segment was told a newer epoch",
      misconception: {
        en: "A segment that was told this recovery's own epoch is taken for another's. Only a higher one means that another recovery has begun.",
        ko: "이번 복구의 에포크를 들은 세그먼트를 다른 복구의 것으로 보았습니다. 더 높은 에포크만이 다른 복구가 시작되었다는 뜻입니다.",
      },
    },
    "looks-at-epochs-last": {
      caughtBy: "gives up as soon as a segment was told a newer epoch",
      misconception: {
        en: "Epochs are looked at only once there is a read quorum. A recovery that has been overtaken may never get one, and would ask for ever.",
        ko: "읽기 쿼럼이 찬 뒤에야 에포크를 봅니다. 추월당한 복구는 쿼럼을 영영 얻지 못하고 계속 물을 수 있습니다.",
      },
    },
    "ignores-truncations": {
      caughtBy: "leaves out what an earlier recovery annulled, on whatever segment it is",
      misconception: {
        en: "What is on a disk is taken for part of the log. A segment that missed the last recovery still holds records that were annulled there.",
        ko: "디스크에 있으면 로그의 일부라고 보았습니다. 지난 복구를 놓친 세그먼트는 그때 무효가 된 레코드를 아직 가지고 있습니다.",
      },
    },
    "believes-every-truncation": {
      caughtBy: "goes by the list that ends with the highest epoch where the lists differ",
      misconception: {
        en: "Every truncation that anyone heard of is believed. A recovery that was cut short may have annulled records that the next one kept, and on which commits were answered since.",
        ko: "누구든 들은 절단 범위를 모두 믿습니다. 도중에 끊긴 복구가 무효로 한 레코드를 다음 복구가 남겨 두었고, 그 위에 커밋이 응답되었을 수 있습니다.",
      },
    },
    "range-from-the-vdl-only": {
      caughtBy: "reaches as far above the last truncation as an instance may have written since",
      misconception: {
        en: "The range is measured from the VDL alone. An instance that had just opened the volume gave out LSNs above the last truncation, beyond this range, and its lost records could come back.",
        ko: "범위를 VDL에서만 쟀습니다. 볼륨을 막 연 인스턴스는 마지막 절단 범위 위, 곧 이 범위 바깥에서 LSN을 할당했고, 그 잃어버린 레코드가 되살아날 수 있습니다.",
      },
    },
  },
});
