// says: threw while it was being loaded: Error: xxx
throw new Error("x".repeat(20_000_000));
