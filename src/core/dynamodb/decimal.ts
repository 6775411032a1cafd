/**
 * DynamoDB's numbers: decimals of up to 38 significant digits, from 1E-130 to 9.99…E+125 in magnitude. They travel as
 * text and are kept exactly: 0.1 + 0.2 is 0.3. Developer Guide, HowItWorks.NamingRulesDataTypes.
 */
import { DYNAMODB_LIMITS } from "./limits.ts";
import { validationError } from "./service-error.ts";

/** `coefficient` times ten to the `exponent`; the coefficient does not end in 0, and zero is 0 times ten to the 0. */
export interface Decimal {
  readonly coefficient: bigint;
  readonly exponent: number;
}

const DIGITS_MAX = DYNAMODB_LIMITS.numberDigits.value;
/** The exponents of the largest and of the smallest number, written as one digit, a point and the others. */
const EXPONENT_MAX = 125;
const EXPONENT_MIN = -130;
const NUMBER = /^\s*([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?\s*$/;

/** Reads a number as a request carries it. Throws the service's ValidationException for anything that is none. */
export function parseDecimal(text: string): Decimal {
  const [matched, sign, whole = "", fraction = "", power = "0"] = NUMBER.exec(text) ?? [];
  if (matched === undefined || whole.length + fraction.length === 0)
    throw validationError(
      text === ""
        ? "The parameter cannot be converted to a numeric value"
        : `The parameter cannot be converted to a numeric value: ${text}`,
    );
  const digits = whole + fraction;
  let first = 0;
  let end = digits.length;
  while (first < end && digits[first] === "0") first++;
  while (end > first && digits[end - 1] === "0") end--;
  const kept = digits.slice(first, end);
  if (kept === "") return { coefficient: 0n, exponent: 0 };
  const exponent = Number(power) - fraction.length + (digits.length - end);
  return inRange(BigInt(sign === "-" ? `-${kept}` : kept), exponent, kept.length);
}

/** The number as the service prints it: no exponent, no zero that says nothing. */
export function printDecimal({ coefficient, exponent }: Decimal): string {
  const sign = coefficient < 0n ? "-" : "";
  const digits = String(coefficient < 0n ? -coefficient : coefficient);
  if (exponent >= 0) return sign + digits + "0".repeat(coefficient === 0n ? 0 : exponent);
  const padded = digits.padStart(1 - exponent, "0");
  return `${sign}${padded.slice(0, exponent)}.${padded.slice(exponent)}`;
}

/** Below 0, 0 or above 0, as `a` is less than, equal to or greater than `b`. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const low = Math.min(a.exponent, b.exponent);
  const difference = scaled(a, low) - scaled(b, low);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Throws the service's ValidationException for a sum beyond the range or of more than 38 digits. */
export function addDecimals(a: Decimal, b: Decimal): Decimal {
  const low = Math.min(a.exponent, b.exponent);
  return normal(scaled(a, low) + scaled(b, low), low);
}

/** The number with its sign turned round. */
export function negateDecimal({ coefficient, exponent }: Decimal): Decimal {
  return { coefficient: -coefficient, exponent };
}

/**
 * Text that sorts as the numbers do, when it is compared unit by unit: a sign, the place of the first digit, the digits.
 * In a negative number everything but the sign is turned round.
 */
export function sortableDecimal({ coefficient, exponent }: Decimal): string {
  if (coefficient === 0n) return "1";
  const isNegative = coefficient < 0n;
  const digits = String(isNegative ? -coefficient : coefficient);
  const place = exponent + digits.length - 1 - EXPONENT_MIN;
  const text = String(place).padStart(3, "0") + digits;
  if (!isNegative) return `2${text}`;
  // ":" comes after "9": a shorter negative number is the greater one.
  return `0${[...text].map((digit) => 9 - Number(digit)).join("")}:`;
}

/** How many bytes of an item a number takes: one for two significant digits, and one; a sign takes one more. */
export function decimalSize({ coefficient, exponent }: Decimal): number {
  if (coefficient === 0n) return 1;
  const digits = String(coefficient < 0n ? -coefficient : coefficient);
  // Pairs of digits are counted from the point: 12.3 is 12 and 30.
  const isOdd = exponent % 2 !== 0;
  const pairs = Math.ceil((digits.length + (isOdd ? 1 : 0)) / 2);
  return pairs + 1 + (coefficient < 0n ? 1 : 0);
}

function normal(coefficient: bigint, exponent: number): Decimal {
  if (coefficient === 0n) return { coefficient, exponent: 0 };
  const text = String(coefficient);
  const kept = text.replace(/0+$/, "");
  return inRange(BigInt(kept), exponent + (text.length - kept.length), kept.replace("-", "").length);
}

function inRange(coefficient: bigint, exponent: number, digitCount: number): Decimal {
  const place = exponent + digitCount - 1;
  if (place > EXPONENT_MAX)
    throw validationError("Number overflow. Attempting to store a number with magnitude larger than supported range");
  if (place < EXPONENT_MIN)
    throw validationError("Number underflow. Attempting to store a number with magnitude smaller than supported range");
  if (digitCount > DIGITS_MAX)
    throw validationError(`Attempting to store more than ${DIGITS_MAX} significant digits in a Number`);
  return { coefficient, exponent };
}

function scaled({ coefficient, exponent }: Decimal, to: number): bigint {
  return coefficient * 10n ** BigInt(exponent - to);
}
