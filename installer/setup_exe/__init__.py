"""The Windows set-up, built on Linux: Python, wheels, program and resources in one setup.exe."""
