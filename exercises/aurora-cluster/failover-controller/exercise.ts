import { defineExercise } from "four-of-six/exercise";

export default defineExercise({
  title: { en: "Failover controller", ko: "장애 조치 컨트롤러" },
  lesson: "aurora-cluster/fencing",
  stars: 3,
  checks: [
    {
      name: "leaves a writer alone as long as it is heard of",
      nameKo: "하트비트가 오는 동안에는 라이터를 그대로 둔다",
      layer: "example",
      hint: {
        en: "Silence is measured from the last heartbeat. How long is it here, to the millisecond?",
        ko: "침묵은 마지막 하트비트부터 잽니다. 여기서는 정확히 몇 밀리초입니까?",
      },
    },
    {
      name: "begins a failover when the writer has been silent for as long as it takes to detect, however often it looks",
      nameKo: "얼마나 자주 살피든, 라이터가 감지 시간만큼 조용하면 장애 조치를 시작한다",
      layer: "example",
      hint: {
        en: "It looks every half second here. Does your code measure time, or count calls?",
        ko: "여기서는 0.5초마다 살핍니다. 코드가 시간을 잽니까, 호출 횟수를 셉니까?",
      },
    },
    {
      name: "goes by who has the volume open, not by who answers",
      nameKo: "누가 응답하는지가 아니라 누가 볼륨을 열고 있는지를 본다",
      layer: "example",
      hint: {
        en: "A heartbeat says three things about a writer. Which of them have to hold before you can say that somebody takes writes?",
        ko: "하트비트는 라이터에 대해 세 가지를 말합니다. 쓰기를 받는 쪽이 있다고 하려면 그 가운데 무엇이 성립해야 합니까?",
      },
    },
    {
      name: "chooses among those who serve and have been heard of",
      nameKo: "연결을 받고 있으며 하트비트가 온 인스턴스 가운데서 고른다",
      layer: "example",
      hint: {
        en: "db-2 has said nothing for six seconds. Nobody told you that it is gone; who has to notice?",
        ko: "db-2는 6초 동안 아무 말이 없습니다. 죽었다고 알려 준 쪽은 없습니다. 누가 알아채야 합니까?",
      },
    },
    {
      name: "says the same order again until something has come of it",
      nameKo: "결과가 나올 때까지 같은 명령을 되풀이한다",
      layer: "example",
      hint: {
        en: "The order may have been lost, or the target may be at it. What must be the same in what you say the second time?",
        ko: "명령이 사라졌을 수도 있고, 대상이 이미 하고 있을 수도 있습니다. 두 번째로 말할 때 무엇이 같아야 합니까?",
      },
    },
    {
      name: "makes another attempt when one has come to nothing in time, and says how many have failed",
      nameKo: "시도가 시간 안에 결과를 내지 못하면 다시 시도하고, 몇 번 실패했는지 알린다",
      layer: "example",
      hint: {
        en: "When does an attempt count as failed? And how many have failed when the first one begins?",
        ko: "시도는 언제 실패한 것이 됩니까? 첫 시도를 시작할 때 실패한 시도는 몇 번입니까?",
      },
    },
    {
      name: "gives each attempt an epoch of its own",
      nameKo: "시도마다 새 에포크를 준다",
      layer: "example",
      hint: {
        en: "The first target has been given up, and is not dead. What happens when both get there?",
        ko: "첫 대상은 포기했을 뿐 죽지 않았습니다. 둘 다 볼륨을 열면 어떻게 됩니까?",
      },
    },
    {
      name: "has a new writer once that one has the volume open, and begins anew when it fails",
      nameKo: "대상이 볼륨을 열면 그때부터 새 라이터이고, 그것에 장애가 나면 처음부터 다시 한다",
      layer: "example",
      hint: {
        en: "Opening the volume and having it open are two heartbeats. And what belongs to a failover has to end with it.",
        ko: "볼륨을 여는 중과 연 상태는 서로 다른 하트비트입니다. 그리고 한 장애 조치에 딸린 것은 그 장애 조치와 함께 끝나야 합니다.",
      },
    },
    {
      name: "goes through with a failover that has begun, even if the old writer is heard of again",
      nameKo: "옛 라이터가 다시 응답해도 시작한 장애 조치는 끝까지 한다",
      layer: "example",
      hint: {
        en: "The order is out. Can you take it back?",
        ko: "명령은 이미 나갔습니다. 되돌릴 수 있습니까?",
      },
    },
    {
      name: "takes whoever has the volume open in the newest epoch for the writer, also one that was given up",
      nameKo: "포기했던 대상이라도, 가장 새로운 에포크로 볼륨을 연 쪽을 라이터로 본다",
      layer: "example",
      hint: {
        en: "Storage knows one writer: the newest epoch's. Can what you ordered change that?",
        ko: "스토리지가 아는 라이터는 하나, 가장 새로운 에포크의 라이터입니다. 여러분이 내린 명령이 그것을 바꿀 수 있습니까?",
      },
    },
    {
      name: "goes on with a failover until the newest epoch that was given is the open one",
      nameKo: "내준 에포크 가운데 가장 새로운 것으로 볼륨이 열릴 때까지 장애 조치를 계속한다",
      layer: "example",
      hint: {
        en: "There is a writer again, and another one has an order in its hands. What will storage say to the first once the second begins?",
        ko: "라이터가 다시 생겼지만 다른 인스턴스가 명령을 쥐고 있습니다. 둘째가 시작하면 스토리지는 첫째에게 무엇이라고 하겠습니까?",
      },
    },
    {
      name: "counts no heartbeat of a writer that has lost the volume, whenever it comes",
      nameKo: "볼륨을 잃은 라이터의 하트비트는 언제 오든 인정하지 않는다",
      layer: "example",
      hint: {
        en: "It says in each heartbeat which epoch it believes to have. What do you compare that with?",
        ko: "하트비트마다 자기가 가졌다고 믿는 에포크가 들어 있습니다. 그것을 무엇과 견줍니까?",
      },
    },
    {
      name: "sends no order where nobody can be chosen",
      nameKo: "고를 인스턴스가 없으면 명령을 보내지 않는다",
      layer: "example",
      hint: {
        en: "choose gave nothing. That is an attempt all the same.",
        ko: "choose가 아무도 고르지 않았습니다. 그래도 한 번의 시도입니다.",
      },
    },
    {
      name: "has a writer that starts again open the volume in a new epoch",
      nameKo: "다시 시작한 라이터는 새 에포크로 볼륨을 연다",
      layer: "example",
      hint: {
        en: "It is the same machine, but not the same process. Whose records are still on their way to storage?",
        ko: "머신은 같지만 프로세스는 다릅니다. 아직 스토리지로 가고 있는 레코드는 누구의 것입니까?",
      },
    },
    {
      name: "has everybody start as a reader while a failover is under way",
      nameKo: "장애 조치가 진행되는 동안에는 누구나 리더로 시작한다",
      layer: "example",
      hint: {
        en: "Two are about to open the volume. Storage would settle it; but who was meant to?",
        ko: "둘이 볼륨을 열려고 합니다. 스토리지가 정리하기는 하겠지만, 원래 누가 열기로 했습니까?",
      },
    },
    {
      name: "lets no order stand for a process that has died since",
      nameKo: "그사이 죽은 프로세스에 준 명령은 더는 유효하지 않다",
      layer: "example",
      hint: {
        en: "The target has started again and remembers nothing. Its former life may have opened the volume for a moment. In which epoch?",
        ko: "대상이 다시 시작되어 아무것도 기억하지 못합니다. 앞선 생이 잠시 볼륨을 열었을지도 모릅니다. 어느 에포크로 열었겠습니까?",
      },
    },
    {
      name: "begins a failover when an operator asks for one, and only one at a time",
      nameKo: "운영자가 요청하면 장애 조치를 시작하되, 한 번에 하나만 한다",
      layer: "example",
      hint: {
        en: "The button was pressed twice. What does the second press change?",
        ko: "버튼을 두 번 눌렀습니다. 두 번째 누름은 무엇을 바꿉니까?",
      },
    },
    {
      name: "never gives an epoch out twice, whoever dies, comes late or is cut off",
      nameKo: "누가 죽거나 늦거나 끊기든, 같은 에포크를 두 번 주지 않는다",
      layer: "property",
      hint: {
        en: "There are two newest epochs: the one in which the volume is open, and the one that was given out last. Which of them does the next one have to be above?",
        ko: "가장 새로운 에포크는 둘입니다. 볼륨이 열려 있는 에포크와 마지막으로 준 에포크입니다. 다음 에포크는 어느 쪽보다 커야 합니까?",
      },
    },
    {
      name: "decides as the reference does, whoever dies, comes late or is cut off",
      nameKo: "누가 죽거나 늦거나 끊기든, 참조 구현과 똑같이 결정한다",
      layer: "property",
      hint: {
        en: "Replay the run. At the event where the two part, say of each instance: when was it last heard of, and what did it say?",
        ko: "실행을 재생해 보십시오. 둘이 갈라지는 이벤트에서 인스턴스마다 마지막 하트비트가 언제 왔고 무슨 내용이었는지 따져 보십시오.",
      },
    },
    {
      name: "lets no two writers open the volume in the same epoch, whatever fails",
      nameKo: "무엇에 장애가 나든 두 라이터가 같은 에포크로 볼륨을 열지 않는다",
      layer: "cluster",
      hint: {
        en: "Look for the two orders, or starts, that carried the same number.",
        ko: "같은 번호가 담긴 두 명령, 또는 두 시작을 찾아보십시오.",
      },
    },
    {
      name: "has a writer again once everything is back",
      nameKo: "모두 돌아오면 라이터가 다시 생긴다",
      layer: "cluster",
      hint: {
        en: "Nothing fails any more, and nobody writes. What is the controller waiting for?",
        ko: "더는 아무것도 고장 나지 않는데 아무도 쓰지 못합니다. 컨트롤러는 무엇을 기다리고 있습니까?",
      },
    },
    {
      name: "runs the cluster event for event as the reference does",
      nameKo: "클러스터가 이벤트 하나하나까지 참조 구현과 똑같이 돌아간다",
      layer: "cluster",
      hint: {
        en: "Replay the run up to where the two part, and read the heartbeats' epochs.",
        ko: "둘이 갈라지는 곳까지 실행을 재생하고, 하트비트의 에포크를 읽어 보십시오.",
      },
    },
  ],
  hints: [
    {
      en: "Write down what has to be remembered: of each instance, of the writer, and of a failover. Two of these are epochs, and they are not the same one.",
      ko: "무엇을 기억해야 하는지 적어 보십시오. 인스턴스마다, 라이터에 대해, 그리고 장애 조치에 대해서입니다. 그 가운데 둘이 에포크인데, 서로 다른 것입니다.",
    },
    {
      en: "Give out epochs in one place of your code, and let every way to a writer pass through it: a first order, another attempt, a restart.",
      ko: "에포크를 주는 곳을 코드에서 한 군데로 모으고, 라이터가 되는 모든 길이 그곳을 지나게 하십시오. 첫 명령, 다음 시도, 재시작 모두입니다.",
    },
    {
      en: "There is one way out of a failover, and it is a heartbeat. Everything else only begins the next attempt.",
      ko: "장애 조치에서 나가는 길은 하나이고, 그것은 하트비트입니다. 나머지는 모두 다음 시도를 시작할 뿐입니다.",
    },
  ],
  mistakes: {
    "one-epoch-for-each-failover": {
      caughtBy: "gives each attempt an epoch of its own",
      misconception: {
        en: "All attempts of a failover share an epoch. The target that was given up may open the volume late, and then two writers have it in the same epoch: storage takes the records of both.",
        ko: "한 장애 조치의 모든 시도가 에포크 하나를 씁니다. 포기한 대상이 뒤늦게 볼륨을 열면 두 라이터가 같은 에포크를 갖고, 스토리지는 둘 다의 레코드를 받습니다.",
      },
    },
    "a-new-epoch-each-time": {
      caughtBy: "says the same order again until something has come of it",
      misconception: {
        en: "An order that is repeated carries a new epoch. The target, in the middle of recovering the volume, begins again each second, and never ends.",
        ko: "되풀이하는 명령마다 새 에포크를 담습니다. 볼륨을 복구하던 대상은 매초 처음부터 다시 시작하느라 끝내지 못합니다.",
      },
    },
    "any-sign-of-life": {
      caughtBy: "goes by who has the volume open, not by who answers",
      misconception: {
        en: "Any heartbeat of the writer will do. A writer that has learnt that it lost the volume beats on as a healthy reader, and the cluster waits for it for ever.",
        ko: "라이터에게서 오는 하트비트면 무엇이든 인정합니다. 볼륨을 잃은 것을 안 라이터는 건강한 리더로서 계속 하트비트를 보내고, 클러스터는 그것을 끝없이 기다립니다.",
      },
    },
    "a-writer-is-a-writer": {
      caughtBy: "goes by who has the volume open, not by who answers",
      misconception: {
        en: "A writer that is still recovering the volume counts as one that has it open. If it never gets there, nobody else is asked.",
        ko: "아직 볼륨을 복구하는 라이터를 볼륨을 연 라이터로 칩니다. 끝내 열지 못하면 다른 누구에게도 차례가 오지 않습니다.",
      },
    },
    "counts-looks": {
      caughtBy:
        "begins a failover when the writer has been silent for as long as it takes to detect, however often it looks",
      misconception: {
        en: "Missed heartbeats are counted by calls of look. How often it is called says nothing about how much time has passed.",
        ko: "look이 불린 횟수로 놓친 하트비트를 셉니다. 호출 횟수는 시간이 얼마나 지났는지 말해 주지 않습니다.",
      },
    },
    "waits-for-its-target": {
      caughtBy: "makes another attempt when one has come to nothing in time, and says how many have failed",
      misconception: {
        en: "Whoever was ordered is waited for. A target that is cut off has never heard of its order.",
        ko: "명령한 대상을 하염없이 기다립니다. 끊겨 있는 대상은 명령을 들은 적도 없습니다.",
      },
    },
    "counts-the-attempt-itself": {
      caughtBy: "makes another attempt when one has come to nothing in time, and says how many have failed",
      misconception: {
        en: "choose is told which attempt this is, where it asks how many have failed. With the first attempt, none has.",
        ko: "몇 번 실패했는지를 묻는데 몇 번째 시도인지를 알려 줍니다. 첫 시도에서 실패한 것은 없습니다.",
      },
    },
    "attempts-for-ever": {
      caughtBy: "has a new writer once that one has the volume open, and begins anew when it fails",
      misconception: {
        en: "Failed attempts are counted over all failovers. After the fifth in the cluster's life, tiers would never count again.",
        ko: "실패한 시도를 모든 장애 조치에 걸쳐 셉니다. 클러스터가 생긴 뒤 다섯 번 실패하고 나면 승격 계층이 다시는 쓰이지 않게 됩니다.",
      },
    },
    "only-its-target": {
      caughtBy: "takes whoever has the volume open in the newest epoch for the writer, also one that was given up",
      misconception: {
        en: "A target that was given up is ignored when it has opened the volume after all. It is the writer, because storage says so; whoever does not follow looks for one that is there.",
        ko: "포기한 대상이 결국 볼륨을 열었는데도 무시합니다. 스토리지가 그렇다고 하므로 그것이 라이터입니다. 따르지 않으면 이미 있는 라이터를 찾아 헤매게 됩니다.",
      },
    },
    "over-with-the-first-writer": {
      caughtBy: "goes on with a failover until the newest epoch that was given is the open one",
      misconception: {
        en: "The failover ends with the first one that opens the volume. If a newer epoch has been given to another, segments may have heard of it, and refuse this writer at its next write.",
        ko: "누구든 볼륨을 열면 장애 조치를 끝냅니다. 더 새로운 에포크를 다른 인스턴스에 주었다면 그 에포크를 들은 세그먼트가 있을 수 있고, 이 라이터의 다음 쓰기를 거절합니다.",
      },
    },
    "believes-every-writer": {
      caughtBy: "counts no heartbeat of a writer that has lost the volume, whenever it comes",
      misconception: {
        en: "Whoever says that it is the writer is believed. An old writer that was cut off says so too; its epoch tells that it is wrong.",
        ko: "라이터라고 말하면 믿습니다. 끊겨 있던 옛 라이터도 그렇게 말합니다. 틀렸다는 것은 에포크를 보면 압니다.",
      },
    },
    "an-old-writer-can-be-chosen": {
      caughtBy: "counts no heartbeat of a writer that has lost the volume, whenever it comes",
      misconception: {
        en: "A writer that has lost the volume counts as available. It takes connections, and all that they write will be refused.",
        ko: "볼륨을 잃은 라이터를 사용 가능으로 칩니다. 연결은 받지만, 그 연결로 쓰는 것은 모두 거절됩니다.",
      },
    },
    "calls-it-off": {
      caughtBy: "goes through with a failover that has begun, even if the old writer is heard of again",
      misconception: {
        en: "The failover is called off when the old writer answers again. The order is on its way, and may be carried out all the same: then there is a new writer whom nobody expects.",
        ko: "옛 라이터가 다시 응답하면 장애 조치를 취소합니다. 명령은 이미 가고 있고 그대로 실행될 수 있습니다. 그러면 아무도 예상하지 못한 새 라이터가 생깁니다.",
      },
    },
    "serves-once-serves-always": {
      caughtBy: "chooses among those who serve and have been heard of",
      misconception: {
        en: "An instance stays available until it says otherwise. One that is dead says nothing.",
        ko: "스스로 아니라고 할 때까지 사용 가능으로 둡니다. 죽은 인스턴스는 아무 말도 하지 않습니다.",
      },
    },
    "it-is-still-the-writer": {
      caughtBy: "has a writer that starts again open the volume in a new epoch",
      misconception: {
        en: "A writer that starts again goes on in its epoch. Records of its former life, still on their way, would be taken for its own.",
        ko: "다시 시작한 라이터가 쓰던 에포크를 이어 씁니다. 앞선 생이 보내 아직 가고 있는 레코드를 자기 것으로 받게 됩니다.",
      },
    },
    "the-writer-starts-as-the-writer": {
      caughtBy: "has everybody start as a reader while a failover is under way",
      misconception: {
        en: "The old writer starts as the writer while another one is being promoted. The two take the volume from each other.",
        ko: "다른 인스턴스를 승격하는 중인데 옛 라이터가 라이터로 시작합니다. 둘이 볼륨을 서로 빼앗습니다.",
      },
    },
    "the-order-stands": {
      caughtBy: "lets no order stand for a process that has died since",
      misconception: {
        en: "The order goes on to hold for a target that has died and come back. Its former life and its new one would have the volume in the same epoch.",
        ko: "죽었다 돌아온 대상에게도 명령이 그대로 유효합니다. 앞선 생과 새 생이 같은 에포크로 볼륨을 갖게 됩니다.",
      },
    },
    "next-after-the-open-one": {
      caughtBy: "never gives an epoch out twice, whoever dies, comes late or is cut off",
      misconception: {
        en: "The next epoch is one above the open one. Somebody may have been given that one already, and not have used it yet.",
        ko: "다음 에포크를 열려 있는 에포크보다 하나 크게 잡습니다. 그 에포크는 이미 누군가에게 주었고 아직 쓰지 않았을 수 있습니다.",
      },
    },
    "every-request-is-a-failover": {
      caughtBy: "begins a failover when an operator asks for one, and only one at a time",
      misconception: {
        en: "A second request begins another attempt while the first is under way, and takes the volume from the target that is just opening it.",
        ko: "두 번째 요청이 진행 중인 시도를 두고 새 시도를 시작해, 막 볼륨을 열던 대상에게서 볼륨을 빼앗습니다.",
      },
    },
  },
});
