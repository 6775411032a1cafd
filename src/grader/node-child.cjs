"use strict";
/*
 * The process in which one answer runs: Node's permission model is on, and this file is all that it may read. Standard
 * input brings, in one line of JSON, the sealed runner's script, the answer and a secret, and behind that line the
 * script's compiled form. The report leaves by descriptor 3, each line opened by that secret, which the answer cannot
 * know. What it writes anywhere else is nobody's report.
 *
 * CommonJS, because it is what starts fastest; no dependency, because it may read none.
 */
const fs = require("node:fs");
const vm = require("node:vm");

// Taken by name: nothing global is left by the time the first message leaves.
const { Buffer } = require("node:buffer");
const { writeSync } = fs;
const { stringify } = JSON;
const given = fs.readFileSync(0);
fs.closeSync(0);
const lineLength = given.indexOf("\n");
const { script, source, scenario, secret } = JSON.parse(given.toString("utf8", 0, lineLength));
const cachedData = given.subarray(lineLength + 1);

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

const openRunner = new vm.Script(script, { filename: "sealed-runner.js", cachedData }).runInThisContext();
const runner = openRunner(send);
if (scenario === undefined) void runner.grade(source);
else runner.simulate(source, scenario);
