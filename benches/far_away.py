"""A port of the loopback that leads to another, with a delay each way and no limit on what is on the line. Prints its number.

    far_away.py PORT SECONDS
"""

import asyncio
import selectors
import sys

PORT, DELAY = int(sys.argv[1]), float(sys.argv[2])


async def carry(reader, writer):
    """Each piece leaves so long after it came, in order."""
    loop, on_the_line = asyncio.get_running_loop(), asyncio.Queue()

    async def leave():
        while (item := await on_the_line.get()) is not None:
            moment, piece = item
            await asyncio.sleep(max(0, moment - loop.time()))
            writer.write(piece)
            await writer.drain()
        writer.close()

    leaving = asyncio.create_task(leave())
    while piece := await reader.read(1 << 16):
        on_the_line.put_nowait((loop.time() + DELAY, piece))
    on_the_line.put_nowait(None)
    await leaving


async def call(reader, writer):
    far_reader, far_writer = await asyncio.open_connection("127.0.0.1", PORT)
    await asyncio.gather(carry(reader, far_writer), carry(far_reader, writer), return_exceptions=True)


async def main():
    server = await asyncio.start_server(call, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.sleep(1800)


# epoll would round each delay up to a whole millisecond.
with asyncio.Runner(loop_factory=lambda: asyncio.SelectorEventLoop(selectors.SelectSelector())) as runner:
    runner.run(main())
