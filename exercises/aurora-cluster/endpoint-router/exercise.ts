import { defineExercise } from "four-of-six/exercise";

export default defineExercise({
  title: { en: "Endpoint router", ko: "엔드포인트 라우터" },
  lesson: "aurora-cluster/endpoints",
  stars: 2,
  checks: [
    {
      name: "leads the cluster endpoint to the writer, and after a failover to the new one",
      nameKo: "클러스터 엔드포인트는 라이터로, 장애 조치 뒤에는 새 라이터로 이어진다",
      layer: "example",
      hint: {
        en: "The list of members does not change its order at a failover. What does change?",
        ko: "장애 조치가 일어나도 멤버 목록의 순서는 그대로입니다. 바뀌는 것은 무엇입니까?",
      },
    },
    {
      name: "keeps the cluster endpoint on a writer that is down, and never leads it to a reader",
      nameKo: "라이터가 죽어도 클러스터 엔드포인트는 그 라이터에 머물고, 리더로는 결코 이어지지 않는다",
      layer: "example",
      hint: {
        en: "Until somebody is promoted, who could take a write? And is it the name that fails, or the connection?",
        ko: "누군가 승격될 때까지 쓰기를 받을 수 있는 인스턴스가 있습니까? 실패하는 것은 이름입니까, 연결입니까?",
      },
    },
    {
      name: "leads the reader endpoint to all readers, and not to the writer beside them",
      nameKo: "리더 엔드포인트는 모든 리더로 이어지고, 리더가 있는 한 라이터로는 이어지지 않는다",
      layer: "example",
      hint: {
        en: "Who may be chosen is asked here; the draw comes later. Which roles does this name stand for while there are readers?",
        ko: "여기서 묻는 것은 뽑힐 수 있는 인스턴스이고, 뽑기는 나중 일입니다. 리더가 있을 때 이 이름은 어느 역할을 가리킵니까?",
      },
    },
    {
      name: "leads the reader endpoint past a reader that is down",
      nameKo: "리더 엔드포인트는 죽은 리더를 건너뛴다",
      layer: "example",
      hint: {
        en: "One of the readers does not answer. What would become of a connection that is led there?",
        ko: "리더 하나가 응답하지 않습니다. 그곳으로 이어진 연결은 어떻게 됩니까?",
      },
    },
    {
      name: "leads the reader endpoint to the writer in a cluster without readers",
      nameKo: "리더가 하나도 없는 클러스터에서는 리더 엔드포인트가 라이터로 이어진다",
      layer: "example",
      hint: {
        en: "Every cluster has a reader endpoint, even one of a single instance. Who answers reads there?",
        ko: "인스턴스가 하나뿐인 클러스터에도 리더 엔드포인트가 있습니다. 그곳에서 읽기에 답하는 것은 누구입니까?",
      },
    },
    {
      name: "leads an instance endpoint to its instance, whatever becomes of its role or its health",
      nameKo: "역할이나 상태가 어떻게 바뀌든 인스턴스 엔드포인트는 그 인스턴스로 이어진다",
      layer: "example",
      hint: {
        en: "Whoever uses this name wants to look at one certain instance, above all when something is wrong with it.",
        ko: "이 이름은 특정 인스턴스 하나를 들여다보려고 씁니다. 그 인스턴스에 문제가 있을 때는 더욱 그렇습니다.",
      },
    },
    {
      name: "leads a custom endpoint of type ANY to the same instances before and after a failover",
      nameKo: "ANY 유형의 사용자 지정 엔드포인트는 장애 조치 전후에 같은 인스턴스로 이어진다",
      layer: "example",
      hint: {
        en: "Two instances have swapped roles. What does the type ANY say about roles?",
        ko: "두 인스턴스가 역할을 바꾸었습니다. ANY 유형은 역할에 대해 무엇이라고 말합니까?",
      },
    },
    {
      name: "leads a custom endpoint of type READER to readers only, also when one of them is promoted",
      nameKo: "READER 유형의 사용자 지정 엔드포인트는 그중 하나가 승격되어도 리더로만 이어진다",
      layer: "example",
      hint: {
        en: "Nobody edits the list at a failover. Which of those on it are readers now?",
        ko: "장애 조치가 일어나도 목록은 고쳐지지 않습니다. 목록에 있는 것 가운데 지금 리더는 누구입니까?",
      },
    },
    {
      name: "takes an instance that joins into every exclusion list's endpoint, and into no static list's",
      nameKo: "새로 들어온 인스턴스는 제외 목록의 엔드포인트에는 들어가고 정적 목록의 엔드포인트에는 들어가지 않는다",
      layer: "example",
      hint: {
        en: "An exclusion list names those who stay out. What does it say of an instance that nobody knew when it was written?",
        ko: "제외 목록에는 빠질 인스턴스가 적혀 있습니다. 목록을 쓸 때 아무도 몰랐던 인스턴스에 대해서는 무엇을 말합니까?",
      },
    },
    {
      name: "gives a custom endpoint's member no new connections while it is down, and finds it again when it is back",
      nameKo: "사용자 지정 엔드포인트의 멤버가 죽어 있는 동안에는 새 연결을 보내지 않고, 돌아오면 다시 보낸다",
      layer: "example",
      hint: {
        en: "A member that is down stays on the list. Is everyone on the list also a target?",
        ko: "죽은 멤버도 목록에는 남습니다. 목록에 있으면 모두 연결 대상입니까?",
      },
    },
    {
      name: "leads a custom endpoint nowhere rather than to an instance outside its list or its type",
      nameKo: "사용자 지정 엔드포인트는 목록이나 유형을 벗어난 인스턴스로 이어지느니 아무 데로도 이어지지 않는다",
      layer: "example",
      hint: {
        en: "Somebody made this group to keep its load away from all others. What does an empty group mean then?",
        ko: "이 그룹을 만든 사람은 그 부하를 나머지 인스턴스에서 떼어 놓으려 했습니다. 그렇다면 빈 그룹은 무엇을 뜻합니까?",
      },
    },
    {
      name: "names targets in the order of the cluster's members, whatever the order of a list",
      nameKo: "목록의 순서와 상관없이 클러스터 멤버의 순서로 나열한다",
      layer: "example",
      hint: {
        en: "Two lists come in, each with an order. Which of the two does the contract name?",
        ko: "들어오는 목록은 둘이고 저마다 순서가 있습니다. 어느 쪽의 순서를 따르라고 되어 있습니까?",
      },
    },
    {
      name: "answers as the reference does, whoever joins, leaves, fails or is promoted",
      nameKo: "누가 들어오고 나가고 죽고 승격되든 참조 구현과 똑같이 답한다",
      layer: "property",
      hint: {
        en: "Look at the members just before the two part: who is the writer, who is down, and whom does the endpoint name?",
        ko: "둘이 갈라지기 직전의 멤버를 보십시오. 라이터는 누구이고, 누가 죽어 있으며, 엔드포인트는 누구를 가리킵니까?",
      },
    },
    {
      name: "leads no client to an instance that its endpoint cannot contain, whatever fails",
      nameKo: "무엇이 고장 나도 클라이언트를 엔드포인트에 속할 수 없는 인스턴스로 이끌지 않는다",
      layer: "cluster",
      hint: {
        en: "Find the client that was led astray. Which list does its endpoint have, and was there anybody left on it?",
        ko: "엉뚱한 곳으로 간 클라이언트를 찾으십시오. 그 엔드포인트의 목록은 무엇이고, 거기에 남은 인스턴스가 있었습니까?",
      },
    },
    {
      name: "runs the cluster event for event as the reference does",
      nameKo: "클러스터가 이벤트 하나하나까지 참조 구현과 똑같이 돌아간다",
      layer: "cluster",
      hint: {
        en: "Replay the run up to the name that was resolved otherwise. Who was the writer by then, and who was available?",
        ko: "이름이 다르게 풀이된 곳까지 실행을 재생해 보십시오. 그때 라이터는 누구였고, 누가 사용 가능했습니까?",
      },
    },
  ],
  hints: [
    {
      en: "Each kind of endpoint asks something else of a member. Write the four questions down in words before you write code.",
      ko: "엔드포인트의 종류마다 멤버에게 묻는 것이 다릅니다. 코드를 쓰기 전에 네 가지 질문을 말로 적어 보십시오.",
    },
    {
      en: "Two of the names stand for one instance, and two for a group. For which of them does it matter whether somebody is available?",
      ko: "이름 둘은 인스턴스 하나를, 나머지 둘은 그룹을 가리킵니다. 사용 가능한지가 중요한 것은 어느 쪽입니까?",
    },
    {
      en: "Go through `members`, not through the endpoint's list: the order comes out right, and whoever has left is not met. The reader endpoint has one question more, and asks it of the whole cluster first.",
      ko: "엔드포인트의 목록이 아니라 `members`를 따라가십시오. 순서가 저절로 맞고, 떠난 인스턴스를 만나지 않습니다. 리더 엔드포인트에는 질문이 하나 더 있으며, 먼저 클러스터 전체에 묻습니다.",
    },
  ],
  mistakes: {
    "writer-comes-first": {
      caughtBy: "leads the cluster endpoint to the writer, and after a failover to the new one",
      misconception: {
        en: "The first member is taken to be the writer. It was created first; which instance writes changes with every failover.",
        ko: "첫 번째 멤버를 라이터로 보았습니다. 먼저 만들어졌을 뿐입니다. 누가 쓰는지는 장애 조치 때마다 바뀝니다.",
      },
    },
    "only-the-available": {
      caughtBy: "keeps the cluster endpoint on a writer that is down, and never leads it to a reader",
      misconception: {
        en: "Whoever is down is left out of every endpoint. The cluster and instance endpoints stand for one instance, so there is nobody to turn to: the name stays, and the connection fails.",
        ko: "죽은 인스턴스를 모든 엔드포인트에서 뺐습니다. 클러스터 엔드포인트와 인스턴스 엔드포인트는 인스턴스 하나를 가리키므로 대신할 것이 없습니다. 이름은 그대로이고 연결이 실패합니다.",
      },
    },
    "next-writer-at-once": {
      caughtBy: "keeps the cluster endpoint on a writer that is down, and never leads it to a reader",
      misconception: {
        en: "While the writer is down the cluster endpoint leads to a reader that could be promoted. Until it is, it refuses every write.",
        ko: "라이터가 죽은 동안 클러스터 엔드포인트가 곧 승격될 만한 리더로 이어집니다. 승격되기 전까지 리더는 모든 쓰기를 거절합니다.",
      },
    },
    "everyone-can-read": {
      caughtBy: "leads the reader endpoint to all readers, and not to the writer beside them",
      misconception: {
        en: "The writer is always among the readers, since it can read too. The reader endpoint is there to take reads off the writer; it steps in only where there are no readers.",
        ko: "라이터도 읽을 수 있다고 언제나 리더 엔드포인트에 넣었습니다. 리더 엔드포인트는 라이터에서 읽기를 덜어 내려고 있으며, 라이터는 리더가 없는 클러스터에서만 나섭니다.",
      },
    },
    "draws-one-itself": {
      caughtBy: "leads the reader endpoint to all readers, and not to the writer beside them",
      misconception: {
        en: "One reader is answered, as one address is in DNS. Then every connection goes to the same reader. All that may be chosen are asked for; drawing one is the name server's business.",
        ko: "DNS가 주소 하나를 답하듯 리더 하나만 돌려줍니다. 그러면 모든 연결이 같은 리더로 갑니다. 뽑힐 수 있는 인스턴스를 모두 답해야 하며, 뽑는 것은 이름 서버의 일입니다.",
      },
    },
    "readers-in-any-state": {
      caughtBy: "leads the reader endpoint past a reader that is down",
      misconception: {
        en: "The reader endpoint goes by roles alone. A reader that is down then gets its share of the connections, and each of them fails.",
        ko: "리더 엔드포인트가 역할만 봅니다. 그러면 죽은 리더에도 제 몫의 연결이 가고, 그 연결은 모두 실패합니다.",
      },
    },
    "readers-or-nobody": {
      caughtBy: "leads the reader endpoint to the writer in a cluster without readers",
      misconception: {
        en: "Without readers the reader endpoint leads nowhere. In Aurora it leads to the writer then, and whoever writes through it by mistake is not told.",
        ko: "리더가 없으면 리더 엔드포인트가 아무 데로도 이어지지 않습니다. Aurora에서는 이때 라이터로 이어지며, 실수로 그리로 쓰기를 보내도 알려 주지 않습니다.",
      },
    },
    "instance-endpoint-for-readers": {
      caughtBy: "leads an instance endpoint to its instance, whatever becomes of its role or its health",
      misconception: {
        en: "An instance endpoint is given up when its instance becomes the writer, which has the cluster endpoint already. But this name stands for the instance and not for its role: both lead there then.",
        ko: "인스턴스가 라이터가 되면 클러스터 엔드포인트가 있다며 인스턴스 엔드포인트를 거둡니다. 이 이름은 역할이 아니라 인스턴스를 가리키므로, 이때는 두 이름이 모두 그곳으로 이어집니다.",
      },
    },
    "stands-in-for-an-instance": {
      caughtBy: "leads an instance endpoint to its instance, whatever becomes of its role or its health",
      misconception: {
        en: "When an instance is down, its endpoint leads to the writer instead. Whoever asked for this instance, to find out what is wrong with it, would look at another one.",
        ko: "인스턴스가 죽으면 그 엔드포인트가 라이터로 대신 이어집니다. 무엇이 잘못되었는지 보려고 그 인스턴스를 찾은 사람이 다른 인스턴스를 들여다보게 됩니다.",
      },
    },
    "custom-endpoints-only-read": {
      caughtBy: "leads a custom endpoint of type ANY to the same instances before and after a failover",
      misconception: {
        en: "The writer is left out of every custom endpoint. That is what the type READER says; ANY takes an instance in either role.",
        ko: "모든 사용자 지정 엔드포인트에서 라이터를 뺐습니다. 그것은 READER 유형의 이야기입니다. ANY는 역할을 가리지 않습니다.",
      },
    },
    "list-decides-alone": {
      caughtBy: "leads a custom endpoint of type READER to readers only, also when one of them is promoted",
      misconception: {
        en: "Whoever is on the list of a READER endpoint stays in it after a promotion. Reports then run on the new writer, which the type was chosen to prevent.",
        ko: "READER 엔드포인트의 목록에 있으면 승격된 뒤에도 남아 있습니다. 그러면 보고서 쿼리가 새 라이터에서 돌아갑니다. 이 유형을 고른 것은 바로 그 일을 막기 위해서입니다.",
      },
    },
    "exclusion-resolved-once": {
      caughtBy: "takes an instance that joins into every exclusion list's endpoint, and into no static list's",
      misconception: {
        en: "An exclusion list is turned into a list of instances when it is first seen. Whoever joins later never gets a connection through it, which is how a static list behaves.",
        ko: "제외 목록을 처음 볼 때 인스턴스 목록으로 바꾸어 둡니다. 그러면 나중에 들어온 인스턴스는 그 엔드포인트로 연결을 받지 못합니다. 그것은 정적 목록의 동작입니다.",
      },
    },
    "no-names-no-targets": {
      caughtBy: "takes an instance that joins into every exclusion list's endpoint, and into no static list's",
      misconception: {
        en: "A list without instances is taken for an endpoint without targets. An exclusion list that names nobody excludes nobody.",
        ko: "인스턴스가 없는 목록을 대상이 없는 엔드포인트로 보았습니다. 아무도 적히지 않은 제외 목록은 아무도 빼지 않습니다.",
      },
    },
    "listed-is-served": {
      caughtBy:
        "gives a custom endpoint's member no new connections while it is down, and finds it again when it is back",
      misconception: {
        en: "A member that is down is led to, because it is still listed. It stays on the list so that nobody has to put it back; until it is back it gets no new connections.",
        ko: "아직 목록에 있다는 이유로 죽은 멤버에 연결을 보냅니다. 목록에 남는 것은 누가 다시 넣지 않아도 되게 하려는 것이고, 돌아올 때까지 새 연결은 받지 않습니다.",
      },
    },
    "writer-of-last-resort": {
      caughtBy: "leads a custom endpoint nowhere rather than to an instance outside its list or its type",
      misconception: {
        en: "A custom endpoint without targets falls back to the writer, as the reader endpoint may. The writer is in nobody's group, and gets just the load that was to be kept away from it.",
        ko: "대상이 없는 사용자 지정 엔드포인트가 리더 엔드포인트처럼 라이터로 돌아섭니다. 그룹에 들지도 않은 라이터가, 바로 그 라이터에서 떼어 놓으려던 부하를 받습니다.",
      },
    },
    "own-writer-of-last-resort": {
      caughtBy: "leads a custom endpoint nowhere rather than to an instance outside its list or its type",
      misconception: {
        en: "A READER endpoint with no reader on its list turns to the writer on it. That is the reader endpoint's rule; a custom endpoint keeps to its type.",
        ko: "목록에 리더가 없으면 READER 엔드포인트가 목록에 있는 라이터로 돌아섭니다. 그것은 리더 엔드포인트의 규칙입니다. 사용자 지정 엔드포인트는 자신의 유형을 지킵니다.",
      },
    },
    "order-of-the-list": {
      caughtBy: "names targets in the order of the cluster's members, whatever the order of a list",
      misconception: {
        en: "Targets come in the order in which the list names them. A list is a set: whoever draws by number would draw somebody else when it is written down again.",
        ko: "대상이 목록에 적힌 순서로 나옵니다. 목록은 집합입니다. 번호로 뽑는 쪽에서는 목록을 다시 적기만 해도 다른 인스턴스가 뽑힙니다.",
      },
    },
    "sorted-by-name": {
      caughtBy: "names targets in the order of the cluster's members, whatever the order of a list",
      misconception: {
        en: "Targets are sorted by name. The members have an order of their own, and db-10 would come before db-2.",
        ko: "대상을 이름순으로 정렬했습니다. 멤버에는 나름의 순서가 있고, 이름순으로는 db-10이 db-2보다 앞에 옵니다.",
      },
    },
  },
});
