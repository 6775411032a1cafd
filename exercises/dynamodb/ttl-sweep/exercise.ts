import { defineExercise } from "four-of-six/exercise";

export default defineExercise({
  title: { en: "TTL sweep", ko: "TTL 삭제" },
  lesson: "dynamodb/time-to-live",
  stars: 1,
  checks: [
    {
      name: "takes an item for expired when its time is past",
      nameKo: "시각이 지난 항목을 만료로 본다",
      layer: "example",
      hint: {
        en: "Which of the two is larger, and do both count in the same unit?",
        ko: "둘 중 어느 쪽이 큽니까? 둘은 같은 단위로 셉니까?",
      },
    },
    {
      name: "reads the attribute that the table names, and no other",
      nameKo: "테이블이 지정한 속성만 읽는다",
      layer: "example",
      hint: {
        en: "The name of the attribute comes with every call.",
        ko: "속성 이름은 호출마다 함께 옵니다.",
      },
    },
    {
      name: "counts seconds in items: milliseconds lie far ahead",
      nameKo: "항목의 시각은 초로 센다. 밀리초는 먼 미래다",
      layer: "example",
      hint: {
        en: "A time written in milliseconds is a valid number of seconds. Which year is it?",
        ko: "밀리초로 쓴 시각도 초로는 올바른 숫자입니다. 그것은 몇 년입니까?",
      },
    },
    {
      name: "takes only a number for a time",
      nameKo: "숫자만 시각으로 본다",
      layer: "example",
      hint: {
        en: "An attribute value names its type. Which types may a table's TTL attribute have, and what happens to the others?",
        ko: "속성 값에는 타입이 적혀 있습니다. TTL 속성은 어떤 타입이어야 하고, 다른 타입은 어떻게 됩니까?",
      },
    },
    {
      name: "leaves alone what expired more than five years ago",
      nameKo: "5년보다 오래전에 만료된 것은 그대로 둔다",
      layer: "example",
      hint: {
        en: "A time of 0 is rarely meant. How far back does the service still believe it?",
        ko: "시각 0은 진심인 경우가 드뭅니다. 서비스는 얼마나 오래된 시각까지 믿습니까?",
      },
    },
    {
      name: "deletes what is still expired when it comes to delete it",
      nameKo: "삭제하러 왔을 때도 만료되어 있으면 삭제한다",
      layer: "example",
      hint: {
        en: "It does not matter what happened in between. It matters what is there.",
        ko: "그사이 무슨 일이 있었는지는 중요하지 않습니다. 지금 무엇이 있는지가 중요합니다.",
      },
    },
    {
      name: "leaves what has been extended, freed of its time or deleted meanwhile",
      nameKo: "그사이 연장되거나, 시각이 없어지거나, 삭제된 것은 그대로 둔다",
      layer: "example",
      hint: {
        en: "Hours may lie between finding and deleting. Which of the two items tells what is true now?",
        ko: "발견과 삭제 사이에는 몇 시간이 있을 수 있습니다. 두 항목 중 지금의 사실을 말하는 것은 어느 쪽입니까?",
      },
    },
    {
      name: "shows what has not expired, in the order in which it was read",
      nameKo: "만료되지 않은 것을 읽은 순서대로 보여 준다",
      layer: "example",
      hint: {
        en: "Take four items through it by hand: valid, expired, without a time, valid.",
        ko: "유효한 것, 만료된 것, 시각이 없는 것, 유효한 것 네 항목을 손으로 따라가 보십시오.",
      },
    },
    {
      name: "hides also what the process will never delete because it is too old",
      nameKo: "너무 오래되어 프로세스가 지우지 않을 것도 숨긴다",
      layer: "example",
      hint: {
        en: "The five years are a guard against slips in deleting. Does a user want to see a session that ended six years ago?",
        ko: "5년은 잘못된 삭제를 막는 장치입니다. 사용자가 6년 전에 끝난 세션을 보고 싶어 합니까?",
      },
    },
    {
      name: "knows a deletion by the service from one by a client, and from other changes",
      nameKo: "서비스의 삭제를 클라이언트의 삭제나 다른 변경과 구별한다",
      layer: "example",
      hint: {
        en: "Three facts have to hold at once. Which two are about who, and which one is about what?",
        ko: "세 가지가 함께 맞아야 합니다. 누가 했는지에 관한 둘과 무엇을 했는지에 관한 하나는 무엇입니까?",
      },
    },
    {
      name: "answers any question as the reference does",
      nameKo: "어떤 질문에도 참조 구현과 똑같이 답한다",
      layer: "property",
      hint: {
        en: "The question is small. Write down the item's time and now, both in seconds.",
        ko: "질문은 작습니다. 항목의 시각과 지금을 모두 초로 적어 보십시오.",
      },
    },
    {
      name: "deletes what has expired, nothing else, and not too late",
      nameKo: "만료된 것만, 너무 늦지 않게 삭제한다",
      layer: "cluster",
      hint: {
        en: "Find the session in the replay: when was it put or extended, and what did the next pass find?",
        ko: "재생에서 그 세션을 찾으십시오. 언제 쓰이거나 연장되었고, 다음 번 실행은 무엇을 찾았습니까?",
      },
    },
    {
      name: "shows readers what has not expired, and archives what the process has deleted",
      nameKo: "읽는 쪽에는 만료되지 않은 것을 보여 주고, 프로세스가 삭제한 것을 보관한다",
      layer: "cluster",
      hint: {
        en: "A read between two passes meets items that have expired and are still there.",
        ko: "두 실행 사이의 읽기는 만료되었지만 아직 남아 있는 항목을 만납니다.",
      },
    },
    {
      name: "runs the table event for event as the reference does",
      nameKo: "테이블을 사건 하나하나 참조 구현과 똑같이 운영한다",
      layer: "cluster",
      hint: {
        en: "Compare the first deletion or read that differs with the times in the events before it.",
        ko: "처음으로 달라지는 삭제나 읽기를 그 앞 사건들의 시각과 비교하십시오.",
      },
    },
  ],
  hints: [
    {
      en: "There is one question under three of the functions: when does this item expire, if ever?",
      ko: "함수 셋의 바탕에는 질문 하나가 있습니다. 이 항목은 언제 만료되는가, 만료되기는 하는가?",
    },
    {
      en: "Answer it with a time in milliseconds, or with nothing. Then compare.",
      ko: "그 답을 밀리초 시각이나 없음으로 만드십시오. 그다음 비교하십시오.",
    },
    {
      en: "The process and the application ask different things of that time. Only one of them has a lower limit.",
      ko: "프로세스와 애플리케이션은 그 시각에 서로 다른 것을 묻습니다. 하한이 있는 쪽은 하나뿐입니다.",
    },
  ],
  mistakes: {
    "trusts-what-it-found": {
      caughtBy: "leaves what has been extended, freed of its time or deleted meanwhile",
      misconception: {
        en: "The process deletes what it found hours ago. Whoever extended the session in between loses it.",
        ko: "몇 시간 전에 발견한 것을 그대로 삭제합니다. 그사이 세션을 연장한 사람은 세션을 잃습니다.",
      },
    },
    "only-if-unchanged": {
      caughtBy: "deletes what is still expired when it comes to delete it",
      misconception: {
        en: "An item that was touched since is left alone, even if it has expired again. It stays until the next time it is found.",
        ko: "그사이 바뀐 항목은 다시 만료되었어도 그대로 둡니다. 다음에 발견될 때까지 남습니다.",
      },
    },
    "counts-milliseconds": {
      caughtBy: "takes an item for expired when its time is past",
      misconception: {
        en: "The number in the item is compared with milliseconds. Items count seconds, so every time looks like January 1970.",
        ko: "항목의 숫자를 밀리초와 비교합니다. 항목은 초를 세므로 모든 시각이 1970년 1월로 보입니다.",
      },
    },
    "guesses-the-unit": {
      caughtBy: "counts seconds in items: milliseconds lie far ahead",
      misconception: {
        en: "Large numbers are read as milliseconds. The service does not guess: such an item expires some 50,000 years from now.",
        ko: "큰 숫자는 밀리초로 읽습니다. 서비스는 짐작하지 않으며, 그런 항목은 약 5만 년 뒤에 만료됩니다.",
      },
    },
    "takes-any-type": {
      caughtBy: "takes only a number for a time",
      misconception: {
        en: "A string of digits is taken for a time. DynamoDB types are strict; only a number counts.",
        ko: "숫자로 된 문자열을 시각으로 봅니다. DynamoDB의 타입은 엄격하며 숫자만 인정됩니다.",
      },
    },
    "never-too-old": {
      caughtBy: "leaves alone what expired more than five years ago",
      misconception: {
        en: "Everything in the past is deleted. A wrong time, 0 for instance, would cost the item.",
        ko: "과거라면 모두 삭제합니다. 0 같은 잘못된 시각 때문에 항목을 잃게 됩니다.",
      },
    },
    "readers-ask-the-process": {
      caughtBy: "hides also what the process will never delete because it is too old",
      misconception: {
        en: "The application asks the rule of the process. An item too old to be deleted would be shown for ever.",
        ko: "애플리케이션이 프로세스의 규칙을 씁니다. 너무 오래되어 삭제되지 않는 항목이 영원히 보입니다.",
      },
    },
    "hides-what-has-no-time": {
      caughtBy: "shows what has not expired, in the order in which it was read",
      misconception: {
        en: "Items without a time are hidden. They are those that never expire.",
        ko: "시각이 없는 항목을 숨깁니다. 그것은 만료되지 않는 항목입니다.",
      },
    },
    "every-removal-is-an-expiry": {
      caughtBy: "knows a deletion by the service from one by a client, and from other changes",
      misconception: {
        en: "Every REMOVE is archived as an expiry, also one that a client asked for.",
        ko: "클라이언트가 요청한 것까지 모든 REMOVE를 만료로 보관합니다.",
      },
    },
    "any-service-will-do": {
      caughtBy: "knows a deletion by the service from one by a client, and from other changes",
      misconception: {
        en: "The principal is not looked at. Other services write to tables too.",
        ko: "주체를 보지 않습니다. 다른 서비스도 테이블에 씁니다.",
      },
    },
    "the-usual-attribute": {
      caughtBy: "reads the attribute that the table names, and no other",
      misconception: {
        en: "The attribute's name is fixed in the code. Each table names its own.",
        ko: "속성 이름이 코드에 고정되어 있습니다. 테이블마다 스스로 이름을 정합니다.",
      },
    },
  },
});
