// says: does not export greet
