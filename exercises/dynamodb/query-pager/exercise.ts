import { defineExercise } from "four-of-six/exercise";

export default defineExercise({
  title: { en: "Query pager", ko: "쿼리 페이저" },
  lesson: "dynamodb/queries",
  stars: 2,
  checks: [
    {
      name: "reads to the end where nothing stops it, and says then that there is no more",
      nameKo: "막는 것이 없으면 끝까지 읽고, 더 없다고 답한다",
      layer: "example",
      hint: {
        en: "Two things end a page early. What is the case if neither of them has happened?",
        ko: "페이지를 일찍 끝내는 것은 둘입니다. 둘 다 일어나지 않았다면 어떤 경우입니까?",
      },
    },
    {
      name: "ends a page when it has read Limit items, whether or not the filter keeps them",
      nameKo: "필터가 남기든 말든 Limit개를 읽으면 페이지를 끝낸다",
      layer: "example",
      hint: {
        en: "Which comes first, reading or filtering? Limit is about that one.",
        ko: "읽기와 필터 가운데 무엇이 먼저입니까? Limit은 먼저 것에 걸립니다.",
      },
    },
    {
      name: "ends a page when it has read 1 MB, whether or not the filter keeps it",
      nameKo: "필터가 남기든 말든 1 MB를 읽으면 페이지를 끝낸다",
      layer: "example",
      hint: {
        en: "Four items of 256 KB: how many bytes are that, and may a fifth be read?",
        ko: "256 KB짜리 항목 넷이면 몇 바이트입니까? 다섯째를 읽어도 됩니까?",
      },
    },
    {
      name: "goes on after the last item that was read, also if the filter drops it",
      nameKo: "필터가 버린 항목이라도 마지막으로 읽은 항목 다음부터 이어 간다",
      layer: "example",
      hint: {
        en: "Where would the next page begin? Count what it would read twice, or never.",
        ko: "다음 페이지는 어디서 시작합니까? 두 번 읽거나 아예 못 읽는 것이 있는지 세어 보십시오.",
      },
    },
    {
      name: "counts and weighs all that was read, not what is returned",
      nameKo: "돌려준 것이 아니라 읽은 것을 모두 세고 잰다",
      layer: "example",
      hint: {
        en: "The sizes are for the bill. What does a page cost that returns nothing?",
        ko: "크기는 요금을 위한 것입니다. 아무것도 돌려주지 않은 페이지는 얼마입니까?",
      },
    },
    {
      name: "takes from the table only what the page needs",
      nameKo: "페이지에 필요한 것만 테이블에서 꺼낸다",
      layer: "example",
      hint: {
        en: "A partition may hold 10 GB of items. When does somebody take them out of the iterator?",
        ko: "파티션 하나에 항목이 10 GB 있을 수도 있습니다. 이터레이터에서 항목이 나오는 것은 언제입니까?",
      },
    },
    {
      name: "collects from page to page until one has no key",
      nameKo: "키가 없는 페이지가 나올 때까지 페이지를 이어 모은다",
      layer: "example",
      hint: {
        en: "One answer is one page. What tells you that it was not the last?",
        ko: "응답 하나는 페이지 하나입니다. 그것이 마지막이 아님은 무엇으로 압니까?",
      },
    },
    {
      name: "goes on from the key that a page gives, not from its last item",
      nameKo: "페이지의 마지막 항목이 아니라 페이지가 준 키에서 이어 간다",
      layer: "example",
      hint: {
        en: "The page read further than its last item. Who knows how far?",
        ko: "페이지는 마지막 항목보다 더 멀리 읽었습니다. 얼마나 멀리 읽었는지는 누가 압니까?",
      },
    },
    {
      name: "does not take an empty page for the end",
      nameKo: "빈 페이지를 끝으로 여기지 않는다",
      layer: "example",
      hint: {
        en: "A filter can drop all that a page has read. What is behind it?",
        ko: "필터는 한 페이지가 읽은 것을 모두 버릴 수 있습니다. 그 뒤에는 무엇이 있습니까?",
      },
    },
    {
      name: "stops asking when it has as many as are wanted, and gives no more than these",
      nameKo: "원하는 만큼 모으면 더 요청하지 않고, 그만큼만 돌려준다",
      layer: "example",
      hint: {
        en: "Each page is paid for. After which one could you have stopped?",
        ko: "페이지마다 값을 치릅니다. 어느 페이지에서 멈출 수 있었습니까?",
      },
    },
    {
      name: "reads and collects any list of items as the reference does",
      nameKo: "어떤 항목 목록이든 참조 구현과 똑같이 읽고 모은다",
      layer: "property",
      hint: {
        en: "The lists are short. Write down by hand what each page reads, keeps and goes on after.",
        ko: "목록은 짧습니다. 페이지마다 무엇을 읽고, 남기고, 어디서 이어 가는지 손으로 적어 보십시오.",
      },
    },
    {
      name: "answers and follows the queries and scans of a table as the reference does",
      nameKo: "테이블의 쿼리와 스캔을 참조 구현과 똑같이 답하고 따라간다",
      layer: "cluster",
      hint: {
        en: "Here the table service charges for the sizes, and refuses a key that is not one of its own.",
        ko: "여기서는 테이블 서비스가 크기에 용량을 매기고, 자기 것이 아닌 키는 거절합니다.",
      },
    },
  ],
  hints: [
    {
      en: "Three things happen to an item, in a fixed order: it is taken, it is counted, it is filtered. What ends a page looks at the second.",
      ko: "항목에는 세 가지 일이 정해진 순서로 일어납니다. 꺼내고, 세고, 거릅니다. 페이지를 끝내는 것은 두 번째만 봅니다.",
    },
    {
      en: "Keep two lists in readPage: what was read, and what is returned. Which of them does each member of the page come from?",
      ko: "readPage에 목록을 둘 두십시오. 읽은 것과 돌려줄 것입니다. 페이지의 각 필드는 어느 쪽에서 나옵니까?",
    },
    {
      en: "The caller asks at least once, and knows only afterwards whether to ask again. Which kind of loop is that?",
      ko: "호출자는 적어도 한 번 요청하고, 다시 요청할지는 그 뒤에야 압니다. 어떤 반복문입니까?",
    },
  ],
  mistakes: {
    "always-goes-on": {
      caughtBy: "reads to the end where nothing stops it, and says then that there is no more",
      misconception: {
        en: "Every page gets a key, also the one that ran out of items. Its caller would ask for ever.",
        ko: "항목을 다 읽은 페이지에도 키를 줍니다. 호출자는 끝없이 요청하게 됩니다.",
      },
    },
    "limit-counts-what-is-kept": {
      caughtBy: "ends a page when it has read Limit items, whether or not the filter keeps them",
      misconception: {
        en: "Limit is taken as the number of results. It is the number of items to read, before the filter.",
        ko: "Limit을 결과의 개수로 여깁니다. 필터 전에 읽을 항목의 개수입니다.",
      },
    },
    "no-megabyte": {
      caughtBy: "ends a page when it has read 1 MB, whether or not the filter keeps it",
      misconception: {
        en: "Without Limit everything is read at once. A page has at most 1 MB, with or without Limit.",
        ko: "Limit이 없으면 한 번에 다 읽습니다. 페이지는 Limit이 있든 없든 1 MB까지입니다.",
      },
    },
    "megabyte-of-what-is-kept": {
      caughtBy: "ends a page when it has read 1 MB, whether or not the filter keeps it",
      misconception: {
        en: "1 MB is taken as the size of the answer. It is what is read; the answer may be empty.",
        ko: "1 MB를 응답의 크기로 여깁니다. 읽는 양이며, 응답은 비어 있을 수도 있습니다.",
      },
    },
    "goes-on-after-what-is-kept": {
      caughtBy: "goes on after the last item that was read, also if the filter drops it",
      misconception: {
        en: "The next page begins after the last item that was returned. What was read behind it is read again, and paid for again.",
        ko: "돌려준 마지막 항목 다음에서 다음 페이지를 시작합니다. 그 뒤에 읽은 것을 다시 읽고 다시 냅니다.",
      },
    },
    "megabyte-ends-it-all": {
      caughtBy: "goes on after the last item that was read, also if the filter drops it",
      misconception: {
        en: "Only Limit leads to a next page here. A page that 1 MB has ended has one as well, or all behind it is lost.",
        ko: "Limit으로 끝난 페이지에만 다음이 있습니다. 1 MB로 끝난 페이지에도 다음이 없으면 그 뒤를 모두 잃습니다.",
      },
    },
    "weighs-what-is-kept": {
      caughtBy: "counts and weighs all that was read, not what is returned",
      misconception: {
        en: "A filter makes the read cheaper here. It saves what travels; units are charged for what was read.",
        ko: "필터가 읽기를 싸게 만듭니다. 필터가 아끼는 것은 전송량이고, 단위는 읽은 만큼 매깁니다.",
      },
    },
    "takes-everything-first": {
      caughtBy: "takes from the table only what the page needs",
      misconception: {
        en: "All items are taken out, and then the page is cut. The page is right, and the table has been read to its end.",
        ko: "항목을 모두 꺼낸 뒤 페이지를 자릅니다. 페이지는 맞지만 테이블은 끝까지 읽혔습니다.",
      },
    },
    "first-page-only": {
      caughtBy: "collects from page to page until one has no key",
      misconception: {
        en: "One answer is taken for the whole result. In a test with little data it is.",
        ko: "응답 하나를 결과 전체로 여깁니다. 데이터가 적은 테스트에서는 그렇습니다.",
      },
    },
    "starts-after-the-last-item": {
      caughtBy: "goes on from the key that a page gives, not from its last item",
      misconception: {
        en: "The start of the next page is made from the last item that came. The page may have read further.",
        ko: "받은 마지막 항목으로 다음 페이지의 시작을 만듭니다. 페이지는 더 멀리 읽었을 수 있습니다.",
      },
    },
    "stops-at-an-empty-page": {
      caughtBy: "does not take an empty page for the end",
      misconception: {
        en: "A page without items is taken for the end. It says only that the filter kept none of what this page read.",
        ko: "항목이 없는 페이지를 끝으로 여깁니다. 이 페이지가 읽은 것 가운데 필터가 남긴 것이 없다는 뜻일 뿐입니다.",
      },
    },
    "asks-to-the-end": {
      caughtBy: "stops asking when it has as many as are wanted, and gives no more than these",
      misconception: {
        en: "All pages are read, and then the result is cut to what is wanted. The pages behind it are paid for, and thrown away.",
        ko: "모든 페이지를 읽은 뒤 원하는 만큼 자릅니다. 그 뒤의 페이지는 값을 치르고 버립니다.",
      },
    },
  },
});
