"""Ports and addresses of this machine."""

from __future__ import annotations

import socket

from deploy.run.console import Trouble


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1.0)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def require_free(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError:
            raise Trouble(
                f"Port {port} is for root only. Choose one above 1023: PORT=8443"
            ) from None
        except OSError as error:
            raise Trouble(
                f"Port {port} of {host} cannot be used: {error.strerror}.\n"
                f"Stop what uses it, or take another: make demo PORT={port + 1}"
            ) from None


def lan_address() -> str:
    """The address that other machines of the local network reach us by. Sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            raise Trouble(
                "This machine has no network address that a phone could reach.\n"
                "Join a network, or name the address: make demo LAN=192.168.1.20"
            ) from None
        address: str = probe.getsockname()[0]
        return address
