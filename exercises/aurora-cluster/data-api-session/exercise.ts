import { defineExercise } from "four-of-six/exercise";

export default defineExercise({
  title: { en: "Data API session", ko: "Data API 세션" },
  lesson: "aurora-cluster/data-api",
  stars: 3,
  needs: ["postgres"],
  checks: [
    {
      name: "puts places where the names are, and sends each value beside the statement",
      nameKo: "이름 자리에 위치 표시를 넣고, 값은 문장과 따로 보낸다",
      layer: "example",
      hint: {
        en: "Read what reaches the database. Is every value outside of the text, and is it the value of that name?",
        ko: "데이터베이스에 닿은 것을 읽어 보십시오. 모든 값이 텍스트 밖에 있습니까? 그리고 그 이름의 값입니까?",
      },
    },
    {
      name: "takes a colon for a name only where the statement itself speaks",
      nameKo: "문장 자체에 쓰인 콜론만 이름으로 본다",
      layer: "example",
      hint: {
        en: "Go through the statement sign by sign. Where may a colon stand without being yours?",
        ko: "문장을 한 글자씩 따라가 보십시오. 이름이 아닌 콜론이 나올 수 있는 곳은 어디입니까?",
      },
    },
    {
      name: "refuses what cannot be right before anything is run",
      nameKo: "옳을 수 없는 요청은 실행하기 전에 거절한다",
      layer: "example",
      hint: {
        en: "A name without a value, a second statement, a body that is too large. What may still stand behind a semicolon?",
        ko: "값이 없는 이름, 두 번째 문장, 너무 큰 본문. 세미콜론 뒤에 있어도 되는 것은 무엇입니까?",
      },
    },
    {
      name: "gives a statement that stands alone a session to itself, and closes it",
      nameKo: "단독 문장에는 자기만의 세션을 주고, 끝나면 닫는다",
      layer: "example",
      hint: {
        en: "One call sets something in its session. Who runs in that session next?",
        ko: "한 호출이 자기 세션의 설정을 바꿉니다. 다음에 그 세션에서 실행되는 것은 누구의 문장입니까?",
      },
    },
    {
      name: "runs a transaction in a session of its own until it is told how to end it",
      nameKo: "트랜잭션은 끝내라는 말을 들을 때까지 자기 세션에서 실행한다",
      layer: "example",
      hint: {
        en: "Two transactions are open. Follow each statement to its session, and each session to its end.",
        ko: "트랜잭션 둘이 열려 있습니다. 문장마다 어느 세션으로 가는지, 세션마다 어떻게 끝나는지 따라가 보십시오.",
      },
    },
    {
      name: "gives each transaction an id that no other ever had",
      nameKo: "트랜잭션마다 이전에 쓰인 적이 없는 ID를 준다",
      layer: "example",
      hint: {
        en: "One of two transactions ends, and a third begins. What is its id made from?",
        ko: "트랜잭션 둘 가운데 하나가 끝나고 셋째가 시작합니다. 그 ID는 무엇으로 만듭니까?",
      },
    },
    {
      name: "rolls a transaction back when no call has shown its id for three minutes",
      nameKo: "3분 동안 그 ID를 제시한 호출이 없으면 트랜잭션을 롤백한다",
      layer: "example",
      hint: {
        en: "From which moment do the three minutes count, which calls begin them anew, and who notices that they are over?",
        ko: "3분은 언제부터 셉니까? 어떤 호출이 처음부터 다시 세게 합니까? 3분이 지난 것은 누가 알아차립니까?",
      },
    },
    {
      name: "rolls a transaction back at its greatest age, however busy it is",
      nameKo: "아무리 바빠도 최대 수명에 이른 트랜잭션은 롤백한다",
      layer: "example",
      hint: {
        en: "A caller keeps its transaction alive with a call every two minutes. Does anything ever end it?",
        ko: "호출자가 2분마다 호출하여 트랜잭션을 살려 둡니다. 언젠가 끝나기는 합니까?",
      },
    },
    {
      name: "answers with a time-out after 45 s, and stops the statement",
      nameKo: "45초가 지나면 시간 초과로 응답하고 문장을 중단한다",
      layer: "example",
      hint: {
        en: "The caller has been told. What is the database still doing, and what does it still hold?",
        ko: "호출자는 응답을 받았습니다. 데이터베이스는 아직 무엇을 하고 있고, 무엇을 붙들고 있습니까?",
      },
    },
    {
      name: "lets the statement run on after the time-out where it was asked to",
      nameKo: "요청받은 경우에는 시간 초과 뒤에도 문장을 계속 실행한다",
      layer: "example",
      hint: {
        en: "Two things have to be told apart: the call, which is over after 45 s, and the statement, which is not. Is a transaction idle while a statement runs in it?",
        ko: "두 가지를 구별하십시오. 호출은 45초에 끝나지만 문장은 끝나지 않았습니다. 문장이 실행 중인 트랜잭션은 유휴 상태입니까?",
      },
    },
    {
      name: "refuses a call in a transaction that is still running another one",
      nameKo: "다른 문장을 실행 중인 트랜잭션의 호출은 거절한다",
      layer: "example",
      hint: {
        en: "A session does one thing at a time. What is there to say to whoever comes meanwhile?",
        ko: "세션은 한 번에 한 가지 일만 합니다. 그동안 찾아온 호출에는 뭐라고 답해야 합니까?",
      },
    },
    {
      name: "ends a transaction with the statement in it that fails",
      nameKo: "문장 하나가 실패하면 그 트랜잭션을 끝낸다",
      layer: "example",
      hint: {
        en: "What becomes of a transaction in PostgreSQL once a statement in it has failed? And who else waits for its locks?",
        ko: "PostgreSQL에서 문장 하나가 실패한 트랜잭션은 어떻게 됩니까? 그 잠금은 누가 기다리고 있습니까?",
      },
    },
    {
      name: "refuses a result above 1 MiB, or with a row above 64 KB",
      nameKo: "1 MiB를 넘거나 64 KB를 넘는 행이 있는 결과는 거절한다",
      layer: "example",
      hint: {
        en: "Two limits, two numbers at the end of a statement. Is a result that is exactly as large as its limit too large?",
        ko: "제한이 둘이고, 문장이 끝날 때 오는 숫자도 둘입니다. 제한과 크기가 정확히 같은 결과는 너무 큽니까?",
      },
    },
    {
      name: "binds every statement as the reference does",
      nameKo: "모든 문장을 참조 구현과 똑같이 바인딩한다",
      layer: "property",
      hint: {
        en: "Cut the statement of this run into its parts by hand. Which of them did your code take for something else?",
        ko: "이 실행의 문장을 손으로 나누어 보십시오. 코드가 잘못 알아본 부분은 어디입니까?",
      },
    },
    {
      name: "answers, runs and closes as the reference does, whatever is called",
      nameKo: "무엇이 호출되든 참조 구현과 똑같이 응답하고 실행하고 닫는다",
      layer: "property",
      hint: {
        en: "Go to the event at which the two part, and ask what had become due by then, and for whom.",
        ko: "둘이 갈라지는 이벤트로 가서, 그때까지 때가 된 것이 무엇이고 누구의 것인지 따져 보십시오.",
      },
    },
    {
      name: "stores any text as it is, and lets none of it become a statement",
      nameKo: "어떤 텍스트든 그대로 저장하고, 문장이 되게 하지 않는다",
      layer: "cluster",
      hint: {
        en: "PostgreSQL has run what your code gave it. Which of the texts did not come back as it was sent?",
        ko: "PostgreSQL은 받은 것을 실행했습니다. 보낸 그대로 돌아오지 않은 텍스트는 무엇입니까?",
      },
    },
    {
      name: "has nothing left of a transaction that ran out",
      nameKo: "만료된 트랜잭션은 아무것도 남기지 않는다",
      layer: "cluster",
      hint: {
        en: "Its rows are seen, or its connection is still taken. When was its session closed?",
        ko: "행이 보이거나, 연결이 아직 쓰이고 있습니다. 그 세션은 언제 닫혔습니까?",
      },
    },
    {
      name: "has nothing left of a statement that stood alone, but for what it wrote",
      nameKo: "단독 문장은 기록한 것 말고는 아무것도 남기지 않는다",
      layer: "cluster",
      hint: {
        en: "Settings and temporary tables live as long as their session. How long did that one live?",
        ko: "설정과 임시 테이블은 세션이 살아 있는 동안 남습니다. 그 세션은 얼마나 오래 살았습니까?",
      },
    },
    {
      name: "gives what it gives with the reference, whatever is called",
      nameKo: "무엇이 호출되든 참조 구현을 썼을 때와 같은 결과를 준다",
      layer: "cluster",
      hint: {
        en: "Replay the run up to where the two part. What is open in PostgreSQL at that moment?",
        ko: "둘이 갈라지는 곳까지 실행을 재생해 보십시오. 그 순간 PostgreSQL에는 무엇이 열려 있습니까?",
      },
    },
  ],
  hints: [
    {
      en: "Three things are worth remembering: the transactions that are open, the statements that are in the database, and a count that never goes back. For each statement, whose it is, since when it runs, and whether somebody still waits for it.",
      ko: "기억할 것은 셋입니다. 열려 있는 트랜잭션, 데이터베이스에 있는 문장, 그리고 되돌아가지 않는 번호. 문장마다 누구의 것인지, 언제부터 실행 중인지, 아직 기다리는 쪽이 있는지를 적어 두십시오.",
    },
    {
      en: "Write one function for what is due by a time, and begin all three methods with it. Then each method can trust that whatever is still there has not run out.",
      ko: "어떤 시각까지 때가 된 일을 처리하는 함수를 하나 쓰고, 세 메서드 모두 그것부터 부르십시오. 그러면 남아 있는 것은 아직 만료되지 않았다고 믿을 수 있습니다.",
    },
    {
      en: "For the names, one regular expression does it, if its alternatives come in the right order: first everything in which a colon means nothing, last the name.",
      ko: "이름은 정규식 하나로 찾을 수 있습니다. 콜론이 아무 뜻이 없는 것들을 먼저, 이름을 마지막에 두는 순서가 중요합니다.",
    },
  ],
  mistakes: {
    "pastes-values": {
      caughtBy: "puts places where the names are, and sends each value beside the statement",
      misconception: {
        en: "The values are written into the statement, with their quotes doubled. Whether that is safe depends on settings that the text cannot know. A value that travels beside the statement is never read as SQL.",
        ko: "따옴표를 두 번 써서 값을 문장 안에 써 넣습니다. 그것이 안전한지는 텍스트만 보고 알 수 없는 설정에 달려 있습니다. 문장과 따로 가는 값은 결코 SQL로 읽히지 않습니다.",
      },
    },
    "in-the-order-given": {
      caughtBy: "puts places where the names are, and sends each value beside the statement",
      misconception: {
        en: "The parameters are taken in the order of the list. Their order says nothing: each belongs where its name is.",
        ko: "파라미터를 목록의 순서대로 씁니다. 순서에는 뜻이 없습니다. 각각 자기 이름이 있는 자리에 들어갑니다.",
      },
    },
    "casts-are-names": {
      caughtBy: "takes a colon for a name only where the statement itself speaks",
      misconception: {
        en: "In id::text the second colon is taken for the beginning of a name. Two colons are PostgreSQL's cast.",
        ko: "id::text의 둘째 콜론을 이름의 시작으로 봅니다. 콜론 두 개는 PostgreSQL의 형 변환입니다.",
      },
    },
    "looks-into-texts": {
      caughtBy: "takes a colon for a name only where the statement itself speaks",
      misconception: {
        en: "Names are looked for in texts and comments as well. What stands there is data or nothing at all.",
        ko: "텍스트와 주석 안에서도 이름을 찾습니다. 그 안에 있는 것은 데이터이거나 아무것도 아닙니다.",
      },
    },
    "splits-at-semicolons": {
      caughtBy: "refuses what cannot be right before anything is run",
      misconception: {
        en: "Every semicolon is taken for the end of a statement. In a text it is a sign like any other.",
        ko: "세미콜론을 모두 문장의 끝으로 봅니다. 텍스트 안의 세미콜론은 보통 글자입니다.",
      },
    },
    "keeps-a-connection": {
      caughtBy: "gives a statement that stands alone a session to itself, and closes it",
      misconception: {
        en: "Statements that stand alone share a session that stays open. Then the settings, temporary tables and search path of one caller are there for the next.",
        ko: "단독 문장들이 열린 채로 남는 세션 하나를 함께 씁니다. 그러면 한 호출자의 설정, 임시 테이블, 검색 경로가 다음 호출자에게 남습니다.",
      },
    },
    "counts-the-open-ones": {
      caughtBy: "gives each transaction an id that no other ever had",
      misconception: {
        en: "An id is made from the number of transactions that are open. When one of two ends, the next gets the id of the other, and its statements land there.",
        ko: "열려 있는 트랜잭션의 수로 ID를 만듭니다. 둘 가운데 하나가 끝나면 다음 것이 남은 것과 같은 ID를 받고, 문장이 그쪽으로 들어갑니다.",
      },
    },
    "looks-only-when-asked": {
      caughtBy: "rolls a transaction back when no call has shown its id for three minutes",
      misconception: {
        en: "A transaction's age is looked at only when a call comes. A caller that is gone never comes, and its locks stay.",
        ko: "호출이 올 때만 트랜잭션이 만료되었는지 봅니다. 사라진 호출자는 다시 오지 않으므로 잠금이 그대로 남습니다.",
      },
    },
    "three-minutes-in-all": {
      caughtBy: "rolls a transaction back when no call has shown its id for three minutes",
      misconception: {
        en: "A transaction is given three minutes in all. They are counted anew from each call that shows its id; only the 24 hours count from its beginning.",
        ko: "트랜잭션에 통틀어 3분을 줍니다. 3분은 그 ID를 제시한 호출마다 다시 셉니다. 시작부터 세는 것은 24시간뿐입니다.",
      },
    },
    "busy-lives-on": {
      caughtBy: "rolls a transaction back at its greatest age, however busy it is",
      misconception: {
        en: "A transaction that is in use goes on for ever. There is a second limit, which no call can put off: 24 hours.",
        ko: "사용 중인 트랜잭션은 끝없이 이어집니다. 어떤 호출로도 미룰 수 없는 둘째 제한, 24시간이 있습니다.",
      },
    },
    "time-out-forgets": {
      caughtBy: "answers with a time-out after 45 s, and stops the statement",
      misconception: {
        en: "The call is answered, and its statement runs on. A caller that tries again then has two of them in the database.",
        ko: "호출에는 응답하지만 문장은 계속 실행됩니다. 호출자가 다시 시도하면 데이터베이스에 그 문장이 둘이 됩니다.",
      },
    },
    "idle-while-running": {
      caughtBy: "lets the statement run on after the time-out where it was asked to",
      misconception: {
        en: "A transaction counts as idle while a long statement runs in it. The statement is what the caller asked to have continued.",
        ko: "긴 문장이 실행되는 동안에도 트랜잭션을 유휴 상태로 봅니다. 그 문장은 호출자가 계속하라고 한 것입니다.",
      },
    },
    "side-by-side": {
      caughtBy: "refuses a call in a transaction that is still running another one",
      misconception: {
        en: "A second statement is sent to a session that is still busy with the first. A connection does one thing at a time, and the caller is told so at once.",
        ko: "첫 문장이 아직 실행 중인 세션에 둘째 문장을 보냅니다. 연결은 한 번에 하나만 하고, 호출자는 그 사실을 바로 듣습니다.",
      },
    },
    "survives-an-error": {
      caughtBy: "ends a transaction with the statement in it that fails",
      misconception: {
        en: "The transaction stays open after an error. PostgreSQL refuses every further statement in it anyway, and it holds its locks until it is rolled back.",
        ko: "오류가 난 뒤에도 트랜잭션을 열어 둡니다. 어차피 PostgreSQL은 그 안의 문장을 모두 거절하고, 롤백할 때까지 잠금을 붙들고 있습니다.",
      },
    },
    "measures-the-whole": {
      caughtBy: "refuses a result above 1 MiB, or with a row above 64 KB",
      misconception: {
        en: "Only the whole result is measured. One row may be too large in a result that is small enough.",
        ko: "결과 전체의 크기만 봅니다. 전체는 작아도 너무 큰 행이 있을 수 있습니다.",
      },
    },
  },
});
