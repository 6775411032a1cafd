import { defineExercise } from "four-of-six/exercise";

export default defineExercise({
  title: { en: "Cache aside", ko: "캐시 어사이드" },
  lesson: "caching/dax-or-elasticache",
  stars: 2,
  mayImport: { "four-of-six/dax": ["ASIDE_TIMES"] },
  checks: [
    {
      name: "gives what the cache has, and on a miss what the table has, and stores it",
      nameKo: "캐시에 있으면 그것을, 없으면 테이블의 값을 돌려주고 저장한다",
      layer: "example",
      hint: {
        en: "Who comes second finds what the first one has left behind.",
        ko: "두 번째로 온 호출은 첫 번째 호출이 남긴 것을 찾습니다.",
      },
    },
    {
      name: "remembers that there is nothing, and remembers no failure",
      nameKo: "없다는 사실은 기억하고, 실패는 기억하지 않는다",
      layer: "example",
      hint: {
        en: "The table has two ways not to give an item. Which of them is an answer?",
        ko: "테이블이 항목을 주지 않는 경우는 두 가지입니다. 어느 쪽이 답입니까?",
      },
    },
    {
      name: "lets every value run out: an item after a minute, that there is nothing after five seconds",
      nameKo: "모든 값에 끝이 있다. 항목은 1분, 없다는 사실은 5초 뒤에 만료된다",
      layer: "example",
      hint: {
        en: "A delete can be lost. What ends the entry then?",
        ko: "삭제 요청은 사라질 수 있습니다. 그때 항목은 무엇으로 끝납니까?",
      },
    },
    {
      name: "deletes all entries that are made of an item, after the write, and stores none itself",
      nameKo: "쓴 뒤에 그 항목으로 만든 엔트리를 모두 지우고, 직접 저장하지는 않는다",
      layer: "example",
      hint: {
        en: "Let a reader come between any two requests of the writer, and then a second writer.",
        ko: "쓰는 호출의 요청 사이마다 읽는 호출을 끼워 보고, 그다음 쓰는 호출을 하나 더 끼워 보십시오.",
      },
    },
    {
      name: "has one call read the table, and the others wait for it",
      nameKo: "호출 하나만 테이블을 읽고, 나머지는 그 호출을 기다린다",
      layer: "example",
      hint: {
        en: "Three calls miss at once. Which request can succeed for one of them only?",
        ko: "세 호출에서 동시에 캐시 누락이 일어납니다. 그중 하나만 성공할 수 있는 요청은 무엇입니까?",
      },
    },
    {
      name: "stores nothing that is older than the last write",
      nameKo: "마지막 쓰기보다 오래된 것은 저장하지 않는다",
      layer: "example",
      hint: {
        en: "Between reading and storing a writer may have come by. Where would it have left a trace?",
        ko: "읽고 저장하는 사이에 다른 호출이 썼을 수 있습니다. 그 흔적은 어디에 남습니까?",
      },
    },
    {
      name: "waits for nobody for ever",
      nameKo: "누구도 끝없이 기다리지 않는다",
      layer: "example",
      hint: {
        en: "The process that everybody waits for has crashed. What ends first, and what if it happens again?",
        ko: "모두가 기다리는 프로세스가 비정상 종료했습니다. 무엇이 먼저 끝나고, 같은 일이 또 일어나면 어떻게 됩니까?",
      },
    },
    {
      name: "goes on without the cache, and takes a write that may have happened for one that has",
      nameKo: "캐시 없이도 계속하고, 일어났을지 모르는 쓰기는 일어난 것으로 본다",
      layer: "example",
      hint: {
        en: "What is true of the item is in the table. What of it is in doubt when nothing is heard?",
        ko: "항목의 진실은 테이블에 있습니다. 응답이 없을 때 의심스러운 것은 무엇입니까?",
      },
    },
    {
      name: "keeps every promise, however the steps of calls fall between each other",
      nameKo: "호출의 단계가 어떻게 엇갈려도 모든 약속을 지킨다",
      layer: "property",
      hint: {
        en: "Read the run from its end: who stored the value that is wrong, and what had been deleted before?",
        ko: "실행을 끝에서부터 읽으십시오. 잘못된 값은 누가 저장했고, 그 전에 무엇이 지워졌습니까?",
      },
    },
    {
      name: "serves nothing that is too old, and nothing old at all while nothing fails",
      nameKo: "너무 오래된 값을 주지 않으며, 아무 장애가 없으면 예전 값도 주지 않는다",
      layer: "cluster",
      hint: {
        en: "Look for the last request about this entry of which nothing was heard.",
        ko: "이 엔트리에 대해 응답을 받지 못한 마지막 요청을 찾으십시오.",
      },
    },
    {
      name: "reads the table once for each miss, and leaves nobody waiting",
      nameKo: "캐시 누락마다 테이블을 한 번만 읽고, 아무도 기다리게 두지 않는다",
      layer: "cluster",
      hint: {
        en: "Count the leases of the entry, and the reads of the table.",
        ko: "그 항목의 임대와 테이블 읽기를 세어 보십시오.",
      },
    },
  ],
  hints: [
    {
      en: "Begin with write: three lines are enough. Which of them may fail without harm?",
      ko: "write부터 시작하십시오. 세 줄이면 됩니다. 그중 실패해도 괜찮은 것은 무엇입니까?",
    },
    {
      en: "A read has three ways to its value: from the cache, from the table with a lease, from the table without one. Write down when each is taken.",
      ko: "읽기가 값을 얻는 길은 셋입니다. 캐시에서, 임대를 쥐고 테이블에서, 임대 없이 테이블에서. 각각 언제 쓰는지 적어 보십시오.",
    },
    {
      en: "A lease stands where the value will be. So what happens to it when a writer deletes the entry, and which request notices?",
      ko: "임대는 값이 들어갈 자리에 있습니다. 다른 호출이 쓰고 그 자리를 지우면 임대는 어떻게 되고, 어느 요청이 그것을 알아챕니까?",
    },
  ],
  mistakes: {
    "stores-a-failure": {
      caughtBy: "remembers that there is nothing, and remembers no failure",
      misconception: {
        en: "A read that fails counts as nothing found. For five seconds everybody is told that the item does not exist.",
        ko: "실패한 읽기를 항목이 없는 것으로 봅니다. 5초 동안 모두가 그 항목이 없다는 답을 받습니다.",
      },
    },
    "forgets-none": {
      caughtBy: "remembers that there is nothing, and remembers no failure",
      misconception: {
        en: "Only items are stored. Whoever asks for what is not there always asks the table.",
        ko: "항목만 저장합니다. 없는 것을 찾는 요청은 늘 테이블까지 갑니다.",
      },
    },
    "never-runs-out": {
      caughtBy: "lets every value run out: an item after a minute, that there is nothing after five seconds",
      misconception: {
        en: "Writers delete what is old, so nothing has a TTL. One lost delete, and the old item is served for ever.",
        ko: "쓰는 쪽이 지워 주므로 TTL이 필요 없다고 봅니다. 삭제 요청이 한 번만 사라져도 예전 항목이 영영 나옵니다.",
      },
    },
    "deletes-first": {
      caughtBy: "deletes all entries that are made of an item, after the write, and stores none itself",
      misconception: {
        en: "The entry is deleted before the write. A reader in between stores the old item again, and nobody deletes it.",
        ko: "쓰기 전에 엔트리를 지웁니다. 그 사이에 온 읽기가 예전 항목을 다시 저장하고, 아무도 지우지 않습니다.",
      },
    },
    "updates-the-entry": {
      caughtBy: "deletes all entries that are made of an item, after the write, and stores none itself",
      misconception: {
        en: "The writer stores what it has written. Of two writers, the earlier one may store last.",
        ko: "쓴 값을 캐시에도 저장합니다. 두 호출이 쓰면 먼저 쓴 쪽이 나중에 저장할 수 있습니다.",
      },
    },
    "forgets-the-total": {
      caughtBy: "deletes all entries that are made of an item, after the write, and stores none itself",
      misconception: {
        en: "Only the item's own entry is deleted. What is computed of it stays as it was.",
        ko: "항목 자신의 엔트리만 지웁니다. 그 항목으로 계산한 값은 그대로 남습니다.",
      },
    },
    "everyone-fetches": {
      caughtBy: "has one call read the table, and the others wait for it",
      misconception: {
        en: "Everybody who misses reads the table. When a popular entry runs out, all its readers do.",
        ko: "캐시 누락이 일어난 호출이 모두 테이블을 읽습니다. 인기 있는 항목이 만료되면 모든 읽기가 테이블로 몰립니다.",
      },
    },
    "stores-with-a-void-lease": {
      caughtBy: "stores nothing that is older than the last write",
      misconception: {
        en: "The lease only decides who reads the table. Its holder stores the old item after a writer has deleted the lease.",
        ko: "임대를 테이블을 읽을 차례로만 씁니다. 다른 호출이 쓰고 임대를 지운 뒤에도 예전 항목을 저장합니다.",
      },
    },
    "reads-eventually": {
      caughtBy: "stores nothing that is older than the last write",
      misconception: {
        en: "On a miss the table is read eventually consistent. After a delete it may still give the old item, which then stays for a minute.",
        ko: "캐시 누락 때 최종적으로 일관된 읽기를 합니다. 지운 뒤에도 예전 항목을 받을 수 있고, 그것이 1분 동안 남습니다.",
      },
    },
    "waits-for-ever": {
      caughtBy: "waits for nobody for ever",
      misconception: {
        en: "Whoever finds a lease waits until it is gone. If one holder after the other crashes, nobody gets anything.",
        ko: "임대가 있으면 없어질 때까지 기다립니다. 임대를 쥔 쪽이 잇달아 비정상 종료하면 아무도 값을 받지 못합니다.",
      },
    },
    "lease-for-ever": {
      caughtBy: "waits for nobody for ever",
      misconception: {
        en: "The lease has no TTL, as its holder replaces it. A crashed holder does not, and from then on every read loses its patience.",
        ko: "쥔 쪽이 값으로 바꿀 테니 임대에 TTL을 두지 않습니다. 비정상 종료하면 아무도 바꾸지 않아, 그 뒤의 모든 읽기가 끝까지 기다립니다.",
      },
    },
    "fails-with-the-cache": {
      caughtBy: "goes on without the cache, and takes a write that may have happened for one that has",
      misconception: {
        en: "A write whose delete fails is reported as in doubt. The table has it, and a retry would write it twice.",
        ko: "캐시에서 지우지 못하면 쓰기 결과를 알 수 없다고 답합니다. 테이블에는 이미 있고, 다시 시도하면 두 번 쓰게 됩니다.",
      },
    },
    "forgets-the-unknown": {
      caughtBy: "goes on without the cache, and takes a write that may have happened for one that has",
      misconception: {
        en: "What was not confirmed counts as not written, and nothing is deleted. The table may have it all the same.",
        ko: "확인받지 못한 쓰기는 없던 것으로 보고 아무것도 지우지 않습니다. 그래도 테이블에는 있을 수 있습니다.",
      },
    },
  },
});
