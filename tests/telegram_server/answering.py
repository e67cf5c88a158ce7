"""From a request to its answer: token, method, faults, conversion, the method itself."""

from __future__ import annotations

import asyncio
import json
import time
from types import CoroutineType
from typing import Any

from aiohttp import web

from tests.telegram_server import methods_chats, methods_editing, methods_polling, methods_profile, methods_sending
from tests.telegram_server.calls import Call, CallLog
from tests.telegram_server.errors import ApiError
from tests.telegram_server.faults import Fault, Faults
from tests.telegram_server.registry import METHODS, Method, Raw, convert
from tests.telegram_server.request_reading import read_parameters
from tests.telegram_server.world import World

MODULES = (methods_chats, methods_editing, methods_polling, methods_profile, methods_sending)


class Answering:
    def __init__(self, world: World, log: CallLog, faults: Faults, token: str) -> None:
        self.world = world
        self.log = log
        self.faults = faults
        self.latency = 0.0
        self._prefix = f"/bot{token}/"
        self._file_prefix = f"/file/bot{token}/"

    async def handle(self, request: web.BaseRequest) -> web.Response:
        path = request.path
        if path.startswith(self._prefix):
            method = METHODS.get(path[len(self._prefix) :].lower())
            if method is None:
                return _refusal(ApiError(404, "Not Found: method not found"))
            return await self._answer(request, method)
        if path.startswith(self._file_prefix):
            return self._download(path[len(self._file_prefix) :])
        known = path.startswith(("/bot", "/file/bot"))
        return _refusal(ApiError(401, "Unauthorized") if known else ApiError(404, "Not Found"))

    async def _answer(self, request: web.BaseRequest, method: Method) -> web.Response:
        call = Call(method.name, {}, time.monotonic(), None)
        error: ApiError | None = None
        try:
            call.parameters = await read_parameters(request)
            call.parameters = convert(method, call.parameters)
        except ApiError as found:
            error = found
        call.chat_id = call.parameters.get("chat_id")
        self.log.arrived(call)
        fault = self.faults.take(call) if self.faults.active else None
        if fault is not None and fault.before:
            return self._fault(request, call, fault)
        response = self._refused(call, error) if error else await self._run(method, call)
        if fault is not None:
            if fault.drop_after:
                return self._dropped(request, call)
            await asyncio.sleep(fault.delay)
        if self.latency and method.name != "getUpdates":
            await asyncio.sleep(self.latency)
        self.log.answered(call, response.status)
        return response

    async def _run(self, method: Method, call: Call) -> web.Response:
        try:
            result: Any = method.run(self.world, call.parameters)
            if isinstance(result, CoroutineType):
                result = await result
        except ApiError as error:
            return self._refused(call, error)
        return _response(200, {"ok": True, "result": result})

    def _refused(self, call: Call, error: ApiError) -> web.Response:
        if error.code == 400:
            self.log.refused(call.method, error.description, limit=error.limit)
        return _refusal(error)

    def _fault(self, request: web.BaseRequest, call: Call, fault: Fault) -> web.Response:
        if fault.drop_before:
            return self._dropped(request, call)
        if fault.page is not None:
            self.log.answered(call, fault.page_status)
            return web.Response(status=fault.page_status, text=fault.page, content_type="text/html")
        assert fault.error is not None
        self.log.answered(call, fault.error.code)
        return _refusal(fault.error)

    def _dropped(self, request: web.BaseRequest, call: Call) -> web.Response:
        self.log.answered(call, 0)
        if request.transport is not None:
            request.transport.close()
        return web.Response()  # never arrives

    def _download(self, path: str) -> web.Response:
        stored = self.world.files.by_path.get(path)
        if stored is None:
            return _refusal(ApiError(404, "Not Found"))
        return web.Response(body=stored.content, content_type="application/octet-stream")


def _refusal(error: ApiError) -> web.Response:
    return _response(error.code, error.body())


def _response(status: int, body: Raw) -> web.Response:
    return web.Response(status=status, body=json.dumps(body).encode(), content_type="application/json")
