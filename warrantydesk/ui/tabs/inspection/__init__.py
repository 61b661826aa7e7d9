"""The inspection: checklist, readings, photographs, cause, conclusion, signatures."""
