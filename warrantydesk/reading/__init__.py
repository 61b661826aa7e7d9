"""What comes from outside: pictures, and later sheets; read with limits, never trusted."""
