import { defineExercise } from "four-of-six/exercise";

export default defineExercise({
  title: { en: "Nemesis: crash recovery", ko: "네메시스: 충돌 복구" },
  lesson: "aurora-storage/crash-recovery",
  stars: 3,
  checks: [
    {
      name: "is a schedule that the simulator accepts",
      nameKo: "시뮬레이터가 받아들이는 일정이다",
      layer: "example",
      hint: {
        en: "The message names the line and the field. Zones are az-1 to az-3, segments A to F, instances writer, writer-2 and writer-3.",
        ko: "메시지에 줄과 필드가 나옵니다. 가용 영역은 az-1부터 az-3, 세그먼트는 A부터 F, 인스턴스는 writer, writer-2, writer-3입니다.",
      },
    },
    {
      name: "has at most twelve lines",
      nameKo: "열두 줄을 넘지 않는다",
      layer: "example",
      hint: {
        en: "Each fault and each step is a line. Take one away and see whether it still breaks.",
        ko: "장애 하나와 단계 하나가 각각 한 줄입니다. 하나씩 빼 보며 여전히 깨지는지 보십시오.",
      },
    },
    {
      name: "makes a recovery annul a commit that was answered",
      nameKo: "응답한 커밋을 복구가 무효로 하게 만든다",
      layer: "cluster",
      hint: {
        en: "Two things have to meet: a commit that is answered although too few segments have its records, and a recovery that hears only from others.",
        ko: "두 가지가 만나야 합니다. 레코드를 가진 세그먼트가 너무 적은데도 응답되는 커밋과, 다른 세그먼트의 말만 듣는 복구입니다.",
      },
    },
  ],
  hints: [
    {
      en: "Begin at the end: which segments should the recovery hear first, and what must they not have?",
      ko: "끝에서부터 생각하십시오. 복구는 어느 세그먼트의 말을 먼저 들어야 하고, 그들에게 무엇이 없어야 합니까?",
    },
    {
      en: "An instance reaches its own zone first: writer-2 stands in az-2, writer-3 in az-3. Zones that are parted keep the old writer's records out, and the old writer goes on as if nothing were the matter.",
      ko: "인스턴스는 자기 가용 영역에 먼저 닿습니다. writer-2는 az-2, writer-3은 az-3에 있습니다. 통신이 끊긴 가용 영역에는 옛 라이터의 레코드가 닿지 않고, 옛 라이터는 아무 일 없는 듯 계속합니다.",
    },
    {
      en: "Run a schedule of two lines, replay it in the figure, and look who holds which record when the recovery decides. Then add the line that changes that.",
      ko: "두 줄짜리 일정을 실행해 그림으로 재생하고, 복구가 결정할 때 누가 어떤 레코드를 가졌는지 보십시오. 그다음 그것을 바꿀 한 줄을 더하십시오.",
    },
  ],
  mistakes: {
    "nobody-recovers": {
      caughtBy: "makes a recovery annul a commit that was answered",
      misconception: {
        en: "Nobody opens the volume again. As long as the writer lives, nothing that it answered is lost: what was answered too early shows only when a recovery goes by the copies.",
        ko: "아무도 볼륨을 다시 열지 않습니다. 라이터가 살아 있는 동안에는 응답한 것을 잃지 않습니다. 너무 이른 응답은 복구가 사본을 살필 때에야 드러납니다.",
      },
    },
    "a-crash-alone": {
      caughtBy: "makes a recovery annul a commit that was answered",
      misconception: {
        en: "Nothing failed before the crash, so every record had reached all six segments. A mistake in counting does no harm where there is nothing to miss.",
        ko: "충돌 전에 아무것도 고장 나지 않았으므로 모든 레코드가 여섯 세그먼트에 도착해 있었습니다. 놓칠 것이 없으면 잘못 세어도 탈이 없습니다.",
      },
    },
    "everything-fails": {
      caughtBy: "makes a recovery annul a commit that was answered",
      misconception: {
        en: "All zones are down from the beginning. No commit is answered, so none can be lost: a promise has to be made before it can break.",
        ko: "처음부터 모든 가용 영역이 중단됩니다. 응답한 커밋이 없으니 잃을 것도 없습니다. 약속이 있어야 깨질 수 있습니다.",
      },
    },
    "too-late": {
      caughtBy: "makes a recovery annul a commit that was answered",
      misconception: {
        en: "The faults come when all records have long been stored. What is on a disk does not leave it because its zone goes down.",
        ko: "모든 레코드가 저장되고 한참 뒤에 장애가 옵니다. 디스크에 있는 것은 가용 영역이 중단되어도 사라지지 않습니다.",
      },
    },
    "the-writer-pauses": {
      caughtBy: "makes a recovery annul a commit that was answered",
      misconception: {
        en: "The writer is unreachable for a while and then goes on, with all that it had in memory. Only a crash, or another instance that opens the volume, makes anyone ask the segments.",
        ko: "라이터가 잠시 닿지 않다가 기억을 그대로 지닌 채 계속합니다. 충돌하거나 다른 인스턴스가 볼륨을 열어야 누군가 세그먼트에 묻게 됩니다.",
      },
    },
    "a-zone-that-is-not-there": {
      caughtBy: "is a schedule that the simulator accepts",
      misconception: {
        en: "There are the zones az-1, az-2 and az-3.",
        ko: "가용 영역은 az-1, az-2, az-3입니다.",
      },
    },
    "before-it-begins": {
      caughtBy: "is a schedule that the simulator accepts",
      misconception: {
        en: "Times count from the beginning of the run, so none is negative.",
        ko: "시간은 실행이 시작될 때부터 세므로 음수가 될 수 없습니다.",
      },
    },
    "line-by-line": {
      caughtBy: "has at most twelve lines",
      misconception: {
        en: "More than twelve lines. A schedule that breaks everything somewhere says little about what is wrong; look for the one moment that matters.",
        ko: "열두 줄이 넘습니다. 어딘가에서 무엇이든 깨뜨리는 일정은 무엇이 틀렸는지 말해 주지 못합니다. 중요한 한 순간을 찾으십시오.",
      },
    },
  },
});
