// says: threw while it was being loaded: Error: not today
throw new Error("not today");
