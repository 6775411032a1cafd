/**
 * What `npm run papers` prints, in this order. A section is one file: it measures on the core and imports nothing else.
 * To add one, write its module and enter it here; a test then runs it, holds it to 80 columns and to plain data, and wants a test of its numbers beside the others.
 */
import { networkIos } from "./network-ios.ts";
import { quorumLoss } from "./quorum-loss.ts";
import { recoveryTime } from "./recovery-time.ts";
import type { PaperSection } from "./section.ts";

export const SECTIONS: readonly PaperSection[] = [networkIos, quorumLoss, recoveryTime];
