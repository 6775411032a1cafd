"use strict";
/*
 * The process in which one answer runs: Node's permission model is on, and this file is all that it may read by name.
 * Standard input brings the answer and a secret as JSON; descriptor 4 is the sealed runner's script, 5 its compiled form,
 * 6 what its suite draws.
 * The report leaves by descriptor 3, each line opened by that secret, which the answer cannot know. What it writes
 * anywhere else is nobody's report.
 *
 * CommonJS, because it is what starts fastest; no dependency, because it may read none.
 */
const fs = require("node:fs");
const vm = require("node:vm");

// Taken by name: nothing global is left by the time the first message leaves.
const { Buffer } = require("node:buffer");
const { readSync, writeSync } = fs;
const { exit, hrtime } = process;
const { parse, stringify } = JSON;
const { source, scenario, replay, secret, compiles } = JSON.parse(fs.readFileSync(0, "utf8"));
fs.closeSync(0);
// In ASCII: read as Latin-1, it need not be decoded.
const script = wholeFile(4).latin1Slice();
// Neither is there when they are to be made.
const cachedData = compiles ? undefined : wholeFile(5);
let drawn = compiles ? undefined : drawnIn(wholeFile(6).latin1Slice().split("\n"));

/** Its first line says how many runs each search has; then there is a line for each. */
function drawnIn([counts, ...texts]) {
  let at = 0;
  const textsOf = (count) => (count === null ? null : texts.slice(at, (at += count)));
  const ofChecks = Object.entries(parse(counts)).map(([check, searches]) => [check, searches.map(textsOf)]);
  return Object.fromEntries(ofChecks);
}

/** Its bytes, and the end of it here. Read from the beginning: other processes share the descriptor's position. */
function wholeFile(file) {
  const bytes = Buffer.allocUnsafeSlow(fs.fstatSync(file).size);
  for (let at = 0; at < bytes.length;) at += readSync(file, bytes, at, bytes.length - at, at);
  fs.closeSync(file);
  return bytes;
}

/** Writes all of it: a pipe may take less than it is given. */
function send(message) {
  let rest = Buffer.from(`${secret}${stringify(message)}\n`);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(3, rest));
    } catch (error) {
      if (error.code !== "EAGAIN") throw error;
    }
  }
}

let heard = "";
const piece = Buffer.alloc(65_536);

/**
 * Asks the host and waits for its reply, one line on the same descriptor. The process stands still meanwhile: whatever an
 * answer has left behind has no turn before the reply is there.
 */
async function ask(asked) {
  send({ kind: "asked", asked });
  while (!heard.includes("\n")) {
    try {
      const length = readSync(3, piece);
      if (length === 0) throw new Error("The host has gone.");
      heard += piece.latin1Slice(0, length);
    } catch (error) {
      if (error.code !== "EAGAIN") throw error;
    }
  }
  const end = heard.indexOf("\n");
  const line = heard.slice(0, end);
  heard = heard.slice(end + 1);
  return parse(line);
}

// No answer should come to hold the process; one that did would find nothing there to use.
for (const name of [
  "_debugProcess",
  "_kill",
  "_linkedBinding",
  "abort",
  "binding",
  "dlopen",
  "execve",
  "getBuiltinModule",
  "kill",
  "mainModule",
]) {
  delete process[name];
}

// Node's own comes with modules that take a millisecond to load.
Object.defineProperty(globalThis, "performance", {
  value: { now: () => Number(hrtime.bigint()) / 1e6 },
  configurable: true,
});

const compiled = new vm.Script(script, { filename: "sealed-runner.js", cachedData });
const runner = compiled.runInThisContext()(send, compiles ? handOver : ask, drawn);
if (compiles) void prepare();
else if (scenario === undefined) void runner.grade(source);
else if (replay === undefined) runner.simulate(source, scenario);
else runner.replay(source, replay, scenario);

/** Asked for with our own solution only. */
async function prepare() {
  drawn = await runner.rehearse();
  await runner.grade(source);
  handOver();
}

/** Gives what has been compiled and drawn by now to the processes of other answers. */
function handOver() {
  send({ code: compiled.createCachedData().toString("base64"), drawn: drawn ?? {} });
  exit();
}
