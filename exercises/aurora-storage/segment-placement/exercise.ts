import { defineExercise } from "four-of-six/exercise";

export default defineExercise({
  title: { en: "Segment placement", ko: "세그먼트 배치" },
  lesson: "aurora-storage/protection-groups",
  stars: 2,
  checks: [
    {
      name: "lays the groups one behind the other: the first pages in group 1, the next in group 2",
      nameKo: "그룹을 차례로 이어 붙인다. 처음 페이지들은 1번 그룹, 그다음 페이지들은 2번 그룹이다",
      layer: "example",
      hint: {
        en: "Write down the pages of group 1 with 4 pages a group: 1, 2, 3, 4. What do these four have in common that 5 has not?",
        ko: "그룹당 4페이지일 때 1번 그룹의 페이지는 1, 2, 3, 4입니다. 이 네 수에는 있고 5에는 없는 공통점은 무엇입니까?",
      },
    },
    {
      name: "finds the last page of the volume, and calls the one behind it outside",
      nameKo: "볼륨의 마지막 페이지를 찾고, 그다음 페이지는 바깥이라고 답한다",
      layer: "example",
      hint: {
        en: "How many pages has a volume of two groups of four? On which side of that number is the question?",
        ko: "4페이지짜리 그룹이 둘인 볼륨의 페이지는 몇 개입니까? 물어본 페이지는 그 수의 어느 쪽입니까?",
      },
    },
    {
      name: "leaves a page in its group when the volume grows",
      nameKo: "볼륨이 커져도 페이지는 자기 그룹에 그대로 있다",
      layer: "example",
      hint: {
        en: "If a page's group depends on how many groups there are, growing moves data. Which number must not appear in the arithmetic?",
        ko: "페이지의 그룹이 그룹 수에 따라 달라지면, 볼륨이 커질 때 데이터를 옮겨야 합니다. 계산에 들어가면 안 되는 숫자는 무엇입니까?",
      },
    },
    {
      name: "grows by as many groups as the page needs, in one step of the geometry epoch",
      nameKo: "페이지에 필요한 만큼 그룹을 늘리고, 지오메트리 에포크는 한 번만 올린다",
      layer: "example",
      hint: {
        en: "Afterwards the page must be inside, and the group before the last one must not have been enough. The epoch says that the shape changed, once.",
        ko: "늘린 뒤에는 페이지가 안에 있어야 하고, 그룹이 하나 적었다면 모자랐어야 합니다. 에포크는 모양이 한 번 바뀌었다는 뜻입니다.",
      },
    },
    {
      name: "leaves a volume as it is that holds the page already",
      nameKo: "페이지를 이미 담고 있는 볼륨은 그대로 둔다",
      layer: "example",
      hint: {
        en: "A new epoch makes every client ask again for the shape of the volume. When is that worth it?",
        ko: "에포크가 바뀌면 모든 클라이언트가 볼륨의 모양을 다시 물어야 합니다. 언제 그럴 가치가 있습니까?",
      },
    },
    {
      name: "grows up to its limit, and refuses the first page behind it",
      nameKo: "한도까지는 커지고, 한도를 처음 넘는 페이지는 거절한다",
      layer: "example",
      hint: {
        en: "The last group that the volume may have is a group like the others. And a volume that grew without holding the page has helped nobody.",
        ko: "볼륨이 가질 수 있는 마지막 그룹도 쓸 수 있는 그룹입니다. 그리고 커졌는데도 페이지를 담지 못한다면 아무 소용이 없습니다.",
      },
    },
    {
      name: "places two segments in each zone, on hosts of their own",
      nameKo: "가용 영역마다 세그먼트를 두 개씩, 서로 다른 호스트에 둔다",
      layer: "example",
      hint: {
        en: "Go zone by zone. Look at the order in which the zones were given to you, and at the order of what you give back.",
        ko: "가용 영역을 하나씩 처리하십시오. 넘겨받은 가용 영역의 순서와 돌려주는 호스트의 순서를 함께 보십시오.",
      },
    },
    {
      name: "takes the hosts with the fewest segments, and the first of the list among equals",
      nameKo: "세그먼트가 적은 호스트를 고르고, 같으면 목록에서 앞에 있는 호스트를 고른다",
      layer: "example",
      hint: {
        en: "Only one number of a host is compared. And what does a sort do with two elements that compare as equal?",
        ko: "비교하는 숫자는 호스트마다 하나뿐입니다. 그리고 정렬은 같은 값 둘을 어떻게 다룹니까?",
      },
    },
    {
      name: "gives nothing to a host without room, and fills one up to its last place",
      nameKo: "자리가 없는 호스트에는 주지 않고, 마지막 한 자리까지는 채운다",
      layer: "example",
      hint: {
        en: "A host with 8 of 9 can take one more. A host with 0 of 0 has the fewest segments of all, and can take none.",
        ko: "9개 중 8개를 가진 호스트는 하나 더 맡을 수 있습니다. 0개 중 0개인 호스트는 세그먼트가 가장 적지만 하나도 맡을 수 없습니다.",
      },
    },
    {
      name: "places nothing when a zone has no two hosts with room, and names the first such zone",
      nameKo: "자리 있는 호스트가 두 대 없는 가용 영역이 있으면 배치하지 않고, 그런 첫 가용 영역을 알린다",
      layer: "example",
      hint: {
        en: "A group with five segments already lives without its reserve. Which zone do you reach first that cannot give two?",
        ko: "세그먼트가 다섯인 그룹은 처음부터 여유가 없습니다. 두 대를 내줄 수 없는 가용 영역을 어디서 처음 만납니까?",
      },
    },
    {
      name: "repairs a segment in its own zone, on the host with room and the fewest segments",
      nameKo: "세그먼트는 원래 가용 영역에서, 자리가 있고 세그먼트가 가장 적은 호스트에 복구한다",
      layer: "example",
      hint: {
        en: "If the segment moved to another zone, that zone would hold three. What would its loss leave?",
        ko: "다른 가용 영역으로 옮기면 그곳에는 세그먼트가 셋이 됩니다. 그 가용 영역을 잃으면 몇 개가 남습니까?",
      },
    },
    {
      name: "repairs no segment on a host that has one of the group, nor on its own old one",
      nameKo: "같은 그룹의 세그먼트가 있는 호스트나 원래 있던 호스트에는 복구하지 않는다",
      layer: "example",
      hint: {
        en: "`groupHosts` names all of them, the lost segment's own host included. One rule covers both cases.",
        ko: "잃어버린 세그먼트의 원래 호스트까지 모두 `groupHosts`에 있습니다. 규칙 하나로 두 경우가 해결됩니다.",
      },
    },
    {
      name: "says so when the zone has no host for a lost segment",
      nameKo: "잃어버린 세그먼트를 맡을 호스트가 그 가용 영역에 없으면 없다고 답한다",
      layer: "example",
      hint: {
        en: "With a whole zone dark, this is the usual answer. The segments wait, the other four carry on.",
        ko: "가용 영역 하나가 통째로 중단되면 이것이 보통의 답입니다. 세그먼트는 기다리고 나머지 넷이 일을 계속합니다.",
      },
    },
    {
      name: "finds pages and grows as the reference does, whatever the volume's shape",
      nameKo: "볼륨이 어떤 모양이든 참조 구현과 똑같이 페이지를 찾고 커진다",
      layer: "property",
      hint: {
        en: "Replay the run: the first event shows the volume, the next ones the pages that were asked for. Work the last one out by hand.",
        ko: "실행을 재생해 보십시오. 첫 이벤트가 볼륨, 그다음이 물어본 페이지입니다. 마지막 것을 손으로 계산해 보십시오.",
      },
    },
    {
      name: "chooses hosts as the reference does, in any fleet",
      nameKo: "호스트가 어떻게 구성되어 있든 참조 구현과 똑같이 고른다",
      layer: "property",
      hint: {
        en: "The figure shows how many segments each host holds and has room for at that moment. Strike out who may not be chosen, then compare the rest.",
        ko: "그림에서 그 순간 호스트마다 가진 세그먼트 수와 최대 수를 볼 수 있습니다. 고르면 안 되는 호스트를 지우고 나머지를 비교하십시오.",
      },
    },
    {
      name: "leaves every group a write quorum without a zone, and a read quorum without a zone and a host",
      nameKo: "가용 영역 하나가 없어도 쓰기 쿼럼이, 거기에 호스트 하나가 더 없어도 읽기 쿼럼이 남는다",
      layer: "cluster",
      hint: {
        en: "Look at the group that is named, before and after its repair. Which two segments would fail together?",
        ko: "지목된 그룹을 복구 전후로 살펴보십시오. 함께 죽게 될 세그먼트 두 개는 무엇입니까?",
      },
    },
    {
      name: "keeps every page in one group while the volume grows",
      nameKo: "볼륨이 커지는 동안 페이지는 언제나 같은 그룹에 있다",
      layer: "cluster",
      hint: {
        en: "Compare what `groupOf` says of a page before and after `volume-grew`.",
        ko: "볼륨이 커지기 전과 후에 `groupOf`가 같은 페이지를 두고 무엇이라고 하는지 비교하십시오.",
      },
    },
    {
      name: "repairs every lost segment for which its zone has a host",
      nameKo: "가용 영역에 맡을 호스트가 있는 한 잃어버린 세그먼트를 모두 복구한다",
      layer: "cluster",
      hint: {
        en: "A refusal leaves the group with five segments until something changes. Was there really no host?",
        ko: "거절하면 무언가 바뀔 때까지 그룹에는 세그먼트가 다섯뿐입니다. 정말 호스트가 없었습니까?",
      },
    },
    {
      name: "runs the fleet event for event as the reference does",
      nameKo: "스토리지 플릿이 이벤트 하나하나까지 참조 구현과 똑같이 돌아간다",
      layer: "cluster",
      hint: {
        en: "Replay the run and look at the hosts' counts just before the two part: segments under way count too.",
        ko: "실행을 재생하고, 둘이 갈라지기 직전에 호스트가 가진 세그먼트 수를 보십시오. 복사 중인 것도 셉니다.",
      },
    },
    {
      name: "runs a whole volume, with everything else that happens to one, as the reference does",
      nameKo: "볼륨 전체가 온갖 일을 겪는 동안에도 참조 구현과 똑같이 돌아간다",
      layer: "cluster",
      hint: {
        en: "Here a writer ships records to the groups that you name, and the volume grows under it. Which page is the first one to go elsewhere?",
        ko: "여기서는 라이터가 여러분이 말한 그룹으로 레코드를 보내고 볼륨이 커집니다. 처음으로 다른 곳으로 간 페이지는 무엇입니까?",
      },
    },
  ],
  hints: [
    {
      en: "Write one small function for each of two ideas, and both pairs of functions follow: which group a page is in or would be in, and which hosts of a zone could take a segment, best first.",
      ko: "작은 함수 두 개면 됩니다. 페이지가 어느 그룹에 있는지, 또는 있게 될지. 그리고 한 가용 영역에서 세그먼트를 맡을 수 있는 호스트를 좋은 순서대로.",
    },
    {
      en: "Pages count from 1, so the last page of a group divides evenly by the group's size. Rounding up puts it where it belongs; or subtract one before rounding down.",
      ko: "페이지는 1부터 세므로 그룹의 마지막 페이지는 그룹 크기로 나누어떨어집니다. 올림하면 제자리에 들어갑니다. 내림하려면 먼저 1을 빼십시오.",
    },
    {
      en: "`sort` keeps equal elements in their order, but it changes the list it is called on, and what you are given is read-only. A filtered list is your own.",
      ko: "`sort`는 같은 값의 순서를 지키지만 호출된 목록 자체를 바꿉니다. 넘겨받은 목록은 읽기 전용입니다. `filter`의 결과는 여러분의 목록입니다.",
    },
  ],
  mistakes: {
    "pages-from-zero": {
      caughtBy: "lays the groups one behind the other: the first pages in group 1, the next in group 2",
      misconception: {
        en: "Pages are counted as if they began at 0, so the last page of each group lands in the next one.",
        ko: "페이지가 0부터 시작하는 것처럼 계산했습니다. 그래서 그룹마다 마지막 페이지가 다음 그룹으로 넘어갑니다.",
      },
    },
    "stripes-over-the-groups": {
      caughtBy: "lays the groups one behind the other: the first pages in group 1, the next in group 2",
      misconception: {
        en: "Neighbouring pages are dealt out over the groups in turn. Then a page's group depends on how many groups there are, and growing would move nearly every page. Aurora's groups are concatenated.",
        ko: "이웃한 페이지를 그룹마다 돌아가며 나누어 담았습니다. 그러면 페이지의 그룹이 그룹 수에 따라 달라져, 볼륨이 커질 때 거의 모든 페이지를 옮겨야 합니다. Aurora의 그룹은 이어 붙인 것입니다.",
      },
    },
    "no-end": {
      caughtBy: "finds the last page of the volume, and calls the one behind it outside",
      misconception: {
        en: "The group is worked out, but not whether the volume has it. A write to a group that was never placed goes nowhere.",
        ko: "그룹 번호는 계산했지만 볼륨에 그 그룹이 있는지는 보지 않았습니다. 배치된 적 없는 그룹에 쓰면 갈 곳이 없습니다.",
      },
    },
    "one-group-at-a-time": {
      caughtBy: "grows by as many groups as the page needs, in one step of the geometry epoch",
      misconception: {
        en: "The volume grows by one group, whatever the page. A page two groups further on is still outside afterwards.",
        ko: "어떤 페이지든 그룹을 하나만 늘립니다. 두 그룹 뒤의 페이지는 늘린 뒤에도 여전히 바깥에 있습니다.",
      },
    },
    "one-epoch-for-each-group": {
      caughtBy: "grows by as many groups as the page needs, in one step of the geometry epoch",
      misconception: {
        en: "The epoch goes up once for each group. It counts changes of the shape, and this is one change.",
        ko: "그룹 하나마다 에포크를 올렸습니다. 에포크는 모양이 바뀐 횟수이고, 이것은 한 번의 변경입니다.",
      },
    },
    "forgets-the-epoch": {
      caughtBy: "grows by as many groups as the page needs, in one step of the geometry epoch",
      misconception: {
        en: "The volume grows under its old epoch. Whoever still works with the old shape then cannot be told apart and sent to ask again.",
        ko: "에포크를 그대로 둔 채 볼륨이 커집니다. 그러면 예전 모양으로 일하는 쪽을 알아보고 다시 물어보게 할 방법이 없습니다.",
      },
    },
    "always-grows": {
      caughtBy: "leaves a volume as it is that holds the page already",
      misconception: {
        en: "A new geometry is made although the page is inside. Each needless epoch sends every client back to ask for the shape of the volume.",
        ko: "페이지가 안에 있는데도 새 지오메트리를 만듭니다. 필요 없는 에포크가 생길 때마다 모든 클라이언트가 볼륨의 모양을 다시 물어야 합니다.",
      },
    },
    "never-the-last-group": {
      caughtBy: "grows up to its limit, and refuses the first page behind it",
      misconception: {
        en: "The limit is treated as the first forbidden count. A volume that may have five groups may have the fifth.",
        ko: "한도를 금지된 첫 개수로 보았습니다. 그룹을 다섯 개까지 둘 수 있는 볼륨은 다섯 번째 그룹도 둘 수 있습니다.",
      },
    },
    "grows-to-the-limit": {
      caughtBy: "grows up to its limit, and refuses the first page behind it",
      misconception: {
        en: "For a page behind the limit the volume grows as far as it can. It has all its groups then, and still no place for the page.",
        ko: "한도 밖의 페이지를 두고 볼륨을 한도까지 키웁니다. 그룹을 모두 쓰고도 그 페이지를 둘 자리는 없습니다.",
      },
    },
    "six-anywhere": {
      caughtBy: "places two segments in each zone, on hosts of their own",
      misconception: {
        en: "The six least loaded hosts are taken, wherever they stand. If three of them share a zone, the loss of that zone takes the write quorum with it.",
        ko: "어디에 있든 세그먼트가 가장 적은 호스트 여섯 대를 골랐습니다. 셋이 같은 가용 영역에 있으면 그 가용 영역을 잃는 순간 쓰기 쿼럼도 사라집니다.",
      },
    },
    "both-on-the-best-host": {
      caughtBy: "places two segments in each zone, on hosts of their own",
      misconception: {
        en: "Both segments of a zone are put on one host. Six segments on three hosts are three copies: two fail with every host.",
        ko: "한 가용 영역의 세그먼트 둘을 같은 호스트에 두었습니다. 호스트 셋에 있는 세그먼트 여섯은 세 벌이나 마찬가지입니다. 호스트가 죽을 때마다 둘씩 사라집니다.",
      },
    },
    "fullness-as-a-share": {
      caughtBy: "takes the hosts with the fewest segments, and the first of the list among equals",
      misconception: {
        en: "Hosts are compared by the share of their room that is taken. Then the largest hosts collect the most segments, and have the most to repair when they fail.",
        ko: "자리의 사용 비율로 호스트를 비교했습니다. 그러면 가장 큰 호스트에 세그먼트가 몰리고, 죽었을 때 복구할 것도 가장 많아집니다.",
      },
    },
    "most-room-first": {
      caughtBy: "takes the hosts with the fewest segments, and the first of the list among equals",
      misconception: {
        en: "Hosts are compared by their free room. What a failure costs depends on what a host holds, not on what it could hold.",
        ko: "남은 자리로 호스트를 비교했습니다. 장애의 비용은 호스트가 가진 것에 달려 있지, 더 가질 수 있는 것에 달려 있지 않습니다.",
      },
    },
    "ties-by-name": {
      caughtBy: "takes the hosts with the fewest segments, and the first of the list among equals",
      misconception: {
        en: "Among equals the names decide. The order that was asked for is that of the list.",
        ko: "세그먼트 수가 같을 때 이름으로 정했습니다. 요구한 순서는 목록의 순서입니다.",
      },
    },
    "forgets-the-room": {
      caughtBy: "gives nothing to a host without room, and fills one up to its last place",
      misconception: {
        en: "Whether a host has room is never asked. Few segments can be all that it has room for.",
        ko: "호스트에 자리가 있는지 묻지 않습니다. 세그먼트가 적어도 이미 가득 찼을 수 있습니다.",
      },
    },
    "keeps-one-place-free": {
      caughtBy: "gives nothing to a host without room, and fills one up to its last place",
      misconception: {
        en: "A host's last place is never used. `segmentCount` may become as large as `segmentCountMax`.",
        ko: "호스트의 마지막 자리를 쓰지 않습니다. `segmentCount`는 `segmentCountMax`까지 커질 수 있습니다.",
      },
    },
    "places-what-it-can": {
      caughtBy: "places nothing when a zone has no two hosts with room, and names the first such zone",
      misconception: {
        en: "A group is begun with fewer than six segments. It could write, and the next host that fails would stop it.",
        ko: "세그먼트 여섯 개를 채우지 못한 채 그룹을 시작합니다. 쓸 수는 있지만 다음 호스트 하나가 죽으면 멈춥니다.",
      },
    },
    "repairs-in-any-zone": {
      caughtBy: "repairs a segment in its own zone, on the host with room and the fewest segments",
      misconception: {
        en: "The repaired segment goes to the least loaded host of the fleet. With three segments in one zone, the loss of that zone leaves only three: no write quorum.",
        ko: "복구한 세그먼트를 전체에서 가장 한가한 호스트에 둡니다. 한 가용 영역에 셋이 있게 되면, 그곳을 잃을 때 셋만 남아 쓰기 쿼럼이 없습니다.",
      },
    },
    "repairs-on-the-first-host": {
      caughtBy: "repairs a segment in its own zone, on the host with room and the fewest segments",
      misconception: {
        en: "The first host with room takes every repair. All segments of a failed host then queue for one link, and seconds become minutes.",
        ko: "자리가 있는 첫 호스트가 복구를 모두 맡습니다. 그러면 죽은 호스트의 세그먼트가 모두 링크 하나 앞에 줄을 서고, 몇 초가 몇 분이 됩니다.",
      },
    },
    "repairs-beside-its-sibling": {
      caughtBy: "repairs no segment on a host that has one of the group, nor on its own old one",
      misconception: {
        en: "The group's own hosts are not left out. Two segments of one group on one host fail as one.",
        ko: "그룹이 이미 쓰는 호스트를 빼지 않았습니다. 같은 그룹의 세그먼트 둘이 한 호스트에 있으면 함께 죽습니다.",
      },
    },
    "another-zone-if-need-be": {
      caughtBy: "says so when the zone has no host for a lost segment",
      misconception: {
        en: "When the zone has no host, another zone's is taken. While a zone is dark this would copy everything elsewhere, and leave groups with three segments in a zone.",
        ko: "가용 영역에 호스트가 없으면 다른 가용 영역의 호스트를 씁니다. 가용 영역 하나가 중단된 동안 모든 것을 다른 곳에 복사하게 되고, 한 가용 영역에 세그먼트가 셋인 그룹이 생깁니다.",
      },
    },
  },
});
