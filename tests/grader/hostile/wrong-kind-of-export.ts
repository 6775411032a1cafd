// says: it is no function
export const greet = "Segment A in az-1: hello";
