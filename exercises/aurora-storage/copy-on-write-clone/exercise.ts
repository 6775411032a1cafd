import { defineExercise } from "four-of-six/exercise";

export default defineExercise({
  title: { en: "Copy-on-write clones", ko: "쓰기 시 복사 클론" },
  lesson: "aurora-storage/fast-clones",
  stars: 2,
  checks: [
    {
      name: "shows a clone the pages of its source, and each what it changes itself",
      nameKo: "클론에는 원본의 페이지를 보여 주고, 각자 바꾼 것은 각자에게만 보여 준다",
      layer: "example",
      hint: {
        en: "Two volumes point at one page. One of them changes it. Which of the two pointers moves?",
        ko: "두 볼륨이 페이지 하나를 가리킵니다. 그중 하나가 페이지를 바꾸면 어느 포인터가 움직입니까?",
      },
    },
    {
      name: "begins a clone with its source as of the clone point, that write included and no later one",
      nameKo: "클론은 복제 시점의 원본에서 시작하며, 그 시점의 쓰기는 포함하고 이후의 쓰기는 포함하지 않는다",
      layer: "example",
      hint: {
        en: "The order names 102, and the source stands at 104 already. What did each page hold at 102?",
        ko: "요청은 102를 말하는데 원본은 이미 104에 있습니다. 102에는 각 페이지에 무엇이 있었습니까?",
      },
    },
    {
      name: "begins a clone of a clone with what that clone had changed by then",
      nameKo: "클론의 클론은 그 클론이 그때까지 바꾼 내용에서 시작한다",
      layer: "example",
      hint: {
        en: "C is made from B, not from A. Which pages does B see that A does not?",
        ko: "C의 원본은 A가 아니라 B입니다. B에는 보이고 A에는 보이지 않는 페이지는 무엇입니까?",
      },
    },
    {
      name: "bills shared pages to the source, and a clone only for what it changed",
      nameKo: "공유 페이지의 요금은 원본에, 클론에는 바꾼 페이지의 요금만 매긴다",
      layer: "example",
      hint: {
        en: "1,100 pages lie in storage. Whose is each of them?",
        ko: "스토리지에는 페이지가 1,100개 있습니다. 각각 누구의 것입니까?",
      },
    },
    {
      name: "bills a page once, however often it is changed",
      nameKo: "페이지를 몇 번 바꾸든 요금은 한 번만 매긴다",
      layer: "example",
      hint: {
        en: "A copy that was replaced and that nobody sees any more costs nothing.",
        ko: "새것으로 바뀌어 아무에게도 보이지 않는 페이지에는 요금이 없습니다.",
      },
    },
    {
      name: "leaves the old page of a changed one to the oldest volume that still sees it",
      nameKo: "바뀐 페이지의 옛 사본은 그것을 아직 보는 가장 오래된 볼륨이 맡는다",
      layer: "example",
      hint: {
        en: "A has moved on from the old page 1, and somebody still sees it. Who is left, and who of them was created first?",
        ko: "A는 옛 페이지 1을 떠났지만 아직 그것을 보는 볼륨이 있습니다. 누가 남았고, 그중 누가 먼저 만들어졌습니까?",
      },
    },
    {
      name: "bills a past page that only the clone sees to the clone",
      nameKo: "클론에만 보이는 과거 페이지의 요금은 클론에 매긴다",
      layer: "example",
      hint: {
        en: "At the clone point page 1 was one that the source has replaced since. Before this clone, did anybody see it?",
        ko: "복제 시점의 페이지 1은 원본이 그 뒤에 바꾼 페이지입니다. 이 클론이 생기기 전에 그것을 보던 볼륨이 있습니까?",
      },
    },
    {
      name: "passes on the pages of a deleted source, as far as somebody sees them",
      nameKo: "삭제된 원본의 페이지는 아직 보이는 것만 넘겨준다",
      layer: "example",
      hint: {
        en: "Of A's 1,000 pages B has replaced 100 for itself. How many of A's pages does it still see?",
        ko: "A의 페이지 1,000개 중 100개를 B가 자기 것으로 바꾸었습니다. B에 아직 보이는 A의 페이지는 몇 개입니까?",
      },
    },
    {
      name: "deals the pages of a deleted source out between its clones, one by one",
      nameKo: "삭제된 원본의 페이지를 클론에 하나씩 번갈아 나누어 준다",
      layer: "example",
      hint: {
        en: "Like cards: in the order of page numbers, each to whoever has fewest so far.",
        ko: "카드를 돌리듯이, 페이지 번호 순서대로 지금까지 가장 적게 받은 볼륨에 줍니다.",
      },
    },
    {
      name: "gives a page to a clone that sees it, and the next one to whoever got fewest",
      nameKo: "페이지는 그것을 보는 클론에 주고, 다음 것은 가장 적게 받은 클론에 준다",
      layer: "example",
      hint: {
        en: "Page 1 can only go to C. What has B been given when page 4 comes up, and what has C?",
        ko: "페이지 1은 C에만 줄 수 있습니다. 페이지 4의 차례가 왔을 때 B는 몇 개를 받았고 C는 몇 개를 받았습니까?",
      },
    },
    {
      name: "makes a full copy of the clone that is one too many",
      nameKo: "한도를 하나 넘은 클론은 전체 복사본으로 만든다",
      layer: "example",
      hint: {
        en: "The limit is the number that may share. And a full copy shares no page with anybody, even where the contents are equal.",
        ko: "한도는 공유할 수 있는 클론의 수입니다. 전체 복사본은 내용이 같더라도 어느 볼륨과도 페이지를 공유하지 않습니다.",
      },
    },
    {
      name: "counts to the limit the clones of that source which share its pages and still exist",
      nameKo: "한도에는 그 원본의 페이지를 공유하며 아직 존재하는 클론만 센다",
      layer: "example",
      hint: {
        en: "Three kinds of volume do not count: clones of other sources, full copies, and what was deleted.",
        ko: "세지 않는 볼륨이 세 가지 있습니다. 다른 원본의 클론, 전체 복사본, 삭제된 볼륨입니다.",
      },
    },
    {
      name: "shows every volume what the reference shows, through clones of clones and of the past",
      nameKo: "클론의 클론과 과거의 클론을 거쳐도 모든 볼륨에 참조 구현과 똑같은 것을 보여 준다",
      layer: "property",
      hint: {
        en: "Replay the run. At the volume and page that differ, go up the line: who wrote the page last before each clone point?",
        ko: "실행을 재생해 보십시오. 달라지는 볼륨과 페이지에서 계보를 거슬러 올라가십시오. 복제 시점마다 그 전에 마지막으로 쓴 볼륨은 누구입니까?",
      },
    },
    {
      name: "bills every page as the reference does, through deletions and full copies",
      nameKo: "삭제와 전체 복사를 거쳐도 모든 페이지의 요금을 참조 구현과 똑같이 매긴다",
      layer: "property",
      hint: {
        en: "Write down the copies that lie in storage, and who sees each. Which one has an owner that does not see it, or none?",
        ko: "스토리지에 있는 사본을 모두 적고 각각 누구에게 보이는지 적어 보십시오. 주인이 보지 못하는 사본이나 주인이 없는 사본은 무엇입니까?",
      },
    },
    {
      name: "keeps source and clone apart, although writes overtake the order to clone",
      nameKo: "쓰기가 복제 요청을 앞질러도 원본과 클론을 갈라놓는다",
      layer: "cluster",
      hint: {
        en: "The order carries the source's durable point of its time. Writes above it may be in storage before the order is.",
        ko: "요청에는 그 당시 원본의 내구성 지점이 들어 있습니다. 그 위의 쓰기가 요청보다 먼저 스토리지에 와 있을 수 있습니다.",
      },
    },
    {
      name: "sends bills that add up to the pages that are stored",
      nameKo: "요금의 합이 저장된 페이지의 수와 일치한다",
      layer: "cluster",
      hint: {
        en: "A copy that two volumes see is paid for once. A copy that nobody sees is not paid for at all.",
        ko: "두 볼륨에 보이는 사본의 요금은 한 번만 냅니다. 아무에게도 보이지 않는 사본에는 요금이 없습니다.",
      },
    },
    {
      name: "runs the family event for event as the reference does",
      nameKo: "이벤트 하나하나까지 참조 구현과 똑같이 돌아간다",
      layer: "cluster",
      hint: {
        en: "Replay the run and look at the family just before the two part.",
        ko: "실행을 재생하고, 둘이 갈라지기 직전의 볼륨들을 살펴보십시오.",
      },
    },
  ],
  hints: [
    {
      en: "Tell three things apart: a volume's table, the copies in storage that it points at, and who pays for each copy.",
      ko: "세 가지를 구분하십시오. 볼륨의 표, 표가 가리키는 스토리지의 사본, 그리고 사본마다의 주인입니다.",
    },
    {
      en: "A clone point may lie in the past, so a table has to remember for each page which copy it was from which LSN on. A clone then starts with one entry for each page.",
      ko: "복제 시점이 과거일 수 있으므로, 표는 페이지마다 어느 LSN부터 어느 사본이었는지를 기억해야 합니다. 그러면 클론은 페이지마다 항목 하나로 시작합니다.",
    },
    {
      en: "Write one helper: who sees this copy now, oldest first? A write, a deletion and a clone of the past all ask it, each at the moment after the change.",
      ko: "도우미 함수 하나를 만드십시오. 이 사본은 지금 누구에게 보이는가, 오래된 볼륨부터? 쓰기, 삭제, 과거의 복제가 모두 이 함수를 씁니다. 저마다 변경이 끝난 시점의 답이 필요합니다.",
    },
  ],
  mistakes: {
    "shares-the-table": {
      caughtBy: "shows a clone the pages of its source, and each what it changes itself",
      misconception: {
        en: "Source and clone share one table, so each sees what the other writes. They share pages; each has a table of its own.",
        ko: "원본과 클론이 표 하나를 같이 씁니다. 그러면 서로의 쓰기가 보입니다. 공유하는 것은 페이지이고, 표는 각자 가집니다.",
      },
    },
    "writes-into-the-shared-page": {
      caughtBy: "shows a clone the pages of its source, and each what it changes itself",
      misconception: {
        en: "The source writes into its page in place, because it owns it. Its clones point at the same page and would see the change. Whoever writes, copies.",
        ko: "원본은 자기 페이지라고 제자리에 씁니다. 클론이 같은 페이지를 가리키므로 그 변경이 보이게 됩니다. 누가 쓰든 쓰는 쪽이 복사합니다.",
      },
    },
    "clones-the-present": {
      caughtBy: "begins a clone with its source as of the clone point, that write included and no later one",
      misconception: {
        en: "The clone begins with what the source holds when the order arrives. The order names a point, and the source may have gone on since.",
        ko: "요청이 도착한 순간의 원본에서 클론을 시작합니다. 요청에는 시점이 적혀 있고, 원본은 그 뒤로 더 나아갔을 수 있습니다.",
      },
    },
    "stops-before-the-clone-point": {
      caughtBy: "begins a clone with its source as of the clone point, that write included and no later one",
      misconception: {
        en: "The write at the clone point itself is left out. The point names the last write that belongs to the clone.",
        ko: "복제 시점의 쓰기를 빼놓습니다. 그 시점은 클론에 들어가는 마지막 쓰기를 가리킵니다.",
      },
    },
    "clones-the-oldest-ancestor": {
      caughtBy: "begins a clone of a clone with what that clone had changed by then",
      misconception: {
        en: "A clone of a clone is made from the first volume of the line, so it misses what the clone between them changed.",
        ko: "클론의 클론을 맨 처음 볼륨에서 만듭니다. 그러면 중간의 클론이 바꾼 내용이 빠집니다.",
      },
    },
    "copies-at-once": {
      caughtBy: "bills shared pages to the source, and a clone only for what it changed",
      misconception: {
        en: "The clone gets copies of all pages at once. What it sees is right, but it costs as much as the source and takes as long as a copy.",
        ko: "클론을 만들 때 모든 페이지를 복사합니다. 보이는 것은 맞지만 원본만큼의 요금과 복사만큼의 시간이 듭니다.",
      },
    },
    "bills-what-is-seen": {
      caughtBy: "bills shared pages to the source, and a clone only for what it changed",
      misconception: {
        en: "Every volume is billed for all pages that it sees. A shared page lies in storage once and is paid for once.",
        ko: "볼륨마다 보이는 페이지 전부의 요금을 매깁니다. 공유 페이지는 스토리지에 하나뿐이고 요금도 한 번입니다.",
      },
    },
    "bills-every-write": {
      caughtBy: "bills a page once, however often it is changed",
      misconception: {
        en: "Each write is billed as a new page. A page that a volume has to itself is replaced, not added to.",
        ko: "쓸 때마다 새 페이지로 요금을 매깁니다. 볼륨이 혼자 쓰는 페이지는 바뀌는 것이지 늘어나는 것이 아닙니다.",
      },
    },
    "the-source-keeps-paying": {
      caughtBy: "leaves the old page of a changed one to the oldest volume that still sees it",
      misconception: {
        en: "The source goes on paying for the old page after it has moved on from it. From then on it does not see that page; a clone does.",
        ko: "원본이 새 페이지로 옮겨 간 뒤에도 옛 페이지의 요금을 냅니다. 이제 그 페이지는 원본이 아니라 클론에 보입니다.",
      },
    },
    "the-youngest-inherits": {
      caughtBy: "leaves the old page of a changed one to the oldest volume that still sees it",
      misconception: {
        en: "The youngest volume takes over the old page. Here it goes to the one that was created first.",
        ko: "가장 나중에 만들어진 볼륨이 옛 페이지를 맡습니다. 여기서는 가장 먼저 만들어진 볼륨이 맡습니다.",
      },
    },
    "deleted-with-its-pages": {
      caughtBy: "passes on the pages of a deleted source, as far as somebody sees them",
      misconception: {
        en: "A deleted volume takes its pages with it, or keeps paying for them. Its clones go on pointing at these pages, so somebody has to own them.",
        ko: "삭제된 볼륨이 페이지까지 가져가거나 계속 요금을 냅니다. 클론이 여전히 그 페이지를 가리키므로 누군가는 주인이 되어야 합니다.",
      },
    },
    "gives-to-clones-that-moved-on": {
      caughtBy: "passes on the pages of a deleted source, as far as somebody sees them",
      misconception: {
        en: "All pages of a deleted source are given away, also to volumes that do not see them. A page that nobody sees is gone.",
        ko: "삭제된 원본의 페이지를 모두 나누어 주어, 보지도 않는 볼륨에까지 넘깁니다. 아무에게도 보이지 않는 페이지는 없어집니다.",
      },
    },
    "the-oldest-inherits-all": {
      caughtBy: "deals the pages of a deleted source out between its clones, one by one",
      misconception: {
        en: "The oldest clone takes over everything that a deleted source leaves. With two clones each gets half.",
        ko: "삭제된 원본이 남긴 것을 가장 오래된 클론이 모두 맡습니다. 클론이 둘이면 절반씩 맡습니다.",
      },
    },
    "cuts-in-the-middle": {
      caughtBy: "deals the pages of a deleted source out between its clones, one by one",
      misconception: {
        en: "The first half of the pages goes to one clone, the second to the other. Here they are dealt one by one.",
        ko: "앞의 절반을 한 클론에, 뒤의 절반을 다른 클론에 줍니다. 여기서는 하나씩 번갈아 줍니다.",
      },
    },
    "deals-by-page-number": {
      caughtBy: "gives a page to a clone that sees it, and the next one to whoever got fewest",
      misconception: {
        en: "The page number decides who gets a page. When some pages can go to one clone only, the shares drift apart.",
        ko: "페이지 번호로 받을 클론을 정합니다. 한 클론에만 줄 수 있는 페이지가 있으면 몫이 벌어집니다.",
      },
    },
    "a-full-copy-in-name-only": {
      caughtBy: "makes a full copy of the clone that is one too many",
      misconception: {
        en: "The clone is called a full copy, but still points at its source's pages and pays for none.",
        ko: "이름만 전체 복사본이고 여전히 원본의 페이지를 가리키며 요금을 내지 않습니다.",
      },
    },
    "compares-contents": {
      caughtBy: "makes a full copy of the clone that is one too many",
      misconception: {
        en: "Two volumes are taken to share a page when it holds the same. A full copy holds the same as its source, in pages of its own.",
        ko: "내용이 같으면 공유하는 것으로 봅니다. 전체 복사본은 원본과 내용이 같아도 페이지는 따로입니다.",
      },
    },
    "the-fifteenth-is-full": {
      caughtBy: "makes a full copy of the clone that is one too many",
      misconception: {
        en: "The last clone that may still share is copied in full already. The limit is the number of clones that may share.",
        ko: "아직 공유할 수 있는 마지막 클론부터 전체 복사본이 됩니다. 한도는 공유해도 되는 클론의 수입니다.",
      },
    },
    "fifteen-by-heart": {
      caughtBy: "makes a full copy of the clone that is one too many",
      misconception: {
        en: "Fifteen is written into the code. How many clones may share is for `copyOnWriteCloneMax` to say.",
        ko: "15라는 숫자가 코드에 박혀 있습니다. 공유할 수 있는 클론의 수는 `copyOnWriteCloneMax`가 정합니다.",
      },
    },
    "counts-the-whole-family": {
      caughtBy: "counts to the limit the clones of that source which share its pages and still exist",
      misconception: {
        en: "All clones of the family count towards one limit. Here each source has a limit of its own.",
        ko: "가족 전체의 클론을 한도 하나에 셉니다. 여기서는 원본마다 한도가 따로 있습니다.",
      },
    },
    "counts-the-deleted": {
      caughtBy: "counts to the limit the clones of that source which share its pages and still exist",
      misconception: {
        en: "A deleted clone goes on counting towards the limit.",
        ko: "삭제된 클론이 한도에서 빠지지 않습니다.",
      },
    },
  },
});
