"""A client that does next to nothing: one kept connection, one prepared request, no parsing.

What the client costs is in both times of a ratio and pulls it towards 1; so it must be small.
"""

import re
import socket
import time
from typing import NamedTuple

BUFFER_BYTES = 16_000_000
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes


class Client:
    """Asks for one address, again and again."""

    def __init__(self, port: int, path: str, **headers: str) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        lines = [f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items()]
        self._request = f"GET {path} HTTP/1.1\r\nhost: 127.0.0.1\r\n{''.join(lines)}\r\n".encode()
        self._bytes = bytearray(BUFFER_BYTES)
        self._buffer = memoryview(self._bytes)

    def close(self) -> None:
        self._socket.close()

    def seconds(self) -> float:
        """From the first byte of the request to the last byte of the answer."""
        began = time.perf_counter()
        self._ask()
        return time.perf_counter() - began

    def fetch(self) -> Answer:
        head, end = self._ask()
        lines = bytes(self._buffer[:head]).decode("latin-1").split("\r\n")
        pairs = (line.partition(": ") for line in lines[1:] if line)
        headers = {name.lower(): value for name, _, value in pairs}
        return Answer(int(lines[0].split()[1]), headers, bytes(self._buffer[head:end]))

    def _ask(self) -> tuple[int, int]:
        """Where the answer's body begins in the buffer, and where it ends."""
        self._socket.sendall(self._request)
        filled, blank = 0, -1
        while blank < 0:
            filled += self._receive(filled)
            blank = self._bytes.find(b"\r\n\r\n", 0, filled)
        head = blank + 4
        length = _LENGTH.search(self._buffer, 0, head)
        end = head + (int(length[1]) if length else 0)
        while filled < end:
            filled += self._receive(filled)
        return head, end

    def _receive(self, filled: int) -> int:
        received = self._socket.recv_into(self._buffer[filled:])
        if not received:
            raise ConnectionError("The server closed the connection.")
        return received
