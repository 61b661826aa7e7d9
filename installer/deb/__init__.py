"""The parts of the Debian package: freezing, libraries, and what else lies in it."""
