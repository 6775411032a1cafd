import { defineExercise } from "four-of-six/exercise";

export default defineExercise({
  title: { en: "Read routing", ko: "읽기 라우팅" },
  lesson: "aurora-storage/reads-without-quorum",
  stars: 2,
  checks: [
    {
      name: "asks only segments that are complete at the read point",
      nameKo: "읽기 지점까지 완전한 세그먼트에만 요청한다",
      layer: "example",
      hint: {
        en: "A segment with SCL 104 has every record up to 104, that one included. Can anything be missing from a page as of 104?",
        ko: "SCL이 104인 세그먼트는 104를 포함해 그 아래의 레코드를 모두 가지고 있습니다. 104 시점의 페이지에 빠진 것이 있을 수 있습니까?",
      },
    },
    {
      name: "asks the fastest of the complete segments first, not the one that has the most",
      nameKo: "완전한 세그먼트 중 가장 많이 가진 것이 아니라 가장 빠른 것에 먼저 요청한다",
      layer: "example",
      hint: {
        en: "Two segments are complete at the read point. Does it make a difference to the page which of them goes further beyond it?",
        ko: "두 세그먼트가 읽기 지점까지 완전합니다. 어느 쪽이 그보다 더 나아갔는지가 페이지에 영향을 줍니까?",
      },
    },
    {
      name: "expects a segment to take the median of its recent answers",
      nameKo: "세그먼트의 예상 시간은 최근 응답 시간의 중앙값이다",
      layer: "example",
      hint: {
        en: "Write the three times down in order of size. The one in the middle is meant, whenever it came, and 10 is more than 9.",
        ko: "세 시간을 크기순으로 적어 보십시오. 언제 온 것이든 가운데 값을 씁니다. 10은 9보다 큽니다.",
      },
    },
    {
      name: "takes the mean of the two in the middle where their number is even",
      nameKo: "응답이 짝수 개면 가운데 두 값의 평균을 쓴다",
      layer: "example",
      hint: {
        en: "Of 1, 1.5, 4 and 30 two stand in the middle. Which?",
        ko: "1, 1.5, 4, 30에서 가운데에는 두 값이 있습니다. 어느 것입니까?",
      },
    },
    {
      name: "expects the model's time of a segment that has not answered yet",
      nameKo: "아직 응답한 적 없는 세그먼트의 예상 시간은 모델의 값이다",
      layer: "example",
      hint: {
        en: "Nothing is known of its speed. Where does the contract say what to assume?",
        ko: "속도에 대해 아는 것이 없습니다. 무엇으로 가정하라고 되어 있습니까?",
      },
    },
    {
      name: "keeps the order of the list where two are equally fast",
      nameKo: "예상 시간이 같으면 목록의 순서를 따른다",
      layer: "example",
      hint: {
        en: "Two segments with the same expected time: which of them stands first in `segments`?",
        ko: "예상 시간이 같은 두 세그먼트 가운데 `segments`에서 앞에 있는 것은 무엇입니까?",
      },
    },
    {
      name: "asks the next when the first is late by its own measure",
      nameKo: "첫 세그먼트가 평소보다 늦으면 다음 세그먼트에도 요청한다",
      layer: "example",
      hint: {
        en: "The segment that is asked first usually takes 0.5 ms. Three times that is late, whatever others need.",
        ko: "먼저 요청하는 세그먼트는 보통 0.5 ms 걸립니다. 다른 세그먼트가 얼마나 걸리든 그 세 배면 늦은 것입니다.",
      },
    },
    {
      name: "serves a read point from PGMRPL to SCL, both included",
      nameKo: "PGMRPL 이상 SCL 이하의 읽기 지점에 응한다",
      layer: "example",
      hint: {
        en: "Try the four numbers at the two ends: one below PGMRPL, PGMRPL itself, SCL itself, one above it.",
        ko: "양 끝의 네 숫자를 따져 보십시오. PGMRPL 바로 아래, PGMRPL, SCL, SCL 바로 위입니다.",
      },
    },
    {
      name: "says that it is behind, whatever PGMRPL it was told",
      nameKo: "어떤 PGMRPL을 들었든 뒤처졌으면 뒤처졌다고 답한다",
      layer: "example",
      hint: {
        en: "A segment may have been told a PGMRPL that lies above all that it has. Which of the two answers does the contract ask for then?",
        ko: "세그먼트가 자신이 가진 것보다 높은 PGMRPL을 들었을 수 있습니다. 이때 둘 중 어느 답을 하라고 되어 있습니까?",
      },
    },
    {
      name: "moves PGMRPL up to the lowest read point that is open",
      nameKo: "PGMRPL은 열려 있는 가장 낮은 읽기 지점까지 올라간다",
      layer: "example",
      hint: {
        en: "Three queries are open. Which of them reads the oldest versions?",
        ko: "쿼리 세 개가 열려 있습니다. 가장 오래된 버전을 읽는 것은 무엇입니까?",
      },
    },
    {
      name: "moves PGMRPL up to the VDL while no read point is open",
      nameKo: "열려 있는 읽기 지점이 없으면 PGMRPL은 VDL까지 올라간다",
      layer: "example",
      hint: {
        en: "Nobody reads at the moment. As of which point will the next read be?",
        ko: "지금은 아무도 읽지 않습니다. 다음 읽기는 어느 시점을 읽습니까?",
      },
    },
    {
      name: "never moves PGMRPL back",
      nameKo: "PGMRPL은 결코 뒤로 가지 않는다",
      layer: "example",
      hint: {
        en: "Segments may have thrown away what lies below the last PGMRPL. Does a query that comes late bring it back?",
        ko: "세그먼트는 지난 PGMRPL 아래의 것을 이미 버렸을 수 있습니다. 늦게 온 쿼리가 그것을 되돌립니까?",
      },
    },
    {
      name: "answers as the reference does, whatever the writer has heard",
      nameKo: "라이터가 무엇을 들었든 참조 구현과 똑같이 답한다",
      layer: "property",
      hint: {
        en: "Replay the run. What was the SCL of each segment, and what had it taken, when the two part?",
        ko: "실행을 재생해 보십시오. 둘이 갈라질 때 세그먼트마다 SCL은 얼마였고, 응답에 얼마나 걸렸습니까?",
      },
    },
    {
      name: "gives every read its page as of its read point, whatever fails",
      nameKo: "무엇이 고장 나도 모든 읽기에 읽기 지점의 페이지를 준다",
      layer: "cluster",
      hint: {
        en: "Look at the segment that answered: how far was it complete when it was asked?",
        ko: "응답한 세그먼트를 보십시오. 요청받았을 때 어디까지 완전했습니까?",
      },
    },
    {
      name: "keeps what an open query may still read, while old versions are collected",
      nameKo: "오래된 버전을 수거하는 동안에도 열린 쿼리가 읽을 것은 남긴다",
      layer: "cluster",
      hint: {
        en: "A segment refused the query: what it may still read was given up. Follow PGMRPL from the moment at which the query began.",
        ko: "세그먼트가 쿼리를 거절했습니다. 아직 읽을 수 있어야 할 것이 버려졌습니다. 쿼리가 시작된 순간부터 PGMRPL을 따라가 보십시오.",
      },
    },
    {
      name: "runs the cluster event for event as the reference does",
      nameKo: "클러스터가 이벤트 하나하나까지 참조 구현과 똑같이 돌아간다",
      layer: "cluster",
      hint: {
        en: "Replay the run and compare whom your plan asked with the SCLs and times just before.",
        ko: "실행을 재생하고, 여러분의 계획이 요청한 세그먼트를 바로 앞의 SCL과 응답 시간에 견주어 보십시오.",
      },
    },
  ],
  hints: [
    {
      en: "Each of the three functions asks one question: who has everything that the page needs, is this version whole and still here, and who may still want an old one.",
      ko: "세 함수는 질문을 하나씩 합니다. 페이지에 필요한 것을 모두 가진 것은 누구인가, 이 버전이 온전하고 아직 있는가, 오래된 버전을 아직 원할 수 있는 것은 누구인가.",
    },
    {
      en: "In `plan`, leave out before you sort: speed only counts among those that are complete. The wait follows from the segment that comes first in the end.",
      ko: "`plan`에서는 정렬하기 전에 걸러 내십시오. 속도는 완전한 세그먼트끼리만 겨룹니다. 기다릴 시간은 마지막에 맨 앞에 온 세그먼트에서 나옵니다.",
    },
    {
      en: "The lists that you are given are read-only; sort a copy, and tell `sort` how to compare numbers. For PGMRPL, treat the VDL as one more open read point.",
      ko: "받은 목록은 읽기 전용이므로 복사본을 정렬하고, `sort`에 숫자를 비교하는 방법을 알려 주십시오. PGMRPL에서는 VDL을 열린 읽기 지점 하나로 다루십시오.",
    },
  ],
  mistakes: {
    "further-than-the-read-point": {
      caughtBy: "asks only segments that are complete at the read point",
      misconception: {
        en: "A segment whose SCL is the read point is passed over. SCL includes its own record, so the segment has all that the page needs.",
        ko: "SCL이 읽기 지점과 같은 세그먼트를 건너뜁니다. SCL은 그 레코드까지 포함하므로 페이지에 필요한 것이 모두 있습니다.",
      },
    },
    "waits-for-a-read-quorum": {
      caughtBy: "asks only segments that are complete at the read point",
      misconception: {
        en: "Three complete segments are asked for before anything is read. The read quorum is for recovery, which does not know who is complete. The writer does, and one such segment is enough.",
        ko: "완전한 세그먼트 셋이 있어야 읽습니다. 읽기 쿼럼은 누가 완전한지 모르는 복구를 위한 것입니다. 라이터는 알고 있으므로 하나면 충분합니다.",
      },
    },
    "asks-anyone": {
      caughtBy: "asks only segments that are complete at the read point",
      misconception: {
        en: "Segments that are behind are asked too. They refuse, so no page is wrong, but each refusal costs a round trip that the writer could have spared itself.",
        ko: "뒤처진 세그먼트에도 요청합니다. 거절당할 뿐 페이지가 틀리지는 않지만, 라이터가 피할 수 있었던 왕복을 매번 치릅니다.",
      },
    },
    "most-complete-first": {
      caughtBy: "asks the fastest of the complete segments first, not the one that has the most",
      misconception: {
        en: "The segment with the highest SCL is asked first. What it has beyond the read point does not belong to this page; only speed tells complete segments apart.",
        ko: "SCL이 가장 높은 세그먼트에 먼저 요청합니다. 읽기 지점 너머의 것은 이 페이지와 상관없습니다. 완전한 세그먼트끼리는 속도만 다릅니다.",
      },
    },
    "mean-of-recent": {
      caughtBy: "expects a segment to take the median of its recent answers",
      misconception: {
        en: "The mean is taken. One answer of 40 ms then makes a fast segment look slow for as long as it is remembered.",
        ko: "평균을 썼습니다. 그러면 40 ms 걸린 응답 하나 때문에 빠른 세그먼트가 그 기억이 남아 있는 동안 느려 보입니다.",
      },
    },
    "last-answer-only": {
      caughtBy: "expects a segment to take the median of its recent answers",
      misconception: {
        en: "Only the newest answer counts. A single slow or lucky one decides, and reads jump to and fro between segments.",
        ko: "가장 최근 응답만 봅니다. 한 번 느리거나 운이 좋았던 응답이 결정하므로, 읽기가 세그먼트 사이를 오락가락합니다.",
      },
    },
    "sorts-as-text": {
      caughtBy: "expects a segment to take the median of its recent answers",
      misconception: {
        en: "Without a comparison, `sort` compares texts: 10 stands before 2 and 9. The middle is then not the median.",
        ko: "비교 함수가 없으면 `sort`는 텍스트로 비교해 10이 2와 9보다 앞에 옵니다. 그 가운데는 중앙값이 아닙니다.",
      },
    },
    "middle-without-sorting": {
      caughtBy: "expects a segment to take the median of its recent answers",
      misconception: {
        en: "The answer in the middle of the list is taken. The list is in the order of time; a median is in the middle by size.",
        ko: "목록의 가운데 응답을 썼습니다. 목록은 시간순이고, 중앙값은 크기순의 가운데입니다.",
      },
    },
    "upper-of-two": {
      caughtBy: "takes the mean of the two in the middle where their number is even",
      misconception: {
        en: "Of an even number of answers the upper of the two in the middle is taken. With two answers that is the slower one, each time.",
        ko: "응답이 짝수 개일 때 가운데 둘 중 큰 값을 씁니다. 응답이 둘이면 언제나 느린 쪽이 됩니다.",
      },
    },
    "unknown-is-instant": {
      caughtBy: "expects the model's time of a segment that has not answered yet",
      misconception: {
        en: "A segment that has not answered is taken to be the fastest. One that is far away or dead would be asked first by every read, and never be found out.",
        ko: "응답한 적 없는 세그먼트를 가장 빠르다고 봅니다. 멀리 있거나 죽은 세그먼트라면 모든 읽기가 먼저 요청하고도 영영 알아내지 못합니다.",
      },
    },
    "unknown-comes-last": {
      caughtBy: "expects the model's time of a segment that has not answered yet",
      misconception: {
        en: "A segment that has not answered is asked last. It may be the nearest of all, and nobody would ever find out.",
        ko: "응답한 적 없는 세그먼트에 마지막으로 요청합니다. 가장 가까운 세그먼트일 수도 있는데 아무도 알아내지 못합니다.",
      },
    },
    "ties-by-name": {
      caughtBy: "keeps the order of the list where two are equally fast",
      misconception: {
        en: "Of two equally fast segments the alphabet decides. The list has an order of its own, and whoever made it may have meant something by it.",
        ko: "속도가 같은 두 세그먼트의 순서를 이름순으로 정합니다. 목록에는 나름의 순서가 있고, 만든 쪽의 뜻이 있을 수 있습니다.",
      },
    },
    "hedges-at-a-fixed-time": {
      caughtBy: "asks the next when the first is late by its own measure",
      misconception: {
        en: "The wait is the same for all segments. For a near one it is too long to help; a far one is hedged although it is on time.",
        ko: "모든 세그먼트를 똑같이 기다립니다. 가까운 세그먼트에는 너무 길어 도움이 안 되고, 먼 세그먼트는 제때 와도 헤지합니다.",
      },
    },
    "hedges-by-the-second": {
      caughtBy: "asks the next when the first is late by its own measure",
      misconception: {
        en: "The wait follows from the segment that would step in. Whether the first is late depends on the first.",
        ko: "대신 나설 세그먼트로 기다릴 시간을 정합니다. 첫 세그먼트가 늦었는지는 첫 세그먼트에 달려 있습니다.",
      },
    },
    "hedges-by-heart": {
      caughtBy: "asks the next when the first is late by its own measure",
      misconception: {
        en: "The factor 3 is written into the code. It is part of `model`, and somebody else's is another.",
        ko: "배수 3을 코드에 적어 넣었습니다. 배수는 `model`에 들어 있으며 경우마다 다릅니다.",
      },
    },
    "below-the-scl-only": {
      caughtBy: "serves a read point from PGMRPL to SCL, both included",
      misconception: {
        en: "A read at the SCL itself is refused. SCL is the last record that the segment has, so it is complete up to and including it.",
        ko: "SCL과 같은 읽기 지점을 거절합니다. SCL은 세그먼트가 가진 마지막 레코드이므로 그 레코드까지 포함해 완전합니다.",
      },
    },
    "above-pgmrpl-only": {
      caughtBy: "serves a read point from PGMRPL to SCL, both included",
      misconception: {
        en: "A read at PGMRPL itself is refused. PGMRPL is the lowest point that is still in use, so exactly there somebody may be reading.",
        ko: "PGMRPL과 같은 읽기 지점을 거절합니다. PGMRPL은 아직 쓰이는 가장 낮은 시점이므로 바로 그곳을 누군가 읽고 있을 수 있습니다.",
      },
    },
    "looks-at-scl-only": {
      caughtBy: "serves a read point from PGMRPL to SCL, both included",
      misconception: {
        en: "A complete segment serves every read. Below PGMRPL it may have folded records into newer versions and thrown the old ones away.",
        ko: "완전하면 모든 읽기에 응합니다. PGMRPL 아래에서는 레코드를 새 버전에 병합하고 옛 버전을 버렸을 수 있습니다.",
      },
    },
    "collected-before-behind": {
      caughtBy: "says that it is behind, whatever PGMRPL it was told",
      misconception: {
        en: "PGMRPL is looked at first. A segment that lacks records cannot know whether the version is gone: another one may have it.",
        ko: "PGMRPL을 먼저 봅니다. 레코드가 모자란 세그먼트는 그 버전이 사라졌는지 알 수 없습니다. 다른 세그먼트에 있을 수 있습니다.",
      },
    },
    "vdl-alone": {
      caughtBy: "moves PGMRPL up to the lowest read point that is open",
      misconception: {
        en: "PGMRPL follows the VDL. New reads begin there, but a query that began an hour ago still reads as of its own point.",
        ko: "PGMRPL이 VDL을 따라갑니다. 새 읽기는 VDL에서 시작하지만, 한 시간 전에 시작한 쿼리는 아직 자신의 시점을 읽습니다.",
      },
    },
    "newest-read-point": {
      caughtBy: "moves PGMRPL up to the lowest read point that is open",
      misconception: {
        en: "The newest open read point is taken. All the older queries then lose the versions that they read.",
        ko: "열려 있는 가장 새로운 읽기 지점을 씁니다. 그러면 더 오래된 쿼리들이 읽던 버전을 잃습니다.",
      },
    },
    "stays-without-queries": {
      caughtBy: "moves PGMRPL up to the VDL while no read point is open",
      misconception: {
        en: "Without a query PGMRPL stays where it is. Then a quiet volume collects nothing, although nobody will ever read the old versions again.",
        ko: "쿼리가 없으면 PGMRPL이 그대로 있습니다. 옛 버전을 다시 읽을 사람이 없는데도 조용한 볼륨은 아무것도 수거하지 못합니다.",
      },
    },
    "moves-back": {
      caughtBy: "never moves PGMRPL back",
      misconception: {
        en: "PGMRPL goes back to a read point that was opened late. What was collected meanwhile does not come back; a segment would promise versions that it has thrown away.",
        ko: "늦게 열린 읽기 지점으로 PGMRPL이 돌아갑니다. 그사이 수거된 것은 돌아오지 않으므로, 세그먼트가 이미 버린 버전을 약속하게 됩니다.",
      },
    },
  },
});
