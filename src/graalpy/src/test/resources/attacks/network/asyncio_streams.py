import asyncio
async def connect():
    return await asyncio.open_connection("127.0.0.1", 22)
attempt("connection", lambda: asyncio.run(connect()))
async def thread():
    return await asyncio.to_thread(print)
attempt("thread", lambda: asyncio.run(thread()))
