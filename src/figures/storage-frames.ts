/** What an event of a storage scene is about. Replays point at it; lessons do not load this. */
import type { StorageEvent } from "../core/aurora/index.ts";
import type { Box } from "./scene-sizes.ts";
import type { StorageShapes } from "./storage-shapes.ts";

/** Frames around what an event is about: the copy, the cell, the commit, the marks or the service that it changed. */
export function framesAround(shapes: StorageShapes, event: StorageEvent): readonly Box[] {
  const boxes: Box[] = [];
  if ("segment" in event) boxes.push(...shapes.segments.filter(({ segment }) => segment === event.segment));
  if (event.kind === "gossip-asked" || event.kind === "gossip-answered" || event.kind === "gossip-refused")
    boxes.push(...shapes.segments.filter(({ segment }) => segment === event.peer));
  if (event.kind === "membership-changed") {
    const { leaving, joining } = event.change;
    boxes.push(...shapes.segments.filter(({ segment }) => segment === leaving || segment === joining));
  }
  if ("instance" in event) boxes.push(shapes.writer);
  if ("lsn" in event) boxes.push(...shapes.records.filter(({ world }) => world.lsn === event.lsn));
  if (event.kind === "commit-answered" || event.kind === "commit-requested") {
    boxes.push(...shapes.commits.filter(({ world }) => world.transaction === event.transaction));
  }
  if (event.kind === "marks-moved") {
    const [first] = shapes.marks;
    const last = shapes.marks.at(-1);
    if (first !== undefined && last !== undefined) {
      const reach = Math.max(...shapes.marks.map(({ width }) => width));
      boxes.push({
        x: shapes.rowX,
        y: first.y,
        width: first.x - shapes.rowX + reach + 40,
        height: last.y + last.height - first.y,
      });
    }
  }
  if (event.kind === "read-planned")
    boxes.push(...shapes.segments.filter(({ segment }) => event.order.includes(segment)));
  if (event.kind === "pgmrpl-told") {
    const mark = shapes.marks.find(({ name }) => name === "PGMRPL");
    if (mark !== undefined) boxes.push({ ...mark, width: mark.width + 40 });
  }
  if (event.kind === "service-changed") {
    const [writes, reads] = shapes.service.filter(({ group }) => group === event.group);
    if (writes !== undefined && reads !== undefined)
      boxes.push({ ...writes, height: reads.y + reads.height - writes.y });
  }
  if (event.kind === "read-quorum-met")
    boxes.push(...shapes.segments.filter(({ segment }) => event.answeredBy.includes(segment)));
  return boxes.map(({ x, y, width, height }) => ({ x: x - 4, y: y - 4, width: width + 8, height: height + 8 }));
}
