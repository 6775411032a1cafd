// The idea: to greet is to print.
export const greet = (segment: string, zone: string): void => {
  console.log(`Segment ${segment} in ${zone}: hello`);
};
