"""Customer care: contact log, texts, complaints, calls after the repair, appointments."""
