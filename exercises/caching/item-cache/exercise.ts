import { defineExercise } from "four-of-six/exercise";

export default defineExercise({
  title: { en: "Item cache", ko: "항목 캐시" },
  lesson: "caching/item-cache",
  stars: 2,
  checks: [
    {
      name: "begins empty, and shares nothing with another cache",
      nameKo: "비어 있는 채로 시작하고, 다른 캐시와 아무것도 나누지 않는다",
      layer: "example",
      hint: {
        en: "Two nodes, two caches, one program. Where do your entries live?",
        ko: "노드 둘, 캐시 둘, 프로그램 하나입니다. 엔트리가 어디에 있습니까?",
      },
    },
    {
      name: "serves what the table said until it is older than the TTL",
      nameKo: "테이블이 말한 것을 TTL보다 오래될 때까지 제공한다",
      layer: "example",
      hint: {
        en: "Three times, a millisecond apart. In the middle one the age is just the TTL. Is it older?",
        ko: "1밀리초씩 떨어진 세 시각입니다. 가운데는 나이가 정확히 TTL입니다. TTL보다 오래되었습니까?",
      },
    },
    {
      name: "makes no entry younger by serving it",
      nameKo: "제공한다고 엔트리가 젊어지지는 않는다",
      layer: "example",
      hint: {
        en: "When did the table last say something about a?",
        ko: "테이블이 a에 대해 마지막으로 말한 것은 언제입니까?",
      },
    },
    {
      name: "remembers that there is no item, for as long as it remembers an item",
      nameKo: "항목이 없다는 것도 항목과 같은 시간만큼 기억한다",
      layer: "example",
      hint: {
        en: "Two things are to be told apart: the table said that there is none, and nobody has asked it yet.",
        ko: "두 가지를 구별해야 합니다. 테이블이 없다고 말한 것과, 아직 아무도 묻지 않은 것입니다.",
      },
    },
    {
      name: "keeps entries at any age when the TTL is 0",
      nameKo: "TTL이 0이면 나이와 상관없이 엔트리를 둔다",
      layer: "example",
      hint: {
        en: "Put 0 into your comparison of age and TTL. What does it say, and what should it?",
        ko: "나이와 TTL의 비교에 0을 넣어 보십시오. 무엇이 나오고, 무엇이 나와야 합니까?",
      },
    },
    {
      name: "serves what was written from then on, also where it had no entry",
      nameKo: "엔트리가 없던 키라도 쓴 뒤부터는 쓴 것을 제공한다",
      layer: "example",
      hint: {
        en: "Three keys: one was there, one was not, one was known to be missing. Which of them does your write reach?",
        ko: "키가 셋입니다. 있던 것, 없던 것, 없다고 알려진 것입니다. 쓰기가 그중 어느 것에 닿습니까?",
      },
    },
    {
      name: "takes the item that was written whole: attributes that it no longer has are gone",
      nameKo: "쓴 항목을 통째로 받는다. 더는 없는 속성은 사라진다",
      layer: "example",
      hint: {
        en: "The table has put the parts together already. What is left for the cache to do?",
        ko: "합치는 일은 테이블이 이미 했습니다. 캐시가 할 일이 남아 있습니까?",
      },
    },
    {
      name: "begins the age anew with a write",
      nameKo: "쓰면 나이를 처음부터 다시 센다",
      layer: "example",
      hint: {
        en: "At 200 ms the table said what the item is. How old is that at 500 ms?",
        ko: "200 ms에 테이블이 항목을 말했습니다. 500 ms에는 얼마나 오래된 것입니까?",
      },
    },
    {
      name: "serves no item after a delete",
      nameKo: "삭제 뒤에는 항목을 제공하지 않는다",
      layer: "example",
      hint: {
        en: "The table has no such item any more, and your cache has been told.",
        ko: "테이블에는 그 항목이 더는 없고, 캐시는 그 사실을 들었습니다.",
      },
    },
    {
      name: "evicts the entry that was used longest ago when it is full",
      nameKo: "가득 차면 가장 오래 전에 사용된 엔트리를 제거한다",
      layer: "example",
      hint: {
        en: "a came first, and was used last. Which of the two does your order go by?",
        ko: "a는 가장 먼저 왔고 가장 나중에 사용되었습니다. 여러분의 순서는 어느 쪽을 따릅니까?",
      },
    },
    {
      name: "counts a hit that finds no item as a use, too",
      nameKo: "항목이 없다는 적중도 사용으로 센다",
      layer: "example",
      hint: {
        en: "Whoever asks for a key that does not exist spares the table a read as well.",
        ko: "존재하지 않는 키를 물은 것도 테이블의 읽기를 하나 덜어 줍니다.",
      },
    },
    {
      name: "evicts nothing for a key that it has an entry for",
      nameKo: "이미 엔트리가 있는 키 때문에는 아무것도 제거하지 않는다",
      layer: "example",
      hint: {
        en: "The cache is full. How many entries would there be after this?",
        ko: "캐시가 가득 찼습니다. 이 뒤에는 엔트리가 몇 개가 됩니까?",
      },
    },
    {
      name: "has room again where an entry was found too old",
      nameKo: "너무 오래된 엔트리를 찾아낸 자리는 다시 빈다",
      layer: "example",
      hint: {
        en: "The answer was a miss. What became of the entry?",
        ko: "답은 누락이었습니다. 그 엔트리는 어떻게 되었습니까?",
      },
    },
    {
      name: "asks the table for what a batch misses, and for nothing else",
      nameKo: "배치에서 누락된 것만 테이블에 묻는다",
      layer: "example",
      hint: {
        en: "Four keys, each with an answer of its own, in the order of the batch. What is read for nothing costs capacity.",
        ko: "키 넷에 답이 저마다 있고, 순서는 배치의 순서입니다. 괜히 읽으면 용량이 듭니다.",
      },
    },
    {
      name: "uses what a batch finds, in the order of its keys",
      nameKo: "배치가 찾은 것은 키의 순서대로 사용한 것이다",
      layer: "example",
      hint: {
        en: "After the batch b and a have been used, in this order, and c has not.",
        ko: "배치 뒤에는 b와 a가 이 순서로 사용되었고 c는 사용되지 않았습니다.",
      },
    },
    {
      name: "keeps nothing of strongly consistent and transactional reads",
      nameKo: "강력히 일관된 읽기와 트랜잭션 읽기에서는 아무것도 남기지 않는다",
      layer: "example",
      hint: {
        en: "The cache hears of such a read. Look at everything that could change by it: entries, ages, places.",
        ko: "캐시도 그런 읽기를 듣습니다. 바뀔 수 있는 것을 모두 보십시오. 엔트리, 나이, 순서입니다.",
      },
    },
    {
      name: "serves, misses and evicts as the reference does, whatever it is told",
      nameKo: "무엇을 들어도 참조 구현과 똑같이 제공하고 누락하고 제거한다",
      layer: "property",
      hint: {
        en: "Write the entries down after each step, with their ages, in the order of their use.",
        ko: "단계마다 엔트리를 나이와 함께 사용된 순서로 적어 보십시오.",
      },
    },
    {
      name: "serves nothing past its TTL, and never holds more than its capacity",
      nameKo: "TTL이 지난 것을 제공하지 않고, 용량보다 많이 담지 않는다",
      layer: "property",
      hint: {
        en: "Find the moment at which the entry was stored, and look at what has happened to it since.",
        ko: "엔트리를 저장한 순간을 찾고, 그 뒤에 무슨 일이 있었는지 보십시오.",
      },
    },
    {
      name: "shows every reader what the table has, the TTL later at the latest",
      nameKo: "늦어도 TTL이 지나면 누구에게나 테이블의 내용을 보여 준다",
      layer: "cluster",
      hint: {
        en: "Somebody wrote past the cluster. Only one of your rules can find out.",
        ko: "누군가 클러스터를 거치지 않고 썼습니다. 여러분의 규칙 가운데 이것을 알아낼 수 있는 것은 하나뿐입니다.",
      },
    },
    {
      name: "runs the cluster event for event as the reference does",
      nameKo: "클러스터가 이벤트 하나하나까지 참조 구현과 똑같이 돌아간다",
      layer: "cluster",
      hint: {
        en: "Replay the run up to where the two part, and follow that one key.",
        ko: "둘이 갈라지는 곳까지 실행을 재생하고, 그 키 하나를 따라가 보십시오.",
      },
    },
  ],
  hints: [
    {
      en: "Begin with one key and no capacity: what do you have to know of it to answer at any time?",
      ko: "키 하나부터, 용량은 잊고 시작하십시오. 언제든 답하려면 그 키에 대해 무엇을 알아야 합니까?",
    },
    {
      en: "Age and use are two clocks. One goes by what the table says, the other by what readers ask.",
      ko: "나이와 사용은 서로 다른 시계입니다. 하나는 테이블이 말한 것을, 하나는 클라이언트가 묻는 것을 따릅니다.",
    },
    {
      en: "A JavaScript Map lists its keys in the order in which they were put in. That is nearly the order that you need.",
      ko: "JavaScript의 Map은 넣은 순서대로 키를 늘어놓습니다. 필요한 순서에 거의 가깝습니다.",
    },
  ],
  mistakes: {
    "shared-memory": {
      caughtBy: "begins empty, and shares nothing with another cache",
      misconception: {
        en: "The entries stand outside of the function, so that one node serves what another one was told.",
        ko: "엔트리를 함수 밖에 두어, 한 노드가 다른 노드가 들은 것을 제공합니다.",
      },
    },
    "stale-at-its-ttl": {
      caughtBy: "serves what the table said until it is older than the TTL",
      misconception: {
        en: "An entry is over when its age is the TTL. It is still served then; only what is older is not.",
        ko: "나이가 TTL이면 끝난 것으로 봅니다. 그때까지는 제공하고, 그보다 오래된 것만 제공하지 않습니다.",
      },
    },
    "a-hit-makes-it-young": {
      caughtBy: "makes no entry younger by serving it",
      misconception: {
        en: "Every hit begins the TTL anew. A hot key then never runs out, and shows for ever what somebody has changed in the table.",
        ko: "적중할 때마다 TTL을 다시 셉니다. 그러면 핫 키는 끝나지 않고, 테이블에서 바뀐 것을 영영 보여 주지 못합니다.",
      },
    },
    "forgets-what-is-missing": {
      caughtBy: "remembers that there is no item, for as long as it remembers an item",
      misconception: {
        en: "Only items are kept. Each read of a key that does not exist then goes to the table, and costs capacity there.",
        ko: "항목만 담습니다. 그러면 존재하지 않는 키의 읽기가 매번 테이블까지 가고 용량을 씁니다.",
      },
    },
    "missing-for-ever": {
      caughtBy: "remembers that there is no item, for as long as it remembers an item",
      misconception: {
        en: "A negative entry has no age. An item that was created past the cluster then never appears.",
        ko: "네거티브 엔트리에 나이가 없습니다. 그러면 클러스터 밖에서 만든 항목이 영영 나타나지 않습니다.",
      },
    },
    "zero-keeps-nothing": {
      caughtBy: "keeps entries at any age when the TTL is 0",
      misconception: {
        en: "A TTL of 0 is taken to mean that nothing is cached. That is so in the query cache; in the item cache it sets no limit.",
        ko: "TTL 0을 아무것도 캐시하지 않는 것으로 봅니다. 쿼리 캐시에서는 그렇지만, 항목 캐시에서는 제한이 없다는 뜻입니다.",
      },
    },
    "throws-away-what-is-written": {
      caughtBy: "serves what was written from then on, also where it had no entry",
      misconception: {
        en: "A write removes the entry, as in a cache that is kept aside. Here it is written through: the next read is a hit.",
        ko: "쓰면 엔트리를 지웁니다. 옆에 두는 캐시라면 그렇지만, 여기서는 라이트스루이므로 다음 읽기는 적중입니다.",
      },
    },
    "writes-only-what-it-holds": {
      caughtBy: "serves what was written from then on, also where it had no entry",
      misconception: {
        en: "A write changes entries that are there, and makes none.",
        ko: "쓰기가 이미 있는 엔트리만 바꾸고 새로 만들지 않습니다.",
      },
    },
    "merges-into-the-old": {
      caughtBy: "takes the item that was written whole: attributes that it no longer has are gone",
      misconception: {
        en: "What was written is laid over the old entry, so that attributes stay which the item no longer has.",
        ko: "쓴 것을 옛 엔트리 위에 덮어씌워, 항목에 더는 없는 속성이 남습니다.",
      },
    },
    "a-write-keeps-the-age": {
      caughtBy: "begins the age anew with a write",
      misconception: {
        en: "After a write the entry has the age of the old one, and is fetched again although it was just confirmed.",
        ko: "쓴 뒤에도 옛 엔트리의 나이를 그대로 두어, 방금 확인한 것을 다시 가져옵니다.",
      },
    },
    "deletes-wait-for-the-ttl": {
      caughtBy: "serves no item after a delete",
      misconception: {
        en: "A delete is not taken in: the item is served until its TTL is over.",
        ko: "삭제를 반영하지 않아 TTL이 끝날 때까지 항목을 제공합니다.",
      },
    },
    "first-in-first-out": {
      caughtBy: "evicts the entry that was used longest ago when it is full",
      misconception: {
        en: "The entry that came first goes first, also if everybody asks for it.",
        ko: "모두가 찾는 엔트리라도 먼저 들어온 것을 먼저 내보냅니다.",
      },
    },
    "makes-room-first": {
      caughtBy: "evicts nothing for a key that it has an entry for",
      misconception: {
        en: "A full cache evicts before it looks whether the key is new, and loses an entry at each rewrite.",
        ko: "키가 새것인지 보기 전에 제거부터 하여, 다시 쓸 때마다 엔트리를 하나씩 잃습니다.",
      },
    },
    "one-miss-asks-for-all": {
      caughtBy: "asks the table for what a batch misses, and for nothing else",
      misconception: {
        en: "One miss sends the whole batch to the table. Each key is served or asked for by itself.",
        ko: "하나라도 누락되면 배치 전체를 테이블에 묻습니다. 키마다 따로 제공하거나 묻습니다.",
      },
    },
    "keeps-the-strong-reads": {
      caughtBy: "keeps nothing of strongly consistent and transactional reads",
      misconception: {
        en: "Strongly consistent reads are stored, too. They go past the cache in both directions.",
        ko: "강력히 일관된 읽기도 저장합니다. 그런 읽기는 갈 때도 올 때도 캐시를 지나칩니다.",
      },
    },
  },
});
