// A table of curried arrow functions, and a fold over the members.
import type { ClusterMember, Endpoint, InstanceId } from "four-of-six/cluster";

type Test = (member: ClusterMember) => boolean;

const isWriter: Test = ({ role }) => role === "writer";
const isReader: Test = (member) => !isWriter(member);
const isUp: Test = ({ isAvailable }) => isAvailable;
const both =
  (...tests: readonly Test[]): Test =>
  (member) =>
    tests.every((test) => test(member));

const TESTS: {
  readonly [Kind in Endpoint["kind"]]: (
    endpoint: Extract<Endpoint, { kind: Kind }>,
    members: readonly ClusterMember[],
  ) => Test;
} = {
  cluster: () => isWriter,
  instance: (endpoint) => (member) => Object.is(member.instance, endpoint.instance),
  reader: (_, members) => both(isUp, members.find(both(isReader, isUp)) ? isReader : isWriter),
  custom: ({ type, list: { kind, instances } }) =>
    both(
      isUp,
      type === "READER" ? isReader : () => true,
      ({ instance }) => instances.some((name) => name === instance) === (kind !== "exclusion"),
    ),
};

export const targets = (endpoint: Endpoint, members: readonly ClusterMember[]): readonly InstanceId[] => {
  const test = TESTS[endpoint.kind](endpoint as never, members);
  return Object.freeze(
    members.reduce<InstanceId[]>((found, member) => (test(member) ? [...found, member.instance] : found), []),
  );
};
