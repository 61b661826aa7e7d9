"""The trial of a Windows set-up under Wine, in a prefix and on a screen of its own."""
