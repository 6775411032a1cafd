import { defineExercise } from "four-of-six/exercise";

export default defineExercise({
  title: { en: "Nemesis: the failover controller", ko: "네메시스: 장애 조치 컨트롤러" },
  lesson: "aurora-cluster/fencing",
  stars: 3,
  checks: [
    {
      name: "is a schedule that the simulator accepts",
      nameKo: "시뮬레이터가 받아들이는 일정이다",
      layer: "example",
      hint: {
        en: "The message names the line and the field. Nodes are db-1 to db-3, orders, and the segments A to F; a zone can be parted from region, where the control plane stands.",
        ko: "메시지에 줄과 필드가 나옵니다. 노드는 db-1부터 db-3, orders, 그리고 세그먼트 A부터 F입니다. 가용 영역은 컨트롤 플레인이 있는 region과도 끊을 수 있습니다.",
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
      name: "makes two writers open the volume in the same epoch",
      nameKo: "두 라이터가 같은 에포크로 볼륨을 열게 한다",
      layer: "cluster",
      hint: {
        en: "One failover has to make two attempts, and the first target must not be dead: only late.",
        ko: "한 번의 장애 조치에서 시도가 두 번 일어나야 하고, 첫 대상은 죽지 않아야 합니다. 늦기만 해야 합니다.",
      },
    },
  ],
  hints: [
    {
      en: "Begin at the end: db-2 and db-3 both open the volume in epoch 2. When was db-2 given its order, and why was it given up?",
      ko: "끝에서부터 생각하십시오. db-2와 db-3이 둘 다 에포크 2로 볼륨을 엽니다. db-2는 언제 명령을 받았고, 왜 포기되었습니까?",
    },
    {
      en: "An attempt is given up after 10 s. What takes a healthy instance so long: reaching the control plane, or reaching storage?",
      ko: "시도는 10초 뒤에 포기됩니다. 멀쩡한 인스턴스가 무엇 때문에 그렇게 오래 걸립니까? 컨트롤 플레인에 닿는 일입니까, 스토리지에 닿는 일입니까?",
    },
    {
      en: "db-2 must get its order, so it may not be cut off before. Try to make it slow.",
      ko: "db-2가 명령은 받아야 하므로 그전에 끊으면 안 됩니다. 느리게 만들어 보십시오.",
    },
  ],
  mistakes: {
    "the-writer-dies": {
      caughtBy: "makes two writers open the volume in the same epoch",
      misconception: {
        en: "One attempt, one target: it opens the volume within milliseconds. An epoch is used twice only when a second attempt is made.",
        ko: "시도도 대상도 하나이고, 대상은 몇 밀리초 만에 볼륨을 엽니다. 같은 에포크는 두 번째 시도가 있어야 두 번 쓰입니다.",
      },
    },
    "the-old-writer-lives-on": {
      caughtBy: "makes two writers open the volume in the same epoch",
      misconception: {
        en: "There are two writers for a moment, and storage tells them apart: the old one comes with epoch 1, the new one with epoch 2. That is what fencing is for.",
        ko: "잠시 라이터가 둘이지만 스토리지가 가려냅니다. 옛 라이터는 에포크 1, 새 라이터는 에포크 2로 옵니다. 펜싱이 하는 일이 바로 이것입니다.",
      },
    },
    "the-target-dies": {
      caughtBy: "makes two writers open the volume in the same epoch",
      misconception: {
        en: "The first target had opened the volume before it died, and had said so. What came next was another failover, with an epoch of its own.",
        ko: "첫 대상은 죽기 전에 볼륨을 열었고 그 사실을 알렸습니다. 그 뒤는 새 장애 조치이고, 에포크도 새것입니다.",
      },
    },
    "cut-off-before": {
      caughtBy: "makes two writers open the volume in the same epoch",
      misconception: {
        en: "db-2 is cut off before it is given its order, so it never opens the volume. It counts as silent, and db-3 is asked first.",
        ko: "db-2는 명령을 받기 전에 끊겨서 볼륨을 열지 않습니다. 조용한 것으로 치므로 db-3이 먼저 명령을 받습니다.",
      },
    },
    "two-failovers": {
      caughtBy: "makes two writers open the volume in the same epoch",
      misconception: {
        en: "Each failover leads to a new epoch, and the first was over when the second began. Two attempts have to belong to one failover.",
        ko: "장애 조치마다 에포크가 새로워지고, 둘째를 시작할 때 첫째는 이미 끝나 있었습니다. 두 시도가 한 장애 조치에 들어 있어야 합니다.",
      },
    },
    "everything-fails": {
      caughtBy: "makes two writers open the volume in the same epoch",
      misconception: {
        en: "Nobody is left who could be given an epoch.",
        ko: "에포크를 받을 인스턴스가 남아 있지 않습니다.",
      },
    },
    "the-control-plane-fails": {
      caughtBy: "is a schedule that the simulator accepts",
      misconception: {
        en: "The control plane stands in no zone that could go down. A zone can be parted from it, though.",
        ko: "컨트롤 플레인은 중단될 수 있는 가용 영역에 있지 않습니다. 다만 가용 영역과의 통신은 끊을 수 있습니다.",
      },
    },
    "line-by-line": {
      caughtBy: "has at most twelve lines",
      misconception: {
        en: "More than twelve lines. One fault that lasts does what many short ones do.",
        ko: "열두 줄이 넘습니다. 오래가는 장애 하나가 짧은 장애 여럿과 같은 일을 합니다.",
      },
    },
  },
});
