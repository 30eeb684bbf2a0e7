"""The manifests are what Kubernetes takes, and agree with the product."""

import re
from collections.abc import Iterator
from typing import Any

import kubernetes_validate
import pytest
import yaml

from deploy.run.paths import LOCKS, ROOT

_VERSION = "1.33"
_PIN = re.compile(r"^([a-z0-9._-]+)==(\S+)", re.MULTILINE | re.IGNORECASE)


def _documents() -> Iterator[Any]:
    for path in sorted((ROOT / "deploy" / "k8s").glob("*.yaml")):
        for document in yaml.safe_load_all(path.read_text()):
            yield pytest.param(document, id=f"{path.stem}-{document['kind']}")


@pytest.mark.parametrize("document", list(_documents()))
def test_a_manifest_is_what_kubernetes_takes(document: Any) -> None:
    kubernetes_validate.validate(document, _VERSION, strict=True)


def test_a_manifest_with_an_unknown_field_is_caught() -> None:
    wrong = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "x"}, "dta": {}}
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(wrong, _VERSION, strict=True)


def test_every_service_of_the_composition_stands_on_parts_that_exist() -> None:
    services = yaml.safe_load((ROOT / "deploy" / "compose.yaml").read_text())["services"]
    needed = {name for service in services.values() for name in service.get("depends_on", {})}
    assert {"web", "worker", "beat", "migrate", "postgres", "redis"} == set(services)
    assert needed <= set(services)


@pytest.mark.parametrize("name", ["production", "test"])
def test_a_lock_holds_all_versions_of_the_demo(name: str) -> None:
    demo = set(_PIN.findall((LOCKS / "demo.txt").read_text()))
    assert demo <= set(_PIN.findall((LOCKS / f"{name}.txt").read_text()))
