import { defineExercise } from "four-of-six/exercise";

export default defineExercise({
  title: { en: "The page materialiser", ko: "페이지 구체화기" },
  lesson: "aurora-storage/pages-from-logs",
  stars: 2,
  checks: [
    {
      name: "begins with the newest version at or below the read point",
      nameKo: "읽기 지점 이하에서 가장 새로운 버전에서 시작한다",
      layer: "example",
      hint: {
        en: "A reader in the past must not see the future. Which of the stored versions may it begin with, and which of those is closest?",
        ko: "과거를 읽는 사람이 미래를 보아서는 안 됩니다. 저장된 버전 가운데 시작점이 될 수 있는 것은 무엇이고, 그중 가장 가까운 것은 무엇입니까?",
      },
    },
    {
      name: "folds in the records up to and including the read point",
      nameKo: "읽기 지점의 레코드까지 포함해 차례로 적용한다",
      layer: "example",
      hint: {
        en: "A read at 102 shows what 102 did. What about 103, and what about records that the version has already?",
        ko: "102 시점의 읽기는 102가 한 일을 보여 줍니다. 103은 어떻습니까? 버전에 이미 들어 있는 레코드는 어떻습니까?",
      },
    },
    {
      name: "labels the page with the last record folded in, not with the read point",
      nameKo: "페이지에는 읽기 지점이 아니라 마지막으로 적용한 레코드의 LSN을 붙인다",
      layer: "example",
      hint: {
        en: "The node may store this version. If it said 150 and record 140 came tomorrow, what would the chain hang on?",
        ko: "노드가 이 버전을 저장할 수도 있습니다. 150이라고 적어 두었는데 내일 140번 레코드가 온다면 체인은 어디에 이어집니까?",
      },
    },
    {
      name: "follows the back-links, in whatever order the records lie, and whatever lies between their LSNs",
      nameKo: "레코드가 놓인 순서나 LSN의 간격과 상관없이 역방향 링크를 따라간다",
      layer: "example",
      hint: {
        en: "Neither the place in the list nor the next number tells what comes next on this page. Which field does?",
        ko: "목록에서의 자리도, 다음 번호도 이 페이지의 다음 레코드를 알려 주지 않습니다. 알려 주는 필드는 무엇입니까?",
      },
    },
    {
      name: "takes a record once that lies there twice",
      nameKo: "두 번 놓여 있는 레코드는 한 번만 적용한다",
      layer: "example",
      hint: {
        en: "The second copy of 101 names 100 as its predecessor, and you are past that. Is anything missing?",
        ko: "101의 두 번째 사본은 100을 앞 레코드로 가리키는데, 여러분은 이미 그곳을 지났습니다. 정말 빠진 것이 있습니까?",
      },
    },
    {
      name: "says after which LSN the chain first breaks",
      nameKo: "체인이 처음 끊긴 곳이 어느 LSN 다음인지 말한다",
      layer: "example",
      hint: {
        en: "You have folded in 104, and 112 names 110. How far is the page right? That is where somebody has to fill in.",
        ko: "104까지 적용했고 112는 110을 가리킵니다. 페이지는 어디까지 맞습니까? 누군가 채워 넣을 곳은 바로 그다음입니다.",
      },
    },
    {
      name: "learns from the back-link of a later record that one is missing",
      nameKo: "뒤 레코드의 역방향 링크를 보고 빠진 레코드를 알아챈다",
      layer: "example",
      hint: {
        en: "No record at 110 lies there. Yet one of the others has spoken of it.",
        ko: "110번 레코드는 없습니다. 그런데 다른 레코드 하나가 110을 말하고 있습니다.",
      },
    },
    {
      name: "does not mind a gap above the read point, or below the version it begins with",
      nameKo: "읽기 지점 위나 시작한 버전 아래의 빈 곳은 상관하지 않는다",
      layer: "example",
      hint: {
        en: "Between which two points must nothing be missing? What lies outside is somebody else's concern.",
        ko: "어느 두 지점 사이에 빠진 것이 없어야 합니까? 그 바깥은 이 읽기와 상관이 없습니다.",
      },
    },
    {
      name: "says that the past is gone when no version is old enough",
      nameKo: "충분히 오래된 버전이 없으면 과거가 수거되었다고 말한다",
      layer: "example",
      hint: {
        en: "A record says how a page changes. Without a page to change, what is it worth?",
        ko: "레코드는 페이지가 어떻게 바뀌는지를 말합니다. 바꿀 페이지가 없으면 무슨 소용이 있습니까?",
      },
    },
    {
      name: "keeps the newest version at or below PGMRPL and names the older ones",
      nameKo: "PGMRPL 이하에서 가장 새로운 버전은 남기고 더 오래된 버전을 지목한다",
      layer: "example",
      hint: {
        en: "Someone may still read exactly at PGMRPL. Play that read: which version does it begin with?",
        ko: "바로 PGMRPL 시점을 읽는 사람이 아직 있을 수 있습니다. 그 읽기를 해 보십시오. 어느 버전에서 시작합니까?",
      },
    },
    {
      name: "names the records that the kept version has folded in, and none above it",
      nameKo: "남는 버전에 이미 들어간 레코드만 지목하고, 그 위는 지목하지 않는다",
      layer: "example",
      hint: {
        en: "PGMRPL is 110, the version that stays is 106. Who needs record 106, and who needs 108?",
        ko: "PGMRPL은 110이고 남는 버전은 106입니다. 106번 레코드는 누가 필요로 하고, 108번은 누가 필요로 합니까?",
      },
    },
    {
      name: "names nothing that the backup does not hold",
      nameKo: "백업에 없는 것은 지목하지 않는다",
      layer: "example",
      hint: {
        en: "A restore next week may ask for a moment that no reader cares about today. Look at each LSN by itself.",
        ko: "오늘 아무도 읽지 않는 시점을 다음 주의 복원이 요구할 수 있습니다. LSN 하나하나를 따로 보십시오.",
      },
    },
    {
      name: "names each LSN once, lowest first",
      nameKo: "LSN마다 한 번씩, 낮은 것부터 지목한다",
      layer: "example",
      hint: {
        en: "What lies there twice is still one LSN to drop. And the lists are not given in order.",
        ko: "두 번 놓여 있어도 지울 LSN은 하나입니다. 그리고 받은 목록은 순서대로가 아닙니다.",
      },
    },
    {
      name: "makes the page as the reference does, whatever is stored",
      nameKo: "무엇이 저장되어 있든 참조 구현과 똑같은 페이지를 만든다",
      layer: "property",
      hint: {
        en: "Replay the run. Begin with the version that the reference begins with, and fold by hand.",
        ko: "실행을 재생해 보십시오. 참조 구현이 시작한 버전에서 시작해 손으로 하나씩 적용해 보십시오.",
      },
    },
    {
      name: "finds the gaps that the reference finds",
      nameKo: "참조 구현이 찾는 빈 곳을 똑같이 찾는다",
      layer: "property",
      hint: {
        en: "Write the links down as arrows. Where is the first arrow that leads to nothing, and is it below the read point?",
        ko: "링크를 화살표로 그려 보십시오. 아무것도 없는 곳을 가리키는 첫 화살표는 어디이고, 그곳은 읽기 지점보다 낮습니까?",
      },
    },
    {
      name: "names the garbage that the reference names",
      nameKo: "참조 구현이 지목하는 것과 똑같은 것을 수거 대상으로 지목한다",
      layer: "property",
      hint: {
        en: "Take the LSN on which the two disagree. Is there a read point from PGMRPL on that needs it?",
        ko: "둘이 갈라진 LSN을 보십시오. PGMRPL 이상의 읽기 지점 가운데 그것을 필요로 하는 것이 있습니까?",
      },
    },
    {
      name: "answers every accepted read with what the log comes to, although messages are late, lost or doubled",
      nameKo: "메시지가 늦거나 사라지거나 두 번 와도, 받아들인 읽기에는 로그대로의 페이지로 답한다",
      layer: "cluster",
      hint: {
        en: "The node asks you only for read points from PGMRPL to its SCL. Everything that such a read needs is there.",
        ko: "노드는 PGMRPL부터 SCL까지의 읽기 지점만 물어봅니다. 그런 읽기에 필요한 것은 모두 있습니다.",
      },
    },
    {
      name: "serves a long query to its end, whatever is collected meanwhile",
      nameKo: "그동안 무엇이 수거되든 긴 쿼리를 끝까지 처리한다",
      layer: "cluster",
      hint: {
        en: "PGMRPL stands at the query's read point. What was named as garbage that the query still needed?",
        ko: "PGMRPL은 쿼리의 읽기 지점에 머물러 있습니다. 쿼리가 아직 필요로 하는 것 가운데 무엇을 수거 대상으로 지목했습니까?",
      },
    },
    {
      name: "leaves no garbage behind",
      nameKo: "쓰레기를 남기지 않는다",
      layer: "cluster",
      hint: {
        en: "Late repeats of old records come after the cleaning. They are garbage as soon as they arrive.",
        ko: "오래된 레코드의 중복이 청소가 끝난 뒤에 도착하기도 합니다. 그런 레코드는 도착하자마자 쓰레기입니다.",
      },
    },
    {
      name: "runs the storage node event for event as the reference does",
      nameKo: "스토리지 노드가 이벤트 하나하나까지 참조 구현과 똑같이 돌아간다",
      layer: "cluster",
      hint: {
        en: "Replay the run and look at what the node held just before the two part.",
        ko: "실행을 재생하고, 둘이 갈라지기 직전에 노드가 무엇을 가지고 있었는지 살펴보십시오.",
      },
    },
    {
      name: "runs a whole volume, through crashes and recoveries, as the reference does",
      nameKo: "충돌과 복구를 거치는 볼륨 전체에서도 참조 구현과 똑같이 돌아간다",
      layer: "cluster",
      hint: {
        en: "Here every storage node runs on your functions, and a recovery cuts the log. Look at the first event that differs: is it a read, or a collection?",
        ko: "여기서는 모든 스토리지 노드가 여러분의 함수로 돌고, 복구가 로그를 자르기도 합니다. 처음 달라지는 이벤트를 보십시오. 읽기입니까, 수거입니까?",
      },
    },
  ],
  hints: [
    {
      en: "Two questions, one beginning: which stored version would a read at this point start from? Write that first.",
      ko: "질문은 둘이지만 시작은 같습니다. 이 지점의 읽기는 저장된 버전 중 어느 것에서 출발합니까? 그것부터 작성하십시오.",
    },
    {
      en: "From that version go on like this: which record names me as its predecessor? Stop when there is none, or when it lies above the read point. Then ask whether you stopped because the chain ended or because it broke.",
      ko: "그 버전에서 이렇게 나아가십시오. 나를 앞 레코드로 가리키는 레코드는 무엇인가? 없거나 읽기 지점보다 위에 있으면 멈춥니다. 그런 다음 체인이 끝나서 멈췄는지 끊겨서 멈췄는지 따져 보십시오.",
    },
    {
      en: "For the garbage, take the version that a read at PGMRPL begins with. It stays. Versions below it and records at or below it have had their day, each as soon as the backup has reached it.",
      ko: "수거 대상을 찾으려면 PGMRPL 시점의 읽기가 시작하는 버전을 고르십시오. 그 버전은 남습니다. 그보다 낮은 버전과 그 이하의 레코드는 할 일을 마쳤고, 백업이 닿은 것부터 버릴 수 있습니다.",
    },
  ],
  mistakes: {
    "begins-with-the-newest": {
      caughtBy: "begins with the newest version at or below the read point",
      misconception: {
        en: "Every read begins with the newest version of all. A reader whose read point lies below it is shown the future.",
        ko: "모든 읽기를 가장 새로운 버전에서 시작합니다. 읽기 지점이 그보다 낮은 사람에게는 미래를 보여 주게 됩니다.",
      },
    },
    "begins-with-the-oldest": {
      caughtBy: "begins with the newest version at or below the read point",
      misconception: {
        en: "The page is built from the oldest version, although a newer one would do. It is slow, and wrong as soon as the records between the two are collected.",
        ko: "더 새로운 버전으로 충분한데도 가장 오래된 버전에서 페이지를 만듭니다. 느릴 뿐 아니라, 두 버전 사이의 레코드가 수거되면 틀립니다.",
      },
    },
    "version-must-be-below": {
      caughtBy: "begins with the newest version at or below the read point",
      misconception: {
        en: "A version at exactly the read point is passed over. It is the page as of that point, with no work left to do.",
        ko: "바로 읽기 지점에 있는 버전을 지나칩니다. 그 버전이야말로 더 할 일이 없는, 그 시점의 페이지입니다.",
      },
    },
    "stops-before-the-read-point": {
      caughtBy: "folds in the records up to and including the read point",
      misconception: {
        en: "The record at the read point is left out. A read point names the last record that the reader may see.",
        ko: "읽기 지점에 있는 레코드를 빼놓습니다. 읽기 지점은 읽는 사람이 볼 수 있는 마지막 레코드를 가리킵니다.",
      },
    },
    "labels-with-the-read-point": {
      caughtBy: "labels the page with the last record folded in, not with the read point",
      misconception: {
        en: "The page is labelled with the read point. No record names that LSN as its predecessor, so the next one finds nothing to hang on.",
        ko: "페이지에 읽기 지점을 붙였습니다. 그 LSN을 앞 레코드로 가리키는 레코드는 없으므로, 다음 레코드가 이어질 곳을 잃습니다.",
      },
    },
    "in-order-of-arrival": {
      caughtBy: "follows the back-links, in whatever order the records lie, and whatever lies between their LSNs",
      misconception: {
        en: "Records are applied in the order in which they lie there. An older change that arrived late then overwrites a newer one.",
        ko: "레코드를 놓인 순서대로 적용합니다. 그러면 늦게 도착한 옛 변경이 새 변경을 덮어씁니다.",
      },
    },
    "lsns-are-consecutive": {
      caughtBy: "follows the back-links, in whatever order the records lie, and whatever lies between their LSNs",
      misconception: {
        en: "The next record of the page is expected at the next LSN. LSNs count the records of the whole volume, and most of them belong to other pages.",
        ko: "페이지의 다음 레코드가 다음 LSN에 있으리라고 보았습니다. LSN은 볼륨 전체의 레코드에 붙으며, 대부분은 다른 페이지의 것입니다.",
      },
    },
    "counts-a-repeat-as-a-gap": {
      caughtBy: "takes a record once that lies there twice",
      misconception: {
        en: "A record that came a second time is taken for a break in the chain. Networks repeat messages; a repeat changes nothing.",
        ko: "두 번째로 온 레코드를 체인이 끊긴 것으로 보았습니다. 네트워크는 메시지를 되풀이하며, 중복은 아무것도 바꾸지 않습니다.",
      },
    },
    "skips-the-hole": {
      caughtBy: "says after which LSN the chain first breaks",
      misconception: {
        en: "The records that are there are applied, and a missing one goes unnoticed. The page is then one that never existed.",
        ko: "있는 레코드만 적용하고 빠진 것은 알아채지 못합니다. 그러면 한 번도 존재한 적 없는 페이지가 됩니다.",
      },
    },
    "stops-at-the-hole": {
      caughtBy: "says after which LSN the chain first breaks",
      misconception: {
        en: "The page is handed out as far as the chain reaches, as if it were the page as of the read point. The reader is shown the past without being told.",
        ko: "체인이 닿는 데까지만 만든 페이지를 읽기 지점의 페이지인 양 내줍니다. 읽는 사람은 모르는 채로 과거를 보게 됩니다.",
      },
    },
    "names-the-record-after-the-hole": {
      caughtBy: "says after which LSN the chain first breaks",
      misconception: {
        en: "The gap is named by what lies beyond it. What is known for certain is the last record before it; what comes next nobody has seen.",
        ko: "빈 곳을 그 너머에 있는 것으로 지목했습니다. 확실히 아는 것은 바로 앞의 레코드이고, 그다음은 아무도 보지 못했습니다.",
      },
    },
    "names-the-last-hole": {
      caughtBy: "says after which LSN the chain first breaks",
      misconception: {
        en: "With two gaps, the later one is named. Nothing after the first one can be relied on.",
        ko: "빈 곳이 둘일 때 뒤의 것을 지목합니다. 첫 번째 빈 곳 뒤는 아무것도 믿을 수 없습니다.",
      },
    },
    "believes-only-what-lies-there": {
      caughtBy: "learns from the back-link of a later record that one is missing",
      misconception: {
        en: "A gap is noticed only when a record at or below the read point lies behind it. A later record's back-link is just as good a witness.",
        ko: "읽기 지점 이하의 레코드가 뒤에 있을 때만 빈 곳을 알아챕니다. 더 뒤에 있는 레코드의 역방향 링크도 똑같이 확실한 증거입니다.",
      },
    },
    "any-gap-is-a-gap": {
      caughtBy: "does not mind a gap above the read point, or below the version it begins with",
      misconception: {
        en: "A gap anywhere in the chain stops every read. One above the read point is of no concern to a reader below it.",
        ko: "체인 어디에든 빈 곳이 있으면 모든 읽기를 멈춥니다. 읽기 지점보다 위에 있는 빈 곳은 그 읽기와 상관이 없습니다.",
      },
    },
    "builds-from-nothing": {
      caughtBy: "says that the past is gone when no version is old enough",
      misconception: {
        en: "Without an old enough version, the page is built from an empty one. The records that are left begin in the middle of its story.",
        ko: "충분히 오래된 버전이 없으면 빈 페이지에서 만듭니다. 그러나 남은 레코드는 이야기의 중간에서 시작합니다.",
      },
    },
    "drops-all-below-pgmrpl": {
      caughtBy: "keeps the newest version at or below PGMRPL and names the older ones",
      misconception: {
        en: "All versions below PGMRPL are dropped. A read at PGMRPL begins with the newest of them, unless one lies at PGMRPL exactly.",
        ko: "PGMRPL 아래의 버전을 모두 버립니다. 정확히 PGMRPL에 버전이 있지 않은 한, PGMRPL 시점의 읽기는 그중 가장 새로운 것에서 시작합니다.",
      },
    },
    "keeps-one-below-pgmrpl": {
      caughtBy: "keeps the newest version at or below PGMRPL and names the older ones",
      misconception: {
        en: "A version at exactly PGMRPL is not trusted to serve a read there, so an older one is kept as well.",
        ko: "정확히 PGMRPL에 있는 버전으로 그 시점을 읽을 수 있다고 믿지 않아, 더 오래된 버전까지 남겨 둡니다.",
      },
    },
    "keeps-only-the-newest-version": {
      caughtBy: "keeps the newest version at or below PGMRPL and names the older ones",
      misconception: {
        en: "Of the versions above PGMRPL only the newest is kept. They are not garbage: reads between PGMRPL and the newest version begin with them.",
        ko: "PGMRPL 위의 버전 중 가장 새로운 것만 남깁니다. 나머지도 쓰레기가 아닙니다. PGMRPL과 최신 버전 사이의 읽기가 거기서 시작합니다.",
      },
    },
    "drops-records-up-to-pgmrpl": {
      caughtBy: "names the records that the kept version has folded in, and none above it",
      misconception: {
        en: "Every record at or below PGMRPL is dropped. Those above the version that is kept have not been folded into anything yet.",
        ko: "PGMRPL 이하의 레코드를 모두 버립니다. 남는 버전보다 위에 있는 레코드는 아직 어디에도 들어가지 않았습니다.",
      },
    },
    "keeps-the-record-of-the-version": {
      caughtBy: "names the records that the kept version has folded in, and none above it",
      misconception: {
        en: "The record at the LSN of the kept version is kept too. The version carries the LSN of the last record folded in, so that one is in it.",
        ko: "남는 버전과 LSN이 같은 레코드까지 남겨 둡니다. 버전의 LSN은 마지막으로 적용한 레코드의 것이므로, 그 레코드는 이미 들어 있습니다.",
      },
    },
    "forgets-the-backup": {
      caughtBy: "names nothing that the backup does not hold",
      misconception: {
        en: "What no reader needs is dropped at once. Until the backup has it, a restore to that moment would be impossible.",
        ko: "읽는 사람이 없으면 바로 버립니다. 백업에 담기 전에 버리면 그 시점으로 복원할 수 없게 됩니다.",
      },
    },
    "waits-for-the-whole-backup": {
      caughtBy: "names nothing that the backup does not hold",
      misconception: {
        en: "Nothing is dropped until the backup has reached PGMRPL. What it holds already may go now.",
        ko: "백업이 PGMRPL에 닿을 때까지 아무것도 버리지 않습니다. 백업에 이미 있는 것은 지금 버려도 됩니다.",
      },
    },
    "names-them-as-they-lie": {
      caughtBy: "names each LSN once, lowest first",
      misconception: {
        en: "The LSNs are listed as the records lie there, repeats and all.",
        ko: "레코드가 놓인 그대로, 중복까지 LSN을 늘어놓습니다.",
      },
    },
  },
});
