"""Reads the parameters of a request wherever the Bot API accepts them: query, JSON, form, multipart."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, web

from tests.telegram_server.errors import broken_limit
from tests.telegram_server.registry import Raw, Upload


async def read_parameters(request: web.BaseRequest) -> Raw:
    """Unconverted parameters; later sources win over the query string."""
    parameters: Raw = dict(request.query) if request.query_string else {}
    content_type = request.content_type
    if content_type == "multipart/form-data":
        await _read_multipart(request, parameters)
        return parameters
    body = await request.read()
    if not body:
        return parameters
    try:
        if content_type == "application/json":
            _read_json(body, parameters)
        elif content_type == "application/x-www-form-urlencoded":
            parameters.update(parse_qsl(body.decode(), keep_blank_values=True))
    except UnicodeDecodeError:
        raise broken_limit("strings must be encoded in UTF-8") from None
    return parameters


def _read_json(body: bytes, parameters: Raw) -> None:
    try:
        content: Any = json.loads(body)
    except json.JSONDecodeError:
        raise broken_limit("can't parse JSON") from None
    if not isinstance(content, dict):
        raise broken_limit("object expected as JSON body")
    parameters.update(content)


async def _read_multipart(request: web.BaseRequest, parameters: Raw) -> None:
    uploads: dict[str, Upload] = {}
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            raise broken_limit("wrong multipart part")
        content = bytes(await part.read(decode=True))
        if part.filename is None:
            parameters[part.name] = content.decode()
        else:
            mime_type = part.headers.get("Content-Type", "application/octet-stream")
            uploads[part.name] = Upload(part.filename, mime_type, content)
    for name, value in parameters.items():
        if isinstance(value, str) and value.startswith("attach://"):
            parameters[name] = uploads.pop(value.removeprefix("attach://"), value)
    parameters.update(uploads)
