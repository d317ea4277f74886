"""A port of the loopback that leads to another, with a delay each way and no limit on what is on the line. Prints its number.

    far_away.py PORT SECONDS

What comes is acknowledged at once: a relay keeps a small reply back until the one before it is acknowledged (RFC 896), and the
40 ms that the system likes to take for that would be the line's, though no real line adds them between here and the proxy.
"""

import asyncio
import selectors
import socket
import sys

PORT, DELAY = int(sys.argv[1]), float(sys.argv[2])


async def carry(reader, writer, source):
    """Each piece leaves so long after it came, in order."""
    loop = asyncio.get_running_loop()
    source.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
    while piece := await reader.read(1 << 16):
        loop.call_later(DELAY, writer.write, piece)
        # The system forgets it after a while.
        source.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
    loop.call_later(DELAY, writer.close)


async def call(reader, writer):
    far_reader, far_writer = await asyncio.open_connection("127.0.0.1", PORT)
    near, far = writer.get_extra_info("socket"), far_writer.get_extra_info("socket")
    await asyncio.gather(carry(reader, far_writer, near), carry(far_reader, writer, far), return_exceptions=True)


async def main():
    server = await asyncio.start_server(call, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.sleep(1800)


# epoll would round each delay up to a whole millisecond.
with asyncio.Runner(loop_factory=lambda: asyncio.SelectorEventLoop(selectors.SelectSelector())) as runner:
    runner.run(main())
