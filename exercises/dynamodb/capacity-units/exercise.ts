import { defineExercise } from "four-of-six/exercise";

export default defineExercise({
  title: { en: "Capacity units", ko: "용량 단위" },
  lesson: "dynamodb/items",
  stars: 1,
  mayImport: { "four-of-six/dynamodb": ["base64Length", "numberSize", "utf8Length"] },
  checks: [
    {
      name: "adds up names and values",
      nameKo: "이름과 값을 모두 더한다",
      layer: "example",
      hint: {
        en: "What does an attribute need to be told from the others? It is stored with every item.",
        ko: "속성을 다른 속성과 구별하려면 무엇이 필요합니까? 그것은 항목마다 저장됩니다.",
      },
    },
    {
      name: "counts text in UTF-8 bytes, in names too",
      nameKo: "텍스트를 UTF-8 바이트로 센다. 이름도 그렇다",
      layer: "example",
      hint: {
        en: "How many bytes does ö take, and how many does 서 take? Where else than in values is there text?",
        ko: "ö는 몇 바이트이고 서는 몇 바이트입니까? 값 말고 어디에 또 텍스트가 있습니까?",
      },
    },
    {
      name: "counts binary values by their bytes, and numbers by their digits",
      nameKo: "이진 값은 바이트로, 숫자는 자릿수로 센다",
      layer: "example",
      hint: {
        en: "Base64 is how bytes travel in JSON: what is stored? And of a number, how many digits share a byte?",
        ko: "base64는 바이트가 JSON에 실려 가는 방법입니다. 저장되는 것은 무엇입니까? 숫자는 몇 자리가 한 바이트를 나눠 씁니까?",
      },
    },
    {
      name: "adds 3 bytes for a list or map, and 1 for each thing in it",
      nameKo: "리스트나 맵에는 3바이트를, 그 안의 것마다 1바이트를 더한다",
      layer: "example",
      hint: {
        en: "Measure { l: [] } first, then put one thing into the list. By how much does it grow?",
        ko: "먼저 { l: [] }의 크기를 재고, 리스트에 하나를 넣어 보십시오. 얼마나 커집니까?",
      },
    },
    {
      name: "adds nothing for a set but its elements",
      nameKo: "집합에는 원소 말고 아무것도 더하지 않는다",
      layer: "example",
      hint: {
        en: "The table of the task has a row of its own for sets. What does it not have that lists have?",
        ko: "문제의 표에서 집합은 줄이 따로 있습니다. 리스트에는 있고 집합에는 없는 것은 무엇입니까?",
      },
    },
    {
      name: "reads in steps of 4 KB, and pays for a step that is begun",
      nameKo: "4 KB 단위로 읽고, 시작한 단계는 낸다",
      layer: "example",
      hint: {
        en: "Which sizes lie just on a step, and which just above? Mind how many bytes a KB has.",
        ko: "딱 단계에 걸리는 크기와 바로 위의 크기는 무엇입니까? 1 KB가 몇 바이트인지 확인하십시오.",
      },
    },
    {
      name: "halves an eventually consistent read, and doubles one in a transaction",
      nameKo: "최종적으로 일관된 읽기는 절반, 트랜잭션 읽기는 두 배다",
      layer: "example",
      hint: {
        en: "Count the steps first, then ask for the mode.",
        ko: "먼저 단계를 세고, 그다음 모드를 보십시오.",
      },
    },
    {
      name: "pays a step for an item that is not there",
      nameKo: "없는 항목에도 한 단계를 낸다",
      layer: "example",
      hint: {
        en: "Somebody has to look before he can say that there is nothing.",
        ko: "없다고 말하려면 누군가 먼저 찾아봐야 합니다.",
      },
    },
    {
      name: "rounds each item up by itself, unless they are one result",
      nameKo: "결과 하나가 아니면 항목마다 올림한다",
      layer: "example",
      hint: {
        en: "Which comes first here, adding or rounding up?",
        ko: "여기서는 더하기와 올림 중 무엇이 먼저입니까?",
      },
    },
    {
      name: "writes in steps of 1 KB, twice the price in a transaction",
      nameKo: "1 KB 단위로 쓰고, 트랜잭션에서는 값이 두 배다",
      layer: "example",
      hint: {
        en: "How many bytes has a KB here? A transaction prepares, then commits: how often is each item written?",
        ko: "여기서 1 KB는 몇 바이트입니까? 트랜잭션은 준비하고 나서 커밋합니다. 항목마다 몇 번 씁니까?",
      },
    },
    {
      name: "pays for the whole item, before or after, whichever is larger",
      nameKo: "쓰기 전과 후 가운데 큰 쪽 항목 전체를 낸다",
      layer: "example",
      hint: {
        en: "The service writes items, not attributes. What does it have in its hands before a delete, and after?",
        ko: "서비스는 속성이 아니라 항목을 씁니다. 삭제 전과 후에 손에 든 것은 무엇입니까?",
      },
    },
    {
      name: "measures any item, and counts any read and write, as the reference does",
      nameKo: "어떤 항목의 크기도, 어떤 읽기와 쓰기도 참조 구현과 똑같이 센다",
      layer: "property",
      hint: {
        en: "The question is small: take it apart by hand, value by value, or step by step.",
        ko: "질문은 작습니다. 값 하나하나, 단계 하나하나를 손으로 나누어 보십시오.",
      },
    },
    {
      name: "charges and throttles requests as the reference does",
      nameKo: "참조 구현과 똑같이 요청에 용량을 매기고 제한한다",
      layer: "cluster",
      hint: {
        en: "Compare the units of the first request that differs. Was it one item, a batch or a query, and what was there before?",
        ko: "처음으로 달라지는 요청의 단위를 비교하십시오. 항목 하나, 배치, 쿼리 중 무엇이었고, 그 전에는 무엇이 있었습니까?",
      },
    },
  ],
  hints: [
    {
      en: "Three questions that do not touch each other: how many bytes, how many steps, what does a step cost?",
      ko: "서로 상관없는 세 질문입니다. 몇 바이트인가, 몇 단계인가, 한 단계는 얼마인가?",
    },
    {
      en: "A map inside an item is measured almost like an item. What does it have on top?",
      ko: "항목 안의 맵은 거의 항목처럼 잽니다. 무엇이 더 붙습니까?",
    },
    {
      en: "Write one function that turns bytes into steps, and let nothing else round.",
      ko: "바이트를 단계로 바꾸는 함수를 하나 만들고, 올림은 거기서만 하십시오.",
    },
  ],
  mistakes: {
    "values-only": {
      caughtBy: "adds up names and values",
      misconception: {
        en: "Only values are counted. DynamoDB has no schema for attributes that are no keys: each item carries its names, and long names cost on every item.",
        ko: "값만 셉니다. 키가 아닌 속성에는 스키마가 없어 항목마다 이름을 함께 가지고 다닙니다. 긴 이름은 항목마다 비용이 됩니다.",
      },
    },
    "counts-characters": {
      caughtBy: "counts text in UTF-8 bytes, in names too",
      misconception: {
        en: "Characters are counted. In UTF-8 an ö takes two bytes, a Hangul syllable three, an emoji four.",
        ko: "글자 수를 셉니다. UTF-8에서 ö는 2바이트, 한글 한 글자는 3바이트, 이모지는 4바이트입니다.",
      },
    },
    "names-are-ascii": {
      caughtBy: "counts text in UTF-8 bytes, in names too",
      misconception: {
        en: "Values are counted in bytes, and names in characters. Names may be Unicode too.",
        ko: "값은 바이트로, 이름은 글자 수로 셉니다. 이름도 유니코드일 수 있습니다.",
      },
    },
    "counts-base64": {
      caughtBy: "counts binary values by their bytes, and numbers by their digits",
      misconception: {
        en: "The base64 text is counted. It is a third longer than the bytes that are stored.",
        ko: "base64 텍스트의 길이를 셉니다. 저장되는 바이트보다 3분의 1이 깁니다.",
      },
    },
    "nesting-is-free": {
      caughtBy: "adds 3 bytes for a list or map, and 1 for each thing in it",
      misconception: {
        en: "Lists and maps are taken to weigh what is in them. They cost 3 bytes each, and 1 for each element.",
        ko: "리스트와 맵의 무게를 내용물만큼으로 보았습니다. 각각 3바이트, 원소마다 1바이트가 더 듭니다.",
      },
    },
    "elements-are-free": {
      caughtBy: "adds 3 bytes for a list or map, and 1 for each thing in it",
      misconception: {
        en: "The 3 bytes are there, and the one for each element is not.",
        ko: "3바이트는 더했지만 원소마다의 1바이트는 빠졌습니다.",
      },
    },
    "sets-are-lists": {
      caughtBy: "adds nothing for a set but its elements",
      misconception: {
        en: "Sets are measured like lists. They hold elements of one type, and have no bytes for structure.",
        ko: "집합을 리스트처럼 잽니다. 집합은 원소의 타입이 하나뿐이라 구조에 드는 바이트가 없습니다.",
      },
    },
    "units-of-a-thousand": {
      caughtBy: "reads in steps of 4 KB, and pays for a step that is begun",
      misconception: {
        en: "Steps of 4,000 and 1,000 bytes are taken. The service counts 1,024 bytes to a KB.",
        ko: "4,000과 1,000바이트를 한 단계로 봅니다. 서비스는 1 KB를 1,024바이트로 셉니다.",
      },
    },
    "pays-by-the-byte": {
      caughtBy: "reads in steps of 4 KB, and pays for a step that is begun",
      misconception: {
        en: "Parts of a step are paid in parts. A step that is begun is paid whole.",
        ko: "단계의 일부는 일부만 냅니다. 시작한 단계는 전부 냅니다.",
      },
    },
    "transactions-cost-the-same": {
      caughtBy: "halves an eventually consistent read, and doubles one in a transaction",
      misconception: {
        en: "A transaction is charged like single requests. Each item is prepared and committed, and that is two units a step.",
        ko: "트랜잭션을 단일 요청처럼 계산합니다. 항목마다 준비하고 커밋하므로 단계마다 두 배가 듭니다.",
      },
    },
    "nothing-costs-nothing": {
      caughtBy: "pays a step for an item that is not there",
      misconception: {
        en: "A read of nothing is free here. The service has looked, and charges one step.",
        ko: "아무것도 읽지 않은 읽기를 공짜로 봅니다. 서비스는 찾아보았고 한 단계를 매깁니다.",
      },
    },
    "rounds-the-batch": {
      caughtBy: "rounds each item up by itself, unless they are one result",
      misconception: {
        en: "The sizes of a batch are added before they are rounded up. BatchGetItem is many reads in one message: each is rounded up.",
        ko: "배치의 크기를 더한 뒤 올림합니다. BatchGetItem은 메시지 하나에 담긴 여러 읽기이므로 하나씩 올림합니다.",
      },
    },
    "rounds-each-item": {
      caughtBy: "rounds each item up by itself, unless they are one result",
      misconception: {
        en: "Items of a query are rounded up one by one. A query pays for the bytes of its result, so many small items are cheap to read together.",
        ko: "쿼리의 항목을 하나씩 올림합니다. 쿼리는 결과의 바이트만큼 내므로 작은 항목 여럿을 함께 읽는 것이 쌉니다.",
      },
    },
    "pays-for-what-is-new": {
      caughtBy: "pays for the whole item, before or after, whichever is larger",
      misconception: {
        en: "Only the item afterwards is counted. A delete would be nearly free, and shrinking an item cheap; the larger of the two images is charged.",
        ko: "쓴 뒤의 항목만 셉니다. 그러면 삭제는 거의 공짜가 됩니다. 전후 가운데 큰 쪽을 매깁니다.",
      },
    },
    "pays-for-the-change": {
      caughtBy: "pays for the whole item, before or after, whichever is larger",
      misconception: {
        en: "Only what changes is counted. An update of one attribute writes the whole item again.",
        ko: "바뀐 만큼만 셉니다. 속성 하나를 고쳐도 항목 전체를 다시 씁니다.",
      },
    },
  },
});
