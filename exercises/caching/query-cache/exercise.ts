import { defineExercise } from "four-of-six/exercise";

const ORDER = "finds a result whatever the order in which the parameters stand";
const VALUES = "keeps requests with other values apart";
const WRITES = "changes nothing when an item is written";

export default defineExercise({
  title: { en: "Query cache", ko: "쿼리 캐시" },
  lesson: "caching/query-cache",
  stars: 2,
  checks: [
    {
      name: "begins empty, and shares nothing with another cache",
      nameKo: "비어 있는 채로 시작하고, 다른 캐시와 아무것도 나누지 않는다",
      layer: "example",
      hint: {
        en: "Two nodes, two caches, one program. Where do your results live?",
        ko: "노드 둘, 캐시 둘, 프로그램 하나입니다. 결과가 어디에 있습니까?",
      },
    },
    {
      name: "serves what the table answered until it is older than the TTL",
      nameKo: "테이블이 답한 것을 TTL보다 오래될 때까지 제공한다",
      layer: "example",
      hint: {
        en: "Three times, a millisecond apart. In the middle one the age is just the TTL. Is it older?",
        ko: "1밀리초씩 떨어진 세 시각입니다. 가운데는 나이가 정확히 TTL입니다. TTL보다 오래되었습니까?",
      },
    },
    {
      name: "makes no result younger by serving it",
      nameKo: "제공한다고 결과가 젊어지지는 않는다",
      layer: "example",
      hint: {
        en: "When did the table last answer this request?",
        ko: "테이블이 이 요청에 마지막으로 답한 것은 언제입니까?",
      },
    },
    {
      name: "keeps nothing when the TTL is 0",
      nameKo: "TTL이 0이면 아무것도 두지 않는다",
      layer: "example",
      hint: {
        en: "Two things can go wrong here: a result of this very millisecond, and what has to make room for it.",
        ko: "여기서 틀릴 수 있는 것은 둘입니다. 같은 밀리초의 결과, 그리고 그것 때문에 자리를 내준 것입니다.",
      },
    },
    {
      name: "remembers that nothing was found",
      nameKo: "아무것도 찾지 못했다는 것도 기억한다",
      layer: "example",
      hint: {
        en: "No items is an answer, and it cost the table a read.",
        ko: "항목이 없다는 것도 답이고, 테이블은 그 답에 읽기 용량을 썼습니다.",
      },
    },
    {
      name: "gives a page back with the key at which the next one begins",
      nameKo: "페이지를 다음 페이지가 시작하는 키와 함께 돌려준다",
      layer: "example",
      hint: {
        en: "Without it the reader takes the first page for all there is.",
        ko: "이것이 없으면 읽는 쪽은 첫 페이지가 전부라고 여깁니다.",
      },
    },
    {
      name: ORDER,
      nameKo: "파라미터가 어떤 순서로 있든 결과를 찾는다",
      layer: "example",
      hint: {
        en: "The same names and values, in another order, also inside of a parameter.",
        ko: "이름과 값은 같고 순서만 다릅니다. 파라미터 안쪽에서도 그렇습니다.",
      },
    },
    {
      name: VALUES,
      nameKo: "값이 다른 요청을 구별한다",
      layer: "example",
      hint: {
        en: "Write down what you compare of the two requests. What of them is not in it?",
        ko: "두 요청에서 비교하는 것을 적어 보십시오. 빠진 것이 무엇입니까?",
      },
    },
    {
      name: "keeps a number apart from the text that looks like it",
      nameKo: "숫자와, 숫자처럼 보이는 문자열을 구별한다",
      layer: "example",
      hint: {
        en: "No text is less than a number. What is found for one is not found for the other.",
        ko: "문자열은 숫자보다 작을 수 없습니다. 한쪽에서 찾은 것을 다른 쪽에서는 찾지 못합니다.",
      },
    },
    {
      name: "keeps other conditions, filters and projections apart",
      nameKo: "조건, 필터, 프로젝션이 다른 요청을 구별한다",
      layer: "example",
      hint: {
        en: "What is kept is the result, after the filter, with what was projected.",
        ko: "두는 것은 필터를 거치고 프로젝션한 뒤의 결과입니다.",
      },
    },
    {
      name: "keeps limits, pages and directions apart",
      nameKo: "제한, 페이지, 방향이 다른 요청을 구별한다",
      layer: "example",
      hint: {
        en: "Each page is a result of its own. Which parameters say which page it is?",
        ko: "페이지마다 결과가 따로입니다. 어느 페이지인지 말하는 파라미터는 무엇입니까?",
      },
    },
    {
      name: "keeps tables, indexes, Query and Scan apart",
      nameKo: "테이블, 인덱스, Query와 Scan을 구별한다",
      layer: "example",
      hint: {
        en: "One node serves many tables, and an index has an order of its own.",
        ko: "노드 하나가 여러 테이블에 답하고, 인덱스에는 자기 순서가 있습니다.",
      },
    },
    {
      name: "keeps texts apart that look alike once they are joined",
      nameKo: "이어 붙이면 같아 보이는 문자열을 구별한다",
      layer: "example",
      hint: {
        en: "Anything may stand in a value, also whatever you put between your parts.",
        ko: "값에는 무엇이든 들어갈 수 있습니다. 여러분이 부분들 사이에 넣는 기호도 그렇습니다.",
      },
    },
    {
      name: WRITES,
      nameKo: "항목을 써도 아무것도 바뀌지 않는다",
      layer: "example",
      hint: {
        en: "You hear of the item. Do you know in which results it would stand?",
        ko: "항목은 듣습니다. 그 항목이 어느 결과에 들어갈지도 알 수 있습니까?",
      },
    },
    {
      name: "keeps nothing of strongly consistent queries",
      nameKo: "강력히 일관된 쿼리에서는 아무것도 남기지 않는다",
      layer: "example",
      hint: {
        en: "Look at everything that could change by it: results, ages, places.",
        ko: "바뀔 수 있는 것을 모두 보십시오. 결과, 나이, 순서입니다.",
      },
    },
    {
      name: "evicts the result that was used longest ago when it is full",
      nameKo: "가득 차면 가장 오래 전에 사용된 결과를 제거한다",
      layer: "example",
      hint: {
        en: "Follow the order of use step by step. A result that was found too old has left its place.",
        ko: "사용된 순서를 단계마다 따라가십시오. 너무 오래된 것을 찾아낸 자리는 비어 있습니다.",
      },
    },
    {
      name: "serves, misses and evicts as the reference does, whatever it is told",
      nameKo: "무엇을 들어도 참조 구현과 똑같이 제공하고 누락하고 제거한다",
      layer: "property",
      hint: {
        en: "Write the results down after each step, with their ages, in the order of their use.",
        ko: "단계마다 결과를 나이와 함께 사용된 순서로 적어 보십시오.",
      },
    },
    {
      name: "serves no other request's result, nothing past its TTL, and holds no more than its capacity",
      nameKo: "다른 요청의 결과나 TTL이 지난 것을 제공하지 않고, 용량보다 많이 담지 않는다",
      layer: "property",
      hint: {
        en: "Find the moment at which the table answered just this request.",
        ko: "테이블이 바로 이 요청에 답한 순간을 찾으십시오.",
      },
    },
    {
      name: "shows what the table has had at one moment, a TTL ago at most",
      nameKo: "길어야 TTL 전, 한 순간에 테이블에 있던 것을 보여 준다",
      layer: "cluster",
      hint: {
        en: "A result may be old. It may not be half old and half new.",
        ko: "결과는 오래되었을 수 있습니다. 반은 옛것이고 반은 새것일 수는 없습니다.",
      },
    },
    {
      name: "runs the cluster event for event as the reference does",
      nameKo: "클러스터가 이벤트 하나하나까지 참조 구현과 똑같이 돌아간다",
      layer: "cluster",
      hint: {
        en: "Replay the run up to where the two part, and follow that one request.",
        ko: "둘이 갈라지는 곳까지 실행을 재생하고, 그 요청 하나를 따라가 보십시오.",
      },
    },
  ],
  hints: [
    {
      en: "Begin with the question when two requests are the same. The rest is a cache as you know it.",
      ko: "두 요청이 언제 같은지부터 생각하십시오. 나머지는 이미 아는 캐시입니다.",
    },
    {
      en: "If you make a text of a request: could two requests have the same text? Could one have two?",
      ko: "요청을 텍스트로 만든다면, 두 요청이 같은 텍스트가 될 수 있습니까? 한 요청의 텍스트가 둘일 수 있습니까?",
    },
    {
      en: "JSON.stringify keeps the order in which names were put in, and you decide in which order you put them in.",
      ko: "JSON.stringify는 이름을 넣은 순서를 따릅니다. 어떤 순서로 넣을지는 여러분이 정합니다.",
    },
  ],
  mistakes: {
    "a-hit-makes-it-young": {
      caughtBy: "makes no result younger by serving it",
      misconception: {
        en: "Every hit begins the TTL anew. A list that is asked for all the time then never changes again.",
        ko: "적중할 때마다 TTL을 다시 셉니다. 그러면 늘 찾는 목록은 다시는 바뀌지 않습니다.",
      },
    },
    "zero-keeps-for-ever": {
      caughtBy: "keeps nothing when the TTL is 0",
      misconception: {
        en: "A TTL of 0 is taken to set no limit. That is so in the item cache; in the query cache it means that nothing is kept.",
        ko: "TTL 0을 제한이 없는 것으로 봅니다. 항목 캐시에서는 그렇지만, 쿼리 캐시에서는 아무것도 두지 않는다는 뜻입니다.",
      },
    },
    "forgets-what-is-empty": {
      caughtBy: "remembers that nothing was found",
      misconception: {
        en: "Only results with items are kept. A query that finds nothing then goes to the table each time.",
        ko: "항목이 있는 결과만 둡니다. 그러면 아무것도 찾지 못하는 쿼리가 매번 테이블까지 갑니다.",
      },
    },
    "order-matters": {
      caughtBy: ORDER,
      misconception: {
        en: "The request is made a text as it stands. The same parameters in another order then miss, and take a second place.",
        ko: "요청을 있는 그대로 텍스트로 만듭니다. 그러면 같은 파라미터라도 순서가 다르면 누락되고 자리를 하나 더 차지합니다.",
      },
    },
    "sorts-the-outside-only": {
      caughtBy: ORDER,
      misconception: {
        en: "The names of the parameters are sorted, and the names inside of them are not.",
        ko: "파라미터의 이름만 정렬하고 그 안의 이름은 정렬하지 않습니다.",
      },
    },
    "values-without-names": {
      caughtBy: VALUES,
      misconception: {
        en: "The values are compared without their placeholders. Two values that change places are then the same request.",
        ko: "값을 자리표시자 없이 비교합니다. 그러면 두 값이 자리를 바꾸어도 같은 요청이 됩니다.",
      },
    },
    "types-do-not-matter": {
      caughtBy: "keeps a number apart from the text that looks like it",
      misconception: {
        en: "The type of a value is left out, so that the number 90 gets the result of the text 90.",
        ko: "값의 타입을 빼서, 숫자 90이 문자열 90의 결과를 받습니다.",
      },
    },
    "the-key-condition-alone": {
      caughtBy: "keeps other conditions, filters and projections apart",
      misconception: {
        en: "Filter and projection are left out, as if they were done after the cache. What is kept is the filtered result.",
        ko: "필터와 프로젝션을 뺍니다. 캐시 뒤에서 하는 일로 본 것이지만, 담겨 있는 것은 이미 필터를 거친 결과입니다.",
      },
    },
    "pages-are-one": {
      caughtBy: "keeps limits, pages and directions apart",
      misconception: {
        en: "Limit and start key are left out. Whoever turns the page gets the first one again, for ever.",
        ko: "Limit과 시작 키를 뺍니다. 페이지를 넘겨도 언제까지나 첫 페이지가 나옵니다.",
      },
    },
    "joined-with-hashes": {
      caughtBy: "keeps texts apart that look alike once they are joined",
      misconception: {
        en: "The parts are joined by a sign that may stand in a value. A user's input can then ask for somebody else's result.",
        ko: "값에 들어갈 수 있는 기호로 부분들을 잇습니다. 그러면 사용자의 입력이 남의 결과를 불러낼 수 있습니다.",
      },
    },
    "a-write-clears-all": {
      caughtBy: WRITES,
      misconception: {
        en: "A write throws all results away. That would be fresher and dearer, and still blind to writes past the node. DAX does not do it.",
        ko: "쓸 때마다 결과를 모두 버립니다. 더 새롭지만 더 비싸고, 노드를 거치지 않은 쓰기는 여전히 모릅니다. DAX는 그렇게 하지 않습니다.",
      },
    },
    "repairs-results": {
      caughtBy: WRITES,
      misconception: {
        en: "What is written is put into the results that have the item. Whether it would be found, and where it would stand, only the table knows.",
        ko: "쓴 항목을 그 항목이 있는 결과에 끼워 넣습니다. 조건에 맞는지, 어디에 놓일지는 테이블만 압니다.",
      },
    },
    "keeps-the-strong-ones": {
      caughtBy: "keeps nothing of strongly consistent queries",
      misconception: {
        en: "Strongly consistent results are stored, too. They go past the cache in both directions.",
        ko: "강력히 일관된 결과도 저장합니다. 그런 쿼리는 갈 때도 올 때도 캐시를 지나칩니다.",
      },
    },
  },
});
