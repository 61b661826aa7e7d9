"""The Policies tab: tables with their versions, bulletins, holidays, and the box to try it."""
