import { defineExercise } from "four-of-six/exercise";

export default defineExercise({
  title: { en: "Secondary index", ko: "보조 인덱스" },
  lesson: "dynamodb/secondary-indexes",
  stars: 2,
  mayImport: { "four-of-six/dynamodb": ["equalValues"] },
  checks: [
    {
      name: "holds the keys of the index and of the table, and no more, with KEYS_ONLY",
      nameKo: "KEYS_ONLY면 인덱스의 키와 테이블의 키만 담는다",
      layer: "example",
      hint: {
        en: "How does one get from an entry to its item? And what of two items with the same index key?",
        ko: "엔트리에서 항목으로는 어떻게 찾아갑니까? 인덱스 키가 같은 항목이 둘이면 어떻게 됩니까?",
      },
    },
    {
      name: "holds what INCLUDE names, as far as the item has it",
      nameKo: "INCLUDE가 적은 속성을 항목에 있는 만큼 담는다",
      layer: "example",
      hint: {
        en: "The named attributes come on top of something. Which of them may be missing?",
        ko: "이름을 적은 속성은 무엇에 더해집니까? 그중 없어도 되는 것은 무엇입니까?",
      },
    },
    {
      name: "holds the whole item with ALL",
      nameKo: "ALL이면 항목 전체를 담는다",
      layer: "example",
      hint: {
        en: "This projection has no list of attributes. Which are meant?",
        ko: "이 프로젝션에는 속성 목록이 없습니다. 어떤 속성을 뜻합니까?",
      },
    },
    {
      name: "does not hold an item that lacks a key of the index",
      nameKo: "인덱스의 키가 하나라도 없는 항목은 담지 않는다",
      layer: "example",
      hint: {
        en: "Where would the entry stand? Try an item without the one key, then one without the other.",
        ko: "그 엔트리는 어느 자리에 서야 합니까? 한쪽 키가 없는 항목, 다른 쪽 키가 없는 항목을 차례로 넣어 보십시오.",
      },
    },
    {
      name: "puts an entry for an item that comes into the index",
      nameKo: "인덱스에 들어오는 항목의 엔트리를 넣는다",
      layer: "example",
      hint: {
        en: "There are two ways to come in: as a new item, and by an attribute that an old one gets.",
        ko: "들어오는 길은 둘입니다. 새 항목으로 들어오거나, 있던 항목이 속성을 얻어 들어옵니다.",
      },
    },
    {
      name: "takes the old entry out when an item leaves the index",
      nameKo: "항목이 인덱스에서 나가면 옛 엔트리를 뺀다",
      layer: "example",
      hint: {
        en: "An item can leave the index and stay in the table. And what is it that the index deletes?",
        ko: "항목은 테이블에 남은 채 인덱스에서 나갈 수 있습니다. 그리고 인덱스가 지우는 것은 무엇입니까?",
      },
    },
    {
      name: "has nothing to do with an item that is in it neither before nor after",
      nameKo: "전에도 후에도 인덱스에 없는 항목에는 할 일이 없다",
      layer: "example",
      hint: {
        en: "Most items of a table may never be in a sparse index.",
        ko: "희소 인덱스에는 테이블의 항목 대부분이 한 번도 들어가지 않을 수 있습니다.",
      },
    },
    {
      name: "moves an entry whose index key changes: a delete, then a put",
      nameKo: "인덱스 키가 바뀐 엔트리를 옮긴다. delete 다음에 put이다",
      layer: "example",
      hint: {
        en: "An entry stands where its keys say. What happens to the old place, and in which order?",
        ko: "엔트리는 키가 말하는 자리에 섭니다. 옛 자리는 어떻게 되고, 어떤 순서입니까?",
      },
    },
    {
      name: "puts an entry in place of the one with the same keys, and names that one",
      nameKo: "키가 같은 엔트리를 새것으로 바꾸고, 바뀐 엔트리를 밝힌다",
      layer: "example",
      hint: {
        en: "The place stays. How many writes does that take, and what does the service need to price it?",
        ko: "자리는 그대로입니다. 쓰기가 몇 번 필요하고, 서비스가 값을 매기려면 무엇을 알아야 합니까?",
      },
    },
    {
      name: "has nothing to do where a write changes nothing that it holds",
      nameKo: "담고 있는 것이 바뀌지 않으면 할 일이 없다",
      layer: "example",
      hint: {
        en: "Which two things have to be compared: the items, or something made of them?",
        ko: "비교할 두 가지는 무엇입니까? 항목입니까, 항목에서 만든 것입니까?",
      },
    },
    {
      name: "tells the same from the changed by content, in whatever order it comes",
      nameKo: "순서와 상관없이 내용으로 같은지 다른지 가린다",
      layer: "example",
      hint: {
        en: "Two items may list their attributes, and two sets their elements, in different order.",
        ko: "두 항목의 속성도, 두 집합의 원소도 적힌 순서가 다를 수 있습니다.",
      },
    },
    {
      name: "answers for any index and any items as the reference does",
      nameKo: "어떤 인덱스와 항목에도 참조 구현과 똑같이 답한다",
      layer: "property",
      hint: {
        en: "Write the old entry and the new one side by side, then find their row in the table of the task.",
        ko: "옛 엔트리와 새 엔트리를 나란히 적고, 문제의 표에서 해당하는 줄을 찾으십시오.",
      },
    },
    {
      name: "lets a local index keep up with its table, and a global one follow it",
      nameKo: "로컬 인덱스는 테이블과 늘 같고, 글로벌 인덱스는 뒤따른다",
      layer: "cluster",
      hint: {
        en: "Take the item that is missing, or should not be there, and go through its writes one by one.",
        ko: "빠졌거나 있으면 안 되는 항목을 골라 그 항목의 쓰기를 하나씩 따라가 보십시오.",
      },
    },
    {
      name: "answers and charges every request as the reference does",
      nameKo: "모든 요청에 참조 구현과 똑같이 답하고 용량을 매긴다",
      layer: "cluster",
      hint: {
        en: "Compare the units of each index for the first write that differs. How many changes were those?",
        ko: "처음으로 달라지는 쓰기에서 인덱스별 단위를 비교하십시오. 변경이 몇 개였습니까?",
      },
    },
  ],
  hints: [
    {
      en: "First write entryOf, and nothing else. The second function is about entries.",
      ko: "먼저 entryOf만 작성하십시오. 둘째 함수는 엔트리에 관한 것입니다.",
    },
    {
      en: "Either of the two entries may be missing. Three of the four cases are done with that.",
      ko: "두 엔트리 가운데 어느 쪽이든 없을 수 있습니다. 네 경우 중 셋이 그것으로 끝납니다.",
    },
    {
      en: "In the fourth case two questions remain: does the entry stay in its place, and is it still the same?",
      ko: "넷째 경우에는 질문이 둘 남습니다. 엔트리가 제자리에 있는가, 그리고 여전히 같은가?",
    },
  ],
  mistakes: {
    "forgets-the-table-key": {
      caughtBy: "holds the keys of the index and of the table, and no more, with KEYS_ONLY",
      misconception: {
        en: "Only the index's own keys are held. They are not unique, and without the table's key nobody finds the item.",
        ko: "인덱스 자신의 키만 담습니다. 인덱스 키는 고유하지 않고, 테이블의 키가 없으면 항목을 찾을 수 없습니다.",
      },
    },
    "all-is-no-list": {
      caughtBy: "holds the whole item with ALL",
      misconception: {
        en: "A projection without a list of attributes is taken to add none. ALL adds every one.",
        ko: "속성 목록이 없는 프로젝션은 아무것도 더하지 않는다고 봅니다. ALL은 모두 더합니다.",
      },
    },
    "not-sparse": {
      caughtBy: "does not hold an item that lacks a key of the index",
      misconception: {
        en: "Every item is taken to be in every index. Without the key there is no place for it.",
        ko: "모든 항목이 모든 인덱스에 있다고 봅니다. 키가 없으면 설 자리가 없습니다.",
      },
    },
    "sparse-by-partition-key": {
      caughtBy: "does not hold an item that lacks a key of the index",
      misconception: {
        en: "Only the index's partition key is asked for. An index with a sort key needs both.",
        ko: "인덱스의 파티션 키만 봅니다. 정렬 키가 있는 인덱스에는 둘 다 필요합니다.",
      },
    },
    "leaves-the-old-entry": {
      caughtBy: "takes the old entry out when an item leaves the index",
      misconception: {
        en: "Only a deleted item leaves the index. An update that removes a key attribute leaves a ghost behind.",
        ko: "삭제된 항목만 인덱스에서 나갑니다. 키 속성을 지우는 업데이트가 유령을 남깁니다.",
      },
    },
    "deletes-the-item": {
      caughtBy: "takes the old entry out when an item leaves the index",
      misconception: {
        en: "The item is deleted, not its entry. The index has never seen the other attributes, and the service prices the wrong size.",
        ko: "엔트리가 아니라 항목을 지웁니다. 인덱스는 나머지 속성을 본 적이 없고, 서비스는 틀린 크기로 값을 매깁니다.",
      },
    },
    "one-write-for-a-move": {
      caughtBy: "moves an entry whose index key changes: a delete, then a put",
      misconception: {
        en: "A new key is taken for a new value. The put lands in another place, and the item stands in the index twice.",
        ko: "새 키를 새 값으로 봅니다. put은 다른 자리에 놓이고, 항목이 인덱스에 두 번 있게 됩니다.",
      },
    },
    "put-before-delete": {
      caughtBy: "moves an entry whose index key changes: a delete, then a put",
      misconception: {
        en: "The new entry comes before the old one goes. In between the item is listed under both.",
        ko: "옛 엔트리가 나가기 전에 새 엔트리가 들어옵니다. 그사이 항목이 두 곳에 나옵니다.",
      },
    },
    "forgets-what-it-replaces": {
      caughtBy: "puts an entry in place of the one with the same keys, and names that one",
      misconception: {
        en: "The put does not say what it replaces. An entry that shrinks from 5 KB to 1 KB is then priced as 1 KB.",
        ko: "put이 무엇을 대신하는지 밝히지 않습니다. 5 KB에서 1 KB로 줄어든 엔트리에 1 KB 값을 매기게 됩니다.",
      },
    },
    "always-moves": {
      caughtBy: "puts an entry in place of the one with the same keys, and names that one",
      misconception: {
        en: "Each change of an entry is a delete and a put. That is twice the price where the key stays.",
        ko: "엔트리가 바뀔 때마다 delete와 put을 합니다. 키가 그대로일 때는 값이 두 배가 됩니다.",
      },
    },
    "compares-items": {
      caughtBy: "has nothing to do where a write changes nothing that it holds",
      misconception: {
        en: "Items are compared, not entries. Each change of an attribute that the index does not hold is written to it, and paid.",
        ko: "엔트리가 아니라 항목을 비교합니다. 인덱스에 없는 속성이 바뀔 때마다 인덱스에 쓰고 값을 냅니다.",
      },
    },
    "compares-text": {
      caughtBy: "tells the same from the changed by content, in whatever order it comes",
      misconception: {
        en: "The entries' texts are compared. They depend on the order in which attributes were written down.",
        ko: "엔트리를 텍스트로 비교합니다. 텍스트는 속성이 적힌 순서에 따라 달라집니다.",
      },
    },
  },
});
