"""What the workbench sends goes out at once."""

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor

from tellings.web.serving import bound_to


def test_an_answer_does_not_wait_until_the_browser_has_acknowledged_its_head() -> None:
    """Head and body are sent one after the other; held back, each page takes 40 ms more."""
    sent_at_once: list[int] = []

    async def answer(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        held = writer.get_extra_info("socket")
        sent_at_once.append(held.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        writer.close()

    async def ask() -> None:
        bound = bound_to("127.0.0.1", 0)
        async with await asyncio.start_server(answer, sock=bound):
            reader, writer = await asyncio.open_connection(*bound.getsockname())
            await reader.read()
            writer.close()
            await writer.wait_closed()

    with ThreadPoolExecutor(1) as apart:  # a browser's driver may keep a loop in this thread
        apart.submit(lambda: asyncio.run(ask())).result()
    assert sent_at_once and all(sent_at_once)
