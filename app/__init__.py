"""On the Record: who said it, where, and a link that lands on it."""

__version__ = "0.1.0"
