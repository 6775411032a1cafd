import { defineExercise } from "four-of-six/exercise";

export default defineExercise({
  title: { en: "Last writer wins", ko: "마지막 쓰기 우선" },
  lesson: "dynamodb/global-tables",
  stars: 2,
  checks: [
    {
      name: "keeps the version with the later time, whichever comes first",
      nameKo: "무엇이 먼저 오든 시각이 늦은 버전을 남긴다",
      layer: "example",
      hint: {
        en: "Two Regions get the same two writes in different orders. What do both know that does not depend on the order?",
        ko: "두 리전이 같은 쓰기 둘을 다른 순서로 받습니다. 순서와 관계없이 양쪽이 다 아는 것은 무엇입니까?",
      },
    },
    {
      name: "lets the name of the Region decide between equal times, in every Region alike",
      nameKo: "시각이 같으면 어느 리전에서나 똑같이 리전 이름으로 정한다",
      layer: "example",
      hint: {
        en: "Each Region has one of the two already, and not the same one. “Whatever is here stays” gives two answers.",
        ko: "두 리전에는 이미 하나씩, 서로 다른 것이 있습니다. ‘있던 것을 남긴다’로는 답이 둘이 됩니다.",
      },
    },
    {
      name: "keeps the whole item of one write, and mixes none",
      nameKo: "한 쓰기의 항목을 통째로 남기고 섞지 않는다",
      layer: "example",
      hint: {
        en: "A version is the item as a write left it. Nobody ever wrote an item with attributes of two versions.",
        ko: "버전은 쓰기가 남긴 항목 그대로입니다. 두 버전의 속성이 섞인 항목은 아무도 쓴 적이 없습니다.",
      },
    },
    {
      name: "remembers a deletion, so that an older write that comes after it changes nothing",
      nameKo: "삭제를 기억하여, 그 뒤에 도착한 더 오래된 쓰기가 아무것도 바꾸지 않는다",
      layer: "example",
      hint: {
        en: "The older put comes at last. What does the Region compare it with?",
        ko: "더 오래된 쓰기가 이제야 옵니다. 이 리전은 그것을 무엇과 비교합니까?",
      },
    },
    {
      name: "has the item again that was put after its deletion",
      nameKo: "삭제한 뒤에 다시 넣은 항목은 다시 있다",
      layer: "example",
      hint: {
        en: "A deletion is a write like any other. Which of the two is the later one?",
        ko: "삭제도 다른 쓰기와 같은 쓰기입니다. 둘 가운데 늦은 것은 무엇입니까?",
      },
    },
    {
      name: "stamps a write with the Region's name and the time of its clock",
      nameKo: "쓰기에 리전 이름과 그 시계의 시각을 찍는다",
      layer: "example",
      hint: {
        en: "When the clock is later than all there is, it decides alone. Without an item the version has none either.",
        ko: "시계가 무엇보다도 늦으면 시계가 정합니다. 항목이 없으면 버전에도 항목이 없습니다.",
      },
    },
    {
      name: "stamps a write above the one that it replaces, when the clock is behind",
      nameKo: "시계가 늦어도 바꾸려는 것보다 늦은 시각을 찍는다",
      layer: "example",
      hint: {
        en: "Stamped 600, how would this write fare against the version of 1,000 that it was made to replace?",
        ko: "600이 찍히면, 이 쓰기는 바꾸려던 1,000의 버전과 겨루어 어떻게 됩니까?",
      },
    },
    {
      name: "gives two writes of one millisecond different stamps",
      nameKo: "같은 밀리초의 두 쓰기에 서로 다른 스탬프를 준다",
      layer: "example",
      hint: {
        en: "Two versions with one stamp are one write to everybody else, and come from the same Region.",
        ko: "스탬프가 같은 두 버전은 다른 리전에는 같은 쓰기입니다. 리전 이름도 같습니다.",
      },
    },
    {
      name: "stamps a write above the watermark, also where nothing is known of the key",
      nameKo: "아는 것이 없는 키라도 워터마크보다 늦은 시각을 찍는다",
      layer: "example",
      hint: {
        en: "Nothing is known: perhaps a deletion has been forgotten here that another Region still remembers. How late was it at most?",
        ko: "아는 것이 없다면, 다른 리전은 아직 기억하는 삭제를 여기서 잊었는지도 모릅니다. 그 삭제는 늦어야 언제입니까?",
      },
    },
    {
      name: "forgets a deletion once the watermark has reached it, and no sooner",
      nameKo: "워터마크가 삭제에 이르면 잊고, 그 전에는 잊지 않는다",
      layer: "example",
      hint: {
        en: "What can still come is said by the watermark. The clock says how late it is, and nothing about what a cut holds back.",
        ko: "무엇이 더 올 수 있는지는 워터마크가 말합니다. 시계는 지금 시각만 알 뿐, 끊긴 통신이 무엇을 붙잡고 있는지는 모릅니다.",
      },
    },
    {
      name: "forgets no item, however old it is",
      nameKo: "아무리 오래되어도 항목은 잊지 않는다",
      layer: "example",
      hint: {
        en: "What does a read show when an item is forgotten?",
        ko: "항목을 잊으면 읽기는 무엇을 보여 줍니까?",
      },
    },
    {
      name: "takes nothing from a repeated write when its item is deleted, and the deletion forgotten",
      nameKo: "항목이 삭제되고 그 삭제도 잊은 뒤에 다시 온 쓰기는 아무것도 바꾸지 않는다",
      layer: "example",
      hint: {
        en: "All that is stamped up to the watermark has been here before. What does it mean that nothing is left of it?",
        ko: "워터마크까지의 쓰기는 모두 이미 다녀갔습니다. 남은 것이 없다는 것은 무슨 뜻입니까?",
      },
    },
    {
      name: "ends with one and the same item in every Region, in whatever order and however often writes arrive",
      nameKo: "쓰기가 어떤 순서로 몇 번 도착하든 모든 리전이 같은 항목으로 끝난다",
      layer: "property",
      hint: {
        en: "Replay the run. Take the Region that is wrong in the end, and look for the message that made it so.",
        ko: "실행을 재생해 보십시오. 끝에 틀린 리전을 골라, 그렇게 만든 메시지를 찾으십시오.",
      },
    },
    {
      name: "decides as the reference does, in whatever order and however often writes arrive",
      nameKo: "쓰기가 어떤 순서로 몇 번 도착하든 참조 구현과 똑같이 결정한다",
      layer: "property",
      hint: {
        en: "At the event where the two part: what was there, what came, and where did the watermark stand?",
        ko: "둘이 갈라지는 이벤트에서 무엇이 있었고, 무엇이 왔고, 워터마크는 어디였습니까?",
      },
    },
    {
      name: "shows the latest write in every Region once all have arrived, whatever fails",
      nameKo: "무엇에 장애가 나든, 모두 도착하면 모든 리전이 가장 늦은 쓰기를 보여 준다",
      layer: "cluster",
      hint: {
        en: "Compare the stamps of all writes of that key. Which Region does not show the latest, and what came there last?",
        ko: "그 키의 쓰기 스탬프를 모두 비교하십시오. 가장 늦은 것을 보여 주지 않는 리전은 어디이고, 거기에 마지막으로 온 것은 무엇입니까?",
      },
    },
    {
      name: "never goes back, tells each change once, and forgets deletions, whatever fails",
      nameKo: "무엇에 장애가 나든, 되돌아가지 않고, 변경을 한 번씩 알리며, 삭제를 잊는다",
      layer: "cluster",
      hint: {
        en: "Messages come twice, also after a Region has forgotten what they are about.",
        ko: "메시지는 두 번 오기도 합니다. 그 리전이 무슨 일이었는지 잊은 뒤에도 옵니다.",
      },
    },
    {
      name: "runs the table event for event as the reference does",
      nameKo: "테이블이 이벤트 하나하나까지 참조 구현과 똑같이 돌아간다",
      layer: "cluster",
      hint: {
        en: "Find the first stamp in which the two differ, and what the clock of that Region showed.",
        ko: "둘이 처음으로 달라지는 스탬프와, 그 리전의 시계가 보이던 시각을 찾아보십시오.",
      },
    },
  ],
  hints: [
    {
      en: "Write one function that says which of two stamps is the later one. It must never say so of both, and of neither only when they are one write.",
      ko: "두 스탬프 가운데 무엇이 늦은지 말하는 함수를 하나 쓰십시오. 둘 다 늦다고 해서는 안 되고, 둘 다 아니라고 하는 것은 같은 쓰기일 때뿐이어야 합니다.",
    },
    {
      en: "A deletion is a version without an item. How much of your merge has to know about deletions at all?",
      ko: "삭제는 항목이 없는 버전입니다. merge 가운데 삭제를 따로 알아야 하는 곳이 있습니까?",
    },
    {
      en: "Where nothing is known there are two cases: nothing has ever come, or it has come and is forgotten. Which number tells them apart?",
      ko: "아는 것이 없는 경우는 둘입니다. 온 적이 없거나, 왔다가 잊었거나. 어느 수가 둘을 구별합니까?",
    },
  ],
  mistakes: {
    "the-last-to-arrive": {
      caughtBy: "keeps the version with the later time, whichever comes first",
      misconception: {
        en: "The last to arrive is taken for the last writer. Every Region has another one that came last.",
        ko: "마지막에 도착한 것을 마지막 쓰기로 봅니다. 마지막에 도착한 것은 리전마다 다릅니다.",
      },
    },
    "a-tie-changes-nothing": {
      caughtBy: "lets the name of the Region decide between equal times, in every Region alike",
      misconception: {
        en: "In a tie whatever is there stays. Each Region keeps its own write then, for good.",
        ko: "시각이 같으면 있던 것을 남깁니다. 그러면 리전마다 자기 쓰기가 영영 남습니다.",
      },
    },
    "home-wins-a-tie": {
      caughtBy: "lets the name of the Region decide between equal times, in every Region alike",
      misconception: {
        en: "In a tie the Region prefers its own write. The other one does too.",
        ko: "시각이 같으면 자기 리전의 쓰기를 택합니다. 상대 리전도 그렇게 합니다.",
      },
    },
    "attribute-by-attribute": {
      caughtBy: "keeps the whole item of one write, and mixes none",
      misconception: {
        en: "Attributes are merged so that nothing is lost. An attribute that the later write took away comes back, and which ones depends on what came first.",
        ko: "잃는 것이 없도록 속성을 합칩니다. 나중 쓰기가 없앤 속성이 되살아나고, 어느 것이 그런지는 도착 순서에 달렸습니다.",
      },
    },
    "a-deletion-leaves-nothing": {
      caughtBy: "remembers a deletion, so that an older write that comes after it changes nothing",
      misconception: {
        en: "A deleted item leaves nothing behind. An older put that comes late meets nothing, and brings the item back.",
        ko: "삭제하면 아무것도 남기지 않습니다. 늦게 온 더 오래된 쓰기가 비교할 것이 없어 항목을 되살립니다.",
      },
    },
    "deleted-is-deleted": {
      caughtBy: "has the item again that was put after its deletion",
      misconception: {
        en: "A deletion is never undone by a put, so that no old one can do it. A customer can never come back.",
        ko: "오래된 쓰기가 되살리지 못하도록, 삭제는 어떤 쓰기로도 되돌리지 않습니다. 한 번 지운 항목은 다시 넣을 수 없습니다.",
      },
    },
    "the-clock-is-right": {
      caughtBy: "stamps a write above the one that it replaces, when the clock is behind",
      misconception: {
        en: "The clock is taken as it is. Where it is behind, a write that is acknowledged loses against what it replaced.",
        ko: "시계를 그대로 믿습니다. 시계가 늦은 리전에서는 응답까지 한 쓰기가 자기가 바꾸려던 것에 집니다.",
      },
    },
    "no-earlier-is-enough": {
      caughtBy: "stamps a write above the one that it replaces, when the clock is behind",
      misconception: {
        en: "The same time is thought to be late enough. Between equal times the name decides, and within a Region nothing does.",
        ko: "같은 시각이면 충분히 늦다고 봅니다. 시각이 같으면 이름이 정하고, 한 리전 안에서는 정할 것도 없습니다.",
      },
    },
    "only-what-is-there": {
      caughtBy: "stamps a write above the watermark, also where nothing is known of the key",
      misconception: {
        en: "Where nothing is there, any time is thought to do. Another Region may remember a later deletion, or take the write for a repeat.",
        ko: "있는 것이 없으면 어떤 시각이든 괜찮다고 봅니다. 다른 리전이 더 늦은 삭제를 기억하거나, 그 쓰기를 다시 온 것으로 볼 수 있습니다.",
      },
    },
    "forgets-after-ten-seconds": {
      caughtBy: "forgets a deletion once the watermark has reached it, and no sooner",
      misconception: {
        en: "A deletion is forgotten after a fixed time. A cut between Regions may last longer than any fixed time.",
        ko: "삭제를 정해진 시간이 지나면 잊습니다. 리전 사이의 단절은 어떤 정해진 시간보다도 길 수 있습니다.",
      },
    },
    "one-more-round": {
      caughtBy: "forgets a deletion once the watermark has reached it, and no sooner",
      misconception: {
        en: "The watermark is taken for the first time that has not arrived. It is the last one that has.",
        ko: "워터마크를 아직 도착하지 않은 첫 시각으로 봅니다. 워터마크는 도착한 마지막 시각입니다.",
      },
    },
    "forgets-what-is-settled": {
      caughtBy: "forgets no item, however old it is",
      misconception: {
        en: "What everybody has is forgotten. That holds for deletions; of an item it is the item itself.",
        ko: "모두가 가진 것은 잊어도 된다고 봅니다. 삭제라면 맞지만, 항목이라면 항목 자체가 없어집니다.",
      },
    },
    "unknown-is-new": {
      caughtBy: "takes nothing from a repeated write when its item is deleted, and the deletion forgotten",
      misconception: {
        en: "What nobody knows here is taken for new. A repeated message brings back what was deleted and forgotten.",
        ko: "여기서 모르는 것은 새것으로 봅니다. 다시 온 메시지가, 삭제되고 잊힌 것을 되살립니다.",
      },
    },
  },
});
