import { defineExercise } from "four-of-six/exercise";

export default defineExercise({
  title: { en: "ACU scaler", ko: "ACU 스케일러" },
  lesson: "aurora-cluster/serverless-v2",
  stars: 2,
  checks: [
    {
      name: "begins with its minimum, or with half an ACU, and shares no memory with another",
      nameKo: "최소 용량이나 0.5 ACU로 시작하고, 다른 인스턴스와 기억을 나누지 않는다",
      layer: "example",
      hint: {
        en: "A minimum of 0 is leave to pause, not a size to run with. And where is the size kept?",
        ko: "최소 0은 일시 중지해도 된다는 뜻이지 그 크기로 돈다는 뜻이 아닙니다. 그리고 크기를 어디에 두었습니까?",
      },
    },
    {
      name: "grows while the worst of CPU, memory and network is above 70 %",
      nameKo: "CPU, 메모리, 네트워크 가운데 가장 나쁜 것이 70%를 넘으면 커진다",
      layer: "example",
      hint: {
        en: "One of the three is nearly full, the other two are idle. How does the instance feel?",
        ko: "셋 가운데 하나는 거의 찼고 나머지 둘은 놀고 있습니다. 인스턴스는 여유가 있습니까?",
      },
    },
    {
      name: "grows by an eighth of what it has, down to half ACUs, by half an ACU at least",
      nameKo: "가진 것의 8분의 1만큼, 0.5 단위로 내림해, 적어도 0.5 ACU씩 커진다",
      layer: "example",
      hint: {
        en: "Work the step out for 0.5, 11.5, 12 and 40 ACUs by hand.",
        ko: "0.5, 11.5, 12, 40 ACU에서 한 단계가 얼마인지 손으로 계산해 보십시오.",
      },
    },
    {
      name: "never goes beyond its maximum",
      nameKo: "최대 용량을 넘지 않는다",
      layer: "example",
      hint: {
        en: "The maximum is less than a step away. Where does the step end?",
        ko: "최대까지 한 단계가 채 남지 않았습니다. 그 단계는 어디에서 끝납니까?",
      },
    },
    {
      name: "shrinks by a step after 30 s of calm, and not before",
      nameKo: "30초 동안 한가한 뒤에야 한 단계 작아진다",
      layer: "example",
      hint: {
        en: "Calm is a time without a break. What does one busy second do to it?",
        ko: "한가함은 끊기지 않은 시간입니다. 바쁜 1초가 끼면 어떻게 됩니까?",
      },
    },
    {
      name: "is calm as long as one step below the worst would be 50 % at most",
      nameKo: "한 단계 아래에서도 가장 나쁜 것이 50% 이하일 때 한가하다",
      layer: "example",
      hint: {
        en: "At 1 ACU the CPU stands at 26 %. Where would it stand at half an ACU?",
        ko: "1 ACU에서 CPU가 26%입니다. 0.5 ACU라면 몇 퍼센트입니까?",
      },
    },
    {
      name: "waits for another 30 s after each change",
      nameKo: "바뀔 때마다 다시 30초를 기다린다",
      layer: "example",
      hint: {
        en: "It has just shrunk, and is still calm. From when on do you count now?",
        ko: "방금 작아졌고 여전히 한가합니다. 이제 언제부터 셉니까?",
      },
    },
    {
      name: "does not shrink below its minimum or what the buffer pool holds, and does not grow for that",
      nameKo: "최소나 버퍼 풀이 가진 것보다 작아지지 않지만, 그 때문에 커지지도 않는다",
      layer: "example",
      hint: {
        en: "There are three bounds for a step down. Which of them could lie above the present capacity?",
        ko: "작아지는 단계에는 한계가 셋 있습니다. 그중 현재 용량보다 위에 있을 수 있는 것은 무엇입니까?",
      },
    },
    {
      name: "pauses once nobody has been connected for as long as it says, and only with a minimum of 0",
      nameKo: "정해진 시간 동안 연결이 없으면, 최소가 0일 때만 일시 중지한다",
      layer: "example",
      hint: {
        en: "Three things decide: the minimum, the connections, the time. Does the capacity have a say?",
        ko: "최소 용량, 연결, 시간 셋이 결정합니다. 지금의 용량도 따집니까?",
      },
    },
    {
      name: "never pauses under a connection, and counts the time without one from the start each time",
      nameKo: "연결이 있으면 일시 중지하지 않고, 연결이 없는 시간은 매번 처음부터 센다",
      layer: "example",
      hint: {
        en: "A pool holds a connection open and sends nothing. Is anybody connected?",
        ko: "연결 풀이 연결을 열어 둔 채 아무것도 보내지 않습니다. 누군가 연결되어 있습니까?",
      },
    },
    {
      name: "is woken by everything that needs an instance, and by nothing else",
      nameKo: "인스턴스가 있어야 하는 요청에는 모두 깨어나고, 그 밖에는 깨어나지 않는다",
      layer: "example",
      hint: {
        en: "Go through the list of requests. To refuse a wrong password, who has to look at it?",
        ko: "요청 목록을 하나씩 따져 보십시오. 틀린 암호를 거절하려면 누가 확인해야 합니까?",
      },
    },
    {
      name: "takes 15 s to resume, and 30 s after more than a day",
      nameKo: "재개에는 15초, 하루가 넘었으면 30초가 걸린다",
      layer: "example",
      hint: {
        en: "Which two times decide how long it takes? And what does a second request change?",
        ko: "얼마나 걸릴지는 어느 두 시각이 정합니까? 두 번째 요청은 무엇을 바꿉니까?",
      },
    },
    {
      name: "begins anew after a pause",
      nameKo: "일시 중지가 끝나면 모든 것을 새로 시작한다",
      layer: "example",
      hint: {
        en: "Go through all that you remember. What of it is still true after the pause?",
        ko: "기억하는 것을 모두 따져 보십시오. 일시 중지 뒤에도 맞는 것은 무엇입니까?",
      },
    },
    {
      name: "decides as the reference does, whatever it is told",
      nameKo: "무엇을 들어도 참조 구현과 똑같이 결정한다",
      layer: "property",
      hint: {
        en: "Note for the last seconds: the worst share, the step, since when it is calm, since when nobody is connected.",
        ko: "마지막 몇 초에 대해 가장 나쁜 비율, 단계, 언제부터 한가한지, 언제부터 연결이 없는지 적어 보십시오.",
      },
    },
    {
      name: "stays within its limits, in the steps of its size, and shrinks in peace",
      nameKo: "한도 안에서 크기에 맞는 단계로 바뀌고, 한가할 때만 작아진다",
      layer: "property",
      hint: {
        en: "Look at the change that broke it: from what to what, and how long after the one before?",
        ko: "규칙을 깬 변경을 보십시오. 얼마에서 얼마로, 앞의 변경에서 얼마 뒤에 바뀌었습니까?",
      },
    },
    {
      name: "carries every load that lasts, and takes back no step for the same load",
      nameKo: "계속되는 부하는 감당하고, 같은 부하에서 작아졌다가 다시 커지지 않는다",
      layer: "cluster",
      hint: {
        en: "The load did not change. Was the step down too much, or the steps up too few?",
        ko: "부하는 그대로였습니다. 너무 작아진 것입니까, 덜 커진 것입니까?",
      },
    },
    {
      name: "throws nobody out, and lets nobody wait for long",
      nameKo: "아무도 내쫓지 않고, 아무도 오래 기다리게 하지 않는다",
      layer: "cluster",
      hint: {
        en: "Find the pause in the run. Who was connected, or wanted to be?",
        ko: "실행에서 일시 중지를 찾으십시오. 누가 연결되어 있었거나 연결하려 했습니까?",
      },
    },
    {
      name: "runs the clusters event for event as the reference does",
      nameKo: "클러스터가 이벤트 하나하나까지 참조 구현과 똑같이 돌아간다",
      layer: "cluster",
      hint: {
        en: "Replay the run up to where the two part. What was the instance told in that second?",
        ko: "둘이 갈라지는 곳까지 실행을 재생해 보십시오. 그 1초에 인스턴스는 무엇을 들었습니까?",
      },
    },
  ],
  hints: [
    {
      en: "Three lives: running, paused, resuming. Write down for each what ends it.",
      ko: "실행, 일시 중지, 재개, 이렇게 세 상태가 있습니다. 각각 무엇으로 끝나는지 적어 보십시오.",
    },
    {
      en: "A running instance has one size and two clocks: one for calm, one for being without connections. When does each begin anew?",
      ko: "실행 중인 인스턴스에는 크기 하나와 시계 둘이 있습니다. 한가함의 시계와 연결 없음의 시계입니다. 각각 언제 다시 시작합니까?",
    },
    {
      en: "Growing looks at the share of what there is. Shrinking has to ask about a size that is not there yet.",
      ko: "커질 때는 지금 있는 용량의 비율을 봅니다. 작아질 때는 아직 없는 크기에 대해 물어야 합니다.",
    },
  ],
  mistakes: {
    "cpu-alone": {
      caughtBy: "grows while the worst of CPU, memory and network is above 70 %",
      misconception: {
        en: "Only the CPU is looked at. A full memory or network holds an instance up just as well.",
        ko: "CPU만 봅니다. 메모리나 네트워크가 차도 인스턴스는 똑같이 막힙니다.",
      },
    },
    "average-of-the-three": {
      caughtBy: "grows while the worst of CPU, memory and network is above 70 %",
      misconception: {
        en: "The three shares are averaged. Two that are idle do not help the one that is full.",
        ko: "세 비율의 평균을 봅니다. 노는 둘은 가득 찬 하나를 도와주지 않습니다.",
      },
    },
    doubles: {
      caughtBy: "grows by an eighth of what it has, down to half ACUs, by half an ACU at least",
      misconception: {
        en: "Capacity is doubled. That was Serverless v1; v2 grows in small steps, second by second.",
        ko: "용량을 두 배로 늘립니다. 그것은 Serverless v1입니다. v2는 매초 작은 단계로 커집니다.",
      },
    },
    "half-an-acu-at-a-time": {
      caughtBy: "grows by an eighth of what it has, down to half ACUs, by half an ACU at least",
      misconception: {
        en: "Every step is half an ACU. That is the smallest; a large instance takes larger ones, or it would need minutes.",
        ko: "모든 단계가 0.5 ACU입니다. 그것은 가장 작은 단계입니다. 큰 인스턴스의 단계는 더 커야 몇 분씩 걸리지 않습니다.",
      },
    },
    "past-the-maximum": {
      caughtBy: "never goes beyond its maximum",
      misconception: {
        en: "The last step goes beyond the maximum. It ends there, however short that makes it.",
        ko: "마지막 단계가 최대를 넘습니다. 아무리 짧아져도 최대에서 끝나야 합니다.",
      },
    },
    "down-as-fast-as-up": {
      caughtBy: "shrinks by a step after 30 s of calm, and not before",
      misconception: {
        en: "It shrinks in the first calm second. The next busy one finds it too small.",
        ko: "한가한 첫 1초에 바로 작아집니다. 다음 바쁜 순간에 너무 작아져 있습니다.",
      },
    },
    "calm-where-it-stands": {
      caughtBy: "is calm as long as one step below the worst would be 50 % at most",
      misconception: {
        en: "Calm is measured at the present capacity. From 1 ACU the step down is half of it: 50 % become 100.",
        ko: "현재 용량에서 한가한지 봅니다. 1 ACU에서는 한 단계가 절반이라 50%가 100%가 됩니다.",
      },
    },
    "calm-once-calm-for-ever": {
      caughtBy: "waits for another 30 s after each change",
      misconception: {
        en: "After the first 30 s it shrinks every second. Each size has to prove itself anew.",
        ko: "처음 30초 뒤에는 매초 작아집니다. 크기가 바뀔 때마다 새로 확인해야 합니다.",
      },
    },
    "throws-the-cache-away": {
      caughtBy: "does not shrink below its minimum or what the buffer pool holds, and does not grow for that",
      misconception: {
        en: "Pages in use are given up with the memory. The next reads all go to storage.",
        ko: "사용 중인 페이지를 메모리와 함께 버립니다. 다음 읽기가 모두 스토리지로 갑니다.",
      },
    },
    "grows-for-the-cache": {
      caughtBy: "does not shrink below its minimum or what the buffer pool holds, and does not grow for that",
      misconception: {
        en: "It grows to have room for pages. A buffer pool fills what it is given: it would never stop.",
        ko: "페이지를 담으려고 커집니다. 버퍼 풀은 주는 대로 채우므로 끝이 없습니다.",
      },
    },
    "pauses-at-rest": {
      caughtBy: "never pauses under a connection, and counts the time without one from the start each time",
      misconception: {
        en: "An instance at rest is paused under open connections. An idle pool keeps it awake, and so do its costs.",
        ko: "쉬고 있으면 연결이 열려 있어도 일시 중지합니다. 놀고 있는 연결 풀도 인스턴스를 깨워 두고, 요금도 나갑니다.",
      },
    },
    "idle-time-adds-up": {
      caughtBy: "never pauses under a connection, and counts the time without one from the start each time",
      misconception: {
        en: "Seconds without a connection add up across connections. It is one stretch of time, and a connection ends it.",
        ko: "연결이 없는 시간을 연결 사이사이 더합니다. 이어진 시간이어야 하고, 연결이 오면 끝납니다.",
      },
    },
    "wakes-for-clients-only": {
      caughtBy: "is woken by everything that needs an instance, and by nothing else",
      misconception: {
        en: "Only clients wake it. A clone, a changed parameter or a wrong password need an instance too.",
        ko: "클라이언트만 깨웁니다. 클론, 파라미터 변경, 틀린 암호도 인스턴스가 있어야 합니다.",
      },
    },
    "resumes-at-once": {
      caughtBy: "takes 15 s to resume, and 30 s after more than a day",
      misconception: {
        en: "It is there at once. The first client after a pause waits, and its time-out has to allow for that.",
        ko: "곧바로 재개됩니다. 일시 중지 뒤의 첫 클라이언트는 기다리며, 시간 제한이 그만큼 넉넉해야 합니다.",
      },
    },
  },
});
