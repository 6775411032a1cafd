import {
  cloneEventInEnglish,
  createCloneFamily,
  runCloneScript,
  runCloneSystem,
  type CloneFamily,
  type CloneFamilyOptions,
  type CloneKind,
  type CloneScript,
  type CloneSystemScenario,
  type PageCopy,
} from "four-of-six/aurora";
import { defineRig, fn, mechanism, nothing, number, record, text, type Seam } from "four-of-six/testing";

/** What an answer to this exercise exports. */
export interface CopyOnWriteCloneAnswer {
  createCloneFamily(options: CloneFamilyOptions): CloneFamily;
}

const kind = text as unknown as Seam<{ kind: CloneKind }>["kind"];

export const rig = defineRig<CopyOnWriteCloneAnswer, CloneScript, CloneSystemScenario>({
  figure: "copy-on-write-clone",
  seam: {
    createCloneFamily: fn(
      mechanism<CloneFamily>({
        clone: kind,
        write: nothing,
        remove: nothing,
        read: record<PageCopy>({ writtenBy: text, lsn: number }),
        ownerOf: text,
        billedPages: number,
      }),
    ),
  },
  reference: { createCloneFamily },
  unit: { run: (script, answer, into) => runCloneScript(script, answer.createCloneFamily, into as never) },
  cluster: { run: (scenario, answer, into) => runCloneSystem(scenario, answer.createCloneFamily, into as never) },
  decides: ["clone-made", "family-stands", "page-read"],
  eventText: (event) => cloneEventInEnglish(event as never),
});
