import { defineExercise } from "four-of-six/exercise";

export default defineExercise({
  title: { en: "Partition router", ko: "파티션 라우터" },
  lesson: "dynamodb/keys-and-partitions",
  stars: 2,
  mayImport: { "four-of-six/dynamodb": ["hashOf"] },
  checks: [
    {
      name: "finds the partition whose range has the hash of the partition key",
      nameKo: "파티션 키의 해시가 든 구간의 파티션을 찾는다",
      layer: "example",
      hint: {
        en: "Between which two beginnings does the hash lie? And who comes after the last beginning?",
        ko: "해시는 어느 두 시작 사이에 있습니까? 마지막 시작 뒤에는 누가 있습니까?",
      },
    },
    {
      name: "finds all items of a partition key in one partition, whatever their sort keys",
      nameKo: "정렬 키가 무엇이든 파티션 키가 같은 항목은 모두 한 파티션에서 찾는다",
      layer: "example",
      hint: {
        en: "A query reads one collection in the order of its sort keys. Which part of the key may decide where that is?",
        ko: "쿼리는 컬렉션 하나를 정렬 키 순서로 읽습니다. 그곳을 정하는 것은 키의 어느 부분이어야 합니까?",
      },
    },
    {
      name: "gives a key at the beginning of a partition to that one, and to no other",
      nameKo: "파티션이 시작하는 곳의 키는 그 파티션에만 준다",
      layer: "example",
      hint: {
        en: "One partition ends where the next begins. Who has the place itself?",
        ko: "한 파티션이 끝나는 곳에서 다음 파티션이 시작합니다. 그 위치 자체는 누구 것입니까?",
      },
    },
    {
      name: "parts a collection where a partition begins inside it",
      nameKo: "파티션이 컬렉션 안에서 시작하면 거기서 컬렉션을 나눈다",
      layer: "example",
      hint: {
        en: "Both items have the same hash and the same partition key. What is left to compare?",
        ko: "두 항목은 해시도 파티션 키도 같습니다. 무엇이 남았습니까?",
      },
    },
    {
      name: "looks at the sort key only where the partition key is the same",
      nameKo: "파티션 키가 같을 때에만 정렬 키를 본다",
      layer: "example",
      hint: {
        en: "A smaller hash and a larger sort key: does that come before or after?",
        ko: "해시는 더 작고 정렬 키는 더 큽니다. 앞입니까, 뒤입니까?",
      },
    },
    {
      name: "tells two partition keys of one hash apart",
      nameKo: "해시가 같은 두 파티션 키를 구별한다",
      layer: "example",
      hint: {
        en: "There are more keys than hashes. What decides between two keys that share one?",
        ko: "키는 해시보다 많습니다. 해시가 같은 두 키는 무엇으로 가릅니까?",
      },
    },
    {
      name: "compares sort keys character by character",
      nameKo: "정렬 키를 글자 하나하나로 비교한다",
      layer: "example",
      hint: {
        en: "To the table a sort key is bytes. Is `order#10` before or after `order#9` then?",
        ko: "테이블에게 정렬 키는 바이트입니다. 그러면 `order#10`은 `order#9`의 앞입니까, 뒤입니까?",
      },
    },
    {
      name: "leaves a partition whole that is neither full nor hot",
      nameKo: "가득 차지도 뜨겁지도 않은 파티션은 그대로 둔다",
      layer: "example",
      hint: {
        en: "Add up what is in the partition. At which sum does a split become a question?",
        ko: "파티션에 든 것을 더해 보십시오. 얼마부터 분할을 생각합니까?",
      },
    },
    {
      name: "splits a full partition where its kilobytes are halved",
      nameKo: "가득 찬 파티션은 킬로바이트가 반으로 나뉘는 곳에서 나눈다",
      layer: "example",
      hint: {
        en: "For every point: how large is the larger part? Is there a better point than yours?",
        ko: "지점마다 더 큰 쪽이 얼마입니까? 고른 곳보다 나은 지점이 있습니까?",
      },
    },
    {
      name: "splits a hot partition where what is asked is halved, whatever is stored",
      nameKo: "뜨거운 파티션은 저장된 양과 상관없이 요청이 반으로 나뉘는 곳에서 나눈다",
      layer: "example",
      hint: {
        en: "The large item is hardly ever written. Does it help to halve the bytes?",
        ko: "큰 항목에는 쓰기가 거의 없습니다. 바이트를 반으로 나누면 도움이 됩니까?",
      },
    },
    {
      name: "takes the size first when a partition is full and hot",
      nameKo: "가득 차고 뜨거우면 크기를 먼저 본다",
      layer: "example",
      hint: {
        en: "A hot partition throttles. What can a full one not do any more?",
        ko: "뜨거운 파티션은 스로틀링합니다. 가득 찬 파티션은 무엇을 더 할 수 없습니까?",
      },
    },
    {
      name: "takes a whole collection to one side, with the places before its first item",
      nameKo: "컬렉션은 첫 항목 앞의 위치까지 통째로 한쪽에 둔다",
      layer: "example",
      hint: {
        en: "The upper part begins with `order#7`. Where does `order#3` go when it is written next?",
        ko: "위쪽이 `order#7`에서 시작합니다. 다음에 `order#3`이 쓰이면 어디로 갑니까?",
      },
    },
    {
      name: "divides a collection by its sort keys where the table has no local index",
      nameKo: "로컬 보조 인덱스가 없으면 컬렉션을 정렬 키로 나눈다",
      layer: "example",
      hint: {
        en: "Only one customer is in the partition. Who says that a customer has to fit into one?",
        ko: "파티션에 고객이 하나뿐입니다. 고객 하나가 파티션 하나에 들어가야 한다고 누가 말합니까?",
      },
    },
    {
      name: "with a local index divides no collection, and takes the best of the other points",
      nameKo: "로컬 보조 인덱스가 있으면 컬렉션을 나누지 않고, 나머지 지점에서 가장 좋은 곳을 고른다",
      layer: "example",
      hint: {
        en: "The best point of all is not allowed here. Which are, and which of those is best?",
        ko: "가장 좋은 지점은 여기서 쓸 수 없습니다. 쓸 수 있는 지점 가운데 가장 좋은 곳은 어디입니까?",
      },
    },
    {
      name: "waits until a partition has been hot for two stretches",
      nameKo: "두 구간 내내 뜨거울 때까지 기다린다",
      layer: "example",
      hint: {
        en: "A split takes minutes, and is never undone. Is a peak worth it?",
        ko: "분할에는 몇 분이 걸리고 되돌릴 수 없습니다. 잠깐의 급증에 그만한 값이 있습니까?",
      },
    },
    {
      name: "leaves a hot partition whole where a split would leave nearly all on one side",
      nameKo: "거의 모두 한쪽에 남을 분할이라면 뜨거워도 그대로 둔다",
      layer: "example",
      hint: {
        en: "One key has nearly all the load. How hot is its partition after the split?",
        ko: "키 하나에 거의 모든 부하가 옵니다. 나눈 뒤 그 키의 파티션은 얼마나 뜨겁습니까?",
      },
    },
    {
      name: "leaves a collection whole whose sort keys come in their order",
      nameKo: "정렬 키가 순서대로 오는 컬렉션은 그대로 둔다",
      layer: "example",
      hint: {
        en: "Draw the point into both stretches. Where will the next writes be, and the ones after them?",
        ko: "지점을 두 구간에 그어 보십시오. 다음 쓰기는 어디에 오고, 그다음은 어디에 옵니까?",
      },
    },
    {
      name: "routes and splits as the reference does, whatever is in a table",
      nameKo: "테이블에 무엇이 있든 참조 구현과 똑같이 찾고 나눈다",
      layer: "property",
      hint: {
        en: "Write the places of the run in order, with what is below and above each point.",
        ko: "실행에 나온 위치를 순서대로 적고, 지점마다 아래와 위에 무엇이 있는지 적어 보십시오.",
      },
    },
    {
      name: "leaves each key with one partition, and splits only where it helps",
      nameKo: "키마다 파티션이 하나이고, 도움이 되는 곳에서만 나눈다",
      layer: "property",
      hint: {
        en: "Ask every partition for this key. How many say yes?",
        ko: "모든 파티션에 이 키를 물어보십시오. 몇이나 그렇다고 합니까?",
      },
    },
    {
      name: "loses and doubles nothing while it splits under writes, with old maps and faults",
      nameKo: "낡은 맵과 장애 속에서 쓰는 동안 나누어도 잃거나 겹치는 것이 없다",
      layer: "cluster",
      hint: {
        en: "A router came with an old map. What did the node say to a key that had moved away?",
        ko: "라우터가 낡은 맵을 들고 왔습니다. 떠난 키를 두고 노드는 무엇이라고 했습니까?",
      },
    },
    {
      name: "splits only where it helps, and comes to an end",
      nameKo: "도움이 되는 곳에서만 나누고, 끝이 있다",
      layer: "cluster",
      hint: {
        en: "The load stays the same, and it splits again. What did the split before this one change?",
        ko: "부하가 그대로인데 또 나눕니다. 바로 앞의 분할은 무엇을 바꾸었습니까?",
      },
    },
    {
      name: "runs the table event for event as the reference does",
      nameKo: "테이블이 이벤트 하나하나까지 참조 구현과 똑같이 돌아간다",
      layer: "cluster",
      hint: {
        en: "Replay the run up to where the two part. Was it a request, or a split?",
        ko: "둘이 갈라지는 곳까지 실행을 재생해 보십시오. 요청입니까, 분할입니까?",
      },
    },
  ],
  hints: [
    {
      en: "Everything here asks one question: which of two places comes first? Answer it once.",
      ko: "모든 것이 한 가지를 묻습니다. 두 위치 가운데 어느 것이 먼저입니까? 한 곳에서 답하십시오.",
    },
    {
      en: "List the points that may be taken before you ask which is best. Each of them has something below it and something above.",
      ko: "어디가 가장 좋은지 묻기 전에 쓸 수 있는 지점을 모두 적으십시오. 지점마다 아래와 위가 있습니다.",
    },
    {
      en: "A point inside a collection is no different from others, but for one thing: whose units have to be on either side?",
      ko: "컬렉션 안의 지점도 다른 지점과 같습니다. 하나만 다릅니다. 양쪽에 있어야 하는 것은 누구의 단위입니까?",
    },
  ],
  mistakes: {
    "modulo-the-count": {
      caughtBy: "finds the partition whose range has the hash of the partition key",
      misconception: {
        en: "A key goes to hash mod n. With each new partition nearly every key would have to move.",
        ko: "키를 해시를 n으로 나눈 나머지로 보냅니다. 파티션이 하나 늘 때마다 거의 모든 키가 옮겨 가야 합니다.",
      },
    },
    "hash-of-the-whole-key": {
      caughtBy: "finds all items of a partition key in one partition, whatever their sort keys",
      misconception: {
        en: "Partition key and sort key are hashed together. A collection is scattered, and no query can read it in order.",
        ko: "파티션 키와 정렬 키를 함께 해시합니다. 컬렉션이 흩어져서 어떤 쿼리도 순서대로 읽지 못합니다.",
      },
    },
    "both-ends-included": {
      caughtBy: "gives a key at the beginning of a partition to that one, and to no other",
      misconception: {
        en: "A range contains both its ends. After a split the first item of the upper part is also the lower one's.",
        ko: "구간이 양 끝을 모두 포함합니다. 나누고 나면 위쪽의 첫 항목이 아래쪽의 것이기도 합니다.",
      },
    },
    "each-part-for-itself": {
      caughtBy: "looks at the sort key only where the partition key is the same",
      misconception: {
        en: "Hash and sort key are compared each for itself. There are keys then that nobody has.",
        ko: "해시와 정렬 키를 따로따로 비교합니다. 그러면 아무도 갖지 않은 키가 생깁니다.",
      },
    },
    "as-people-sort": {
      caughtBy: "compares sort keys character by character",
      misconception: {
        en: "Sort keys are ordered as in a dictionary, numbers as numbers. The table compares bytes; that is why numbers in keys are padded.",
        ko: "정렬 키를 사전처럼, 숫자는 숫자로 비교합니다. 테이블은 바이트를 비교합니다. 그래서 키에 든 숫자는 자릿수를 맞춥니다.",
      },
    },
    "half-of-the-items": {
      caughtBy: "splits a full partition where its kilobytes are halved",
      misconception: {
        en: "Half of the items is taken for half of the bytes.",
        ko: "항목 수의 절반을 바이트의 절반으로 봅니다.",
      },
    },
    "hot-by-its-bytes": {
      caughtBy: "splits a hot partition where what is asked is halved, whatever is stored",
      misconception: {
        en: "A hot partition is halved by what it stores. The busy keys may all be on one side.",
        ko: "뜨거운 파티션을 저장된 양으로 반씩 나눕니다. 바쁜 키가 모두 한쪽에 있을 수 있습니다.",
      },
    },
    "at-the-first-item": {
      caughtBy: "takes a whole collection to one side, with the places before its first item",
      misconception: {
        en: "The upper part begins at the first item that is there. The next item before it lands in the other partition.",
        ko: "지금 있는 첫 항목에서 위쪽을 시작합니다. 다음에 그보다 앞에 쓰이는 항목은 다른 파티션에 놓입니다.",
      },
    },
    "divides-with-an-index": {
      caughtBy: "with a local index divides no collection, and takes the best of the other points",
      misconception: {
        en: "A collection is divided although the table has a local index, which needs it in one place.",
        ko: "로컬 보조 인덱스는 컬렉션이 한곳에 있어야 하는데도 컬렉션을 나눕니다.",
      },
    },
    "one-peak-is-enough": {
      caughtBy: "waits until a partition has been hot for two stretches",
      misconception: {
        en: "The last stretch alone decides. A peak of half a minute leaves a partition more, for ever.",
        ko: "마지막 구간만 봅니다. 30초의 급증에도 파티션이 하나 늘고, 다시 줄지 않습니다.",
      },
    },
    "follows-the-clock": {
      caughtBy: "leaves a collection whole whose sort keys come in their order",
      misconception: {
        en: "It is enough that the last stretch is parted. Where keys come in order, the split is behind them when it is done.",
        ko: "마지막 구간만 나뉘면 된다고 봅니다. 키가 순서대로 오면, 분할이 끝났을 때 쓰기는 이미 그 뒤로 가 있습니다.",
      },
    },
    "the-partition-not-the-collection": {
      caughtBy: "leaves a collection whole whose sort keys come in their order",
      misconception: {
        en: "Steady neighbours make a moving load look steady. What is divided is the collection, so its own load counts.",
        ko: "꾸준한 이웃 때문에 움직이는 부하가 꾸준해 보입니다. 나뉘는 것은 컬렉션이므로 컬렉션 자신의 부하를 세어야 합니다.",
      },
    },
  },
});
