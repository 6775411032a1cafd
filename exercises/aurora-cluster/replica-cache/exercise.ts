import { defineExercise } from "four-of-six/exercise";

export default defineExercise({
  title: { en: "The replica cache", ko: "복제본 캐시" },
  lesson: "aurora-cluster/replica-lag",
  stars: 2,
  checks: [
    {
      name: "begins at the VDL that it is opened with, and has no page",
      nameKo: "열 때 받은 VDL에서 시작하고, 페이지는 없다",
      layer: "example",
      hint: {
        en: "Nothing has come yet. What does the reader know all the same, and from whom?",
        ko: "아직 아무것도 오지 않았습니다. 그래도 리더가 아는 것은 무엇이고, 누구에게서 알았습니까?",
      },
    },
    {
      name: "applies a mini-transaction once the VDL has reached its end, and not before",
      nameKo: "VDL이 미니 트랜잭션의 끝에 이르면 적용하고, 그 전에는 적용하지 않는다",
      layer: "example",
      hint: {
        en: "The record is here, and the writer may still lose it. What would become of a page that shows it?",
        ko: "레코드는 왔지만 라이터가 아직 잃을 수 있습니다. 그것을 이미 보여 준 페이지는 어떻게 됩니까?",
      },
    },
    {
      name: "stands where it is until a durable mini-transaction has come, and applies it at once",
      nameKo: "내구적인 미니 트랜잭션이 올 때까지 그대로 있다가, 오면 곧바로 적용한다",
      layer: "example",
      hint: {
        en: "The VDL is ahead of the stream this time. Which of your two ways in lets the reader move, and up to where?",
        ko: "이번에는 VDL이 스트림보다 앞서 있습니다. 두 입구 가운데 어느 쪽이 리더를 움직이고, 어디까지 움직입니까?",
      },
    },
    {
      name: "changes the pages that it has, and labels each with the last record that changed it",
      nameKo: "가진 페이지를 바꾸고, 그 페이지를 마지막으로 바꾼 레코드의 LSN을 붙인다",
      layer: "example",
      hint: {
        en: "Two pages, one read point. Is the LSN of a page the same thing? And which slot is number 4 of four?",
        ko: "페이지는 둘이고 읽기 지점은 하나입니다. 페이지의 LSN도 그것과 같습니까? 네 슬롯 가운데 4번은 어느 것입니까?",
      },
    },
    {
      name: "takes up no page that only the stream speaks of",
      nameKo: "스트림에만 나온 페이지는 캐시에 넣지 않는다",
      layer: "example",
      hint: {
        en: "You know what one record did to a page that you have never seen. What was in its other slots?",
        ko: "본 적 없는 페이지를 레코드 하나가 어떻게 바꾸었는지는 압니다. 나머지 슬롯에는 무엇이 있었습니까?",
      },
    },
    {
      name: "moves on past records of pages that it does not have",
      nameKo: "가지고 있지 않은 페이지의 레코드를 지나서도 나아간다",
      layer: "example",
      hint: {
        en: "One of two pages is here. What has to be done for the other one, and what for the read point?",
        ko: "두 페이지 가운데 하나만 있습니다. 다른 하나에는 무엇을 해야 하고, 읽기 지점은 어떻게 됩니까?",
      },
    },
    {
      name: "stands before a mini-transaction that it lacks, and goes on with all that waits once that has come",
      nameKo: "빠진 미니 트랜잭션 앞에서 멈추고, 그것이 오면 기다리던 것을 모두 적용한다",
      layer: "example",
      hint: {
        en: "Durable means: storage has it. Does it mean that this reader has it too? And after the first step, look again.",
        ko: "내구적이라는 것은 스토리지에 있다는 뜻입니다. 이 리더에게도 있다는 뜻입니까? 한 걸음 나아간 뒤에는 다시 살펴보십시오.",
      },
    },
    {
      name: "shows a mini-transaction on all of its pages or on none",
      nameKo: "미니 트랜잭션을 모든 페이지에 보여 주거나 어느 페이지에도 보여 주지 않는다",
      layer: "example",
      hint: {
        en: "A row moves from one page to another. A query reads both. What does it find if one page is ahead?",
        ko: "행 하나가 한 페이지에서 다른 페이지로 옮겨 갑니다. 쿼리는 둘 다 읽습니다. 한쪽 페이지만 앞서 있으면 무엇을 보게 됩니까?",
      },
    },
    {
      name: "follows the back-links, whatever numbers are left out",
      nameKo: "건너뛴 번호가 있어도 역방향 링크를 따라간다",
      layer: "example",
      hint: {
        en: "After a recovery the writer goes on with much higher numbers. What tells you that nothing is missing in between?",
        ko: "복구가 끝나면 라이터는 훨씬 큰 번호에서 이어 갑니다. 그 사이에 빠진 것이 없음을 무엇으로 압니까?",
      },
    },
    {
      name: "minds neither what comes twice nor what is older than its beginning",
      nameKo: "두 번 온 것이나 시작 지점보다 오래된 것에 흔들리지 않는다",
      layer: "example",
      hint: {
        en: "101 wrote the slot, then 102. Now 101 comes again. Where does the reader stand, and is 101 below or above that?",
        ko: "101이 슬롯을 쓰고 102가 다시 썼습니다. 이제 101이 또 옵니다. 리더는 어디에 있고, 101은 그보다 앞입니까, 뒤입니까?",
      },
    },
    {
      name: "goes by the highest VDL that it was told, whatever is told later",
      nameKo: "나중에 무엇을 듣든 지금까지 들은 가장 높은 VDL을 따른다",
      layer: "example",
      hint: {
        en: "Messages overtake each other. Can what was durable stop being so?",
        ko: "메시지는 서로 앞지릅니다. 내구적이던 것이 그렇지 않게 될 수도 있습니까?",
      },
    },
    {
      name: "brings a page that comes late up to where the reader stands by now, and no further",
      nameKo: "늦게 온 페이지를 지금의 읽기 지점까지 끌어올리고, 그보다 더는 하지 않는다",
      layer: "example",
      hint: {
        en: "The page was not here when its records came by. Where are these now, and which of them does it need?",
        ko: "레코드가 지나갈 때 이 페이지는 여기 없었습니다. 그 레코드는 지금 어디에 있고, 그중 무엇이 필요합니까?",
      },
    },
    {
      name: "shows every page as of one point of the log, in whatever order the stream, the VDLs and the pages come",
      nameKo: "스트림, VDL, 페이지가 어떤 순서로 오든 모든 페이지를 로그의 한 지점으로 보여 준다",
      layer: "property",
      hint: {
        en: "Take the page that is wrong, and write down which records it has. Which one is missing, or one too many?",
        ko: "틀린 페이지에 어떤 레코드가 적용되었는지 적어 보십시오. 무엇이 빠졌거나 더 들어갔습니까?",
      },
    },
    {
      name: "stands as far along as the reference does, and has the same pages",
      nameKo: "참조 구현과 같은 지점에 있고 같은 페이지를 가진다",
      layer: "property",
      hint: {
        en: "Follow the read point step by step. After which message should it have moved, or stayed?",
        ko: "읽기 지점을 한 걸음씩 따라가 보십시오. 어느 메시지 뒤에 움직이거나 머물러야 했습니까?",
      },
    },
    {
      name: "shows clients whole and durable mini-transactions only, whatever is lost, late or doubled",
      nameKo: "무엇이 유실되거나 늦거나 두 번 와도 내구적인 미니 트랜잭션만 통째로 보여 준다",
      layer: "cluster",
      hint: {
        en: "A client was given a page that the log does not know at that point. What had come to this reader, and what had not?",
        ko: "클라이언트가 그 시점의 로그에는 없는 페이지를 받았습니다. 이 리더에게 온 것과 오지 않은 것은 무엇입니까?",
      },
    },
    {
      name: "never takes a session back in time, and answers it, whoever is the writer",
      nameKo: "라이터가 누구든 세션을 과거로 되돌리지 않고 응답한다",
      layer: "cluster",
      hint: {
        en: "The session waits for a point that it has seen. Does your read point reach it, also with a new writer's first record?",
        ko: "세션은 자기가 본 지점을 기다립니다. 새 라이터의 첫 레코드가 왔을 때도 읽기 지점이 거기에 이릅니까?",
      },
    },
    {
      name: "runs the cluster event for event as the reference does",
      nameKo: "클러스터가 이벤트 하나하나까지 참조 구현과 똑같이 돌아간다",
      layer: "cluster",
      hint: {
        en: "Replay the run up to where the two part. Which reader is it, and what came to it last?",
        ko: "둘이 갈라지는 곳까지 실행을 재생해 보십시오. 어느 리더이고, 마지막으로 온 것은 무엇입니까?",
      },
    },
  ],
  hints: [
    {
      en: "Keep apart what has come and what has been applied. What has come waits. Two conditions let the next one through.",
      ko: "온 것과 적용한 것을 나누어 두십시오. 온 것은 기다립니다. 다음 것을 통과시키는 조건은 둘입니다.",
    },
    {
      en: "Find the next one by what it comes after, and try again after each step. Both a message of the stream and a VDL can set that going.",
      ko: "다음 것은 그것이 무엇 뒤에 오는지로 찾고, 한 걸음마다 다시 시도하십시오. 스트림의 메시지도 VDL도 그 계기가 됩니다.",
    },
    {
      en: "A page that comes late needs what was applied after its `asOf`. When that went by, nobody knew that the page would come.",
      ko: "늦게 온 페이지에는 `asOf` 뒤에 적용한 것이 필요합니다. 그것이 지나갈 때는 이 페이지가 올 줄 아무도 몰랐습니다.",
    },
  ],
  mistakes: {
    "applies-at-once": {
      caughtBy: "applies a mini-transaction once the VDL has reached its end, and not before",
      misconception: {
        en: "What comes is applied. A reader would show what a failover may still annul, and then go back in time.",
        ko: "오는 대로 적용합니다. 그러면 장애 조치로 무효가 될 수 있는 것을 보여 주고, 나중에 과거로 되돌아갑니다.",
      },
    },
    "vdl-is-the-read-point": {
      caughtBy: "stands where it is until a durable mini-transaction has come, and applies it at once",
      misconception: {
        en: "The read point is the VDL. Storage is that far; this reader's pages are only as far as its stream.",
        ko: "VDL을 읽기 지점으로 답합니다. 거기까지 간 것은 스토리지이고, 이 리더의 페이지는 스트림이 온 데까지만 가 있습니다.",
      },
    },
    "applies-when-told": {
      caughtBy: "stands where it is until a durable mini-transaction has come, and applies it at once",
      misconception: {
        en: "Only a new VDL makes the reader move. Where the VDL comes first, the record that follows waits for the next one.",
        ko: "새 VDL이 와야만 움직입니다. VDL이 먼저 오면 뒤이어 온 레코드는 다음 VDL을 기다리게 됩니다.",
      },
    },
    "labels-with-the-read-point": {
      caughtBy: "changes the pages that it has, and labels each with the last record that changed it",
      misconception: {
        en: "Each page is labelled with the read point. That is up to where the page is right; its LSN says which record changed it last.",
        ko: "페이지마다 읽기 지점을 붙입니다. 읽기 지점은 페이지가 어디까지 맞는지를 말하고, 페이지 LSN은 어느 레코드가 마지막으로 바꾸었는지를 말합니다.",
      },
    },
    "makes-pages-from-the-stream": {
      caughtBy: "takes up no page that only the stream speaks of",
      misconception: {
        en: "A page that is not here is begun empty. The stream says what changed, not what was there before: only storage knows that.",
        ko: "없는 페이지를 빈 페이지로 만들어 시작합니다. 스트림은 바뀐 것만 말합니다. 전에 무엇이 있었는지는 스토리지만 압니다.",
      },
    },
    "only-with-all-its-pages": {
      caughtBy: "moves on past records of pages that it does not have",
      misconception: {
        en: "A mini-transaction is applied only where all of its pages are here. A page that is not here shows nothing that could be torn; the others have to be changed.",
        ko: "모든 페이지가 있을 때만 미니 트랜잭션을 적용합니다. 없는 페이지는 아무것도 보여 주지 않으므로 찢어질 것도 없습니다. 나머지는 바꾸어야 합니다.",
      },
    },
    "passes-over-the-gap": {
      caughtBy: "stands before a mini-transaction that it lacks, and goes on with all that waits once that has come",
      misconception: {
        en: "Everything at or below the VDL that has come is applied. What has not come is durable too, and its pages now lack it.",
        ko: "VDL 이하에서 온 것은 모두 적용합니다. 오지 않은 것도 내구적이며, 이제 페이지에는 그것이 빠져 있습니다.",
      },
    },
    "page-by-page": {
      caughtBy: "shows a mini-transaction on all of its pages or on none",
      misconception: {
        en: "Each page goes as far as its own chain allows. Then two pages stand at two points, and a mini-transaction shows by half.",
        ko: "페이지마다 자기 체인이 이어진 데까지 나아갑니다. 그러면 두 페이지가 서로 다른 지점에 있고, 미니 트랜잭션이 반만 보입니다.",
      },
    },
    "numbers-without-gaps": {
      caughtBy: "follows the back-links, whatever numbers are left out",
      misconception: {
        en: "The next LSN is taken to be one higher. LSNs only rise; after a failover they leap. The back-link says what comes before.",
        ko: "다음 LSN은 1만큼 크다고 봅니다. LSN은 커지기만 할 뿐이고 장애 조치 뒤에는 크게 뜁니다. 앞에 무엇이 오는지는 역방향 링크가 말합니다.",
      },
    },
    "applies-repeats": {
      caughtBy: "minds neither what comes twice nor what is older than its beginning",
      misconception: {
        en: "What comes again is applied again. It puts an old value over a newer one.",
        ko: "다시 온 것을 다시 적용합니다. 옛 값이 새 값을 덮습니다.",
      },
    },
    "goes-by-the-last-vdl": {
      caughtBy: "goes by the highest VDL that it was told, whatever is told later",
      misconception: {
        en: "The VDL that was told last counts. It may have been overtaken on its way, and what waits then waits for nothing.",
        ko: "마지막에 들은 VDL을 따릅니다. 오는 길에 추월당한 것일 수 있고, 그러면 기다릴 까닭이 없는 것이 기다립니다.",
      },
    },
    "takes-pages-as-they-come": {
      caughtBy: "brings a page that comes late up to where the reader stands by now, and no further",
      misconception: {
        en: "A page from storage is taken as it is. It is as of the moment when it was asked for, and the reader has moved since.",
        ko: "스토리지에서 온 페이지를 그대로 넣습니다. 그 페이지는 요청한 순간의 것이고, 리더는 그 뒤로 나아갔습니다.",
      },
    },
    "forgets-what-it-dropped": {
      caughtBy: "brings a page that comes late up to where the reader stands by now, and no further",
      misconception: {
        en: "Records of pages that are not here are forgotten. One of these pages may be on its way, made before them.",
        ko: "없는 페이지의 레코드를 잊습니다. 그 페이지가 레코드보다 먼저 만들어져 지금 오는 중일 수 있습니다.",
      },
    },
    "keeps-the-last-few": {
      caughtBy:
        "shows every page as of one point of the log, in whatever order the stream, the VDLs and the pages come",
      misconception: {
        en: "A fixed number of records is kept for pages that come late. How many go by meanwhile depends on the writer, not on this cache.",
        ko: "늦게 올 페이지를 위해 레코드를 정해진 수만큼만 둡니다. 그동안 몇 개가 지나가는지는 캐시가 아니라 라이터에 달려 있습니다.",
      },
    },
  },
});
