import { defineExercise } from "four-of-six/exercise";

export default defineExercise({
  title: { en: "Stream consumer", ko: "스트림 소비자" },
  lesson: "dynamodb/streams-and-kinesis",
  stars: 2,
  checks: [
    {
      name: "takes a shard that nobody reads, and renews what it reads",
      nameKo: "아무도 읽지 않는 샤드를 가져가고, 자신이 읽는 샤드는 갱신한다",
      layer: "example",
      hint: {
        en: "Go through the lease table: no row, a row of its own, a row of another worker, a row at SHARD_END.",
        ko: "임대 테이블을 훑어보십시오. 행이 없는 것, 자신의 것, 다른 워커의 것, SHARD_END인 것이 있습니다.",
      },
    },
    {
      name: "takes a child once its parent is read to its end, or is no longer listed",
      nameKo: "부모를 끝까지 읽었거나 부모가 목록에 없을 때 자식을 가져간다",
      layer: "example",
      hint: {
        en: "Where are the older changes of a key whose newest one lies in the child? And if that shard was trimmed?",
        ko: "가장 새 변경이 자식에 있는 키의 더 오래된 변경은 어디에 있습니까? 그 샤드가 이미 없어졌다면 어떻게 됩니까?",
      },
    },
    {
      name: "takes a lease whose counter stands still for the time of a lease, and leaves one that is renewed",
      nameKo: "카운터가 임대 시간만큼 멈춘 임대는 가져가고, 갱신되는 임대는 그대로 둔다",
      layer: "example",
      hint: {
        en: "The table has no times in it. What can a worker see of another one, and with which clock can it measure?",
        ko: "테이블에는 시각이 없습니다. 워커는 다른 워커의 무엇을 볼 수 있고, 어느 시계로 잴 수 있습니까?",
      },
    },
    {
      name: "begins with the oldest record, or at the checkpoint of the lease",
      nameKo: "가장 오래된 레코드나 임대의 체크포인트에서 시작한다",
      layer: "example",
      hint: {
        en: "Without a checkpoint nobody has processed anything of the shard, and records may be waiting in it. With one: who may have read on since this worker last held the lease, and who knows how far?",
        ko: "체크포인트가 없으면 이 샤드에서 처리된 것이 없고, 레코드가 기다리고 있을 수 있습니다. 있다면, 전에 이 임대를 가졌던 뒤로 누가 읽었고 어디까지 처리되었는지는 누가 압니까?",
      },
    },
    {
      name: "goes on where it was when its iterator has expired, and with the oldest record when that is trimmed",
      nameKo: "이터레이터가 만료되면 있던 자리에서, 그 자리가 없어졌으면 가장 오래된 레코드에서 이어 간다",
      layer: "example",
      hint: {
        en: "Two errors, two reasons: the iterator was too old, or the records were. Which of them are still there?",
        ko: "오류 둘에는 까닭이 둘 있습니다. 이터레이터가 오래되었거나 레코드가 오래되었습니다. 아직 남아 있는 것은 어느 쪽입니까?",
      },
    },
    {
      name: "applies the changes in their order, and writes the checkpoint then",
      nameKo: "변경을 순서대로 반영한 다음 체크포인트를 쓴다",
      layer: "example",
      hint: {
        en: "Crash between any two of your steps. Where does the next worker begin, and which record does nobody send any more?",
        ko: "단계와 단계 사이마다 크래시를 내 보십시오. 다음 워커는 어디서 시작하고, 아무도 보내지 않게 되는 레코드는 무엇입니까?",
      },
    },
    {
      name: "writes SHARD_END after the last change of a shard",
      nameKo: "샤드의 마지막 변경 뒤에 SHARD_END를 쓴다",
      layer: "example",
      hint: {
        en: "The children wait for something. The last page may have records, or none.",
        ko: "자식이 기다리는 것이 있습니다. 마지막 페이지에는 레코드가 있을 수도, 없을 수도 있습니다.",
      },
    },
    {
      name: "lets the index apply a change once, and none that is older than what it has",
      nameKo: "인덱스는 변경을 한 번만 반영하고, 이미 있는 것보다 오래된 변경은 반영하지 않는다",
      layer: "example",
      hint: {
        en: "Three changes of a key are there, and the second one comes again. Is it the same as the last?",
        ko: "한 키의 변경 셋이 반영되었는데 둘째가 다시 옵니다. 마지막 것과 같습니까?",
      },
    },
    {
      name: "compares sequence numbers as whole numbers, however long they are",
      nameKo: "시퀀스 번호는 아무리 길어도 정수로 비교한다",
      layer: "example",
      hint: {
        en: "Up to 40 digits, not padded. What becomes of them as text, and what as a number of JavaScript?",
        ko: "앞에 0을 채우지 않은 최대 40자리입니다. 문자열로 비교하면 어떻게 되고, JavaScript의 숫자로 바꾸면 어떻게 됩니까?",
      },
    },
    {
      name: "keeps to the rules, whatever it is asked, and after a crash",
      nameKo: "무엇을 묻든, 크래시 뒤에도 규칙을 지킨다",
      layer: "property",
      hint: {
        en: "The message names the rule that was broken. Which of the calls before has to be remembered for it?",
        ko: "메시지에 어긴 규칙이 있습니다. 그 규칙을 지키려면 앞의 호출 가운데 무엇을 기억해야 합니까?",
      },
    },
    {
      name: "loses no change, whatever crashes, pauses or is cut off",
      nameKo: "무엇이 크래시 나거나 멈추거나 끊겨도 변경을 잃지 않는다",
      layer: "cluster",
      hint: {
        en: "Follow the lost record: who read it, and what was written into the lease table before it got to the index?",
        ko: "잃은 레코드를 따라가 보십시오. 누가 읽었고, 인덱스에 닿기 전에 임대 테이블에 무엇이 쓰였습니까?",
      },
    },
    {
      name: "applies each change once and in order, and takes no shard from a healthy worker",
      nameKo: "변경을 순서대로 한 번씩 반영하고, 멀쩡한 워커의 샤드를 가져가지 않는다",
      layer: "cluster",
      hint: {
        en: "Look for the moment in which two workers read one shard, and for what the index was told by each.",
        ko: "두 워커가 한 샤드를 읽는 순간과, 각각 인덱스에 무엇을 보냈는지 찾으십시오.",
      },
    },
  ],
  hints: [
    {
      en: "Keep apart what this worker remembers and what the lease table says. A crash takes only one of them away.",
      ko: "이 워커가 기억하는 것과 임대 테이블에 있는 것을 나누어 보십시오. 크래시가 없애는 것은 한쪽뿐입니다.",
    },
    {
      en: "Two things have to be remembered: since when each counter has been what it is, and how far each shard was handed out.",
      ko: "기억할 것은 둘입니다. 카운터마다 언제부터 그 값이었는지, 샤드마다 어디까지 받았는지입니다.",
    },
    {
      en: "Where you can err on two sides, choose the one on which a record comes a second time. Then let mayApply make that harmless.",
      ko: "두 쪽 가운데 어느 쪽으로든 틀릴 수 있다면 레코드가 두 번 오는 쪽을 고르십시오. 그다음 mayApply가 그것을 해롭지 않게 만듭니다.",
    },
  ],
  mistakes: {
    "never-renews": {
      caughtBy: "takes a shard that nobody reads, and renews what it reads",
      misconception: {
        en: "Checkpoints are thought to be sign enough of life. While nothing is written to a shard there are none, and another worker takes it.",
        ko: "체크포인트가 살아 있다는 표시로 충분하다고 봅니다. 샤드에 쓰기가 없으면 체크포인트도 없어서 다른 워커가 가져갑니다.",
      },
    },
    "forgets-the-lineage": {
      caughtBy: "takes a child once its parent is read to its end, or is no longer listed",
      misconception: {
        en: "Parent and child are read side by side. A key's newer change reaches the index before the older one.",
        ko: "부모와 자식을 나란히 읽습니다. 한 키의 새 변경이 옛 변경보다 먼저 인덱스에 닿습니다.",
      },
    },
    "waits-for-a-trimmed-parent": {
      caughtBy: "takes a child once its parent is read to its end, or is no longer listed",
      misconception: {
        en: "A child waits for a parent that nobody can read any more. An application that starts on an old stream never begins.",
        ko: "이제 아무도 읽을 수 없는 부모를 기다립니다. 오래된 스트림에서 시작한 애플리케이션은 영영 읽지 못합니다.",
      },
    },
    "takes-after-first-sight": {
      caughtBy: "takes a lease whose counter stands still for the time of a lease, and leaves one that is renewed",
      misconception: {
        en: "A lease is timed from when it was first seen. Renewals change nothing, and shards wander between healthy workers.",
        ko: "임대를 처음 본 때부터 잽니다. 갱신해도 달라지지 않아, 샤드가 멀쩡한 워커 사이를 오갑니다.",
      },
    },
    "never-takes-over": {
      caughtBy: "takes a lease whose counter stands still for the time of a lease, and leaves one that is renewed",
      misconception: {
        en: "A shard stays with whoever took it first. After a restart that worker has another id, so nobody reads it again.",
        ko: "샤드는 처음 가져간 워커의 것으로 남습니다. 다시 시작한 워커는 ID가 달라서, 그 샤드는 아무도 읽지 않습니다.",
      },
    },
    "starts-at-latest": {
      caughtBy: "begins with the oldest record, or at the checkpoint of the lease",
      misconception: {
        en: "Without a checkpoint it begins with what comes next. All that was written to a child before somebody read it is skipped.",
        ko: "체크포인트가 없으면 앞으로 올 것부터 읽습니다. 누가 읽기 전에 자식 샤드에 쓰인 것은 모두 건너뜁니다.",
      },
    },
    "remembers-its-place": {
      caughtBy: "begins with the oldest record, or at the checkpoint of the lease",
      misconception: {
        en: "It goes on where it read to when it held the lease before. What it had read and not applied is lost.",
        ko: "전에 임대를 가졌을 때 읽은 자리에서 이어 갑니다. 읽기만 하고 반영하지 못한 것을 잃습니다.",
      },
    },
    "checkpoints-first": {
      caughtBy: "applies the changes in their order, and writes the checkpoint then",
      misconception: {
        en: "The checkpoint is written first, so that nothing comes twice. A crash in between loses the records: that is at most once.",
        ko: "두 번 오지 않도록 체크포인트를 먼저 씁니다. 그사이 크래시가 나면 레코드를 잃습니다. 최대 한 번 전달입니다.",
      },
    },
    "forgets-the-end": {
      caughtBy: "writes SHARD_END after the last change of a shard",
      misconception: {
        en: "The checkpoint of the last record is taken for the end of the shard. Nobody may read its children.",
        ko: "마지막 레코드의 체크포인트를 샤드의 끝으로 봅니다. 자식은 아무도 읽을 수 없습니다.",
      },
    },
    "applies-everything": {
      caughtBy: "lets the index apply a change once, and none that is older than what it has",
      misconception: {
        en: "A record stands once in the stream, so it is thought to come once. After a crash it comes again.",
        ko: "레코드는 스트림에 한 번만 있으니 한 번만 온다고 봅니다. 크래시 뒤에는 다시 옵니다.",
      },
    },
    "refuses-only-the-same": {
      caughtBy: "lets the index apply a change once, and none that is older than what it has",
      misconception: {
        en: "Only the last record again is refused. When three come a second time, the first of them sets the item back.",
        ko: "마지막 레코드와 같은 것만 거부합니다. 셋이 다시 오면 첫째가 항목을 옛 값으로 되돌립니다.",
      },
    },
    "rounds-sequence-numbers": {
      caughtBy: "compares sequence numbers as whole numbers, however long they are",
      misconception: {
        en: "Number() keeps 15 to 17 digits. Neighbouring sequence numbers become equal, and newer changes are refused.",
        ko: "Number()는 15~17자리만 지킵니다. 이웃한 시퀀스 번호가 같아져서 새 변경을 거부합니다.",
      },
    },
  },
});
