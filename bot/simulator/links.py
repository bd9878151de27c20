"""Links as the server checks them: for buttons, text links and mentions of people."""

from __future__ import annotations

import ipaddress
import re

_DEFAULT_SCHEME = "http"
_HOST = re.compile(r"(?:[a-z0-9._\-!$,~*'();&+=]|%[0-9a-f]{2}|[^\x00-\x7f])*")
_TG = re.compile(r"(tg|ton):(?://)?", re.IGNORECASE)
_TG_HOST = re.compile(r"[A-Za-z0-9_-]*")
_USER = re.compile(r"tg:(?://)?user\?(?:.*&)?id=(\d+)", re.IGNORECASE)
_EMOJI = re.compile(r"tg:(?://)?emoji\?(?:.*&)?id=(\d+)", re.IGNORECASE)


class WrongLinkError(ValueError):
    """The link is none; the text says why, in the server's words."""


def user_of(link: str) -> int | None:
    """Return the person that a `tg://user?id=` link stands for."""
    found = _USER.match(link)
    return int(found[1]) or None if found else None


def custom_emoji_of(link: str) -> str | None:
    """Return the identifier in a `tg://emoji?id=` link."""
    found = _EMOJI.match(link)
    return found[1] if found and int(found[1]) else None


def check_link(link: str, *, https_only: bool = False) -> str:
    """Return a link in the form that Telegram keeps; raises WrongLinkError."""
    special = _TG.match(link)
    if special:
        if https_only:
            raise WrongLinkError("Only HTTPS links are allowed")
        return _special(special[1].lower(), link[special.end() :])
    scheme, user, host, port, rest = _parts(link)
    if https_only and scheme != "https":
        raise WrongLinkError("Only HTTPS links are allowed")
    if "." not in host and not host.startswith("["):
        raise WrongLinkError("Wrong HTTP URL")
    return f"{scheme}://{user}{host}{port}{rest}"


def find_link(link: str) -> str | None:
    """Return a link in the form that Telegram keeps, or None where it drops the link."""
    try:
        return check_link(link)
    except WrongLinkError:
        return None


def refusal(link: str, error: WrongLinkError) -> str:
    """Return the server's words about a wrong link; what it was for stands before them."""
    shown = link.replace("\n", " ").replace("\r", " ")
    return f"URL '{shown}' is invalid: {error}"


def _special(scheme: str, link: str) -> str:
    given, user, host, port, rest = _parts(link)
    if given != _DEFAULT_SCHEME or link.lower().startswith("http://") or user or port:
        raise WrongLinkError(f"Wrong {scheme} URL")
    if not _TG_HOST.fullmatch(host):
        raise WrongLinkError("Unallowed characters in URL host")
    return f"{scheme}://{host}{rest[1:] if rest.startswith('/?') else rest}"


def _parts(link: str) -> tuple[str, str, str, str, str]:
    """Return scheme, `user@`, host, `:port` and the rest from `/`; raises WrongLinkError."""
    head, separator, tail = link.partition("://")
    if separator and not re.search(r"[:/?#@\[\]]", head):
        scheme, place = head.lower(), tail
        if scheme not in {"http", "https"}:
            raise WrongLinkError("Unsupported URL protocol")
    else:
        scheme, place = _DEFAULT_SCHEME, link
    end = min((i for i in map(place.find, "/?#") if i >= 0), default=len(place))
    authority, rest = place[:end], place[end:].rstrip(" \t\r\n\v")
    user, at, host = authority.rpartition("@")
    host, port = _split_port(host)
    if host.startswith("[") and host.endswith("]"):
        _check_ipv6(host)
    elif not host:
        raise WrongLinkError("URL host is empty")
    elif host == ".":
        raise WrongLinkError("Host is invalid")
    elif not _HOST.fullmatch(host.lower()):
        percent = re.search(r"%(?![0-9a-f]{2})", host.lower())
        raise WrongLinkError(
            "Wrong percent-encoded symbol in URL host" if percent else "Wrong URL host"
        )
    rest = "".join(f"%{ord(c):02X}" if c <= " " else c for c in rest)
    return scheme, user + at, host.lower(), port, rest if rest.startswith("/") else f"/{rest}"


def _split_port(authority: str) -> tuple[str, str]:
    host, colon, port = authority.rpartition(":")
    if not colon or not host or "]" in port:
        return authority, ""
    if not re.fullmatch(r"[0-9]{1,9}", port) or not 0 < int(port) <= 65535:
        raise WrongLinkError("Wrong port number specified in the URL")
    return host, f":{int(port)}"


def _check_ipv6(host: str) -> None:
    try:
        ipaddress.IPv6Address(host[1:-1])
    except ValueError:
        raise WrongLinkError("Wrong IPv6 address specified in the URL") from None
