"""Forms of several parts (RFC 7578), read as Telegram's server reads them.

A part with a file name is a file, any other a parameter; names stand in the form as they are, not
escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.simulator.errors import bad_request
from bot.simulator.utf16 import check_utf8

_BOUNDARY = re.compile(r'boundary\s*=\s*(?:"([^"]+)"|([^";\s]+))', re.IGNORECASE)
_LONGEST_BOUNDARY = 70
"""Characters (RFC 2046, section 5.1.1)."""
_KEY = re.compile(r';\s*(name|filename)\s*=\s*(?:"([^"]*)"|([^";\s]*))', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a call."""

    name: str
    mime_type: str
    data: bytes


def read_parts(content_type: str, body: bytes) -> tuple[dict[str, str], dict[str, Upload]]:
    """Return a form's parameters and its files by field; raises ApiError as Telegram would."""
    params: dict[str, str] = {}
    files: dict[str, Upload] = {}
    for headers, data in _parts(content_type, body):
        keys = _keys(headers.get("content-disposition", ""))
        if not keys.get("name"):
            raise bad_request("field name in multipart/form-data not found")
        if "filename" in keys:
            kind = headers.get("content-type", "application/octet-stream")
            files[keys["name"]] = Upload(keys["filename"] or "file", kind, data)
        else:
            params[keys["name"]] = _text(data)
    return params, files


def _parts(content_type: str, body: bytes) -> Iterator[tuple[dict[str, str], bytes]]:
    """Yield the headers of each part, by lower-case name, and what it holds."""
    found = _BOUNDARY.search(content_type)
    if not found:
        raise bad_request("boundary not found")
    boundary = found[1] or found[2]
    if len(boundary) > _LONGEST_BOUNDARY:
        raise bad_request("boundary too big or empty")
    _, *parts = (b"\r\n" + body).split(b"\r\n--" + boundary.encode("latin-1", "replace"))
    if not parts or not parts.pop().startswith(b"--"):
        raise bad_request("can't parse form data headers")
    for part in parts:
        head, end, data = part.partition(b"\r\n\r\n")
        if not end:
            raise bad_request("can't parse form data headers")
        lines = (line.partition(":") for line in _text(head).split("\r\n") if line.strip())
        yield {name.strip().lower(): value.strip() for name, _, value in lines}, data


def _keys(disposition: str) -> dict[str, str]:
    if not disposition.lower().startswith("form-data;"):
        raise bad_request("expected form-data content disposition")
    return {key[1].lower(): key[2] or key[3] or "" for key in _KEY.finditer(disposition)}


def _text(data: bytes) -> str:
    text = data.decode("utf-8", "surrogateescape")
    check_utf8(text)
    return text
