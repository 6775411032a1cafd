import { defineExercise } from "four-of-six/exercise";

export default defineExercise({
  title: { en: "Token bucket", ko: "토큰 버킷" },
  lesson: "dynamodb/throughput",
  stars: 2,
  checks: [
    {
      name: "begins with what it is given, when it is made, and shares no memory with another",
      nameKo: "만들어질 때 받은 만큼으로 시작하고, 다른 버킷과 기억을 나누지 않는다",
      layer: "example",
      hint: {
        en: "This bucket was made at 5 s. What happened in the 5 s before?",
        ko: "이 버킷은 5초에 만들어졌습니다. 그전 5초 동안은 무슨 일이 있었습니까?",
      },
    },
    {
      name: "admits a request only when all of its units are there",
      nameKo: "요청의 단위가 모두 있을 때만 수락한다",
      layer: "example",
      hint: {
        en: "Two units are left, and a request needs three. What is in the bucket if you let it in?",
        ko: "2단위가 남았는데 요청은 3단위입니다. 수락하면 버킷에는 얼마가 남습니까?",
      },
    },
    {
      name: "takes nothing for a request that it throttles",
      nameKo: "스로틀링한 요청에는 아무것도 꺼내지 않는다",
      layer: "example",
      hint: {
        en: "A large request was refused. May the next small one feel it?",
        ko: "큰 요청이 거절되었습니다. 다음의 작은 요청이 그 영향을 받아도 됩니까?",
      },
    },
    {
      name: "counts half units",
      nameKo: "0.5단위를 센다",
      layer: "example",
      hint: {
        en: "An eventually consistent read of 4 KB costs half a unit. What do two of them cost?",
        ko: "4 KB를 최종적으로 일관되게 읽으면 0.5단위입니다. 두 번이면 얼마입니까?",
      },
    },
    {
      name: "fills all the time, not once a second",
      nameKo: "1초에 한 번이 아니라 줄곧 찬다",
      layer: "example",
      hint: {
        en: "How much does a rate of 10 bring in 100 ms?",
        ko: "초당 10단위는 100밀리초에 얼마를 채웁니까?",
      },
    },
    {
      name: "brings the same however often it is asked, to the thousandth",
      nameKo: "몇 번을 물어도 1,000분의 1단위까지 똑같이 찬다",
      layer: "example",
      hint: {
        en: "Add 0.003 a thousand times, once as your bucket does it. What becomes of what a call leaves over?",
        ko: "버킷이 하는 방식으로 0.003을 1,000번 더해 보십시오. 호출마다 남는 자투리는 어떻게 됩니까?",
      },
    },
    {
      name: "lets nobody wait longer for having been throttled",
      nameKo: "스로틀링되었다고 더 오래 기다리게 하지 않는다",
      layer: "example",
      hint: {
        en: "A client tries every 20 ms. What did each refusal change in your bucket?",
        ko: "클라이언트가 20밀리초마다 시도합니다. 거절할 때마다 버킷에서 무엇이 바뀌었습니까?",
      },
    },
    {
      name: "keeps what is not used, for its seconds and no longer",
      nameKo: "쓰지 않은 것을 정해진 초만큼만 모아 둔다",
      layer: "example",
      hint: {
        en: "After 200 s, 300 s and 900 s of rest: how much is kept each time?",
        ko: "200초, 300초, 900초를 쉬고 나면 각각 얼마가 모여 있습니까?",
      },
    },
    {
      name: "hands out what is there to whoever takes up to so many",
      nameKo: "최대 얼마까지 꺼내는 쪽에는 있는 만큼 내준다",
      layer: "example",
      hint: {
        en: "A router wants 20 units and 5 are there. Is it better off with none?",
        ko: "라우터가 20단위를 원하는데 5단위가 있습니다. 하나도 받지 않는 편이 낫습니까?",
      },
    },
    {
      name: "keeps what it holds, and no more, when its rate is raised",
      nameKo: "속도가 오르면 들어 있던 것을 그대로 둘 뿐 더하지 않는다",
      layer: "example",
      hint: {
        en: "The rate was raised a moment ago. Who has brought tokens since?",
        ko: "속도가 방금 올랐습니다. 그 사이에 누가 토큰을 넣었습니까?",
      },
    },
    {
      name: "keeps no more than its seconds of a lowered rate",
      nameKo: "속도가 내리면 새 속도의 정해진 초분까지만 남긴다",
      layer: "example",
      hint: {
        en: "How much can a bucket for 300 s hold at 4 units a second?",
        ko: "300초분을 담는 버킷은 초당 4단위일 때 얼마까지 담습니까?",
      },
    },
    {
      name: "counts time at the rate that held",
      nameKo: "지난 시간은 그때의 속도로 센다",
      layer: "example",
      hint: {
        en: "Two seconds have passed since the last call, and now the rate changes. Which rate did they have?",
        ko: "마지막 호출 뒤로 2초가 지났고 이제 속도가 바뀝니다. 그 2초의 속도는 무엇이었습니까?",
      },
    },
    {
      name: "answers as the reference does, whatever it is asked",
      nameKo: "무엇을 물어도 참조 구현과 똑같이 답한다",
      layer: "property",
      hint: {
        en: "Work through the steps by hand: the time between two, what came in, what went out.",
        ko: "단계마다 손으로 계산해 보십시오. 지난 시간, 들어온 양, 나간 양입니다.",
      },
    },
    {
      name: "never gives what has not come in, and never throttles for nothing",
      nameKo: "들어오지 않은 것을 내주지 않고, 까닭 없이 스로틀링하지 않는다",
      layer: "property",
      hint: {
        en: "Keep an account for the run: what could have been in the bucket at most, and at least?",
        ko: "실행을 따라 장부를 적어 보십시오. 버킷에는 많아야 얼마, 적어도 얼마가 있었습니까?",
      },
    },
    {
      name: "keeps tables within their rate, and partitions below their ceiling",
      nameKo: "테이블을 속도 안에, 파티션을 상한 아래에 둔다",
      layer: "cluster",
      hint: {
        en: "Find the report that is too large. Which bucket let that through?",
        ko: "너무 많이 수락한 보고를 찾으십시오. 어느 버킷이 통과시켰습니까?",
      },
    },
    {
      name: "throttles nobody who asks for what is allocated, and wastes nothing",
      nameKo: "할당된 만큼 쓰는 쪽은 스로틀링하지 않고, 남기는 것도 없다",
      layer: "cluster",
      hint: {
        en: "Somebody was throttled while capacity came in. Where did it go?",
        ko: "용량이 들어오는데 누군가 스로틀링되었습니다. 그 용량은 어디로 갔습니까?",
      },
    },
    {
      name: "runs the tables event for event as the reference does",
      nameKo: "테이블이 이벤트 하나하나까지 참조 구현과 똑같이 돌아간다",
      layer: "cluster",
      hint: {
        en: "Replay the run up to where the two part. Whose tokens differ first?",
        ko: "둘이 갈라지는 곳까지 실행을 재생해 보십시오. 누구의 토큰이 먼저 다릅니까?",
      },
    },
  ],
  hints: [
    {
      en: "Nobody has to come by and fill the bucket. What do two moments and a rate tell you?",
      ko: "누군가 와서 버킷을 채울 필요는 없습니다. 두 시각과 속도만 알면 무엇을 알 수 있습니까?",
    },
    {
      en: "All four calls begin with the same question. Answer it in one place.",
      ko: "네 호출은 모두 같은 질문으로 시작합니다. 한 곳에서 답하십시오.",
    },
    {
      en: "A unit a second is a small part of a unit each millisecond. In what unit would that part be a whole number?",
      ko: "초당 1단위는 1밀리초에 아주 작은 조각입니다. 어떤 단위로 세면 그 조각이 정수가 됩니까?",
    },
  ],
  mistakes: {
    "began-with-the-run": {
      caughtBy: "begins with what it is given, when it is made, and shares no memory with another",
      misconception: {
        en: "The clock starts at 0. A partition that is made by a split would come with all the time before it.",
        ko: "시계가 0에서 시작합니다. 분할로 생긴 파티션이 태어나기 전의 시간까지 받게 됩니다.",
      },
    },
    "goes-into-debt": {
      caughtBy: "admits a request only when all of its units are there",
      misconception: {
        en: "The last request may take more than there is. A large one then stops everybody else for seconds.",
        ko: "마지막 요청이 있는 것보다 많이 꺼냅니다. 큰 요청 하나가 다른 모두를 몇 초씩 막습니다.",
      },
    },
    "takes-what-it-can": {
      caughtBy: "takes nothing for a request that it throttles",
      misconception: {
        en: "A refused request empties the bucket. It pays and gets nothing, and so does who comes next.",
        ko: "거절된 요청이 버킷을 비웁니다. 값만 치르고 얻는 것이 없고, 다음 요청도 마찬가지입니다.",
      },
    },
    "whole-units": {
      caughtBy: "counts half units",
      misconception: {
        en: "Requests are rounded up to whole units. An eventually consistent read costs half of one.",
        ko: "요청을 온 단위로 올림합니다. 최종적으로 일관된 읽기는 0.5단위입니다.",
      },
    },
    "once-a-second": {
      caughtBy: "fills all the time, not once a second",
      misconception: {
        en: "Tokens come when the second changes. Requests at its end find nothing, those at its beginning everything.",
        ko: "초가 바뀔 때만 토큰이 들어옵니다. 1초의 끝에 온 요청은 아무것도 얻지 못합니다.",
      },
    },
    "rounds-down-and-forgets": {
      caughtBy: "brings the same however often it is asked, to the thousandth",
      misconception: {
        en: "What is less than a unit is dropped at each call. The busier the bucket, the less comes in.",
        ko: "호출마다 1단위가 안 되는 조각을 버립니다. 바쁜 버킷일수록 덜 찹니다.",
      },
    },
    "fractions-add-up": {
      caughtBy: "brings the same however often it is asked, to the thousandth",
      misconception: {
        en: "Fractions are added as they are. 0.003 has no exact number in binary, and a thousand of them are not 3.",
        ko: "소수를 그대로 더합니다. 0.003은 이진수로 정확히 적을 수 없어서, 1,000번 더해도 3이 아닙니다.",
      },
    },
    "refused-in-vain": {
      caughtBy: "lets nobody wait longer for having been throttled",
      misconception: {
        en: "A refusal sets the clock without filling. Who tries often enough is never admitted.",
        ko: "거절하면서 채우지 않고 시계만 맞춥니다. 자주 시도하면 영영 수락되지 않습니다.",
      },
    },
    "keeps-everything": {
      caughtBy: "keeps what is not used, for its seconds and no longer",
      misconception: {
        en: "Nothing is ever lost. After a quiet night a table would admit millions at once.",
        ko: "넘치는 것이 없습니다. 조용한 밤이 지나면 테이블이 수백만 건을 한꺼번에 받게 됩니다.",
      },
    },
    "no-burst": {
      caughtBy: "keeps what is not used, for its seconds and no longer",
      misconception: {
        en: "A second that was not used is lost. That was the design of 2012; short peaks were throttled.",
        ko: "쓰지 않은 1초는 사라집니다. 2012년의 설계가 그랬고, 짧은 급증이 스로틀링되었습니다.",
      },
    },
    "all-or-nothing-for-everyone": {
      caughtBy: "hands out what is there to whoever takes up to so many",
      misconception: {
        en: "An allowance is treated as a request. While a table is nearly used up, its routers get nothing at all.",
        ko: "자기 몫을 받는 것을 요청처럼 다룹니다. 테이블이 거의 바닥나면 라우터가 아무것도 받지 못합니다.",
      },
    },
    "grows-with-the-rate": {
      caughtBy: "keeps what it holds, and no more, when its rate is raised",
      misconception: {
        en: "Tokens grow with the rate. What was kept was kept at the old one.",
        ko: "속도에 비례해 토큰이 늘어납니다. 모아 둔 것은 예전 속도로 모은 것입니다.",
      },
    },
    "saved-is-saved": {
      caughtBy: "keeps no more than its seconds of a lowered rate",
      misconception: {
        en: "What was kept stays when the rate falls. It would be a burst of a size that the table does not have any more.",
        ko: "속도가 내려도 모은 것이 그대로입니다. 더는 테이블의 것이 아닌 크기의 버스트가 됩니다.",
      },
    },
    "new-rate-for-old-time": {
      caughtBy: "counts time at the rate that held",
      misconception: {
        en: "The new rate is counted back to the last call. Raising it brings what nobody has paid for.",
        ko: "마지막 호출까지 거슬러 새 속도로 셉니다. 속도를 올리면 아무도 사지 않은 용량이 생깁니다.",
      },
    },
  },
});
