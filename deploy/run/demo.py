"""`make demo`: from a fresh clone to a running product, and back to nothing on Ctrl-C."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from deploy.run import environment, node, product, services
from deploy.run.commands import run
from deploy.run.console import Trouble, padded, say, step
from deploy.run.net import lan_address, require_free
from deploy.run.paths import LOGS, PYTHON, ROOT, VAR
from deploy.run.processes import Service
from deploy.run.signals import Stopped, polite_end
from deploy.run.stamps import Stamp
from deploy.run.supervisor import Supervisor
from deploy.run.turns import one_at_a_time

_TLS = VAR / "tls"


@dataclass(frozen=True)
class Address:
    """Where the demo listens; on the local network it speaks https, as phones' cameras demand."""

    host: str
    port: int
    lan: bool

    @property
    def url(self) -> str:
        return f"{'https' if self.lan else 'http'}://{self.host}:{self.port}"

    @property
    def authority(self) -> Path | None:
        """The certificate that vouches for ours."""
        return _TLS / "client.pem" if self.lan else None


def demo() -> int:
    with polite_end():
        try:
            _run(_address())
        except Stopped:
            say("Stopped.")
    return 0


def models() -> int:
    """`make models`: only the networks."""
    with one_at_a_time():
        environment.install("demo")
        product.build_models()
    return 0


def image() -> int:
    """What the Dockerfile's build stage does: everything but a database and a secret."""
    environment.install("production")
    node.install(with_tools=False)
    product.build_models()
    product.build_vision()
    product.compile_translations()
    product.collect_static({"SECRET_KEY": "only-for-collecting-files"})
    return 0


def _run(address: Address) -> None:
    require_free(address.host, address.port)
    with one_at_a_time():
        env = _environment(address)
        addresses = _prepare(address, env)
    with Supervisor(_services(address, env)) as supervisor:
        supervisor.wait_ready(f"{address.url}/healthz", address.authority)
        _announce(address, addresses, env["DEMO_PASSWORD"])
        supervisor.watch()


def _address() -> Address:
    lan, port = os.environ.get("LAN", ""), os.environ.get("PORT") or "8000"
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise Trouble(f"PORT={port} is no port: give a number from 1 to 65535.")
    if lan in {"", "0"}:
        return Address("127.0.0.1", int(port), lan=False)
    return Address(lan_address() if lan == "1" else lan, int(port), lan=True)


def _prepare(address: Address, env: dict[str, str]) -> str:
    """Makes everything true that the demo needs; returns the seeded addresses."""
    environment.install("demo")
    node.install(with_tools=False)
    product.build_models()
    product.build_vision()
    product.compile_translations()
    product.migrate(env)
    product.collect_static(env)
    if address.lan:
        _make_certificate(address.host)
    return product.seed(env)


def _environment(address: Address) -> dict[str, str]:
    return {
        "SECRET_KEY": _kept_secret("secret-key", 50),
        "DEMO_PASSWORD": _kept_secret("demo-password", 9),
        "BASE_URL": address.url,
        "PYTHONUNBUFFERED": "1",
    }


def _kept_secret(name: str, length: int) -> str:
    """Random, made once, readable by its owner alone."""
    path = VAR / name
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(length))
    return path.read_text()


def _make_certificate(host: str) -> None:
    stamp = Stamp(_TLS / ".made")
    if stamp.holds(host):
        return
    step(f"Making a certificate for {host}")
    _TLS.mkdir(mode=0o700, exist_ok=True)
    run(PYTHON, "-m", "trustme", "-q", "-d", _TLS, "-i", host, doing="make a certificate")
    stamp.put(host)


def _services(address: Address, env: dict[str, str]) -> list[Service]:
    tls = ["--ssl-certificate", f"{_TLS}/server.pem", "--ssl-keyfile", f"{_TLS}/server.key"]
    extra = tls if address.lan else []
    return [
        services.web(address.host, address.port, env=env, log=LOGS / "web.log", extra=extra),
        services.worker(env=env, log=LOGS / "worker.log", processes=2, with_clock=False),
        services.clock(env=env, log=LOGS / "clock.log"),
    ]


def _announce(address: Address, seeded: str, password: str) -> None:
    rows = [line.split("\t") for line in seeded.splitlines() if "\t" in line]
    say(f"\nMarquee is up: {address.url}\n")
    for label, value in [*rows, ["password", password]]:
        shown = address.url + value if value.startswith("/") else value
        say(f"  {padded(label, 28)}{shown}")
    if address.lan:
        say("\nThe phone warns once about the home-made certificate: go on all the same.")
    say(f"\nLogs: {LOGS.relative_to(ROOT)}/")
    say("Ctrl-C stops everything.")
