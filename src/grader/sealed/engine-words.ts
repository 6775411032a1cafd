/**
 * Engines say the same of an error in words of their own. Where they mean the same, an answer's reader gets V8's words,
 * whichever browser the answer runs in; what only one engine knows stays as that engine says it.
 */

/** SpiderMonkey's and JavaScriptCore's words, and V8's for the same; what V8 adds, and the others do not know, is left out. */
const SAME: readonly (readonly [theirs: RegExp, ours: string])[] = [
  [/^too much recursion$|^Maximum call stack size exceeded\.$/, "Maximum call stack size exceeded"],
  [/^Can't find variable: (.+)$/, "$1 is not defined"],
  [/^can't access property Symbol\.iterator(?: of |, .* is )(undefined|null)$/, "$1 is not iterable"],
  [/^(.+ is not iterable) \(cannot read property .*\)$/, "$1"],
  [
    /^can't access property "?([^"]*)"?(?: of |, .* is )(undefined|null)$/s,
    "Cannot read properties of $2 (reading '$1')",
  ],
  [/^(undefined|null) is not an object \(evaluating '.*\.([\w$]+)'\)$/s, "Cannot read properties of $1 (reading '$2')"],
  [
    /^(undefined|null) is not an object \(evaluating '.*\[["']?([\w-]+)["']?\]'\)$/s,
    "Cannot read properties of $1 (reading '$2')",
  ],
  [/^(undefined|null) is not an object \(evaluating '.*'\)$/s, "Cannot read properties of $1"],
  [/^(.+ is not a (?:function|constructor))\.? \((?:In|evaluating|near) .*\)$/s, "$1"],
  [/^"(.+)" is read-only$/, "Cannot assign to read only property '$1'"],
  [/^(Cannot assign to read only property '.+') of object '.*'$/, "$1"],
  [/^can't define property "(.+)": .+ is not extensible$/, "Cannot add property $1, object is not extensible"],
  [/^property "(.+)" is non-configurable and can't be deleted$/, "Cannot delete property '$1'"],
  [/^(Cannot delete property '.+') of .*$/, "$1"],
  [/^can't redefine non-configurable property "(.+)"$/, "Cannot redefine property: $1"],
  [/^invalid assignment to const '.*'$/, "Assignment to constant variable."],
  [/^can't access lexical declaration '(.+)' before initialization$/, "Cannot access '$1' before initialization"],
  [
    /^redeclaration of \w+ (.+)$|^Cannot declare a \w+ variable twice: '(.+)'\.$/,
    "Identifier '$1$2' has already been declared",
  ],
  [/^illegal character U\+0040$|^Invalid character: '@'$/, "Invalid or unexpected token"],
];

/** What an engine says of an error, in the words of all of them. */
export function inSameWords(message: string): string {
  const found = SAME.find(([theirs]) => theirs.test(message));
  return found === undefined ? message : message.replace(...found);
}

/** An error's name: a full stack is no error of its own everywhere. */
export function sameName(name: string): string {
  return name === "InternalError" ? "RangeError" : name;
}

/** Tells that something cannot be changed, in any engine's words. */
export const READ_ONLY =
  /read-?\s?only property|not extensible|^Cannot (?:add|delete|redefine) property|^Unable to delete property|unconfigurable property|non-writable length/;
