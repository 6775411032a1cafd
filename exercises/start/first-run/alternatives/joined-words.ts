// An arrow function that joins words instead of filling a template.
export const greet = (...[segment, zone]: [segment: string, zone: string]) =>
  ["Segment", segment, "in", zone].join(" ").concat(": hello");
