"""Addresses, tokens and bodies: what every call goes through before its method is looked at."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from io import BytesIO

import pytest
import pytest_asyncio

from tests.unit.simulator.line import TOKEN, Line, open_line

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def line() -> AsyncIterator[Line]:
    """One line for all: only three of these requests do anything."""
    async with open_line() as line:
        yield line


@pytest.mark.parametrize(
    ("path", "code", "words"),
    [
        ("/bot1:other/getMe", 401, "Unauthorized"),
        ("/botnothing/getMe", 401, "Unauthorized: invalid token specified"),
        ("/bot0:a/getMe", 401, "Unauthorized: invalid token specified"),
        (f"/bot{'1' * 80}:a/getMe", 401, "Unauthorized: invalid token specified"),
        (f"/bot{TOKEN}/getNothing", 404, "Not Found: method not found"),
        (f"/bot{TOKEN}", 404, "Not Found"),
        (f"/bot{TOKEN}/", 404, "Not Found"),
        (f"/bot{TOKEN}/get/Me", 404, "Not Found"),
        ("/file/bot1:other/files/x", 401, "Unauthorized"),
        (f"/file/bot{TOKEN}/files/x", 404, "Not Found"),
    ],
)
async def test_addresses_that_lead_nowhere(line: Line, path: str, code: int, words: str) -> None:
    assert (await line.request("GET", path)).refusal == (code, words)


@pytest.mark.parametrize(
    ("body", "kind", "words"),
    [
        (b"[]", "application/json", "JSON object expected"),
        (b"{", "application/json", "can't parse JSON object"),
        (b'{"text": NaN}', "application/json", "can't parse JSON object"),
        (b'{"text": 1e999}', "application/json", "can't parse JSON object"),
        (b'{"a":' * 101 + b"1" + b"}" * 101, "application/json", "can't parse JSON object"),
        (b"[" * 100_000, "application/json", "can't parse JSON object"),
        (b'{"text": "\xff"}', "application/json", "strings must be encoded in UTF-8"),
        (b'{"nothing": "\\ud800"}', "application/json", "strings must be encoded in UTF-8"),
        (b"text=%FF", "application/x-www-form-urlencoded", "strings must be encoded in UTF-8"),
        (b"x", "multipart/form-data", "boundary not found"),
        (b"x", f"multipart/form-data; boundary={'b' * 71}", "boundary too big or empty"),
        (b"x", "multipart/form-data; boundary=b", "can't parse form data headers"),
        (b"--b\r\nx\r\n--b--", "multipart/form-data; boundary=b", "can't parse form data headers"),
        (
            b"--b\r\nContent-Disposition: form-data; x=y\r\n\r\n1\r\n--b--",
            "multipart/form-data; boundary=b",
            "field name in multipart/form-data not found",
        ),
        (
            b"--b\r\nContent-Disposition: inline; name=a\r\n\r\n1\r\n--b--",
            "multipart/form-data; boundary=b",
            "expected form-data content disposition",
        ),
        (
            b'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n\xff\r\n--b--',
            "multipart/form-data; boundary=b",
            "strings must be encoded in UTF-8",
        ),
        (b'{"text": "a"}', "text/plain", "message text is empty"),
    ],
)
async def test_bodies_that_say_nothing(line: Line, body: bytes, kind: str, words: str) -> None:
    answer = await line.request(
        "POST", f"/bot{TOKEN}/sendMessage", data=body, headers={"Content-Type": kind}
    )
    assert answer.refusal == (400, f"Bad Request: {words}")


async def test_a_body_over_50_megabytes_is_refused(line: Line) -> None:
    body = BytesIO(bytes(51 * 1024 * 1024 + 1))
    answer = await line.request("POST", f"/bot{TOKEN}/sendDocument", data=body)
    assert answer.refusal == (413, "Request Entity Too Large")


@pytest.mark.parametrize("verb", ["GET", "POST"])
async def test_parameters_may_stand_in_the_address(line: Line, verb: str) -> None:
    person = line.newcomer()
    path = f"/bot{TOKEN}/SENDMESSAGE?chat_id={person}&text=%E2%80%99%F0%9F%92%A5"
    assert (await line.request(verb, path)).result["text"] == "’💥"


async def test_a_form_is_taken_as_well_as_json(line: Line) -> None:
    fields = {"chat_id": str(line.newcomer()), "text": "Salom"}
    answer = await line.request("POST", f"/bot{TOKEN}/sendMessage", data=fields)
    assert answer.result["text"] == "Salom"


async def test_half_a_character_in_a_nested_text_is_refused(line: Line) -> None:
    fields = {
        "chat_id": str(line.newcomer()),
        "text": "Salom",
        "reply_markup": json.dumps(
            {"inline_keyboard": [[{"text": "\ud83d", "callback_data": "go"}]]}
        ),
    }
    answer = await line.request("POST", f"/bot{TOKEN}/sendMessage", data=fields)
    assert answer.refusal == (400, "Bad Request: strings must be encoded in UTF-8")
