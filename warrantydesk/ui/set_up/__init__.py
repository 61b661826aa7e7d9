"""Setting up the desk: the steps of the first day, and the door to the demo shop."""
