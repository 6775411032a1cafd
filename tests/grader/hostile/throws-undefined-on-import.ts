// says: threw while it was being loaded: undefined
throw undefined;
