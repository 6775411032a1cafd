/** Storage events in English. */
import { faultInEnglish } from "../kernel/fault-words-en.ts";
import type { Loss } from "../kernel/index.ts";
import { listOf } from "../kernel/words.ts";
import type { GossipRefusal } from "./gossip-repair.ts";
import type { OverlapRule } from "./quorum-rules.ts";
import type { ChangeRefusal } from "./quorum-sets.ts";
import type { ReadAcceptance } from "./read-routing.ts";
import type { ReadFailure, StorageEvent } from "./storage-trace.ts";
import { rangeText, rangesText } from "./storage-words-shared.ts";

type MembershipChanged = Extract<StorageEvent, { readonly kind: "membership-changed" }>;

/** The sentence for one event, without a full stop. */
export function storageEventInEnglish(event: StorageEvent): string {
  switch (event.kind) {
    case "volume-opened": {
      const { rule, groups, startLsn } = event;
      const groupCount = groups.length === 1 ? "one protection group" : `${groups.length} protection groups`;
      return `The volume is open at LSN ${startLsn}: ${groupCount}, ${rule.copyCount} copies each, ${rule.writeQuorum} to write, ${rule.readQuorum} to read`;
    }
    case "record-shipped":
      return `The writer sent LSN ${event.lsn}${event.isCpl ? ", a CPL," : ""} to protection group ${event.group}`;
    case "record-resent":
      return `The writer sent LSN ${event.lsn} to segment ${event.segment} once more`;
    case "record-lost":
      return `LSN ${event.lsn} did not reach segment ${event.segment}: ${lossInEnglish[event.because]}`;
    case "ack-lost":
      return `Segment ${event.segment}'s acknowledgement of LSN ${event.lsn} did not reach the writer: ${lossInEnglish[event.because]}`;
    case "record-stored":
      return `Segment ${event.segment} stored LSN ${event.lsn} (SCL ${event.scl})`;
    case "ack-arrived":
      return `Segment ${event.segment}'s acknowledgement of LSN ${event.lsn} reached the writer`;
    case "marks-moved":
      // The event does not say which of the marks moved, so neither does the sentence.
      return `The marks now stand at VDL ${event.vdl}, VCL ${event.vcl}, PGCL ${event.pgcls.join(", ")}`;
    case "commit-requested":
      return `A client asks for the commit of ${event.transaction} (commit LSN ${event.commitLsn})`;
    case "commit-answered":
      return `${event.transaction} is committed: its client has been told`;
    case "writer-unreachable":
      return `${event.transaction ?? "A request"} found the writer down: nothing was done`;
    case "fault-began":
      return faultInEnglish(event.fault, true, nodeInEnglish);
    case "fault-ended":
      return faultInEnglish(event.fault, false, nodeInEnglish);
    case "service-changed": {
      const group = `Protection group ${event.group}`;
      if (event.writes && event.reads) return `${group} has its write quorum and its read quorum`;
      if (event.reads) return `${group} has no write quorum any more; it still has its read quorum`;
      if (event.writes) return `${group} has its write quorum, but no read quorum`;
      return `${group} has neither a write quorum nor a read quorum`;
    }
    case "rule-checked":
      return event.broken.length === 0
        ? "The rule was looked over: it keeps both promises"
        : `The rule was looked over: ${event.broken.map((rule) => overlapInEnglish[rule]).join(", and ")}`;
    case "quorum-read-asked":
      return `A recovery read asks every segment of protection group ${event.group} for its SCL`;
    case "segment-answered":
      return `Segment ${event.segment} answered the read: SCL ${event.scl}`;
    case "read-quorum-met":
      return `Protection group ${event.group} met its read quorum with ${listOf(event.answeredBy, "en")}`;
    case "write-held-back":
      return `${event.transaction ?? "A write"} waits: no LSN above ${event.limitLsn} may be given out yet`;
    case "request-refused":
      return event.because === "stale-volume-epoch"
        ? `Segment ${event.segment} refused ${instanceInEnglish(event.by)}: the volume has been opened by another instance, epoch ${event.epoch}`
        : `Segment ${event.segment} refused ${instanceInEnglish(event.by)}: its group has other members, epoch ${event.epoch}`;
    case "page-asked":
      return event.isHedge
        ? `The writer asks segment ${event.segment} for page ${event.page} as well, as of LSN ${event.readPoint}`
        : `The writer asks segment ${event.segment} for page ${event.page} as of LSN ${event.readPoint}`;
    case "page-refused":
      return `Segment ${event.segment} cannot give page ${event.page} as of LSN ${event.readPoint}: ${readFailureInEnglish[event.because]}`;
    case "page-answered":
      return `Segment ${event.segment} gave page ${event.page} as of LSN ${event.readPoint}: page LSN ${event.pageLsn}, after ${event.tookMs} ms`;
    case "read-failed":
      return `Page ${event.page} cannot be read as of LSN ${event.readPoint}: ${readFailureInEnglish[event.because]}`;
    case "view-opened":
      return `A long query, ${event.view}, begins and holds read point ${event.readPoint}`;
    case "view-closed":
      return `The long query ${event.view} has ended`;
    case "pgmrpl-told":
      return `PGMRPL is ${event.pgmrpl}: nobody may read as of an older LSN any more`;
    case "read-planned": {
      const { order, readPoint, hedgeAfterMs } = event;
      if (order.length === 0) return `A read as of LSN ${readPoint}: there is nobody to ask`;
      const others = order.length === 1 ? "" : `, the next after ${hedgeAfterMs} ms`;
      return `A read as of LSN ${readPoint}: ask ${order.join(", ")} in this order${others}`;
    }
    case "read-judged":
      return `Segment ${event.segment} (SCL ${event.scl}, PGMRPL ${event.pgmrpl}) is asked as of LSN ${event.readPoint}: ${acceptanceInEnglish[event.acceptance]}`;
    case "answer-timed":
      return `Segment ${event.segment} took ${event.tookMs} ms to answer a read: the writer remembers that`;
    case "volume-backtracked":
      return `The volume stands at LSN ${event.targetLsn}, as at ${event.targetMs} ms; hidden: ${rangesText(event.hidden)}`;
    case "backtrack-refused":
      return `No backtrack to ${event.toMs} ms: the window begins at ${event.earliestMs} ms`;
    case "clone-made":
      return `${event.clone} is a clone of ${event.source ?? "the volume"} as of LSN ${event.atLsn}`;
    case "in-clone":
      return `${event.clone}: ${storageEventInEnglish(event.event)}`;
    case "gossip-asked":
      return `Segment ${event.segment} asks ${event.peer} for ${listOf(event.ranges.map(rangeText), "en")}`;
    case "record-gossiped":
      return `Segment ${event.segment} got LSN ${event.lsn} from ${event.from} (SCL ${event.scl})`;
    case "gossip-answered":
      return event.ranges.length === 0
        ? `Segment ${event.segment} has nothing of that for ${event.peer}`
        : `Segment ${event.segment} sends ${event.peer} ${listOf(event.ranges.map(rangeText), "en")}`;
    case "gossip-refused":
      return `Segment ${event.segment} sends ${event.peer} nothing: ${gossipRefusalInEnglish[event.because]}`;
    case "records-filed": {
      const beyond = event.stretches.map(({ afterLsn, lastLsn }) => rangeText({ afterLsn, throughLsn: lastLsn }));
      const gap = beyond.length === 0 ? "" : `, and holds ${listOf(beyond, "en")} beyond a gap`;
      return `Segment ${event.segment} is complete up to LSN ${event.scl}${gap}`;
    }
    case "epochs-told":
      return `Segment ${event.segment} knows of volume epoch ${event.volumeEpoch} and membership epoch ${event.membershipEpoch}`;
    case "page-coalesced":
      return `Segment ${event.segment} made a new version of page ${event.page}, up to LSN ${event.pageLsn}`;
    case "log-staged":
      return `Segment ${event.segment} has its log up to LSN ${event.lsn} in backup`;
    case "garbage-collected":
      return `Segment ${event.segment} dropped ${event.count} records and versions that no read from LSN ${event.pgmrpl} on needs`;
    case "writer-crashed":
      return `The instance ${event.instance} crashed`;
    case "recovery-began":
      return `The instance ${event.instance} opens the volume with epoch ${event.volumeEpoch} and asks every segment what it has`;
    case "recovery-waits":
      return `${event.instance} waits for a read quorum of protection group ${listOf(event.groups.map(String), "en")}`;
    case "recovery-decided":
      return `${event.instance} found VCL ${event.vcl} and VDL ${event.vdl}: LSNs ${event.truncation.afterLsn + 1} to ${event.truncation.throughLsn} are annulled`;
    case "truncation-installed":
      return `Segment ${event.segment} has the truncation of epoch ${event.volumeEpoch} on disk (SCL ${event.scl})`;
    case "volume-recovered":
      return `${event.instance} has the volume open, epoch ${event.volumeEpoch}, VDL ${event.vdl}`;
    case "recovery-superseded":
      return `${event.instance} gives up its recovery: epoch ${event.volumeEpoch} has begun`;
    case "writer-fenced":
      return `${event.instance} learns that the volume is no longer its own: epoch ${event.volumeEpoch} has begun`;
    case "membership-changed":
      return membershipInEnglish(event);
    case "change-refused":
      return `${event.change.joining} cannot take ${event.change.leaving}'s place now: ${changeRefusalInEnglish[event.because]}`;
    case "request-checked":
      return `A request of membership epoch ${event.epoch} is ${event.isAccepted ? "accepted" : "refused"}`;
    case "segment-hydrated":
      return `Segment ${event.segment} has copied its group's log from ${event.from} (SCL ${event.scl})`;
    case "volume-grew":
      return `The volume grew by protection group ${listOf(
        event.groups.map(({ group }) => String(group)),
        "en",
      )}`;
    default:
      return event satisfies never;
  }
}

const overlapInEnglish: Readonly<Record<OverlapRule, string>> = {
  "reads-meet-writes": "a read can miss the newest write",
  "writes-meet-writes": "two writes can succeed without a copy that saw both",
};

function instanceInEnglish(by: string | undefined): string {
  return by ?? "the writer";
}

function membershipInEnglish({ group, set, step, change }: MembershipChanged): string {
  const names = set.alternatives.map((members) => members.join("")).join(" and ");
  switch (step) {
    case "begun":
      return `Protection group ${group}, epoch ${set.epoch}: ${change.joining} joins beside ${change.leaving} (${names})`;
    case "completed":
      return `Protection group ${group}, epoch ${set.epoch}: ${change.joining} has taken ${change.leaving}'s place (${names})`;
    case "abandoned":
      return `Protection group ${group}, epoch ${set.epoch}: ${change.leaving} stays, ${change.joining} is let go (${names})`;
    default:
      return step satisfies never;
  }
}

const changeRefusalInEnglish: Readonly<Record<ChangeRefusal, string>> = {
  "not-a-member": "the one that is to leave is no member",
  "already-a-member": "the one that is to join is a member already",
  "not-changing": "this change is not under way",
  "not-hydrated": "it does not hold the log yet",
};

const acceptanceInEnglish: Readonly<Record<ReadAcceptance, string>> = {
  served: "served",
  behind: "it is behind",
  collected: "versions that old are gone",
};

const gossipRefusalInEnglish: Readonly<Record<GossipRefusal, string>> = {
  "other-volume-epoch": "one of the two has not installed the last truncation",
  "other-membership-epoch": "one of the two has not heard of the last change of members",
};

const readFailureInEnglish: Readonly<Record<ReadFailure, string>> = {
  behind: "it lacks records up to there",
  collected: "versions that old are gone",
  "none-complete": "no segment is known to be complete up to there",
};

const lossInEnglish: Readonly<Record<Loss | "refused", string>> = {
  lost: "the message was lost",
  parted: "no message passes between the two zones",
  "receiver-down": "the receiver is down",
  "sender-down": "the sender is down",
  refused: "it was refused",
};

function nodeInEnglish(node: string): string {
  if (node === "writer") return "The writer";
  return /^[A-Z]\d*$/.test(node) ? `Segment ${node}` : `The instance ${node}`;
}
