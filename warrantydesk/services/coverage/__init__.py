"""Coverage at the desk: facts gathered, decided, shown, kept."""
