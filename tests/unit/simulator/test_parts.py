"""Forms of several parts: what went in comes out, byte for byte."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.simulator.parts import read_parts

BINARY = st.binary(max_size=80) | st.sampled_from([b"\r\n", b"--b", b"\r\n--c", b"\r\n\r\n", b""])
NAMES = st.text(st.characters(codec="utf-8", exclude_characters='"\r\n;\\'), min_size=1)


@settings(deadline=None)
@given(st.lists(st.tuples(NAMES.map(str.strip).filter(bool), BINARY), unique_by=lambda f: f[0]))
def test_files_in_a_form_come_out_as_they_went_in(files: list[tuple[str, bytes]]) -> None:
    boundary = b"a-boundary-of-nothing"
    body = b"".join(
        b'--%s\r\nContent-Disposition: form-data; name="%s"; filename="%s"\r\n\r\n%s\r\n'
        % (boundary, name.encode(), name.encode(), data)
        for name, data in files
    )
    kind = f'multipart/form-data; boundary="{boundary.decode()}"'
    params, uploads = read_parts(kind, body + b"--" + boundary + b"--\r\n")
    assert params == {}
    assert {name: (file.name, file.data) for name, file in uploads.items()} == {
        name: (name, data) for name, data in files
    }
