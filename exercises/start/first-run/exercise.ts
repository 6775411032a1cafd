import { defineExercise } from "four-of-six/exercise";

export default defineExercise({
  title: { en: "The first run", ko: "첫 실행" },
  lesson: "start/how-this-course-works",
  stars: 1,
  checks: [
    {
      name: "greets with its name and its zone, in the words of the example",
      nameKo: "예에 나온 문장 그대로 이름과 가용 영역을 넣어 인사한다",
      layer: "example",
      hint: {
        en: "Put the two texts one below the other and compare them letter by letter. Spaces and the colon count.",
        ko: "두 문장을 위아래로 놓고 한 글자씩 비교하십시오. 빈칸과 쌍점도 같아야 합니다.",
      },
    },
    {
      name: "says the zone in which the segment stands",
      nameKo: "세그먼트가 있는 가용 영역을 말한다",
      layer: "example",
      hint: {
        en: "Which word of your greeting stays the same when the segment stands somewhere else?",
        ko: "세그먼트가 다른 곳에 있어도 바뀌지 않는 말이 인사에 있습니까?",
      },
    },
    {
      name: "says a segment's whole name",
      nameKo: "세그먼트의 이름을 끝까지 말한다",
      layer: "example",
      hint: {
        en: "The second protection group has the segments A2 to F2. What does yours make of A2?",
        ko: "두 번째 보호 그룹의 세그먼트는 A2부터 F2까지입니다. 여러분의 함수는 A2를 어떻게 부릅니까?",
      },
    },
    {
      name: "greets as the reference does, whichever segment stands in whichever zone",
      nameKo: "어느 세그먼트가 어느 가용 영역에 있든 참조 구현과 똑같이 인사한다",
      layer: "property",
      hint: {
        en: "This run is the smallest one found that goes wrong. Replay it, and compare who started where with what the writer heard.",
        ko: "지금까지 찾은 것 중 가장 짧게 어긋나는 실행입니다. 재생하면서 누가 어디서 시작했는지와 라이터가 들은 말을 비교하십시오.",
      },
    },
    {
      name: "lets the writer hear all six segments of a group, in the order in which their greetings arrive",
      nameKo: "라이터가 그룹의 여섯 세그먼트를 인사가 도착한 순서대로 모두 듣는다",
      layer: "cluster",
      hint: {
        en: "The order is the network's. Your part is the text. Look at the first greeting in which the two runs differ.",
        ko: "순서는 네트워크가 정하고, 여러분이 정하는 것은 문장입니다. 두 실행이 처음으로 다른 인사를 찾아보십시오.",
      },
    },
  ],
  hints: [
    {
      en: "Run the stub first. The first failed check shows the text that was wanted and the text that came.",
      ko: "먼저 스텁을 그대로 실행해 보십시오. 처음 실패한 검사에 바라던 문장과 실제로 나온 문장이 함께 나옵니다.",
    },
    {
      en: "Two words of the greeting change from call to call, and both are handed to you. All others stay.",
      ko: "인사에서 호출마다 바뀌는 말은 둘이고, 둘 다 인수로 받습니다. 나머지는 그대로입니다.",
    },
    {
      en: "A text in backticks may hold values: `LSN ${lsn} is durable` gives the LSN its place in the sentence. The function has to return the text.",
      ko: "백틱으로 감싼 문장에는 값을 넣을 수 있습니다. `LSN ${lsn} is durable`이라고 쓰면 그 자리에 LSN이 들어갑니다. 함수는 이 문장을 반환해야 합니다.",
    },
  ],
  mistakes: {
    "forgets-the-zone": {
      caughtBy: "greets with its name and its zone, in the words of the example",
      misconception: {
        en: "The greeting says who is there, but not where. The zone is the second argument.",
        ko: "누가 있는지는 말하지만 어디에 있는지는 말하지 않습니다. 가용 영역은 두 번째 인수입니다.",
      },
    },
    "names-swapped": {
      caughtBy: "greets with its name and its zone, in the words of the example",
      misconception: {
        en: "The two names have changed places. Arguments come in the order of the signature: the segment, then the zone.",
        ko: "두 이름의 자리가 바뀌었습니다. 인수는 서명에 적힌 순서대로, 세그먼트 다음에 가용 영역이 옵니다.",
      },
    },
    "prints-instead-of-returning": {
      caughtBy: "greets with its name and its zone, in the words of the example",
      misconception: {
        en: "The greeting is printed. What a function prints, nobody hears; the simulator sends what it returns.",
        ko: "인사를 출력만 하고 있습니다. 출력한 것은 아무도 듣지 못합니다. 시뮬레이터는 함수가 반환한 값을 보냅니다.",
      },
    },
    "always-az-1": {
      caughtBy: "says the zone in which the segment stands",
      misconception: {
        en: "az-1 is written into the text. It was the zone of the example only.",
        ko: "문장에 az-1이 박혀 있습니다. az-1은 예에 나온 가용 영역일 뿐입니다.",
      },
    },
    "first-letter-only": {
      caughtBy: "says a segment's whole name",
      misconception: {
        en: "A name is taken to be one letter. Segments of a second group are named A2 to F2.",
        ko: "이름을 한 글자로 보았습니다. 두 번째 그룹의 세그먼트는 A2부터 F2까지입니다.",
      },
    },
    "zone-from-the-letter": {
      caughtBy: "greets as the reference does, whichever segment stands in whichever zone",
      misconception: {
        en: "The zone is guessed from the letter. That holds in the figure, but a segment stands where it was placed, and the second argument says where.",
        ko: "가용 영역을 글자로 짐작합니다. 그림에서는 맞지만, 세그먼트는 배치된 곳에 있고 그곳은 두 번째 인수로 주어집니다.",
      },
    },
  },
});
